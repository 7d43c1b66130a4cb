"""A lesson as it was: a fresh copy of its notebook, beside the one that was worked in."""

import json
import re
from pathlib import Path

from course_lib.exercises.all_lessons import lessons

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
    path.write_text(json.dumps(_notebook(text), indent=1, ensure_ascii=False), encoding="utf-8")
    return f"Written: {path.name}. Open it from the list of files on the left."


def _free_name(folder: Path, stem: str) -> Path:
    """A name that nothing has yet: nothing is written over."""
    number = 1
    while (path := folder / f"{stem}{number if number > 1 else ''}.ipynb").exists():
        number += 1
    return path


def _notebook(text: str) -> dict:
    """A lesson's text as a notebook's JSON, with nothing run."""
    cells = [
        {"id": f"again-{i}", "cell_type": kind, "metadata": metadata, "source": source}
        | ({"outputs": [], "execution_count": None} if kind == "code" else {})
        for i, (kind, metadata, source) in enumerate(cells_of(text))
    ]
    metadata = {"kernelspec": _KERNEL, "language_info": {"name": "python"}}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def cells_of(text: str) -> list[tuple[str, dict, str]]:
    """The cells of a lesson's text: kind, metadata and source. A heading begins a cell.

    >>> cells_of("# A\\nb\\n\\n```{code-cell} ipython3\\n:tags: [exercise]\\n\\n1 + 1\\n```\\n")
    [('markdown', {}, '# A\\nb'), ('code', {'tags': ['exercise']}, '1 + 1')]
    """
    text = _GLOSSARY.sub("", re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S))
    cells, end = [], 0
    for code in _CODE.finditer(text):
        cells += _prose(text[end : code.start()])
        tags = re.findall(r"\w+", code[1].partition("[")[2])
        cells.append(("code", {"tags": tags} if tags else {}, code[2].strip("\n")))
        end = code.end()
    return cells + _prose(text[end:])


def _prose(text: str) -> list[tuple[str, dict, str]]:
    return [("markdown", {}, part.strip("\n")) for part in _HEADING.split(text) if part.strip()]
