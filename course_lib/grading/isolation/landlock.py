"""Landlock: a sandbox without namespaces, for machines on which bubblewrap is refused.

The worker itself gives up all rights to files but those on a list, and every system call that
starts, reaches or signals another process. What remains visible is that files exist. It writes into
one folder, flat and watched; the kernel ends it when the grader ends.
"""

import functools
import os
import shutil
import stat
import sys
import tempfile
from pathlib import Path

from course_lib.grading.inside import landlock_rules, seccomp
from course_lib.grading.isolation.readable import COMMAND_LINE, readable_paths, without_hidden
from course_lib.grading.isolation.sandbox_process import SandboxProcess, kill
from course_lib.grading.limits import Limits

name = "landlock"
_PREFIX = "course-sandbox-"


class Landlock(SandboxProcess):
    """A sandbox that holds itself."""

    def __init__(self, limits: Limits):
        super().__init__(limits)
        _remove_stale_folders()
        self.home = tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-")
        try:
            self.process = self.launch([])
        except BaseException:
            self._clear()
            raise

    def settings(self) -> dict:
        """What the worker is told before anything else."""
        paths = readable_paths()
        readable = [*without_hidden(paths), *paths.devices, COMMAND_LINE]
        own = {"parent": os.getpid(), "landlock": True, "readable": readable}
        own["writable"] = [self.home, "/dev/null"]
        return {**super().settings(), **own}

    def worker(self) -> int:
        """The worker's process."""
        return self.process.pid

    def files(self, worker: int) -> tuple[int, int]:
        """How many files it holds, and how many bytes: the open ones too, though removed.

        A removed file that is in memory still, and open no more, keeps its bytes on the disk, and
        its size can't be seen. Each counts as the largest that a file can be.
        """
        with os.scandir(self.home) as entries:
            kept = [entry.stat(follow_symlinks=False) for entry in entries]
        opened = [
            os.stat(f"/proc/{worker}/fd/{number}") for number in os.listdir(f"/proc/{worker}/fd")
        ]
        removed = [file for file in opened if stat.S_ISREG(file.st_mode) and not file.st_nlink]
        hidden = self._removed_in_memory(worker) - {file.st_ino for file in opened}
        largest = self.limits.files_mb * 1024 * 1024
        seen = 512 * sum(file.st_blocks for file in [*kept, *removed])
        return len(kept) + len(hidden), seen + largest * len(hidden)

    def _removed_in_memory(self, worker: int) -> set[int]:
        """The inodes of files from its folder that are removed, and mapped into its memory."""
        home = os.fsencode(os.path.realpath(self.home))
        lines = Path(f"/proc/{worker}/maps").read_bytes().splitlines()
        return {
            int(line.split(maxsplit=5)[4])
            for line in lines
            if line.endswith(b" (deleted)") and home in line
        }

    def close(self) -> None:
        """End it, and remove what it wrote."""
        kill(self.process)
        self._clear()

    def _clear(self) -> None:
        shutil.rmtree(self.home, ignore_errors=True)


start = Landlock


@functools.cache
def _remove_stale_folders() -> None:
    """Remove the folders that killed graders left behind, once."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*-*"):
        grader = folder.name.removeprefix(_PREFIX).partition("-")[0]
        if grader.isdecimal() and not Path(f"/proc/{grader}").exists():
            shutil.rmtree(folder, ignore_errors=True)


def missing() -> str | None:
    """What is not there that this isolation needs; None where all is."""
    if not sys.platform.startswith("linux") or not landlock_rules.version():
        return "Landlock is not there (it takes Linux 5.13 or later, with Landlock switched on)"
    if not seccomp.supported():
        return "the filter of system calls is written for 64-bit x86 and ARM processors only"
    return None
