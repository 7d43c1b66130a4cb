"""One file with all of a learner's work: a zip that anybody can open, and that anybody may make.

It holds ``manifest.json``, which says what it is, ``progress.json`` as course_lib.progress writes
it, and the notebooks that hold anything of the learner's. A notebook that still is as the lesson
has it is not in it: there is nothing in it to be lost.
"""

import io
import json
import re
import stat
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from course_lib import progress
from course_lib.backup import notebook as notebooks
from course_lib.backup.cells import is_untouched
from course_lib.backup.notebook import NotebookError

FORMAT = "neural-network-course-work"
VERSION = 1
MAX_BYTES = 100_000_000  # of the file, and of all that comes out of it
MAX_ENTRIES = 1_000

_MANIFEST, _PROGRESS, _FOLDER = "manifest.json", "progress.json", "notebooks/"
_LANGUAGE = re.compile(r"[a-z]{2,3}")  # the folder of the lessons in another language
_NAME = re.compile(r"(?:[a-z]{2,3}/)?[^./\\:*?\"<>|\x00-\x1f][^/\\:*?\"<>|\x00-\x1f]{0,150}\.ipynb")
_RESERVED = re.compile(r"(?:^|/)(con|prn|aux|nul|com\d|lpt\d)\b", re.I)  # Windows keeps these


class ArchiveError(ValueError):
    """A file that can't be restored, with the reason; nothing of it was."""


@dataclass
class Saved:
    """A notebook of the archive: whose lesson it is (None for another), and when it was changed."""

    content: dict
    lesson: int | None
    changed: datetime


@dataclass
class Archive:
    """What a file holds, all of it looked at."""

    saved: datetime
    progress: str = ""
    notebooks: dict[str, Saved] = field(default_factory=dict)
    unreadable: list[str] = field(default_factory=list)  # a sentence each


@dataclass
class Packed:
    """An archive's bytes, and what is to be said of it."""

    data: bytes
    saved: datetime
    notebooks: list[str]
    left_out: list[str] = field(default_factory=list)  # a sentence each


def pack(folder: Path, lessons: Mapping[int, str]) -> Packed:
    """All progress, and the notebooks in ``folder`` that hold anything of the learner's.

    ``lessons`` has the names of the lessons' own notebooks. Of the folders below, those of other
    languages are taken.
    """
    packed = Packed(b"", datetime.now(UTC), [])
    listed, room = [], MAX_BYTES
    with zipfile.ZipFile(file := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
        for path in _notebooks(folder):
            name = path.relative_to(folder).as_posix()
            text, why = _worth_saving(path)
            room -= len(text)
            if why or room < 0 or len(listed) > MAX_ENTRIES - 10:
                packed.left_out.append(f"{name} {why or 'is too much for one file'}.")
            elif text:
                archive.writestr(_FOLDER + name, text)
                listed.append(_entry(path, name, lessons))
        archive.writestr(_PROGRESS, progress.export_text())
        about = {"format": FORMAT, "version": VERSION, "saved": packed.saved.isoformat()}
        archive.writestr(_MANIFEST, json.dumps(about | {"notebooks": listed}, indent=1))
    packed.data, packed.notebooks = file.getvalue(), [entry["name"] for entry in listed]
    return packed


def unpack(data: bytes) -> Archive:
    """Read an archive. Nothing is unpacked to disk. Raises ArchiveError."""
    if len(data) > MAX_BYTES:
        raise ArchiveError("This file is too large to be saved work of this course.")
    if data.lstrip()[:1] == b"{":
        return _from_json(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            content = _contents(archive)
    except ArchiveError:
        raise
    except Exception:  # zipfile, zlib, struct and others each have errors of their own
        raise ArchiveError(
            "This is no saved work of this course: it is damaged, or no zip."
        ) from None
    about, listed = _about(content.pop(_MANIFEST, b""))
    found = Archive(about, content.pop(_PROGRESS, b"").decode("utf-8", "replace"))
    for name, raw in content.items():
        name = name.removeprefix(_FOLDER)
        _add(found, name, raw, *listed.get(name, (None, about)))
    return found


def _from_json(data: bytes) -> Archive:
    """A file of another kind: progress alone, or what a page had open when its machine was gone."""
    document = _loaded(data) if len(data) <= notebooks.MAX_BYTES else None
    if isinstance(document, dict) and document.get("format") == progress.FORMAT:
        return Archive(datetime.now(UTC), data.decode("utf-8", "replace"))
    saved = _saved(document)
    opened = document.get("open")
    if not isinstance(opened, dict) or not all(_is_ours(_FOLDER + name) for name in opened):
        raise ArchiveError("This saved work is damaged: its notebooks can't be read.")
    found = Archive(saved)
    for name, content in opened.items():
        _add(found, name, json.dumps(content).encode(), None, saved)
    return found


def _add(found: Archive, name: str, raw: bytes, lesson: int | None, changed: datetime) -> None:
    """Add a notebook, or say why it can't be read."""
    try:
        document = notebooks.without_views(notebooks.parse(raw))
    except NotebookError as error:
        found.unreadable.append(f"{name} {error}.")
    else:
        found.notebooks[name] = Saved(document, lesson, changed)


def changed_at(path: Path) -> datetime:
    """When a file was last changed."""
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _worth_saving(path: Path) -> tuple[str, str]:
    """A notebook's text, empty where it holds nothing of the learner's; or why it can't be had."""
    try:
        document = notebooks.read(path)
    except NotebookError as error:
        return "", str(error)
    if all(map(is_untouched, document["cells"])):
        return "", ""
    return notebooks.dumps(notebooks.without_views(document)), ""


def _notebooks(folder: Path) -> list[Path]:
    """The notebooks in a folder, and in those of other languages below it."""
    below = (each for each in folder.iterdir() if _LANGUAGE.fullmatch(each.name) and each.is_dir())
    return [path for place in (folder, *sorted(below)) for path in sorted(place.glob("*.ipynb"))]


def _entry(path: Path, name: str, lessons: Mapping[int, str]) -> dict:
    numbers = {notebook: number for number, notebook in lessons.items()}
    changed = changed_at(path).isoformat()
    return {"name": name, "lesson": numbers.get(path.name), "changed": changed}


def _contents(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """Each entry's bytes by its name. Whatever is no saved work's refuses the whole file."""
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_BYTES:
        raise ArchiveError("This file unfolds to more than anybody's work in this course.")
    content: dict[str, bytes] = {}
    for entry in entries:
        if (name := entry.filename) in content or not _is_ours(name):
            raise ArchiveError(
                f"This is no saved work of this course: it holds {name[:80]!r}. Nothing of it is "
                "restored."
            )
        if stat.S_ISLNK(entry.external_attr >> 16) or entry.flag_bits & 1:
            raise ArchiveError("This file holds a link or a locked entry. Nothing is restored.")
        with archive.open(entry) as file:
            content[name] = file.read(MAX_BYTES)
    return content


def _is_ours(name: str) -> bool:
    if name in (_MANIFEST, _PROGRESS):
        return True
    name, prefix = name.removeprefix(_FOLDER), name.startswith(_FOLDER)
    return prefix and bool(_NAME.fullmatch(name)) and not _RESERVED.search(name)


def _about(data: bytes) -> tuple[datetime, dict[str, tuple[int | None, datetime]]]:
    """When it was saved, and of each notebook its lesson and when it was changed."""
    about = _loaded(data)
    saved = _saved(about)
    listed = about.get("notebooks")
    if not isinstance(listed, list):
        raise ArchiveError("This saved work is damaged: its list of contents can't be read.")
    return saved, {
        entry["name"]: (_number(entry.get("lesson")), _time(entry.get("changed")) or saved)
        for entry in listed
        if isinstance(entry, dict) and isinstance(entry.get("name"), str)
    }


def _loaded(data: bytes) -> object:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def _saved(about: object) -> datetime:
    """When the work was saved that something tells about, if it does and is of our version."""
    if not isinstance(about, dict) or about.get("format") != FORMAT:
        raise ArchiveError("This is no saved work of this course.")
    if type(about.get("version")) is not int or not 1 <= about["version"] <= VERSION:
        raise ArchiveError(
            f"This work was saved by another version of the course ({about.get('version')!r:.20}); "
            f"this one reads up to {VERSION}. Update the course, then restore again."
        )
    if (saved := _time(about.get("saved"))) is None:
        raise ArchiveError("This saved work is damaged: it does not say when it was saved.")
    return saved


def _number(value: object) -> int | None:
    return value if type(value) is int else None


def _time(text: object) -> datetime | None:
    """A moment that was written down with its place on the earth, or None."""
    try:
        time = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return None
    return time.astimezone(UTC) if time.utcoffset() is not None else None
