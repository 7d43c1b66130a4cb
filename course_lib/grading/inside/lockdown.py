"""Takes the worker's rights away before it sees any notebook, and tests that they are gone."""

import ctypes
import os
import resource
import signal

from course_lib.grading.inside import landlock_rules, seccomp


class LockdownError(RuntimeError):
    """The worker can still do what a submission must not be able to do."""


def lock_down(settings: dict) -> None:
    """Give up every right that is not needed to answer. Raises LockdownError or OSError."""
    if settings["parent"]:
        _die_with(settings["parent"])
    _drop_capabilities()
    for name, limit in settings["limits"].items():
        resource.setrlimit(getattr(resource, name), (limit, limit))
    if settings["landlock"]:
        landlock_rules.restrict(settings["readable"], settings["writable"])
    seccomp.install(threads=settings["threads"])
    _self_test(settings)


def _die_with(parent: int) -> None:
    """Have the kernel kill this process when the one that started it ends."""
    set_signal_of_parents_death = 1
    ctypes.CDLL(None, use_errno=True).prctl(set_signal_of_parents_death, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        raise LockdownError("the grader has ended already")


def _drop_capabilities() -> None:
    """Give up all capabilities: without them even root has no special rights."""
    version_3 = 0x20080522
    header = (ctypes.c_uint32 * 2)(version_3, 0)
    nothing = (ctypes.c_uint32 * 6)()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.capset(header, nothing) != 0:
        raise OSError(ctypes.get_errno(), "the capabilities could not be dropped")


def _self_test(settings: dict) -> None:
    """Try what must fail, and refuse to go on if it does not."""
    for path in settings["hidden"]:
        _must_fail(f"open {path}", lambda path=path: os.close(os.open(path, os.O_RDONLY)))
    for folder in settings["readable"][:1]:
        path = os.path.join(folder, "written_by_a_sandbox")
        _must_fail(f"write {path}", lambda path=path: os.open(path, os.O_CREAT | os.O_WRONLY))
    _must_fail("start a process", _fork)
    _must_fail("signal to others", lambda: os.kill(-1, 0))  # 0 is no signal: it only asks
    _must_fail("open a socket", _socket)


def _must_fail(what: str, attempt) -> None:
    try:
        attempt()
    except OSError:
        return
    raise LockdownError(f"inside the sandbox it was possible to {what}")


def _fork() -> None:
    if os.fork() == 0:
        os._exit(0)


def _socket() -> None:
    internet, stream = 2, 1
    if ctypes.CDLL(None, use_errno=True).syscall(seccomp.number("socket"), internet, stream, 0) < 0:
        raise OSError
