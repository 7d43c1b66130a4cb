"""A CSV file of a learner's as settings of the playground; or a sentence on why not."""

import math

import numpy as np

from course_lib.data.csv_file import is_number
from course_lib.data.table import MOST_CLASSES, Table, table
from course_lib.widgets.playground.building import Own
from course_lib.widgets.playground.opening import MOST_ROWS
from course_lib.widgets.playground.settings import MAX_MORE, OWN, Settings

_READ = """\
table = data.table({arguments})
parts = table.train, table.validation, table.test
x = np.concatenate([part.x for part in parts])
y = np.concatenate([part.y for part in parts]).reshape(-1, 1)"""
_SCALE = """
low, high = y.min(), y.max()
y = 2 * (y - low) / (high - low) - 1"""


def opened_table(path, label: str, columns, task, chosen: dict) -> tuple[Settings, Own]:
    """Settings and rows for a CSV file, whose column ``label`` is to be predicted.

    A label that is a number is scaled, so that its lowest is -1 and its highest 1.
    """
    read = table(path, label, columns=columns, task=task)
    _require_fit(read, label)
    parts = read.train, read.validation, read.test
    x = np.concatenate([part.x for part in parts])
    y = np.concatenate([part.y for part in parts]).reshape(-1, 1).astype(float)
    named = {"names": read.columns, "classes": read.classes, "label": label}
    named["note"] = "" if task else _rule(read, label)
    where = _READ.format(arguments=_arguments(path, label, columns, task))
    if read.task == "number":
        low, high = named["ends"] = float(y.min()), float(y.max())
        y, where = 2 * (y - low) / (high - low) - 1, where + _SCALE
    found = {"data": OWN[read.task], "features": tuple(f"x{n + 1}" for n in range(x.shape[1]))}
    return Settings(**found | chosen), Own(x, y, where=where, **named)


def _arguments(path, label: str, columns, task) -> str:
    """What ``data.table`` is given, as code."""
    chosen = {"label": label, "columns": columns and list(columns), "task": task}
    given = [f"{name}={value!r}" for name, value in chosen.items() if value]
    return ", ".join([repr(str(path)), *given])


def _rule(read: Table, label: str) -> str:
    """How a label of numbers was taken, and how to overrule it. Of words there is no doubt."""
    if read.task == "number":
        return (
            f"{label} is predicted as a number: every cell of it is one, and more than "
            f'{MOST_CLASSES} are different. task="class" overrules this.'
        )
    if all(map(is_number, read.classes)):
        return (
            f"{label} is predicted as a class: its cells are numbers, but no more than "
            f'{MOST_CLASSES} are different. task="number" overrules this.'
        )
    return ""


def _require_fit(read: Table, label: str) -> None:
    if not 2 <= len(read.columns) <= MAX_MORE:
        raise ValueError(
            f"The playground draws two columns, and learns from 2 to {MAX_MORE}. Received "
            f"{len(read.columns)}: {', '.join(read.columns)}. Choose among several by "
            'columns=["...", "..."]: the first two are drawn.'
        )
    if read.task == "class" and len(read.classes) != 2:
        numbers = all(map(is_number, read.classes))
        raise ValueError(
            f"The playground tells two classes apart. The column {label!r} has "
            f"{len(read.classes)}: {', '.join(read.classes)}. Keep the rows of two"
            + (', or predict them as numbers: task="number".' if numbers else ".")
        )
    rows = sum(map(len, (read.train, read.validation, read.test)))
    if rows > MOST_ROWS:
        raise ValueError(
            f"The playground takes up to {MOST_ROWS:,} rows. Received {rows:,}. Keep one in "
            f"{math.ceil(rows / MOST_ROWS)} of them, in a file of their own."
        )
