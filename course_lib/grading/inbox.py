"""Find notebooks in what learners handed in: a folder, a zip, zips in either, or one file.

Nothing is unpacked to disk, no link is followed, and no file is read further than a notebook may
be long. So a name that climbs out of the folder, a zip that unfolds to a terabyte and a pipe that
never ends do nothing here.
"""

import io
import os
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from course_lib.grading.submission import MOST_BYTES, looks_like_a_notebook

MOST_FILES = 200_000
MOST_IN_A_ZIP_IN_A_ZIP = 200_000_000  # bytes: a learner's own zip, handed in whole
MOST_IN_A_LEARNERS_ZIP = 20_000  # files
MOST_UNFOLDED = 30  # times a zip's own size, and that on top: notebooks unfold to ten times theirs
_NOT_OURS = {"__MACOSX", ".ipynb_checkpoints", ".git", ".venv", "node_modules"}
_ENDINGS = (".ipynb", ".ipynb.txt", ".ipynb.json", ".ipynb.html")


@dataclass(frozen=True)
class Found:
    """A file that may be a notebook: where it was, when it was last changed, what is in it.

    ``data`` is cut off one byte past what a notebook may have, which ``submission.read`` notices.
    """

    origin: str
    time: datetime
    data: bytes


def notebooks(inbox: Path) -> Iterator[Found]:
    """All notebooks in an inbox, in the order of their names; other files are passed over."""
    for number, found in enumerate(_files(inbox)):
        if number >= MOST_FILES:
            raise ValueError(f"{inbox} holds more than {MOST_FILES:,} files. Collect it in parts.")
        name = found.origin.lower()
        if name.endswith(_ENDINGS) or looks_like_a_notebook(found.data):
            yield found


def _files(inbox: Path) -> Iterator[Found]:
    if inbox.is_dir():
        for folder, folders, names in os.walk(inbox):
            folders[:] = sorted(name for name in folders if not _ignored(name))
            for name in sorted(names):
                path = Path(folder, name)
                if not _ignored(name):
                    yield from _file(path, _as_text(path.relative_to(inbox)))
    else:
        yield from _file(inbox, _as_text(Path(inbox.name)), zip_prefix="")


def _as_text(path: Path) -> str:
    """A path that can be printed and stored: on Linux, a file's name may be any bytes."""
    return path.as_posix().encode("utf-8", "replace").decode("utf-8")


def _file(path: Path, origin: str, zip_prefix: str | None = None) -> Iterator[Found]:
    """One file, or those in a zip; a zip that lies in the inbox comes before their names."""
    try:
        about = path.lstat()
        if not stat.S_ISREG(about.st_mode):  # a link, a pipe, a device
            return
        if path.suffix.lower() == ".zip":
            with path.open("rb") as file:
                prefix = f"{origin}/" if zip_prefix is None else zip_prefix
                yield from _in_zip(file, prefix)
            return
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError:
        return
    yield Found(origin, datetime.fromtimestamp(about.st_mtime), data)


def _in_zip(file, prefix: str, depth: int = 0) -> Iterator[Found]:
    """The files in a zip; a damaged one is itself given, since somebody may have handed it in."""
    try:
        with zipfile.ZipFile(file) as archive:
            if prefix and len(archive.infolist()) > MOST_IN_A_LEARNERS_ZIP:
                raise zipfile.BadZipFile("it holds more files than anybody hands in")
            room = MOST_IN_A_ZIP_IN_A_ZIP + MOST_UNFOLDED * file.seek(0, io.SEEK_END)
            for entry in sorted(archive.infolist(), key=lambda entry: entry.filename):
                parts = PurePosixPath(entry.filename.replace("\\", "/")).parts
                if entry.is_dir() or any(map(_ignored, parts)):
                    continue
                origin = prefix + "/".join(part for part in parts if part not in ("/", ".."))
                is_zip = origin.lower().endswith(".zip") and depth == 0
                data = _entry(archive, entry, MOST_IN_A_ZIP_IN_A_ZIP if is_zip else MOST_BYTES)
                room -= len(data)
                if room < 0:
                    raise zipfile.BadZipFile("it unfolds to more than any class hands in")
                if is_zip:
                    yield from _in_zip(io.BytesIO(data), f"{origin}/", depth + 1)
                else:
                    yield Found(origin, _time(entry), data)
    except Exception:  # zipfile, zlib, bz2, lzma and struct each have errors of their own
        yield Found(f"{prefix.rstrip('/') or 'the zip'} (damaged).ipynb", datetime.min, b"PK")


def _entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    """An entry's bytes, at most one more than allowed; nothing where it is locked or damaged."""
    try:
        with archive.open(entry) as file:
            return file.read(most + 1)
    except Exception:
        return b""


def _time(entry: zipfile.ZipInfo) -> datetime:
    try:
        return datetime(*entry.date_time)
    except ValueError:
        return datetime.min


def _ignored(name: str) -> bool:
    return name in _NOT_OURS or name.startswith(("._", ".~"))
