"""bubblewrap: a sandbox in namespaces of its own, where nothing else exists.

It has no network, no other process, no other user, no file but those that it may read, and one
small folder in memory. When the grader ends, however it ends, so does the sandbox.
"""

import contextlib
import json
import os
import shutil
import signal

from course_lib.grading.isolation.readable import COMMAND_LINE, ReadablePaths, readable_paths
from course_lib.grading.isolation.sandbox_process import SandboxProcess, kill
from course_lib.grading.limits import Limits

name = "bubblewrap"
_MB = 1024 * 1024


class Bubblewrap(SandboxProcess):
    """A sandbox that bubblewrap holds."""

    home = "/sandbox"

    def __init__(self, limits: Limits):
        super().__init__(limits)
        self._worker = None
        self._info_fd, info_write_fd = os.pipe()
        command = [
            *_command(readable_paths(), limits, self.home),
            "--info-fd",
            str(info_write_fd),
            "--",
        ]
        try:
            self.process = self.launch(command, pass_fds=(info_write_fd,))
        except BaseException:
            os.close(self._info_fd)
            raise
        finally:
            os.close(info_write_fd)

    def files(self, worker: int) -> tuple[int, int]:
        """How many files it holds, and how many bytes: of a file system of its own."""
        disk = os.statvfs(f"/proc/{worker}/root{self.home}")
        return disk.f_files - disk.f_ffree, (disk.f_blocks - disk.f_bfree) * disk.f_frsize

    def close(self) -> None:
        """End the first process of the sandbox's own namespace; the kernel ends all others."""
        worker = self.worker() if self.process.poll() is None else None
        if worker is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)
            with contextlib.suppress(Exception):
                self.process.wait(timeout=5)
        kill(self.process)
        if self._info_fd is not None:
            os.close(self._info_fd)
            self._info_fd = None

    def worker(self) -> int | None:
        """The worker's process, as this machine counts: bubblewrap tells once it is there."""
        if self._worker is None and self._info_fd is not None:
            os.set_blocking(self._info_fd, False)
            with contextlib.suppress(BlockingIOError, ValueError, KeyError):
                self._worker = int(json.loads(os.read(self._info_fd, 4096))["child-pid"])
        return self._worker


start = Bubblewrap


def missing() -> str | None:
    """What is not there that this isolation needs; None where all is."""
    if shutil.which("bwrap") is None:
        return "bubblewrap is not installed (Debian and Ubuntu: apt install bubblewrap)"
    return None


def _command(paths: ReadablePaths, limits: Limits, home: str) -> list[str]:
    command = [
        shutil.which("bwrap"), "--unshare-user", "--unshare-pid", "--unshare-net", "--unshare-ipc",
        "--unshare-uts", "--unshare-cgroup-try", "--uid", "65534", "--gid", "65534",
        "--hostname", "sandbox", "--cap-drop", "ALL", "--die-with-parent", "--as-pid-1",
    ]  # fmt: skip
    for path in (paths.python, *paths.readable):
        command += ["--ro-bind", path, path]
    for path in paths.hidden:
        command += ["--tmpfs", path]
    for path in paths.course:
        command += ["--ro-bind", path, path]
    for path in paths.hidden:
        command += ["--remount-ro", path]
    for path in paths.devices:
        command += ["--dev-bind", path, path]
    command += ["--dev-bind", "/dev/null", COMMAND_LINE]  # and this is all of /proc there is
    command += ["--symlink", paths.python, "/proc/self/exe"]
    command += ["--size", str(limits.files_mb * _MB), "--tmpfs", home]
    return [*command, "--remount-ro", "/", "--chdir", home]
