"""Who looks at whom in a text: a square of weights for each head, in a picture and in words."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap

from course_lib.figures import charts, palette, words
from course_lib.figures.paper import Paper, describe, paper

_FROM_WHITE = LinearSegmentedColormap.from_list("weights", [palette.PAPER, palette.BLUE])


def in_words(text: str, weights, p, signs: str, head: int) -> str:
    """What the last place looks at most, and what the model then expects."""
    row = np.asarray(weights)[head, -1]
    seen = int(row.argmax())
    likely = np.argsort(-np.asarray(p), kind="stable")[:3]
    nexts = ", ".join(f"{_name(signs[i])} {words.hundredths(p[i])}" for i in likely)
    return (
        f"Head {head + 1} of {len(weights)}: the last place of “{text[1:]}” looks most at "
        f"{_place(text, seen)}, {words.hundredths(row[seen])}. Expected next: {nexts}."
    )


def _name(sign: str) -> str:
    return "the end" if sign == "." else sign


def _place(text: str, i: int) -> str:
    """How a place is called: sign 0 is the beginning.

    >>> _place(".maria", 0), _place(".maria", 5)
    ('the beginning', 'a, letter 5')
    """
    return "the beginning" if i == 0 else f"{text[i]}, letter {i}"


def attention_map(text: str, weights: Sequence, alt: str = "") -> Axes:
    """A square for each head: rows ask, columns are asked, blue is a weight of 1."""
    weights = np.asarray(weights, dtype=float)
    first = paper(740, 230)
    figure = first.get_figure()
    first.remove()
    for head, square in enumerate(weights):
        ax = figure.add_subplot(1, len(weights), head + 1, axes_class=Paper)
        ax.imshow(square, cmap=_FROM_WHITE, vmin=0, vmax=1)
        ax.set_xticks(range(len(text)), list(text), fontsize=8)
        ax.set_yticks(range(len(text)), list(text), fontsize=8)
        ax.set_title(f"head {head + 1}", **charts.TITLE)
        ax.set_xlabel("is asked", fontsize=8)
        ax.set_ylabel("asks" if head == 0 else "", fontsize=8)
    return describe(
        ax, f"For each head a square of weights: rows ask, columns are asked. {alt}".rstrip()
    )
