"""What a sandbox can read: Python, its libraries, the course's networks and data. No exercise."""

import functools
import glob
import importlib.machinery
import importlib.util
import os
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from course_lib.grading.inside.import_filter import ALLOWED_FILES, ALLOWED_FOLDERS

COURSE = Path(__file__).resolve().parents[2]

_SYSTEM = (
    "/lib", "/lib64", "/usr/lib", "/usr/lib64", "/etc/ld.so.cache", "/usr/share/zoneinfo",
    "/usr/share/fonts", "/etc/fonts",
)  # fmt: skip
COMMAND_LINE = "/proc/self/cmdline"  # TensorFlow ends at once where it can't open that
_DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random")


@dataclass(frozen=True)
class ReadablePaths:
    """Paths that a sandbox may read, what beneath them it may not, and the course's own files.

    ``packages`` are the folders that third-party packages are imported from.
    """

    python: str
    packages: tuple[str, ...]
    readable: tuple[str, ...]
    hidden: tuple[str, ...]
    course: tuple[str, ...]
    devices: tuple[str, ...] = _DEVICES


@functools.cache
def readable_paths() -> ReadablePaths:
    """What there is to read on this machine."""
    packages = _packages()
    standard = {sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib")}
    readable = [*standard, *packages, *_libraries(), *_SYSTEM]
    files = [str(COURSE / path) for path in ("__init__.py", *ALLOWED_FILES)]
    course = [*files, *map(_compiled, files), *(str(COURSE / path) for path in ALLOWED_FOLDERS)]
    return ReadablePaths(
        python=os.path.realpath(sys.executable),
        packages=tuple(packages),
        readable=_existing(readable),
        hidden=_existing(_installed_courses(standard, packages)),
        course=_existing(course),
    )


def without_hidden(seen: ReadablePaths) -> tuple[str, ...]:
    """The readable paths for rules that can't forbid: around what is hidden, entry by entry."""
    found = []
    for path in seen.readable:
        found += _around(path, seen.hidden)
    return (*found, *seen.course)


def forbidden_files() -> tuple[str, ...]:
    """Files that a sandbox must not be able to open: it tries, and refuses to go on if it can."""
    lessons = sorted(glob.glob(str(COURSE / "exercises" / "lesson_*" / "*.py")))
    return (
        *lessons[:1],
        str(COURSE / "grading" / "marking.py"),
        "/proc/self/environ",
        "/etc/passwd",
    )


def _packages() -> list[str]:
    """The folders of third-party packages, with that of NumPy, wherever it was installed."""
    import numpy

    found = [sysconfig.get_path("purelib"), sysconfig.get_path("platlib")]
    return list(dict.fromkeys([*found, str(Path(numpy.__file__).parents[1])]))


def _compiled(path: str) -> str:
    """Where a file's bytecode is: made now if need be, since a sandbox can't keep what it makes."""
    loader = importlib.machinery.SourceFileLoader("course_lib", path)
    loader.get_code("course_lib")
    return importlib.util.cache_from_source(path)


def _libraries() -> set[str]:
    """The shared libraries that this Python has loaded from elsewhere, as libpython may be."""
    beside = (sysconfig.get_config_var("LIBDIR") or "", os.path.join(sys.base_prefix, "lib"))
    found = {path for folder in beside for path in glob.glob(os.path.join(folder, "lib*.so*"))}
    return {path for path in found if not path.startswith(("/usr/lib/", "/lib/"))}


def _installed_courses(standard, packages) -> list[str]:
    """Copies of this course among the packages: their solutions stay out of sight."""
    folders = [*packages, *(os.path.join(path, "site-packages") for path in standard)]
    return [os.path.join(folder, "course_lib") for folder in folders]


def _existing(paths) -> tuple[str, ...]:
    """Those that are there, each once, none beneath another."""
    paths = sorted({path for path in paths if path and os.path.exists(path)})
    kept: list[str] = []
    for path in paths:
        if not (kept and path.startswith(kept[-1] + os.sep)):
            kept.append(path)
    return tuple(kept)


def _around(path: str, hidden) -> list[str]:
    """A folder's entries without those that are hidden; the folder itself if none is in it."""
    if path in hidden:
        return []
    if not any(place.startswith(path + os.sep) for place in hidden):
        return [path]
    return [
        found for name in os.listdir(path) for found in _around(os.path.join(path, name), hidden)
    ]
