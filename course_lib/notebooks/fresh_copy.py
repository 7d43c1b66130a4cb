"""A lesson as it was: a fresh copy of its notebook, beside the one that was worked in."""

import re
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from course_lib.exercises.all_lessons import lessons
from course_lib.notebooks import first_cell
from course_lib.notebooks.notices import fold

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"

_CODE = re.compile(r"^```\{code-cell\} ipython3\n((?::[^\n]*\n)*)(.*?)\n```$", re.M | re.S)
_HEADING = re.compile(r"^(?=#{1,6} )", re.M)
_GLOSSARY = re.compile(r"^% glossary: .*\n?", re.M)
_KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


def begin_again(lesson: int, folder: str | Path = ".") -> str:
    """Write a fresh copy of a lesson's notebook into ``folder``; says in a sentence where it is.

    The notebook that you worked in is left as it is, and so are your kept answers.
    """
    known = {each.number: each for each in lessons()}
    if lesson not in known:
        raise ValueError(f"The lessons are 0 to {max(known)}. Received {lesson!r}.")
    stem = Path(known[lesson].notebook).stem
    text = (NOTEBOOKS / "source" / f"{stem}.md").read_text(encoding="utf-8")
    path = _free_name(Path(folder), f"{stem}_again")
    nbformat.write(_notebook(text), path)
    return f"Written: {path.name}. Open it from the list of files on the left."


def _free_name(folder: Path, stem: str) -> Path:
    """A name that nothing has yet: nothing is written over."""
    number = 1
    while (path := folder / f"{stem}{number if number > 1 else ''}.ipynb").exists():
        number += 1
    return path


def _notebook(text: str) -> NotebookNode:
    """A lesson's text as a notebook with nothing run; without jupytext, which no learner needs."""
    metadata = {"kernelspec": _KERNEL, "language_info": {"name": "python"}}
    cells = cells_of(text)
    fold(cells)
    return first_cell.add(nbformat.v4.new_notebook(cells=cells, metadata=metadata))


def cells_of(text: str) -> list[NotebookNode]:
    """The cells of a lesson's text. A heading begins a cell.

    >>> [cell.cell_type for cell in cells_of("# A\\nb\\n\\n```{code-cell} ipython3\\n2\\n```\\n")]
    ['markdown', 'code']
    """
    text = _GLOSSARY.sub("", re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S))
    cells, end = [], 0
    for code in _CODE.finditer(text):
        cells += _prose(text[end : code.start()])
        tags = re.findall(r"\w+", code[1].partition("[")[2])
        metadata = {"tags": tags} if tags else {}
        cells.append(nbformat.v4.new_code_cell(code[2].strip("\n"), metadata=metadata))
        end = code.end()
    return cells + _prose(text[end:])


def _prose(text: str) -> list[NotebookNode]:
    parts = (part.strip("\n") for part in _HEADING.split(text) if part.strip())
    return [nbformat.v4.new_markdown_cell(part) for part in parts]
