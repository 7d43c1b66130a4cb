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

from course_lib.grading.script import looks_like_a_script
from course_lib.grading.submission import MAX_FILE_BYTES, looks_like_a_notebook

MAX_FILES = 200_000
MAX_NESTED_ZIP_BYTES = 200_000_000  # a learner's own zip, handed in whole
MAX_FILES_IN_LEARNER_ZIP = 20_000
MAX_COMPRESSION_RATIO = 30  # beyond MAX_NESTED_ZIP_BYTES; notebooks reach 10
_IGNORED_NAMES = {"__MACOSX", ".ipynb_checkpoints", ".git", ".venv", "node_modules"}
_SCRIPTS = (".py", ".py.txt")
_ENDINGS = (".ipynb", ".ipynb.txt", ".ipynb.json", ".ipynb.html")


@dataclass(frozen=True)
class FoundFile:
    """A file that may be a notebook: where it was, when it was last changed, what is in it.

    ``data`` is cut off one byte past what a notebook may have, which ``submission.read`` notices.
    """

    origin: str
    time: datetime
    data: bytes

    @property
    def is_notebook(self) -> bool:
        """Whether it is called a notebook, or is one; a script that was exported from one too."""
        if self.origin.lower().endswith(_ENDINGS) or looks_like_a_notebook(self.data):
            return True
        return self.origin.lower().endswith(_SCRIPTS) and looks_like_a_script(self.data)


def notebooks(inbox: Path) -> Iterator[FoundFile]:
    """All notebooks in an inbox, in the order of their names; other files are passed over."""
    return (found for found in files(inbox) if found.is_notebook)


def files(inbox: Path) -> Iterator[FoundFile]:
    """All files in an inbox, in the order of their names."""
    for number, found in enumerate(_files(inbox)):
        if number >= MAX_FILES:
            raise ValueError(f"{inbox} holds more than {MAX_FILES:,} files. Collect it in parts.")
        yield found


def _files(inbox: Path) -> Iterator[FoundFile]:
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


def _file(path: Path, origin: str, zip_prefix: str | None = None) -> Iterator[FoundFile]:
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
            data = file.read(MAX_FILE_BYTES + 1)
    except OSError:
        return
    yield FoundFile(origin, datetime.fromtimestamp(about.st_mtime), data)


def _in_zip(file, prefix: str, depth: int = 0) -> Iterator[FoundFile]:
    """The files in a zip; a damaged one is itself given, since somebody may have handed it in."""
    try:
        with zipfile.ZipFile(file) as archive:
            if prefix and len(archive.infolist()) > MAX_FILES_IN_LEARNER_ZIP:
                raise zipfile.BadZipFile("it holds more files than anybody hands in")
            room = MAX_NESTED_ZIP_BYTES + MAX_COMPRESSION_RATIO * file.seek(0, io.SEEK_END)
            for entry in sorted(archive.infolist(), key=lambda entry: entry.filename):
                parts = PurePosixPath(entry.filename.replace("\\", "/")).parts
                if entry.is_dir() or any(map(_ignored, parts)):
                    continue
                origin = prefix + "/".join(part for part in parts if part not in ("/", ".."))
                is_zip = origin.lower().endswith(".zip") and depth == 0
                data = _entry(archive, entry, MAX_NESTED_ZIP_BYTES if is_zip else MAX_FILE_BYTES)
                room -= len(data)
                if room < 0:
                    raise zipfile.BadZipFile("it unfolds to more than any class hands in")
                if is_zip:
                    yield from _in_zip(io.BytesIO(data), f"{origin}/", depth + 1)
                else:
                    yield FoundFile(origin, _time(entry), data)
    except Exception:  # zipfile, zlib, bz2, lzma and struct each have errors of their own
        yield FoundFile(f"{prefix.rstrip('/') or 'the zip'} (damaged).ipynb", datetime.min, b"PK")


def _entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, max_bytes: int) -> bytes:
    """An entry's bytes, at most one more than allowed; nothing where it is locked or damaged."""
    try:
        with archive.open(entry) as file:
            return file.read(max_bytes + 1)
    except Exception:
        return b""


def _time(entry: zipfile.ZipInfo) -> datetime:
    try:
        return datetime(*entry.date_time)
    except ValueError:
        return datetime.min


def _ignored(name: str) -> bool:
    return name in _IGNORED_NAMES or name.startswith(("._", ".~"))
