"""A CSV file of one's own: read, cut in three parts, scaled; and a sentence for what does not fit.

The first line names the columns. One of them is the label, any words; all others are numbers.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np

SEPARATORS = ",;\t"
FEWEST = 30  # rows


@dataclass(frozen=True)
class Part:
    """Some rows: ``x`` (n, columns), scaled, and ``y`` (n,), numbers of classes."""

    x: np.ndarray
    y: np.ndarray

    def __len__(self) -> int:
        return len(self.y)


@dataclass(frozen=True)
class Table:
    """What ``table`` reads. ``classes[k]`` is the word that the label k stands for."""

    columns: tuple[str, ...]
    classes: tuple[str, ...]
    train: Part
    validation: Part
    test: Part

    def __repr__(self) -> str:
        parts = f"{len(self.train)} + {len(self.validation)} + {len(self.test)} rows"
        return f"Table({', '.join(self.columns)} -> {' or '.join(self.classes)}; {parts})"


def table(path, label: str, seed: int = 0) -> Table:
    """Read a CSV file and cut it in three: 60 % to train, 20 % to validate, 20 % for the test.

    ``label`` names the column that is to be predicted. Rows are shuffled by ``seed``. Numbers are
    scaled with the mean and the deviation of the training rows.
    """
    columns, rows = _read(Path(path))
    if label not in columns:
        raise ValueError(f"No column is named {label!r}. The file has {', '.join(columns)}.")
    others = [i for i, name in enumerate(columns) if name != label]
    if not others:
        raise ValueError(f"There is no column but {label!r}, so there is nothing to predict from.")
    words = [cells[columns.index(label)] for _, cells in rows]
    classes = tuple(sorted(set(words)))
    _check_classes(classes, words, label)
    x = np.array([[_number(cells[i], columns[i], line) for i in others] for line, cells in rows])
    y = np.array([classes.index(word) for word in words])
    order = np.random.default_rng(seed).permutation(len(y))
    parts = np.split(order, [round(0.6 * len(y)), round(0.8 * len(y))])
    mean, std = x[parts[0]].mean(axis=0), x[parts[0]].std(axis=0)
    names = tuple(columns[i] for i in others)
    _check_columns(names, std)
    return Table(names, classes, *(Part((x[rows] - mean) / std, y[rows]) for rows in parts))


def people_csv(rows: int = 200, seed: int = 0) -> str:
    """The text of a small CSV: kin of Alice, Bob, Charlie and Diana, made up from bell curves.

    >>> print(people_csv(rows=2))
    weight,height,who
    154.4,72.6,male
    157.3,69.7,male
    <BLANKLINE>
    """
    rng = np.random.default_rng(seed)
    lines = ["weight,height,who"]
    for who in rng.choice(["female", "male"], size=rows):
        middle = (126.5, 62.5) if who == "female" else (156.0, 71.0)
        weight, height = rng.normal(middle, (12.0, 2.5))
        lines.append(f"{weight:.1f},{height:.1f},{who}")
    return "\n".join(lines) + "\n"


def _read(path: Path) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The columns' names, and each row with its line in the file; empty lines are passed over."""
    if not path.is_file():
        raise ValueError(f"There is no file {str(path)!r}. The folder is {Path.cwd()}.")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        text = path.read_text(encoding="latin-1")  # as spreadsheets in the west of Europe write
    lines = text.splitlines()
    header = next((line for line in lines if line.strip()), "")
    separator = max(SEPARATORS, key=header.count)
    reader = csv.reader(lines, delimiter=separator)
    table = [(reader.line_num, [cell.strip() for cell in cells]) for cells in reader if any(cells)]
    if len(table) - 1 < FEWEST:
        raise ValueError(
            f"Expected a line of names and {FEWEST} rows or more below it, to cut in three. "
            f"Received {max(len(table) - 1, 0)} rows."
        )
    (_, columns), *rows = table
    if len(set(columns)) < len(columns):
        raise ValueError(f"Each column has a name of its own. Received {', '.join(columns)}.")
    for line, cells in rows:
        if len(cells) != len(columns):
            raise ValueError(
                f"Line {line} has {len(cells)} cells, and the first line names {len(columns)} "
                f"columns: {', '.join(columns)}."
            )
    decimal_comma = separator != ","
    return columns, [
        (line, [_with_point(cell) if decimal_comma else cell for cell in cells])
        for line, cells in rows
    ]


def _with_point(cell: str) -> str:
    """3,5 as 3.5, as files are written where the comma is no separator.

    >>> _with_point("3,5"), _with_point("Smith, J.")
    ('3.5', 'Smith, J.')
    """
    whole, comma, rest = cell.partition(",")
    return f"{whole}.{rest}" if comma and rest.isdigit() and whole.lstrip("+-").isdigit() else cell


def _number(cell: str, column: str, line: int) -> float:
    try:
        number = float(cell)
    except ValueError:
        number = np.nan
    if not np.isfinite(number):
        raise ValueError(
            f"Line {line}, column {column!r}: expected a number, received {cell!r}. Fill it in or "
            "take the line out; a column of words can only be the label."
        )
    return number


def _check_classes(classes: tuple[str, ...], words: list[str], label: str) -> None:
    if len(classes) < 2:
        raise ValueError(f"Every row has the label {classes[0]!r}: there is nothing to tell apart.")
    rare = [word for word in classes if words.count(word) < 5]
    if rare:
        raise ValueError(
            f"Each label needs five rows or more. {rare[0]!r} has {words.count(rare[0])}"
            + (
                f", and column {label!r} has {len(classes)} different ones. Is it a number? Then "
                "cut it into groups first."
                if len(classes) > len(words) / 5
                else ": leave it out, or find more."
            )
        )


def _check_columns(names: tuple[str, ...], std: np.ndarray) -> None:
    same = [name for name, deviation in zip(names, std, strict=True) if deviation == 0]
    if same:
        raise ValueError(
            f"Column {same[0]!r} has the same number in every training row: it tells nothing. "
            "Leave it out."
        )
