"""Softmax over the scores of long vectors: without the root one weight takes all, with it not."""

from functools import cache

import numpy as np

from course_lib.figures import charts, palette, words
from course_lib.nn.activations import softmax

KEYS, LONGEST = 8, 256


@cache
def _vectors(draw: int) -> tuple[np.ndarray, np.ndarray]:
    """A query (256,) and keys (8, 256), every number drawn around 0 with a deviation of 1."""
    rng = np.random.default_rng(draw)
    return rng.normal(size=LONGEST), rng.normal(size=(KEYS, LONGEST))


def weights(d: int, draw: int, root: bool) -> np.ndarray:
    """The weights of the keys (8,), when query and keys have d numbers each.

    >>> bool(weights(256, 1, root=False).max() > 0.99 > 0.6 > weights(256, 1, root=True).max())
    True
    """
    query, keys = _vectors(draw)
    scores = keys[:, :d] @ query[:d]
    return softmax(scores / np.sqrt(d) if root else scores)


class SaturationPicture:
    """Left the weights without the root, right with it: a bar for each key."""

    alt = (
        "Two bar charts of the weights of eight keys: left without dividing the scores by the root "
        "of the dimension, right with it."
    )

    def __init__(self, width: int = charts.WIDEST):
        self.figure = charts.blank()
        self.axes = [self.figure.add_subplot(1, 2, i + 1) for i in range(2)]
        self.bars, self.titles = [], []
        for ax, colour, hatch in zip(self.axes, palette.OTHERS, ("//", ""), strict=False):
            self.bars.append(ax.bar(range(1, KEYS + 1), np.zeros(KEYS), color=colour, hatch=hatch,
                                    edgecolor=palette.PAPER, animated=True))  # fmt: skip
            ax.set(ylim=(0, 1), xlabel="key", ylabel="weight", xticks=range(1, KEYS + 1))
            ax.axhline(1 / KEYS, color=palette.FAINT, linewidth=1, linestyle=":")
            self.titles.append(ax.set_title("", animated=True, **charts.TITLE))
            charts.plain(ax, ticks=8.5, labels=9.5)
        self.fit(width)

    def update(self, d: int, draw: int) -> str:
        """Show vectors of d numbers; answer with the picture in words."""
        both = [weights(d, draw, root) for root in (False, True)]
        largest = [float(shares.max()) for shares in both]
        for bars, shares in zip(self.bars, both, strict=True):
            for bar, share in zip(bars, shares, strict=True):
                bar.set_height(share)
        for title, name, share in zip(self.titles, ("without", "with"), largest, strict=True):
            title.set_text(f"{name} the root: the largest is {words.hundredths(share)}")
        slopes = [words.number(p * (1 - p)) for p in largest]
        return (
            f"{d} numbers in each vector. Without the root the largest weight is "
            f"{words.hundredths(largest[0])}, with it {words.hundredths(largest[1])}. Softmax's "
            f"slope there, weight · (1 − weight): {slopes[0]} without, {slopes[1]} with."
        )

    def fit(self, width: float) -> None:
        """Lay the two panels out for ``width`` CSS pixels: side by side, or one above the other."""
        width = charts.within(width)
        if width >= charts.STACKED_BELOW:
            side, height = (width - 136) // 2, 270
            boxes = (54, 48, side, 190), (width - side - 14, 48, side, 190)
        else:
            height = 500
            boxes = (54, 300, width - 68, 166), (54, 48, width - 68, 166)
        charts.place(self.figure, self.axes, boxes, width, height)
