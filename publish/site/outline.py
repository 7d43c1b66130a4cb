"""What stands in the sidebar: the lessons in order with their minutes, and the other pages."""

import dataclasses
import re
from pathlib import Path

import nbformat

FIRST = ("instructors", "lessons", "keras")  # of docs/; what is added there comes after them
_MINUTES = re.compile(r"\*\*Minutes\*\* (\d+) to read, (\d+) to solve")
_KERAS = re.compile(r"^\s*(?:import|from) (?:keras|tensorflow)\b", re.MULTILINE)


@dataclasses.dataclass(frozen=True)
class Page:
    """A page of the site: where it stands, without its ending, and its title."""

    path: str
    title: str


@dataclasses.dataclass(frozen=True)
class Lesson(Page):
    """A notebook: a lesson, or the playground, which has no number and no minutes."""

    number: str
    to_read: int
    to_solve: int
    needs_keras: bool

    @property
    def notebook(self) -> str:
        """Its file in the repository, and in the site."""
        return f"{self.path}.ipynb"

    @property
    def minutes(self) -> int:
        """To read and to solve."""
        return self.to_read + self.to_solve


def lessons(notebooks: Path) -> list[Lesson]:
    """The lessons of this folder in reading order, then the notebooks beside them."""
    return [_lesson(path) for path in sorted(notebooks.glob("*.ipynb"))]


def documents(docs: Path) -> list[Page]:
    """The guides, those for instructors first."""
    found = {path.stem: path for path in sorted(docs.glob("*.md"))}
    names = [name for name in FIRST if name in found]
    names += [name for name in found if name not in FIRST]
    return [Page(f"docs/{name}", _title(found[name].read_text(encoding="utf-8"))) for name in names]


def _lesson(path: Path) -> Lesson:
    cells = nbformat.read(path, as_version=4).cells
    prose = "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    code = "\n\n".join(cell.source for cell in cells if cell.cell_type == "code")
    number = path.stem.partition("_")[0]
    minutes = _MINUTES.search(prose)
    return Lesson(
        f"notebooks/{path.stem}",
        _title(prose),
        number if number.isdigit() else "",
        *(map(int, minutes.groups()) if minutes else (0, 0)),
        needs_keras=bool(_KERAS.search(code)),
    )


def _title(markdown: str) -> str:
    return re.search(r"^# (.+)$", markdown, re.MULTILINE)[1].strip()
