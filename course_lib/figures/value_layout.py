"""Where the boxes and lines of a graph of Values stand, in CSS pixels from the top left.

The still picture and the live one share these places. A value stands to the right of all that it
was made from; a line that passes a column goes round it by a bend, and so do lines side by side.
"""

import math
from collections.abc import Mapping, Sequence

BOX = (88, 66)  # width and height of a value's box
_APART = (160, 116)  # from box to box, along and across
_SIDE, _BEND = 10, 20
_HEAD = (9, 4)  # length and half the width of an arrow's head


class Layout:
    """``places`` of the boxes and ``lines`` between them; ``at`` overrules (column, row) by name.

    >>> Layout(["a", "y"], [(0, 1)], {}).places
    [(54.0, 43.0), (214.0, 43.0)]
    """

    def __init__(
        self, names: Sequence[str], edges: Sequence[tuple[int, int]], at: Mapping[str, tuple]
    ):
        cells = [at.get(name) for name in names]
        if None in cells:
            cells = _cells(len(names), edges)
        bends = _bends(cells, edges)
        above = zip(edges, bends, strict=True)  # what goes round above the boxes needs room there
        top = max(_above(cells[source][1], bend) for (source, _), bend in above)
        self.places = [
            (_SIDE + BOX[0] / 2 + column * _APART[0], _SIDE + BOX[1] / 2 + top + row * _APART[1])
            for column, row in cells
        ]
        self.lines = [
            _line(self.places[source], self.places[user], bend)
            for (source, user), bend in zip(edges, bends, strict=True)
        ]
        self.width = max(x for x, _ in self.places) + BOX[0] / 2 + _SIDE
        self.height = max(y for _, y in self.places) + BOX[1] / 2 + _SIDE


def _cells(count: int, edges: Sequence[tuple[int, int]]) -> list[tuple[float, float]]:
    """A column for each value, behind all its sources; in a column, rows around the middle."""
    column = [0] * count
    for _ in range(count):
        for source, user in edges:
            column[user] = max(column[user], column[source] + 1)
    tallest = max(column.count(c) for c in column)
    seen = [column[:i].count(c) for i, c in enumerate(column)]
    return [
        (float(c), (tallest - column.count(c)) / 2 + row)
        for c, row in zip(column, seen, strict=True)
    ]


def _bends(cells: Sequence[tuple], edges: Sequence[tuple[int, int]]) -> list[float]:
    """How far each line's bend is from the straight one: below 0 is up, for a line to the right."""
    bends = []
    for i, edge in enumerate(edges):
        (column, row), (other, row_of_other) = (cells[place] for place in edge)
        same = edges.count(edge)
        place = edges[:i].count(edge)
        passes = abs(other - column) - 1 if row == row_of_other else 0
        aside = (2 * place - (same - 1)) * _BEND
        bends.append(-max(0, passes) * 1.6 * BOX[1] if passes > 0 else float(aside))
    return bends


def _above(row: float, bend: float) -> float:
    """How far a line from this row reaches beyond the top of the first row, its label included."""
    return max(0.0, -bend / 2 + 12 - row * _APART[1] - BOX[1] / 2)


def _line(source: tuple, user: tuple, bend: float) -> dict:
    """From the edge of one box to that of the other, with its arrow's head and its label."""
    (x, y), (to_x, to_y) = source, user
    length = math.hypot(to_x - x, to_y - y)
    across = (-(to_y - y) / length, (to_x - x) / length)
    middle = ((x + to_x) / 2 + across[0] * bend, (y + to_y) / 2 + across[1] * bend)
    start, end = _leave(source, middle), _leave(user, middle)
    label = tuple((a + 2 * b + c) / 4 for a, b, c in zip(start, middle, end, strict=True))
    return {"start": start, "bend": middle, "end": end, "label": label, "head": _head(middle, end)}


def _leave(box: tuple, towards: tuple) -> tuple[float, float]:
    """Where a line from the middle of a box crosses its border."""
    dx, dy = towards[0] - box[0], towards[1] - box[1]
    part = min(BOX[0] / 2 / abs(dx) if dx else math.inf, BOX[1] / 2 / abs(dy) if dy else math.inf)
    return box[0] + part * dx, box[1] + part * dy


def _head(since: tuple, end: tuple) -> list[tuple[float, float]]:
    """An arrow's head that points to ``end``."""
    length = math.hypot(end[0] - since[0], end[1] - since[1])
    ux, uy = (end[0] - since[0]) / length, (end[1] - since[1]) / length
    back = end[0] - _HEAD[0] * ux, end[1] - _HEAD[0] * uy
    side = -uy * _HEAD[1], ux * _HEAD[1]
    return [end, (back[0] + side[0], back[1] + side[1]), (back[0] - side[0], back[1] - side[1])]
