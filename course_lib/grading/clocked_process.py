"""A process that does one thing at a time, within limits of time and memory, and can be ended.

Trusted code too may never come to an end on what somebody hands in: a text that Python takes
hours to parse, an answer that takes hours to compare. Inside one process nothing can end that.
"""

import contextlib
import ctypes
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import resource_tracker
from pathlib import Path

LOOK_SECONDS = 0.1  # between two looks at what it uses
POLITE_SECONDS = 1.0  # to end its sandboxes and remove their folders, when asked to end
_MB = 1024 * 1024
_STARTING = threading.Lock()  # threads of one process may start processes at the same time


@dataclass(frozen=True)
class Clock:
    """What one call may use: time by the wall, time of the processor, memory.

    ``cpu_seconds`` and ``memory_mb`` are the process's own; its children are not counted.
    """

    wall_seconds: float
    cpu_seconds: float = 30.0
    memory_mb: int = 3072


class ProcessEnded(Exception):
    """The process ended before it had answered: by itself, or from outside."""


class RanOut(ProcessEnded):
    """The process was ended here, since it ran out of time or memory; the message says of what."""


class ClockedProcess:
    """Calls functions in a process of its own, one after the other.

    The process is started when it is first needed, and again after one that was ended.
    """

    def __init__(self):
        self._process = self._pipe = None
        self._closed = threading.Event()

    def run(self, function: Callable, *given, clock: Clock):
        """Call a function there; what it returns or raises. Raises ProcessEnded, RanOut."""
        try:
            self._start()
            self._pipe.send((function, given))
            self._wait(clock)
            returned, value = self._pipe.recv()
        except (EOFError, OSError):
            self._end()
            raise ProcessEnded("The process ended before it had answered.") from None
        except RanOut:
            self._end(politely=True)
            raise
        if returned:
            return value
        raise value

    def close(self) -> None:
        """End the process, and let nobody start it again. Another thread may be waiting in it."""
        self._closed.set()
        self._end(politely=True)

    def _start(self) -> None:
        if self._process is not None:
            return
        if self._closed.is_set():
            raise EOFError
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        with _may_have_children(), _born_deaf_to_ctrl_c():
            process = context.Process(target=_serve, args=(theirs, os.getpid()))
            process.start()
        theirs.close()
        self._process = process

    def _wait(self, clock: Clock) -> None:
        """Wait for the answer; RanOut where it takes more than the clock allows."""
        began, used_before = time.monotonic(), _cpu_seconds(self._process.pid)
        while not self._pipe.poll(LOOK_SECONDS):
            if self._closed.is_set():
                raise EOFError
            if time.monotonic() - began > clock.wall_seconds:
                raise RanOut(f"more than {clock.wall_seconds:g} seconds")
            if _cpu_seconds(self._process.pid) - used_before > clock.cpu_seconds:
                raise RanOut(f"more than {clock.cpu_seconds:g} seconds of the processor")
            if _memory(self._process.pid) > clock.memory_mb * _MB:
                raise RanOut(f"more than {clock.memory_mb} MB of memory")

    def _end(self, politely: bool = False) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if politely:
            process.terminate()
            process.join(POLITE_SECONDS)
        process.kill()
        process.join()
        self._pipe.close()


def _serve(pipe, parent: int) -> None:
    """In the process: call what comes, answer with what it returns or raises."""
    _end_with(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the grader's alone
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())  # which closes sandboxes on its way
    while True:
        try:
            function, given = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            answer = True, function(*given)
        except Exception as error:
            answer = False, error
        try:
            pipe.send(answer)
        except OSError:
            return
        except Exception as error:  # what can't be sent: say what it was
            pipe.send((False, RuntimeError(f"{answer[1]!r:.300} can't be sent: {error!r:.300}")))


def _end_with(parent: int) -> None:
    """End when the grader does, however it ends, and whatever this process is doing."""
    if sys.platform.startswith("linux"):
        set_signal_of_parents_death = 1
        ctypes.CDLL(None).prctl(set_signal_of_parents_death, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)

    def watch():  # where the kernel does not do it, and where the thread that started it ended
        while os.getppid() == parent:
            time.sleep(0.25)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


@contextlib.contextmanager
def _may_have_children():
    """Processes of a Dask worker are daemons, which multiprocessing lets have no children.

    It fears that they would be left behind; these end with their parent.
    """
    config = multiprocessing.current_process()._config
    with _STARTING:
        daemon = config.pop("daemon", None)
        try:
            yield
        finally:
            if daemon is not None:
                config["daemon"] = daemon


@contextlib.contextmanager
def _born_deaf_to_ctrl_c():
    """What starts in here never hears Ctrl-C, not even while its Python starts.

    There it would print a traceback; whoever presses it ends the grader, and that ends the rest.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # or starting it would let Ctrl-C in again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _cpu_seconds(pid: int) -> float:
    """What a process has used of the processor; 0 where that can't be seen."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory(pid: int) -> int:
    """The bytes that a process fills; 0 where that can't be seen."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
