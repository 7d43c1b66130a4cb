"""Reads a lesson's text: MyST Markdown in, notebook out.

Text diffs, merges and reads well; a notebook's JSON does none of that. So people edit the
text, and jupytext turns it into cells. What is added here: each cell knows the line it came
from (an error must point at the text, which is where it will be corrected), each heading opens
a cell of its own (JupyterLab folds a section only where its heading comes first), and what is to
be noticed in a figure is folded until it was moved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
from jupytext.myst import myst_to_notebook

from course_lib.backup import notices
from course_lib.backup.cells import EXERCISE
from course_lib.backup.notebook_files import NOTEBOOKS
from course_lib.translations import lesson_texts
from course_lib.translations.catalogue import Catalogue

ROOT = Path(__file__).resolve().parents[2]
SOURCES = NOTEBOOKS / "source"

MARK = "% glossary: "  # begins a line that is for the glossary, and for no notebook

MARKS = (MARK, lesson_texts.MARK)

_HEADING = re.compile(r"#{1,6} ")
_FENCE = re.compile(r" {0,3}(```+|~~~+)")


def sources(names: list[str] | None = None, folder: Path = SOURCES) -> list[Path]:
    """The lessons' texts in reading order; with names, those whose file name begins so.

    A translated one is named with its folder, as ``de/01``.

    >>> [path.name for path in sources(["01"])]
    ['01_neuron.md']
    """
    if not names:
        return sorted(folder.glob("*.md"))
    chosen = []
    for name in names:
        stem, language = Path(name).stem, Path(name).parent.name
        found = sorted((folder / language).glob("*.md") if language else folder.glob("*.md"))
        matches = [path for path in found if path.stem.startswith(stem)]
        if not matches:
            known = ", ".join(path.stem for path in found) or "none"
            raise ValueError(f"No lesson's text begins with {stem!r}. There is: {known}.")
        chosen += [path for path in matches if path not in chosen]
    return chosen


def translations() -> list[Path]:
    """The texts that are translated, in a folder for each language."""
    return sorted(SOURCES.glob("*/*.md"))


def language(path: Path) -> str:
    """The language of a lesson's text, which is its folder's name; empty for English.

    >>> language(SOURCES / "de" / "01_neuron.md"), language(SOURCES / "01_neuron.md")
    ('de', '')
    """
    return path.parent.name if path.parent.parent == SOURCES else ""


def lessons() -> list[Path]:
    """The texts that are lessons, in reading order; beside them stands the playground's."""
    return [path for path in sources() if lesson_number(path) is not None]


def lesson_number(path: Path) -> int | None:
    """A lesson's place in the course, with which its file's name begins; None beside the lessons.

    >>> lesson_number(Path("01_neuron.md")), lesson_number(Path("playground.md"))
    (1, None)
    """
    number = path.stem.split("_")[0]
    return int(number) if number.isdigit() else None


def read(path: Path) -> nbformat.NotebookNode:
    """Read a lesson's text as a notebook that has not been run.

    ``cell.metadata["line"]`` is the line of the text on which the cell begins, counted from 1.
    """
    numbered = enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    kept = {number: line for number, line in numbered if not line.startswith(MARKS)}
    numbers, lines = list(kept), list(kept.values())
    notebook = myst_to_notebook("\n".join(lines) + "\n", add_source_map=True)
    cells = []
    for cell, start in zip(notebook.cells, notebook.metadata["source_map"], strict=True):
        cell.metadata["line"] = _line_of(cell, lines, start)
        cells += _one_cell_per_heading(cell) if cell.cell_type == "markdown" else [cell]
    for cell in cells:
        cell.metadata["line"] = numbers[cell.metadata["line"] - 1]
    spoken = language(path)
    notices.fold(cells, Catalogue(spoken).sentence if spoken else str)
    notebook.cells = cells
    return notebook


def prose_lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a lesson's text that are not in a fence of code, each with its number."""
    fence = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        before, fence = fence, _fence_after(line, fence)
        if before is None and fence is None:
            yield number, line


def is_exercise(cell: nbformat.NotebookNode) -> bool:
    """Whether a cell holds an exercise: a stub for the learner, and its check."""
    return cell.cell_type == "code" and EXERCISE in cell.metadata.get("tags", [])


def _line_of(cell: nbformat.NotebookNode, lines: list[str], start: int) -> int:
    """Where a cell's own first line stands: options and blank lines come before it."""
    return lines.index(cell.source.split("\n", 1)[0], start) + 1


def _one_cell_per_heading(cell: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    parts, fence = [], None
    for offset, text in enumerate(cell.source.split("\n")):
        if not parts or (fence is None and _HEADING.match(text)):
            parts.append((cell.metadata["line"] + offset, []))
        parts[-1][1].append(text)
        fence = _fence_after(text, fence)
    return [
        nbformat.v4.new_markdown_cell("\n".join(text).strip("\n"), metadata={"line": line})
        for line, text in parts
    ]


def _fence_after(text: str, fence: str | None) -> str | None:
    """The fence that is open after this line: in code, a leading # is no heading."""
    match = _FENCE.match(text)
    if match is None:
        return fence
    if fence is None:
        return match[1]
    return None if match[1].startswith(fence) else fence
