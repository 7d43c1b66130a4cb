"""Every sentence of the course, by where it stands."""

from pathlib import Path

from course_lib.translations import scripts
from course_lib.translations.sentences import FOLDERS, READ_TOO, sentences

LIBRARY = Path(__file__).resolve().parents[1]

Places = dict[str, list[str]]  # a sentence, and the files that say it


def places(library: Path = LIBRARY) -> Places:
    """Each sentence with the files that it stands in, in the order of the files."""
    found: Places = {}
    for path in _files(library):
        inside = path.relative_to(library).as_posix()
        text = path.read_text(encoding="utf-8")
        for said in _said(inside, text):
            where = found.setdefault(said, [])
            if inside not in where:
                where.append(inside)
    return found


def placeholders(library: Path = LIBRARY) -> dict[str, set[str]]:
    """Which placeholders each sentence has that is made from an f-string or a script's template."""
    found: dict[str, set[str]] = {}
    for path in _files(library):
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".js":
            found |= {said.text: scripts.names(said.text) for said in scripts.texts(text)}
        else:
            inside = path.relative_to(library).as_posix()
            found |= {said.text: set(said.placeholders) for said in sentences(text, inside)}
    return found


def part_of(file: str) -> str:
    """What a file belongs to: a lesson's checks, or a folder.

    >>> part_of("exercises/lesson_01/side.py"), part_of("checks/answer.py")
    ('lesson 01', 'checks')
    """
    folder, _, rest = file.partition("/")
    if folder == "exercises" and rest.startswith("lesson_"):
        return f"lesson {rest[7:9]}"
    return folder


def _files(library: Path) -> list[Path]:
    folders = [library / folder for folder in FOLDERS]
    files = [path for folder in folders for path in folder.rglob("*") if path.suffix in _KINDS]
    return [*sorted(files), *(library / name for name in READ_TOO)]


_KINDS = (".py", ".js")


def _said(inside: str, text: str) -> list[str]:
    if inside.endswith(".js"):
        return [found.text for found in scripts.texts(text)]
    return [found.text for found in sentences(text, inside)]
