"""Copies the notebooks for the browser, and says in them what is otherwise there.

The lessons themselves are the same. Lesson 00 says what a browser keeps, and a lesson that imports
Keras says before that where Keras itself runs.
"""

import re
import shutil
from pathlib import Path

import nbformat

from course_lib.backup.cells import IN_A_BROWSER, WHERE_KERAS_RUNS
from publish.address import PROJECT, Address

NOTEBOOKS = PROJECT / "notebooks"
FIRST = "notebooks/00_start_here.ipynb"

# As JupyterLite's kernel describes itself. A notebook that says otherwise would be changed by being
# opened, and a browser keeps what was changed: no later version of that lesson would be seen.
KERNEL = {
    "kernelspec": {"display_name": "Python (Pyodide)", "language": "python", "name": "python"},
    "language_info": {
        "codemirror_mode": {"name": "python", "version": 3},
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
        "nbconvert_exporter": "python",
        "pygments_lexer": "ipython3",
        "version": "3.8",
    },
}

WELCOME = """> **You are in a browser**, and nothing was installed. Python comes with the page.
> The first time that takes a minute or so: the pictures in the lessons stand meanwhile, and the
> first cell that you run waits for it.
>
> What you write, and how your answers stood, is kept by this browser, for this address, and is sent
> nowhere. It stays when you close the page, unless you clear the browser's data: *Save my work to a
> file*, below, gives you a copy. A loop that never ends can't be interrupted here, as it can
> elsewhere: *Kernel, Restart Kernel…* ends it, and what you have written stays."""


def copy(folder: Path, address: Address) -> list[Path]:
    """Copy all notebooks and the glossary into a folder; gives the notebooks."""
    folder.mkdir(parents=True)
    shutil.copy(NOTEBOOKS / "glossary.md", folder)
    copies = []
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        say_what_is_otherwise(notebook, f"notebooks/{path.name}", address)
        copies.append(folder / path.name)
        nbformat.write(notebook, copies[-1])
    return copies


def say_what_is_otherwise(notebook, name: str, address: Address) -> None:
    """Put the notes into a notebook; ``name`` is its path in the repository."""
    if name == FIRST:
        notebook.cells.insert(1, _note(IN_A_BROWSER, WELCOME))
    notebook.metadata |= KERNEL
    for i, cell in enumerate(notebook.cells):
        if cell.cell_type == "code" and re.search(r"^\s*import keras\b", cell.source, re.MULTILINE):
            notebook.cells.insert(i, _note(WHERE_KERAS_RUNS, where_keras_runs(name, address)))
            return


def where_keras_runs(name: str, address: Address) -> str:
    """The way to TensorFlow, for a lesson in the browser."""
    binder = f"[open this lesson on Binder]({address.binder(name)}), which lends you a machine, or "
    page = f": [the course's page]({address.repository}) says how, in one command"
    return (
        "> **In a browser there is no TensorFlow.** Every line below runs all the same, with "
        "`course_lib` in its place. For Keras itself, "
        f"{'' if address.is_placeholder else binder}"
        f"open this lesson on a computer of your own{'' if address.is_placeholder else page}."
    )


def _note(name: str, text: str):
    return nbformat.v4.new_markdown_cell(text, id=name)
