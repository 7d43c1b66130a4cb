"""A lesson as it was: its notebook made anew from its text, with nothing run."""

import re
from pathlib import Path

from course_lib.backup import notebook as notebooks
from course_lib.backup.cells import is_untouched, lesson_ids
from course_lib.backup.first_cell import first_cell
from course_lib.backup.notebook import NotebookError, code_cell, markdown_cell
from course_lib.backup.notebook_files import NOTEBOOKS
from course_lib.backup.notices import fold
from course_lib.backup.restore import keep_beside
from course_lib.translations.catalogue import Catalogue, languages

_CODE = re.compile(r"^```\{code-cell\} ipython3\n((?::[^\n]*\n)*)(.*?)\n```$", re.M | re.S)
_HEADING = re.compile(r"^(?=#{1,6} )", re.M)
_MARK = re.compile(r"^% [\w ]+: .*\n?", re.M)  # a line for the glossary, or for a translator


def begin_again(lesson: int, folder: str | Path = ".") -> str:
    """Make a lesson's notebook as it was; says in a sentence where yours is kept.

    What a learner has done in it lies beside it then, under a name with day and time. Kept
    answers stay as they are.
    """
    folder = Path(folder)
    text = _text(lesson, folder)
    path = folder / f"{text.stem}.ipynb"
    kept = ""
    if path.exists() and not _is_untouched(path):
        kept = f" Yours is kept beside it: {keep_beside(path).name}."
    notebooks.write(path, fresh(text))
    return f"{path.name} is as it was.{kept} The map still knows what you have solved."


def fresh(text: Path) -> dict:
    """A lesson's text as a notebook with nothing run; without jupytext, which no learner needs.

    Its cells have the ids of the lesson's.
    """
    cells = [first_cell(), *cells_of(text.read_text(encoding="utf-8"))]
    language = text.parent.name
    fold(cells, Catalogue(language).sentence if language in languages() else str)
    for cell, cell_id in zip(cells, lesson_ids(cells), strict=True):
        cell["id"] = cell_id
    return notebooks.notebook(cells)


def cells_of(text: str) -> list[dict]:
    """The cells of a lesson's text. A heading begins a cell.

    >>> found = cells_of("# A\\nb\\n\\n```{code-cell} ipython3\\n2\\n```\\n")
    >>> [cell["cell_type"] for cell in found]
    ['markdown', 'code']
    """
    text = _MARK.sub("", re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S))
    cells, end = [], 0
    for code in _CODE.finditer(text):
        cells += _prose(text[end : code.start()])
        tags = re.findall(r"\w+", code[1].partition("[")[2])
        cells.append(code_cell(code[2].strip("\n"), tags))
        end = code.end()
    return cells + _prose(text[end:])


def _text(lesson: int, folder: Path) -> Path:
    """Where a lesson's text lies: beside the notebooks, or with the course, in their language."""
    spoken = NOTEBOOKS / "source" / folder.resolve().name
    places = (NOTEBOOKS / "source", spoken, folder / "source")
    texts = (path for place in places for path in place.glob("[0-9][0-9]_*.md"))
    known = {int(path.name[:2]): path for path in texts}
    if not known:
        raise ValueError("The lessons' texts are not here, and so no lesson can begin again.")
    if lesson not in known:
        raise ValueError(f"The lessons are 0 to {max(known)}. Received {lesson!r}.")
    return known[lesson]


def _is_untouched(path: Path) -> bool:
    try:
        return all(map(is_untouched, notebooks.read(path)["cells"]))
    except NotebookError:
        return False


def _prose(text: str) -> list[dict]:
    parts = (part.strip("\n") for part in _HEADING.split(text) if part.strip())
    return [markdown_cell(part) for part in parts]
