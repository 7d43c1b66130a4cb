"""Open one file, or a zip, that was handed in; nothing is unpacked to disk, no link is followed.

A zip decides how long it takes to open, and how much comes out of it: so this is called in a
process with a clock. No file is read further than a notebook may be long.
"""

import io
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from course_lib.grading.script import looks_like_a_script
from course_lib.grading.submission import MAX_FILE_BYTES, looks_like_a_notebook
from course_lib.grading.times import TIMESTAMP

MAX_NESTED_ZIP_BYTES = 200_000_000  # a learner's own zip, and all that comes out of it
MAX_FILES_IN_LEARNER_ZIP = 20_000
MAX_COMPRESSION_RATIO = 30  # beyond MAX_NESTED_ZIP_BYTES; notebooks reach 10
MAX_ORIGIN = 4_000  # characters of a path; a zip may give names of 65,535
_IGNORED_NAMES = {"__MACOSX", ".ipynb_checkpoints", ".git", ".venv", "node_modules"}
_SCRIPTS = (".py", ".py.txt")
_ENDINGS = (".ipynb", ".ipynb.txt", ".ipynb.json", ".ipynb.html")


@dataclass(frozen=True)
class FoundFile:
    """A file that was handed in: where it was, when it was last changed, what is in it.

    ``data`` is cut off one byte past what a notebook may have, which ``submission.read`` notices;
    of what is neither a notebook nor a time it is left out. ``problem`` says why a file could not
    be opened.
    """

    origin: str
    time: datetime
    data: bytes = b""
    is_notebook: bool = True
    problem: str = ""
    size: int = 0


class ZipError(Exception):
    """A zip can't be opened; the message says why."""


def plain_file(path: Path, origin: str) -> FoundFile | None:
    """A file, or None where it is none: a link, a pipe, a device."""
    try:
        about = path.lstat()
        if not stat.S_ISREG(about.st_mode):
            return None
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except OSError:
        return None
    return _found(origin, datetime.fromtimestamp(about.st_mtime), data)


def is_ignored(name: str) -> bool:
    """Whether programs put it there, and no learner."""
    return name in _IGNORED_NAMES or name.startswith(("._", ".~"))


def is_called_a_notebook(origin: str) -> bool:
    """Whether a file has a notebook's name."""
    return origin.lower().endswith(_ENDINGS)


# --- a zip that lies in the inbox, an entry at a time --------------------------------------------

_OPEN: dict[Path, zipfile.ZipFile] = {}  # the one that is open: to list a class takes long enough


def entries(path: Path, prefix: str, most: int) -> list[tuple[int, str]]:
    """The files in a zip, in the order of their names: (place, origin). Raises ZipError."""
    close()
    try:
        archive = _OPEN[path] = zipfile.ZipFile(path)
    except Exception as error:
        raise ZipError(_why(error)) from None
    return _listed(archive, prefix, most)


def entry(path: Path, place: int, origin: str) -> list[FoundFile]:
    """What one entry holds: itself, or the files in it if it is a zip."""
    if path not in _OPEN:  # the process that had it open was ended
        _OPEN[path] = zipfile.ZipFile(path)
    archive = _OPEN[path]
    info = archive.infolist()[place]
    if not origin.lower().endswith(".zip"):
        return [_entry(archive, info, origin)]
    data, problem = _bytes(archive, info, MAX_NESTED_ZIP_BYTES)
    if problem:
        return [FoundFile(origin, _time(info), problem=problem)]
    return list(_in_nested_zip(data, f"{origin}/"))


def close() -> None:
    """Close the zip that is open."""
    while _OPEN:
        _OPEN.popitem()[1].close()


def damaged(prefix: str, why: str) -> FoundFile:
    """What stands for a zip that can't be opened: somebody may have handed it in."""
    origin = f"{prefix.rstrip('/') or 'the zip'} (damaged).ipynb"
    return FoundFile(origin, datetime.min, problem=f"The zip can't be opened: {why}.")


def room_in(zip_bytes: int) -> int:
    """The bytes that may come out of a zip of this size."""
    return MAX_NESTED_ZIP_BYTES + MAX_COMPRESSION_RATIO * zip_bytes


def _in_nested_zip(data: bytes, prefix: str) -> Iterator[FoundFile]:
    room = room_in(len(data))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            listed = _listed(archive, prefix, MAX_FILES_IN_LEARNER_ZIP)
            if not listed:
                yield FoundFile(prefix.rstrip("/"), datetime.min, is_notebook=False)
            for place, origin in listed:
                found = _entry(archive, archive.infolist()[place], origin)
                room -= found.size
                if room < 0:
                    raise ZipError("it unfolds to more than anybody hands in")
                yield found
    except Exception as error:  # zipfile, zlib, bz2, lzma and struct each have errors of their own
        yield damaged(prefix, _why(error))


def _listed(archive: zipfile.ZipFile, prefix: str, most: int) -> list[tuple[int, str]]:
    infos = archive.infolist()
    if len(infos) > most:
        raise ZipError("it holds more files than anybody hands in")
    listed = []
    for place in sorted(range(len(infos)), key=lambda place: infos[place].filename):
        parts = PurePosixPath(infos[place].filename[:MAX_ORIGIN].replace("\\", "/")).parts
        if not infos[place].is_dir() and not any(map(is_ignored, parts)):
            name = "/".join(part for part in parts if part not in ("/", ".."))
            listed.append((place, prefix + name))
    return listed


def _entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo, origin: str) -> FoundFile:
    data, problem = _bytes(archive, info, MAX_FILE_BYTES)
    if problem:
        named = is_called_a_notebook(origin)
        return FoundFile(origin, _time(info), is_notebook=named, problem=problem)
    return _found(origin, _time(info), data)


def _bytes(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> tuple[bytes, str]:
    """An entry's bytes, at most one more than allowed; or why it has none."""
    if problem := _refusal(info):
        return b"", problem
    try:
        with archive.open(info) as file:
            return file.read(most + 1), ""
    except Exception as error:
        return b"", f"It can't be taken out of its zip: {_why(error)}."


def _refusal(info: zipfile.ZipInfo) -> str:
    """Why an entry is not read, or nothing."""
    if stat.S_ISLNK(info.external_attr >> 16):
        return "It is a link to a file, and not the file."
    if info.flag_bits & 1:
        return "It is locked with a password."
    return ""


def _found(origin: str, time: datetime, data: bytes) -> FoundFile:
    is_notebook = _is_notebook(origin, data)
    is_kept = is_notebook or PurePosixPath(origin).name == TIMESTAMP
    return FoundFile(origin, time, data if is_kept else b"", is_notebook, size=len(data))


def _is_notebook(origin: str, data: bytes) -> bool:
    """Whether it is called a notebook, or is one; a script that was exported from one too."""
    if is_called_a_notebook(origin) or looks_like_a_notebook(data):
        return True
    return origin.lower().endswith(_SCRIPTS) and looks_like_a_script(data)


def _why(error: Exception) -> str:
    return f"{error}"[:200].rstrip(".") or type(error).__name__


def _time(info: zipfile.ZipInfo) -> datetime:
    try:
        return datetime(*info.date_time)
    except ValueError:
        return datetime.min
