"""A query among keys in the plane: each key's score and weight, and the mix of their values."""

import math

import numpy as np
from matplotlib.axes import Axes

from course_lib.figures import charts, palette, words
from course_lib.figures.paper import Paper, describe, paper

# B's key is so much shorter than A's that a query which points at B is answered most by A.
NAMES = ("A", "B", "C", "D", "E")
KEYS = ((2.6, 1.4), (0.8, 1.8), (-2.2, -0.4), (-0.8, -2.2), (1.6, -1.6))
VALUES = (2.0, 9.0, 5.0, 7.0, 1.0)
VIEW, MOST = 3.0, 10.0  # the plane goes from -3 to 3, the values from 0 to 10


def attend(query, keys=KEYS, values=VALUES) -> tuple[np.ndarray, np.ndarray, float]:
    """Scores (keys,), weights (keys,) that add up to 1, and the mix of the values.

    >>> scores, weights, mixed = attend([0, 0])
    >>> weights.tolist(), round(mixed, 2)
    ([0.2, 0.2, 0.2, 0.2, 0.2], 4.8)
    """
    scores = np.asarray(keys, dtype=float) @ np.asarray(query, dtype=float) / math.sqrt(2)
    e = np.exp(scores - scores.max())
    weights = e / e.sum()
    return scores, weights, float(weights @ np.asarray(values, dtype=float))


def in_words(query) -> str:
    """Where the query points, and what comes of it."""
    _, weights, mixed = attend(query)
    shares = ", ".join(
        f"{name} {words.hundredths(weight)}" for name, weight in zip(NAMES, weights, strict=True)
    )
    x, y = (words.hundredths(number)[:-1] for number in query)  # tenths
    return f"Query ({x}, {y}). Weights: {shares}. Mixed value {words.hundredths(mixed)}."


def attention_plane(query) -> Axes:
    """Left the plane, a line to each key as wide as its weight; right the values and the mix."""
    _, weights, mixed = attend(query)
    first = paper(720, 330)
    figure = first.get_figure()
    first.remove()
    plane = figure.add_subplot(1, 2, 1)
    line = figure.add_subplot(1, 2, 2, axes_class=Paper)
    _draw_plane(plane, query, weights)
    _draw_values(line, weights, mixed)
    return describe(
        line,
        "Left, a plane with five keys and a query, a line from it to each key, the thicker the "
        f"larger its weight. Right, the keys' values and their mix. {in_words(query)}",
    )


def _draw_plane(ax: Axes, query, weights) -> None:
    ax.set(xlim=(-VIEW, VIEW), ylim=(-VIEW, VIEW), aspect="equal", xticks=[], yticks=[])
    ax.axhline(0, color=palette.FAINT, linewidth=0.6)
    ax.axvline(0, color=palette.FAINT, linewidth=0.6)
    for name, key, weight in zip(NAMES, KEYS, weights, strict=True):
        ax.plot(*zip(query, key, strict=True), color=palette.BLUE, linewidth=0.5 + 9 * weight)
        ax.plot(*key, "o", color=palette.PAPER, markeredgecolor=palette.TEXT, markersize=13)
        ax.annotate(name, key, ha="center", va="center", fontsize=9, color=palette.TEXT)
        middle = [0.45 * q + 0.55 * k for q, k in zip(query, key, strict=True)]
        ax.text(*middle, words.hundredths(weight), fontsize=8, color=palette.TEXT,
                bbox={"facecolor": palette.PAPER, "edgecolor": "none", "pad": 1})  # fmt: skip
    ax.annotate("", query, (0, 0), arrowprops={"arrowstyle": "-|>", "color": palette.OTHERS[3]})
    ax.set_title("query (arrow) and keys", **charts.TITLE)


def _draw_values(ax: Axes, weights, mixed: float) -> None:
    for name, value, weight in zip(NAMES, VALUES, weights, strict=True):
        ax.plot([0, 1], [value, value], color=palette.BLUE, linewidth=0.5 + 9 * weight)
        ax.text(1.05, value, f"{name}: {words.number(value)}", fontsize=9, va="center")
    ax.plot(0.5, mixed, "D", color=palette.OTHERS[3], markeredgecolor=palette.TEXT, markersize=10)
    ax.set(xlim=(-0.1, 1.6), ylim=(-0.5, MOST + 0.5), xticks=[], ylabel="value")
    ax.set_title(f"mixed value: {words.hundredths(mixed)}", **charts.TITLE)
    charts.plain(ax)
