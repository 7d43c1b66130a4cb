"""Copies the notebooks into a learner's folder, and never over what the learner wrote there.

The folder remembers in ``.course.json`` what was copied into it, as a checksum for each file. So a
file that is still as it was copied may give way to a newer one. A file that a learner has changed
stays; the newer one is put beside it, with the course's version in its name.
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from course_lib.backup.notebook_files import NOTEBOOKS

MEMORY = ".course.json"


def copy_notebooks(folder: Path, version: str, source: Path = NOTEBOOKS) -> list[str]:
    """Bring ``folder`` up to this version; a sentence for each notebook that lies beside another.

    Notebooks that are missing are copied, too: whoever deletes one gets it back as it was.
    """
    folder.mkdir(parents=True, exist_ok=True)
    known = _remembered(folder)
    said = []
    for name in _names(source):
        new = (source / name).read_bytes()
        place = _place(folder / name, new, known.get(name), version)
        if place is not None:
            _write(place, new)
            if place != folder / name:
                said.append(f"{name} is yours and stays; the newer one is {place.name}.")
        known[name] = _checksum(new)
    (folder / MEMORY).write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")
    return said


def _names(source: Path) -> Iterator[str]:
    """What learners open, translations too, and not the texts that it is made from."""
    for path in sorted([*source.rglob("*.ipynb"), source / "glossary.md"]):
        inside = path.relative_to(source)
        if not {"source", ".ipynb_checkpoints"} & set(inside.parts):
            yield inside.as_posix()


def _place(path: Path, new: bytes, copied: str | None, version: str) -> Path | None:
    """Where a file belongs that is to stand at ``path``; None where nothing is to be written.

    ``copied`` is the checksum of what was copied there last, by us.
    """
    if not path.exists():
        return path
    there = _checksum(path.read_bytes())
    if _checksum(new) in (there, copied):
        return None  # there is nothing newer than what is there, or was before somebody changed it
    return path if there == copied else _free_name(path, version)


def _free_name(path: Path, version: str) -> Path:
    """A name beside ``path`` that nothing has yet."""
    beside, number = path.with_stem(f"{path.stem}_{version}"), 2
    while beside.exists():
        beside, number = path.with_stem(f"{path.stem}_{version}_{number}"), number + 1
    return beside


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: half a notebook would pass for a learner's."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(content)
    part.replace(path)


def _checksum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _remembered(folder: Path) -> dict[str, str]:
    """What was copied into the folder; nothing where that can't be read, to lose nothing."""
    try:
        known = json.loads((folder / MEMORY).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}
