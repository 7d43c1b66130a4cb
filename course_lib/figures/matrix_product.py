"""A matrix product with its rows and columns: each sum stands where a row meets a column."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from course_lib.figures import palette, words
from course_lib.figures.paper import describe, paper

_WIDE, _TALL, _LABEL = 62, 34, 70  # CSS pixels: a cell, and the room for a name
_MET = {"fill": False, "edgecolor": palette.OTHERS[3], "linewidth": 2.5}


def sums(x, kernel, bias) -> np.ndarray:
    """``x @ kernel + bias``: (n, n_in), (n_in, units), (units,) -> (n, units)."""
    return np.asarray(x, float) @ np.asarray(kernel, float) + np.asarray(bias, float)


def in_words(x, kernel, bias, row: int, column: int, names: Sequence[str]) -> str:
    """One cell of the product, written out.

    >>> in_words([[1, 2]], [[1, 2], [-1, 0.5]], [0.5, -1], 0, 0, ["Mon"])
    'Mon, h1: 1·1 + 2·(−1) + 0.5 = −0.5'
    """
    weights = [line[column] for line in kernel]
    total = words.number(sums(x, kernel, bias)[row, column])
    written = words.weighted_sum(x[row], weights, bias[column])
    return f"{names[row]}, h{column + 1}: {written} = {total}"


def matrix_product(
    x, kernel, bias, row: int, column: int, names: Sequence[str], inputs: Sequence[str]
) -> Axes:
    """The table x on the left, kernel and bias above, and the product where they meet.

    One cell of the product is framed, with the row and the column that it is made of.
    """
    n, n_in, units = len(x), len(inputs), len(bias)
    left, right = _LABEL, _LABEL + (n_in + 1) * _WIDE
    top, below = 44, 44 + (n_in + 1) * _TALL + 48
    width, height = right + units * _WIDE + 90, below + n * _TALL + 34
    ax = paper(width, height)
    ax.set(xlim=(0, width), ylim=(height, 0))
    ax.set_axis_off()
    _table(ax, x, left, below, rows=names)
    _table(ax, [*kernel, bias], right, top, rows=[*inputs, "bias"])
    _table(ax, sums(x, kernel, bias), right, below)
    _heads(ax, left, below, inputs)
    _heads(ax, right, top, [f"h{j + 1}" for j in range(units)])
    _write(ax, left + n_in * _WIDE / 2, height - 14, f"x ({n}, {n_in})")
    _write(ax, right + units * _WIDE / 2, height - 14, f"product ({n}, {units})")
    for corner, size in (
        ((left, below + row * _TALL), (n_in * _WIDE, _TALL)),
        ((right + column * _WIDE, top), (_WIDE, (n_in + 1) * _TALL)),
        ((right + column * _WIDE, below + row * _TALL), (_WIDE, _TALL)),
    ):
        ax.add_patch(Rectangle(corner, *size, **_MET))
    return describe(
        ax,
        f"On the left the rows of x, above the columns of the kernel with the bias under them; "
        f"each number of the product stands where its row and its column meet. "
        f"{in_words(x, kernel, bias, row, column, names)}.",
    )


def _table(ax: Axes, numbers, left: float, top: float, rows: Sequence[str] = ()) -> None:
    for (i, j), number in np.ndenumerate(np.asarray(numbers, dtype=float)):
        corner = left + j * _WIDE, top + i * _TALL
        ax.add_patch(Rectangle(corner, _WIDE, _TALL, fill=False, edgecolor=palette.FAINT, lw=0.8))
        _write(ax, corner[0] + _WIDE / 2, corner[1] + _TALL / 2, words.number(number))
    for i, name in enumerate(rows):
        _write(ax, left - 8, top + (i + 0.5) * _TALL, name, ha="right", color=palette.FAINT)


def _heads(ax: Axes, left: float, top: float, names: Sequence[str]) -> None:
    for j, name in enumerate(names):
        _write(ax, left + (j + 0.5) * _WIDE, top - 12, name, color=palette.FAINT)


def _write(ax: Axes, x: float, y: float, text: str, **style) -> None:
    style = {"size": 9.5, "color": palette.TEXT, "ha": "center", "va": "center"} | style
    ax.text(x, y, text, **style)
