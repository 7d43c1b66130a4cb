"""Two versions of a small lesson, and what a learner does in one: for the tests of this folder."""

import copy

from course_lib.backup import notebook as notebooks
from course_lib.backup.cells import lesson_ids


def stub(name, arguments="x"):
    return f"def {name}({arguments}):\n    ...\n\n\ncheck.{name}({name})"


def lesson(*cells):
    """A lesson as it is released: prose as text, code in a tuple, an exercise in a tuple of two."""
    made = [
        notebooks.markdown_cell(cell)
        if isinstance(cell, str)
        else notebooks.code_cell(cell[0], list(cell[1:]))
        for cell in cells
    ]
    for cell, cell_id in zip(made, lesson_ids(made), strict=True):
        cell["id"] = cell_id
    return notebooks.notebook(made)


OLD = lesson(
    "# A lesson",
    ("from course_lib.exercises import lesson_01 as check",),
    "## First",
    (stub("first"), "exercise"),
    ("rate = 0.1",),
    "## Second",
    (stub("second"), "exercise"),
    "## Gone",
    (stub("gone"), "exercise"),
    "## Recap",
)

# A section is new, the second exercise comes first and takes two arguments, one is gone.
NEW = lesson(
    "# A lesson",
    ("from course_lib.exercises import lesson_01 as check",),
    "## Second, told better",
    (stub("second", "x, y"), "exercise"),
    "## Quite new",
    (stub("added"), "exercise"),
    "## First",
    (stub("first"), "exercise"),
    ("rate = 0.1",),
    "## Recap",
)


def worked(version, **sources):
    """A lesson in which exercises are answered, by name; ``rate`` is the cell of that line."""
    copied = copy.deepcopy(version)
    for cell in copied["cells"]:
        for name, source in sources.items():
            if f"check.{name}(" in cell["source"] or cell["source"].startswith(f"{name} ="):
                cell["source"] = source
    return copied


def answer(name, body="return 1"):
    return f"def {name}(x):\n    {body}\n\n\ncheck.{name}({name})"


def added(version, after, *cells):
    """A lesson with cells of the learner's own behind the cell with this text."""
    copied = copy.deepcopy(version)
    place = next(i for i, cell in enumerate(copied["cells"]) if after in cell["source"])
    copied["cells"][place + 1 : place + 1] = cells
    return copied


def sources(document):
    return [cell["source"] for cell in document["cells"]]
