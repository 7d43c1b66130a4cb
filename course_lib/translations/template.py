"""Every sentence of the course, by where it stands."""

import functools
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from course_lib.translations import scripts
from course_lib.translations.rules import FOLDERS, READ_TOO
from course_lib.translations.sentences import sentences

LIBRARY = Path(__file__).resolve().parents[1]

Places = dict[str, list[str]]  # a sentence, and the files that say it


def places(library: Path = LIBRARY) -> Places:
    """Each sentence with the files that it stands in, in the order of the files."""
    found: Places = {}
    for text, _, file in _sentences(library):
        where = found.setdefault(text, [])
        if file not in where:
            where.append(file)
    return found


def placeholders(library: Path = LIBRARY) -> dict[str, set[str]]:
    """Each sentence with its placeholders, if it is an f-string or a script's template."""
    return {text: set(names) for text, names, _ in _sentences(library)}


def is_part(text: str, files: list[str]) -> bool:
    """Whether a sentence is plainly a part of a longer one, which a translator has to know.

    >>> is_part(" and ", ["checks/diagnose.py"]), is_part("Add b once.", ["checks/answer.py"])
    (True, False)
    """
    if text != text.strip() or text[0] in ",;:":
        return True
    said = any(file.startswith(("checks/", "nn/", "progress/")) for file in files)
    return said and re.search(r"[.!?…:”)`]$", text) is None


def part_of(file: str) -> str:
    """What a file belongs to: a lesson's checks, or a folder.

    >>> part_of("exercises/lesson_01/side.py"), part_of("checks/answer.py")
    ('lesson 01', 'checks')
    """
    folder, _, rest = file.partition("/")
    if folder == "exercises" and rest.startswith("lesson_"):
        return f"lesson {rest[7:9]}"
    return folder.removesuffix(".py")


@functools.cache
def _sentences(library: Path) -> list[tuple[str, frozenset[str], str]]:
    """Every sentence with its placeholders and its file."""
    return [
        (text, frozenset(names), path.relative_to(library).as_posix())
        for path in _files(library)
        for text, names in _said(path.relative_to(library).as_posix(), path.read_text("utf-8"))
    ]


def _files(library: Path) -> list[Path]:
    folders = [library / folder for folder in FOLDERS]
    files = [path for folder in folders for path in folder.rglob("*") if path.suffix in _KINDS]
    return [*sorted(files), *(library / name for name in READ_TOO)]


_KINDS = (".py", ".js")


def _said(file: str, text: str) -> Iterator[tuple[str, Iterable[str]]]:
    if file.endswith(".js"):
        yield from ((found.text, scripts.names(found.text)) for found in scripts.texts(text))
    else:
        yield from ((found.text, found.placeholders) for found in sentences(text, file))
