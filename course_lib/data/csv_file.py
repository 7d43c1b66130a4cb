"""A CSV file as cells: its separator, decimal commas and encodings as spreadsheets write them."""

import csv
import math
from pathlib import Path

SEPARATORS = ",;\t"
FEWEST = 30  # rows


def read(path: Path) -> tuple[list[str], list[tuple[int, list[str]]]]:
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


def is_number(cell: str) -> bool:
    """Whether a cell holds a finite number.

    >>> is_number("-1.5e3"), is_number("nan"), is_number("")
    (True, False, False)
    """
    try:
        return math.isfinite(float(cell))
    except ValueError:
        return False


def number(cell: str, column: str, line: int) -> float:
    """The number in a cell; where there is none, a sentence that says where to look."""
    if not is_number(cell):
        raise ValueError(
            f"Line {line}, column {column!r}: expected a number, received {cell!r}. Fill it in or "
            "take the line out; a column of words can only be the label. Leave others out: "
            'columns=["...", "..."] names those to learn from.'
        )
    return float(cell)
