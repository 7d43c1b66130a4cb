"""A sandbox's process as the grader sees it: its start, pipes, limits and end."""

import contextlib
import os
import resource
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

from course_lib.grading.isolation.readable import COURSE, forbidden_files, readable_paths
from course_lib.grading.limits import Limits
from course_lib.notebooks.threads import ONE_BLAS_THREAD

WORKER_FILE = str(COURSE / "grading" / "inside" / "worker.py")
_MB = 1024 * 1024


class NoIsolation(RuntimeError):
    """Nothing here isolates a submission, so nothing is graded."""


@dataclass(frozen=True)
class Usage:
    """How many files and bytes of files there are, bytes of memory, and threads."""

    files: int
    file_bytes: int
    memory: int
    threads: int


class SandboxProcess:
    """One sandbox. Subclasses start ``self.process`` and say which process is the worker's."""

    process: subprocess.Popen
    home: str

    def __init__(self, limits: Limits):
        self.limits = limits

    def settings(self) -> dict:
        """What the worker is told before anything else."""
        most = self.limits
        return {
            "parent": 0,
            "home": self.home,
            "landlock": False,
            "readable": [],
            "writable": [self.home],
            "hidden": list(forbidden_files()),
            "threads": most.threads > 0,
            "limits": {
                "RLIMIT_AS": most.address_mb * _MB,
                "RLIMIT_CPU": most.cpu_seconds,
                "RLIMIT_FSIZE": most.files_mb * _MB,
                "RLIMIT_NOFILE": 64 if not most.threads else 256,
                "RLIMIT_CORE": 0,
                "RLIMIT_MEMLOCK": 0,
                "RLIMIT_MSGQUEUE": 0,
                "RLIMIT_SIGPENDING": 64,
            },
        }

    def worker(self) -> int | None:
        """The worker's process, as this machine counts; None until that is known."""
        raise NotImplementedError

    def files(self, worker: int) -> tuple[int, int]:
        """How many files it holds, and how many bytes."""
        raise NotImplementedError

    def close(self) -> None:
        """End everything in it, and leave nothing behind."""
        raise NotImplementedError

    def exceeded_limit(self) -> str | None:
        """Which limit is exceeded, in a sentence, of those that the kernel does not keep."""
        try:
            usage = self.usage()
        except (OSError, IndexError):
            return None  # it has ended, which is noticed elsewhere
        most = self.limits
        if usage.files > most.max_files:
            return f"It wrote more than {most.max_files} files."
        if usage.file_bytes > most.files_mb * _MB:
            return f"It wrote more than {most.files_mb} MB of files."
        if usage.memory > most.memory_mb * _MB:
            return f"It used more than {most.memory_mb} MB of memory."
        if usage.threads > max(most.threads, 1):
            return f"It started more than {most.threads} threads."
        return None

    def usage(self) -> Usage:
        """What the sandbox uses now; OSError where that can't be seen."""
        if (worker := self.worker()) is None:
            raise OSError("its process is not known")
        pages = int(Path(f"/proc/{worker}/statm").read_text().split()[1])
        threads = os.stat(f"/proc/{worker}/task").st_nlink - 2
        return Usage(*self.files(worker), pages * resource.getpagesize(), threads)

    def make_first_oom_victim(self) -> None:
        """Let the kernel end this sandbox first where the machine runs out of memory."""
        with contextlib.suppress(OSError):
            Path(f"/proc/{self.worker()}/oom_score_adj").write_text("1000")

    def launch(self, before: list[str], **options) -> subprocess.Popen:
        """Start the worker behind a command that isolates it, or behind none."""
        paths = readable_paths()
        python = [paths.python, "-s", "-S", "-P", "-B", "-X", "utf8", WORKER_FILE]
        return subprocess.Popen(
            [*before, *python, str(COURSE), *paths.packages],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
            env=environment(self.home),
            start_new_session=True,
            **options,
        )


def environment(home: str) -> dict[str, str]:
    """All that a sandbox's environment holds: nothing of the grader's."""
    return {
        "HOME": home, "TMPDIR": home, "USER": "learner", "PATH": "", "LANG": "C.UTF-8",
        "PYTHONHASHSEED": "0", "MPLBACKEND": "agg", "MPLCONFIGDIR": home, "IPYTHONDIR": home,
        "TF_CPP_MIN_LOG_LEVEL": "2", "TF_ENABLE_ONEDNN_OPTS": "0", **ONE_BLAS_THREAD,
    }  # fmt: skip


def kill(process: subprocess.Popen) -> None:
    """End a process of ours, and wait until it has ended."""
    if process.poll() is None:
        process.send_signal(signal.SIGKILL)
    process.wait()
    for pipe in (process.stdin, process.stdout, process.stderr):
        with contextlib.suppress(OSError):
            pipe.close()
