"""Builds notebooks from their texts, and tells where a stored one is out of step.

*In step* means: the text, run again, gives the cells and the outputs that are stored. Text is
compared letter by letter. Pictures are compared as pictures, since another machine rounds and
compresses a little differently; on one machine, two builds give the same bytes.
"""

from __future__ import annotations

import base64
import copy
import io
import json
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import numpy as np
from PIL import Image

from course_lib.backup.first_cell import first_cell
from course_lib.notebooks.run import run
from course_lib.notebooks.source import NOTEBOOKS, language, read
from course_lib.notebooks.tidy import IN_HTML, dumps, tidy

SAME_PICTURE = 2.0  # mean difference of a pixel, of 255: another machine's smoothing, no more


def build(path: Path) -> nbformat.NotebookNode:
    """The notebook of one lesson's text, run and tidied. Raises LessonError."""
    folder = stored(path).parent  # where a learner's kernel works too
    folder.mkdir(exist_ok=True)
    return tidy(run(unrun(path), path.name, folder=folder))


def unrun(path: Path) -> nbformat.NotebookNode:
    """A lesson's text as the notebook that it becomes, with nothing run yet."""
    notebook = read(path)
    first = nbformat.from_dict(copy.deepcopy(first_cell()))
    first.metadata["line"] = 1  # it is in no text: the top will do
    notebook.cells.insert(0, first)
    return notebook


def stored(path: Path, folder: Path = NOTEBOOKS) -> Path:
    """Where the notebook of a text is kept."""
    return folder / language(path) / f"{path.stem}.ipynb"


def write(notebook: nbformat.NotebookNode, path: Path) -> bool:
    """Write a notebook where it differs from what is there; whether it did."""
    text = dumps(notebook)
    if path.exists() and path.read_bytes() == text.encode("utf-8"):
        return False
    path.write_bytes(text.encode("utf-8"))  # bytes: Windows would turn \n into \r\n
    return True


def each(work: Callable, paths: Iterable[Path]) -> Iterator[tuple[Path, object]]:
    """Do the work for each path, as many at a time as there are processors, in order.

    A piece of work that raises gives its exception in place of a result: one broken lesson
    does not keep the others from being built.
    """

    def attempt(path):
        try:
            return path, work(path)
        except Exception as error:
            return path, error

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(attempt, paths)


def differences(path: Path, folder: Path = NOTEBOOKS) -> list[str]:
    """Where the stored notebook is out of step with its text: a sentence for each place."""
    kept = stored(path, folder)
    if not kept.exists():
        return [f"{kept.name} has not been built."]
    return compare(nbformat.read(kept, as_version=4), build(path), unrun(path))


def compare(
    old: nbformat.NotebookNode, new: nbformat.NotebookNode, source: nbformat.NotebookNode
) -> list[str]:
    """What differs between two notebooks; ``source`` knows the line of each cell of ``new``."""
    if dumps(old) == dumps(new):
        return []
    found = []
    if old.metadata != new.metadata:
        found.append(f"The notebook's metadata: stored {old.metadata}, built {new.metadata}.")
    if len(old.cells) != len(new.cells):
        found.append(f"Stored are {len(old.cells)} cells, the text has {len(new.cells)}.")
    for before, after, cell in zip(old.cells, new.cells, source.cells, strict=False):
        where = f"Line {cell.metadata['line']}"
        if _without_outputs(before) != _without_outputs(after):
            return [*found, f"{where}: the cell itself is not the stored one."]
        found += [f"{where}: {what}" for what in _compare_outputs(before, after)]
    return found


def _without_outputs(cell: nbformat.NotebookNode) -> dict:
    return {key: value for key, value in cell.items() if key != "outputs"}


def _compare_outputs(before: nbformat.NotebookNode, after: nbformat.NotebookNode) -> Iterator[str]:
    olds, news = before.get("outputs", []), after.get("outputs", [])
    if len(olds) != len(news):
        yield f"{len(olds)} outputs are stored, {len(news)} came now."
        return
    for old, new in zip(olds, news, strict=True):
        old_pictures, old_text = _pictures_and_text(old)
        new_pictures, new_text = _pictures_and_text(new)
        if old_text != new_text:
            pairs = enumerate(zip(old_text, new_text, strict=False))
            at = next((i for i, (a, b) in pairs if a != b), len(old_text))
            part = slice(max(0, at - 40), at + 60)
            yield f"the output changed.\n  stored: …{old_text[part]}…\n  now:    …{new_text[part]}…"
        elif not all(map(_same_picture, old_pictures, new_pictures)):
            yield "the picture changed."


def _pictures_and_text(output: nbformat.NotebookNode) -> tuple[list[str], str]:
    data = dict(output.get("data", {}))
    pictures = [data.pop("image/png")] if "image/png" in data else []
    pictures += IN_HTML.findall(data.get("text/html", ""))
    if "text/html" in data:
        data["text/html"] = IN_HTML.sub("", data["text/html"])
    rest = output | {"data": data, "pictures": len(pictures)}
    return pictures, json.dumps(rest, sort_keys=True, ensure_ascii=False)


def _same_picture(old: str, new: str) -> bool:
    if old == new:
        return True
    a, b = _pixels(old), _pixels(new)
    return a.shape == b.shape and abs(a - b).mean() <= SAME_PICTURE


def _pixels(encoded: str) -> np.ndarray:
    picture = Image.open(io.BytesIO(base64.b64decode(encoded))).convert("RGBA")
    return np.asarray(picture, dtype=float)  # in bytes a difference would wrap round: 3 - 5 is 254
