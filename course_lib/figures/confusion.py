"""A confusion matrix: a row for each truth, a column for what was said instead."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.patches import Rectangle

from course_lib.figures import charts, palette
from course_lib.figures.paper import describe, paper

_WORST = ListedColormap(palette.SHADES[64::-1] / 255, "wrong")  # paper to orange


def confusion(counts, title: str = "") -> Axes:
    """Counts (classes, classes), row for truth and column for answer, written into their cells.

    What lies off the diagonal is orange, the more the worse; the diagonal is right, and framed.
    """
    counts = np.asarray(counts)
    if counts.ndim != 2 or counts.shape[0] != counts.shape[1]:
        raise ValueError(
            "A confusion matrix has a row and a column for each class. "
            f"Received the shape {counts.shape}."
        )
    n = len(counts)
    wrong = counts * (1 - np.eye(n))
    ax = paper(36 * n + 60, 36 * n + 70)
    ax.imshow(wrong, cmap=_WORST, vmin=0, vmax=max(wrong.max(), 1e-9), interpolation="nearest")
    for row in range(n):
        ax.add_patch(Rectangle((row - 0.5, row - 0.5), 1, 1, fill=False, edgecolor=palette.FAINT))
        for column in range(n):
            if counts[row, column]:
                ax.text(column, row, f"{counts[row, column]:g}", ha="center", va="center",
                        fontsize=9, color=palette.TEXT)  # fmt: skip
    ax.set(xticks=range(n), yticks=range(n), xlabel="what it says", ylabel="what it is")
    ax.set_title(title, **charts.TITLE)
    charts.plain(ax)
    return describe(ax, in_words(counts, title))


def in_words(counts, title: str = "") -> str:
    """How many are right, and the three errors that are made most.

    >>> in_words([[5, 1], [0, 4]])
    '9 of 10 are right. Most often: 0 read as 1, 1 time.'
    """
    counts = np.asarray(counts)
    wrong = np.where(np.eye(len(counts), dtype=bool), 0, counts)
    places = [
        np.unravel_index(i, wrong.shape) for i in np.argsort(-wrong, axis=None, kind="stable")
    ]
    worst = [
        f"{row} read as {column}, {wrong[row, column]:g} time{'s' * bool(wrong[row, column] != 1)}"
        for row, column in places[:3]
        if wrong[row, column]
    ]
    said = f"{np.trace(counts):g} of {counts.sum():g} are right."
    most = f" Most often: {'; '.join(worst)}." if worst else ""
    return f"{title}: {said}{most}" if title else said + most
