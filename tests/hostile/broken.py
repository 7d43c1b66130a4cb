"""Files that are no good notebook, or that mean harm before any of their code is run.

Each is made from an honest notebook, and says which points are due for what is left of it.
"""

import copy
import json
import os
from collections.abc import Callable
from dataclasses import dataclass

from tests.hostile.attack import Harm
from tests.hostile.lesson import EXERCISES, IMPORTS

ALL, NONE = frozenset(EXERCISES), frozenset()


@dataclass(frozen=True)
class Broken:
    """A file that stands where a notebook should: ``make`` turns an honest one into its bytes."""

    name: str
    make: Callable[[dict], bytes]
    due: frozenset[str]
    harm: Harm | None  # None where one who trusts comes to no harm either


BROKEN: dict[str, Broken] = {}


def broken(due: frozenset[str] = NONE, harm: Harm | None = Harm.STOPS):
    """Declare a broken file: a function from an honest notebook's JSON to bytes."""

    def declare(make):
        BROKEN[make.__name__] = Broken(make.__name__, make, frozenset(due), harm)
        return make

    return declare


def dumped(notebook: dict) -> bytes:
    """The notebook as a file's content."""
    return json.dumps(notebook, indent=1).encode()


def code(notebook: dict) -> list[dict]:
    """Its code cells."""
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


# Not a notebook at all


@broken()
def an_empty_file(notebook):
    return b""


@broken()
def nothing_but_blanks(notebook):
    return b" \n\t\n" * 1000


@broken()
def half_a_file(notebook):
    whole = dumped(notebook)
    return whole[: len(whole) // 2]


@broken()
def malformed_json(notebook):
    return dumped(notebook).replace(b'"cells":', b'"cells"', 1)


@broken()
def a_picture(notebook):
    return b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40


@broken()
def a_list(notebook):
    return json.dumps([notebook]).encode()


@broken()
def json_nested_without_end(notebook):
    return b"[" * 1_000_000 + b"]" * 1_000_000


@broken()
def a_cell_nested_without_end(notebook):
    deep = '{"cells": ' * 100_000 + "1" + "}" * 100_000
    return dumped(notebook).replace(b'"metadata"', f'"more": {deep}, "metadata"'.encode(), 1)


@broken()
def a_number_of_a_million_digits(notebook):
    return dumped(notebook).replace(b'"nbformat": 4', b'"nbformat": ' + b"9" * 1_000_000)


@broken(ALL)
def another_encoding(notebook):
    return dumped(notebook).decode().encode("utf-16")


@broken(ALL)
def bytes_that_are_no_text(notebook):
    return dumped(notebook).replace(b"build one", b"build \xff\xfe one")


@broken(harm=Harm.HOARDS)
def a_huge_notebook(notebook):
    """Forty megabytes, which take a gigabyte of memory when they are read."""
    nothing = b"[" + b"[]," * 14_000_000 + b"[]]"
    return dumped(notebook).replace(b'"metadata": {', b'"metadata": {"x": ' + nothing + b",", 1)


@broken()
def a_hundred_thousand_cells(notebook):
    notebook["cells"] += [copy.copy(code(notebook)[0]) for _ in range(100_000)]
    return json.dumps(notebook).encode()


@broken()
def a_cell_of_thirty_megabytes(notebook):
    code(notebook)[0]["source"] += "\nx = 1" * 5_000_000
    return dumped(notebook)


@broken()
def cells_that_are_no_list(notebook):
    notebook["cells"] = {"code": "x = 1"}
    return dumped(notebook)


@broken()
def sources_that_are_no_text(notebook):
    for number, cell in enumerate(code(notebook)):
        cell["source"] = [{"x": number}, None, [["x = 1"]]]
    return dumped(notebook)


@broken()
def no_code(notebook):
    notebook["cells"] = [cell for cell in notebook["cells"] if cell["cell_type"] == "markdown"]
    return dumped(notebook)


@broken(harm=None)
def another_language(notebook):
    notebook["metadata"]["kernelspec"] = {"name": "ir", "display_name": "R", "language": "R"}
    for cell in code(notebook):
        cell["source"] = "finish <- function(x) {\n  1 / (1 + exp(-x))\n}"
    return dumped(notebook)


# Notebooks that can still be graded


@broken(due=ALL)
def a_byte_order_mark(notebook):
    return b"\xef\xbb\xbf" + dumped(notebook)


@broken(due=ALL, harm=Harm.LOSES)
def half_a_character(notebook):
    code(notebook)[0]["source"] += "\nhalf = '\\ud800'  # \ud800"
    return json.dumps(notebook).encode()


@broken(due=ALL)
def a_future_format(notebook):
    notebook.update(nbformat=9, nbformat_minor=12, authors={"of": ["the", "future"]})
    for cell in notebook["cells"]:
        cell["signature"] = {"scheme": "unheard of"}
    return dumped(notebook)


@broken(due=ALL)
def an_old_format(notebook):
    cells = copy.deepcopy(notebook["cells"])
    for cell in cells:
        if cell["cell_type"] == "code":
            cell["input"] = cell.pop("source")
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": "old"}}
    return dumped(old | {"worksheets": [{"cells": cells, "metadata": {}}]})


@broken(due=ALL)
def stripped_metadata(notebook):
    for cell in notebook["cells"]:
        for key in ("metadata", "id", "outputs", "execution_count"):
            cell.pop(key, None)
    del notebook["metadata"]
    return dumped(notebook)


@broken(due=ALL)
def metadata_of_other_kinds(notebook):
    notebook["metadata"] = [1, None]
    for cell in notebook["cells"]:
        cell.update(metadata="none", id=7, outputs={"a": 1}, execution_count="many")
    return dumped(notebook)


@broken(due=ALL, harm=None)
def sources_line_by_line(notebook):
    for cell in notebook["cells"]:
        cell["source"] = cell["source"].splitlines(keepends=True)
    return dumped(notebook)


@broken(due=ALL - {"weighted_sum"})
def a_deleted_cell(notebook):
    notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] != "weighted_sum"]
    return dumped(notebook)


@broken(due=ALL, harm=Harm.LOSES)
def a_deleted_first_cell(notebook):
    """Its imports are gone; NumPy is still imported, by another cell."""
    first = code(notebook)[0]
    notebook["cells"].remove(first)
    code(notebook)[0]["source"] = "import numpy as np\n\n" + code(notebook)[0]["source"]
    return dumped(notebook)


@broken(due=ALL, harm=Harm.LOSES)
def a_duplicated_cell(notebook):
    """Tried twice: the first version is wrong, the second, below it, counts."""
    cells = notebook["cells"]
    (place,) = (i for i, cell in enumerate(cells) if cell["id"] == "side")
    first = copy.deepcopy(cells[place])
    first["source"] = "def side(x, w, b):\n    return 17\n\n\ncheck.side(side)"
    cells.insert(place, first)
    return dumped(notebook)


@broken(due=ALL, harm=None)
def reordered_cells(notebook):
    first, *others = code(notebook)
    notebook["cells"] = [first, *reversed(others)]
    return dumped(notebook)


@broken(due=ALL, harm=Harm.LOSES)
def edited_cells(notebook):
    """Everything in one cell, the checks gone, words in between."""
    source = "\n\n".join(cell["source"].split("check.")[0] for cell in code(notebook)[1:])
    merged = IMPORTS + "\n# all my answers\nprint('here we go')\n" + source
    cell = {"cell_type": "code", "source": merged, "metadata": {}, "outputs": []}
    notebook["cells"] = [{"cell_type": "markdown", "source": "Mine.", "metadata": {}}, cell]
    return dumped(notebook)


@broken(due=ALL, harm=Harm.LOSES)
def cells_that_fail(notebook):
    """Between the answers, cells with all the errors that Python knows."""
    failing = ["1 / 0", "def half(:", "\tx = 1\n  y", "nobody", "x = '\0'", "import nothing_such"]
    cells = []
    for cell, source in zip(notebook["cells"], [*failing, "raise SystemExit"], strict=True):
        cells += [cell, {"cell_type": "code", "source": source, "metadata": {}, "outputs": []}]
    notebook["cells"] = cells
    return dumped(notebook)


@broken(due=ALL, harm=Harm.LOSES)
def lines_that_only_ipython_knows(notebook):
    magic = "%matplotlib inline\n%config InlineBackend.figure_format = 'png'\n!echo hello\n%time 1"
    cell = {"cell_type": "code", "source": magic, "metadata": {}, "outputs": []}
    notebook["cells"].insert(2, cell)
    return dumped(notebook)


@broken()
def the_wrong_lesson(notebook):
    cells = code(notebook)
    cells[0]["source"] = "import numpy as np\nfrom course_lib.exercises import lesson_02 as check"
    for cell, name in zip(cells[1:], ("tanh", "tanh_slope", "relu", "relu_slope"), strict=False):
        cell["source"] = f"def {name}(z):\n    return z\n\n\ncheck.{name}({name})"
        cell["id"] = name
    del notebook["cells"][-1]
    return dumped(notebook)


# What is not a file's content, but how it lies there


def a_link_to_the_secret(path, honest, secret):
    """Followed by somebody careless, it shows the secret in an error message."""
    path.symlink_to(secret)


def a_link_to_an_endless_file(path, honest, secret):
    path.symlink_to("/dev/zero")


def a_pipe(path, honest, secret):
    """Whoever opens it waits for ever."""
    os.mkfifo(path)


def a_folder(path, honest, secret):
    path.mkdir()


def a_file_full_of_holes(path, honest, secret):
    """A terabyte that takes no room on the disk."""
    with open(path, "wb") as file:
        file.truncate(1 << 40)


def a_link_to_itself(path, honest, secret):
    path.symlink_to(path)


PLACED = {
    place.__name__: place
    for place in (
        *(a_link_to_the_secret, a_link_to_an_endless_file, a_pipe, a_folder, a_file_full_of_holes),
        a_link_to_itself,
    )
}
