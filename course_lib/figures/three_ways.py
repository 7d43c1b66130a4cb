"""One map three times: with all labels, with none, and with a few."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

from course_lib.figures import palette
from course_lib.figures.code_map import scatter
from course_lib.figures.paper import Paper, describe, paper

_NAMES = ("supervised", "unsupervised", "semi-supervised")


def three_ways(codes, labels, few: Sequence[int]) -> Axes:
    """Codes (n, 2) with all their labels, without, and with those of the rows ``few`` alone."""
    codes, labels, few = np.asarray(codes), np.asarray(labels), np.asarray(few)
    first = paper(720, 260)
    figure = first.get_figure()
    first.remove()
    given = (np.arange(len(codes)), np.array([], dtype=int), few)
    for i, (name, rows) in enumerate(zip(_NAMES, given, strict=True)):
        ax = figure.add_subplot(1, 3, i + 1, axes_class=Paper)
        rest = np.setdiff1d(np.arange(len(codes)), rows)
        if len(rest):
            ax.plot(
                *codes[rest].T,
                "o",
                markersize=2.4,
                color=palette.FAINT,
                markeredgewidth=0,
                alpha=0.5,
            )
        if len(rows):
            scatter(ax, codes[rows], labels[rows], size=5.5 if len(rest) == 0 else 9)
        scatter(ax, codes, [], size=0)  # the same ends in all three
        ax.set(xticks=[], yticks=[])
        ax.set_title(f"{name}: {len(rows)} labels", fontsize=9.5, color=palette.TEXT)
    return describe(
        ax,
        f"One map of {len(codes)} pictures, three times. Supervised: each is its label's number. "
        f"Unsupervised: all are grey dots. Semi-supervised: {len(few)} are their labels' numbers "
        "and the rest grey dots.",
    )
