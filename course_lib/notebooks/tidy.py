"""Keeps of a notebook that was run what is the same on every run, and drops the rest.

What is committed must be byte-stable, or each build buries the one line that changed under a
hundred that did not. And it must read well without a kernel: JupyterLab prefers a widget's
view to its picture, and where no kernel holds the model it shows an error in its place. So
the view goes, and the still picture beside it stays, in 256 colours: a fifth of the size, and no
eye tells the difference.
"""

from __future__ import annotations

import base64
import io
import re

import nbformat
from PIL import Image

from course_lib.backup.cells import lesson_ids
from course_lib.backup.notebook import VIEW as WIDGET_VIEW

KEPT_METADATA = ("cellView", "jupyter", "tags")
IN_HTML = re.compile(r"(?<=data:image/png;base64,)[A-Za-z0-9+/=]+")
COLOURS = 256


def tidy(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """A new notebook with fixed ids, the least metadata, and outputs that hold still."""
    ids = cell_ids(notebook)
    return nbformat.from_dict(
        {
            "nbformat": 4,
            "nbformat_minor": 5,
            "metadata": {
                "kernelspec": {
                    "display_name": "Python 3 (ipykernel)",
                    "language": "python",
                    "name": "python3",
                },
                "language_info": {"name": "python"},
            },
            "cells": [_tidy_cell(*pair) for pair in zip(notebook.cells, ids, strict=True)],
        }
    )


def dumps(notebook: nbformat.NotebookNode) -> str:
    """The file's text, after nbformat has agreed that it is a valid notebook."""
    nbformat.validate(notebook)
    return nbformat.writes(notebook).rstrip("\n") + "\n"


def cell_ids(notebook: nbformat.NotebookNode) -> list[str]:
    """The ids that a notebook's cells get, run or not."""
    return lesson_ids(notebook.cells)


def _tidy_cell(cell: nbformat.NotebookNode, cell_id: str) -> dict:
    tidied = {
        "cell_type": cell.cell_type,
        "id": cell_id,
        "metadata": {key: cell.metadata[key] for key in KEPT_METADATA if key in cell.metadata},
        "source": cell.source,
    }
    if cell.cell_type == "code":
        tidied["execution_count"] = cell.execution_count
        tidied["outputs"] = [_tidy_output(output) for output in cell.outputs]
    return tidied


def _tidy_output(output: nbformat.NotebookNode) -> dict:
    output = dict(output)
    if "data" not in output:
        return output
    data = {kind: value for kind, value in output["data"].items() if kind != WIDGET_VIEW}
    if "image/png" in data:
        data["image/png"] = _small(data["image/png"]) + "\n"
    if "text/html" in data:
        data["text/html"] = IN_HTML.sub(lambda found: _small(found[0]), data["text/html"])
    return output | {"data": data}


def _small(encoded: str) -> str:
    """A PNG in few colours, without the notes that its writer left in it (name, version, time).

    One that has few colours and no notes already stays as it is: tidied twice is tidied once.
    """
    with Image.open(io.BytesIO(base64.b64decode(encoded)), formats=["PNG"]) as picture:
        if picture.mode == "P" and not picture.info:
            return encoded.strip()
        opaque = picture.convert("RGBA").getextrema()[3] == (255, 255)
        picture = picture.convert("RGB").quantize(COLOURS) if opaque else picture.convert("RGBA")
    written = io.BytesIO()
    picture.save(written, "png", optimize=True)
    return base64.b64encode(written.getvalue()).decode("ascii")
