"""Carries the course's address into the first cell of each notebook, which is built in there.

The cell shows nothing, so no notebook has to be run again for it.
"""

from pathlib import Path

import nbformat

from course_lib.backup import first_cell
from course_lib.notebooks.build import write
from course_lib.notebooks.tidy import tidy
from publish.address import PROJECT, Address

NOTEBOOKS = PROJECT / "notebooks"


def carry(where: Address, folder: Path = NOTEBOOKS) -> list[Path]:
    """Bring all notebooks of a folder in step with the address, in each language; what changed."""
    changed = []
    for path in _notebooks(folder):
        notebook = nbformat.read(path, as_version=4)
        for cell in filter(first_cell.is_first, notebook.cells):
            cell.source = first_cell.source(where.repository)
        changed += [path] if write(tidy(notebook), path) else []
    return changed


def out_of_step(where: Address, folder: Path = NOTEBOOKS) -> list[Path]:
    """The notebooks whose first cell fetches the course from elsewhere."""
    right = first_cell.source(where.repository)
    return [
        path
        for path in _notebooks(folder)
        for cell in filter(first_cell.is_first, nbformat.read(path, as_version=4).cells)
        if cell.source != right
    ]


def _notebooks(folder: Path) -> list[Path]:
    found = sorted(folder.rglob("*.ipynb"))
    return [path for path in found if ".ipynb_checkpoints" not in path.parts]
