"""A CSV file of one's own: read, cut in three parts, scaled; and a sentence for what does not fit.

The first line names the columns. One of them is the label, classes or numbers; all others are
numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from course_lib.data.csv_file import is_number, number, read

MOST_CLASSES = 10  # a label with more different numbers is a number, if nobody says what it is
TASKS = ("class", "number")


@dataclass(frozen=True)
class Part:
    """Some rows: ``x`` (n, columns), scaled, and ``y`` (n,), numbers of classes, or the numbers."""

    x: np.ndarray
    y: np.ndarray

    def __len__(self) -> int:
        return len(self.y)


@dataclass(frozen=True)
class Table:
    """What ``table`` reads. ``classes[k]`` is the word that the label k stands for.

    Where the label is a number, ``classes`` is empty.
    """

    columns: tuple[str, ...]
    classes: tuple[str, ...]
    train: Part
    validation: Part
    test: Part

    @property
    def task(self) -> str:
        """What is predicted: a "class" or a "number"."""
        return "class" if self.classes else "number"

    def __repr__(self) -> str:
        parts = f"{len(self.train)} + {len(self.validation)} + {len(self.test)} rows"
        predicted = " or ".join(self.classes) or "a number"
        return f"Table({', '.join(self.columns)} -> {predicted}; {parts})"


def table(
    path,
    label: str,
    seed: int = 0,
    columns: Sequence[str] | None = None,
    task: str | None = None,
) -> Table:
    """Read a CSV file and cut it in three: 60 % to train, 20 % to validate, 20 % for the test.

    ``label`` names the column that is to be predicted. It is a number if every cell of it is one
    and more than 10 are different, and else it has classes; ``task``, "class" or "number",
    overrules this. ``columns`` names those to learn from, in that order; without it, all others
    are learned from. Rows are shuffled by ``seed``. Columns are scaled with the mean and the
    deviation of the training rows; a label that is a number stays as it is in the file.
    """
    header, rows = read(Path(path))
    names = _columns(header, label, columns)
    cells = [(line, row[header.index(label)]) for line, row in rows]
    classes, y = _labels(cells, label, _task(cells, task))
    places = [header.index(name) for name in names]
    x = np.array([[number(row[i], header[i], line) for i in places] for line, row in rows])
    order = np.random.default_rng(seed).permutation(len(y))
    parts = np.split(order, [round(0.6 * len(y)), round(0.8 * len(y))])
    mean, std = x[parts[0]].mean(axis=0), x[parts[0]].std(axis=0)
    _check_columns(names, std)
    return Table(names, classes, *(Part((x[rows] - mean) / std, y[rows]) for rows in parts))


def _columns(header: list[str], label: str, chosen: Sequence[str] | None) -> tuple[str, ...]:
    """The columns to learn from: those that were chosen, or all but the label."""
    names = tuple(name for name in header if name != label) if chosen is None else tuple(chosen)
    for name in (label, *names):
        if name not in header:
            raise ValueError(f"No column is named {name!r}. The file has {', '.join(header)}.")
    if label in names or len(set(names)) < len(names):
        raise ValueError(
            f"columns: each once, and not the label {label!r}, which is to be predicted. "
            f"Received {', '.join(names)}."
        )
    if not names:
        raise ValueError(f"There is no column but {label!r}, so there is nothing to predict from.")
    return names


def _task(cells: list[tuple[int, str]], chosen: str | None) -> str:
    """Class or number: as was chosen, or by the rule that ``table`` states."""
    if chosen is not None:
        if chosen not in TASKS:
            raise ValueError(f'task is "class" or "number". Received {chosen!r}.')
        return chosen
    words = {cell for _, cell in cells}
    return "number" if len(words) > MOST_CLASSES and all(map(is_number, words)) else "class"


def _labels(cells, label: str, task: str) -> tuple[tuple[str, ...], np.ndarray]:
    """The classes' words (none for numbers), and each row's label."""
    if task == "number":
        y = np.array([number(cell, label, line) for line, cell in cells])
        if len(np.unique(y)) < 2:
            raise ValueError(f"Every row has the label {y[0]:g}: there is nothing to predict.")
        return (), y
    classes = tuple(sorted({cell for _, cell in cells}))
    _check_classes(classes, cells, label)
    return classes, np.array([classes.index(cell) for _, cell in cells])


def _check_classes(classes: tuple[str, ...], cells: list[tuple[int, str]], label: str) -> None:
    words = [cell for _, cell in cells]
    if len(classes) < 2:
        raise ValueError(f"Every row has the label {classes[0]!r}: there is nothing to tell apart.")
    rare = [word for word in classes if words.count(word) < 5]
    if rare:
        raise ValueError(
            f"Each label needs five rows or more. {rare[0]!r} has {words.count(rare[0])}"
            + _advice(classes, cells, label)
        )


def _advice(classes: tuple[str, ...], cells: list[tuple[int, str]], label: str) -> str:
    """What to do about a label that is rare: most are numbers, or nearly all are different."""
    odd = [(line, cell) for line, cell in cells if not is_number(cell)]
    if 0 < len(odd) < len(cells) / 2:
        line, cell = odd[0]
        return (
            f". Is {label!r} a number? Then fill in line {line}, where it is {cell!r}, or take the "
            "line out."
        )
    if len(classes) > len(cells) / 5:
        return (
            f", and column {label!r} has {len(classes)} different ones. Is it a number? Then write "
            'task="number". Or else cut it into groups first.'
        )
    return ": leave it out, or find more."


def _check_columns(names: tuple[str, ...], std: np.ndarray) -> None:
    same = [name for name, deviation in zip(names, std, strict=True) if deviation == 0]
    if same:
        raise ValueError(
            f"Column {same[0]!r} has the same number in every training row: it tells nothing. "
            "Leave it out."
        )
