"""What charts under sliders have in common: their size, their type, their dots, their places."""

from collections.abc import Iterable

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from course_lib.figures import palette
from course_lib.figures.still import PIXELS_PER_INCH

WIDEST, NARROWEST, STACKED_BELOW = 760, 260, 440  # CSS pixels

TITLE = {"fontsize": 9.5, "color": palette.TEXT, "loc": "left"}
DOT = {
    "markersize": 9,
    "markeredgecolor": palette.TEXT,
    "markeredgewidth": 1.6,
    "zorder": 5,
    "animated": True,
    "clip_on": False,
}


def blank() -> Figure:
    """A figure without anything on it."""
    return Figure(dpi=PIXELS_PER_INCH, facecolor=palette.PAPER)


def within(width: float) -> int:
    """A width that a figure may have, as near to the one asked for as can be.

    >>> within(5000), within(500.4)
    (760, 500)
    """
    return int(np.clip(width, NARROWEST, WIDEST))


def place(figure: Figure, axes: Iterable[Axes], boxes, width: int, height: int) -> None:
    """Size the figure, and give each axes its box (left, bottom, width, height): CSS pixels all."""
    figure.set_size_inches(width / PIXELS_PER_INCH, height / PIXELS_PER_INCH)
    for ax, (left, bottom, w, h) in zip(axes, boxes, strict=True):
        ax.set_position((left / width, bottom / height, w / width, h / height))


def place_two(figure: Figure, axes: Iterable[Axes], width: float, left: int = 58) -> None:
    """Lay two panels out: side by side, or, ``left`` from the edge, one above the other."""
    width = within(width)
    if width >= STACKED_BELOW:
        side, height = (width - 146) // 2, 310
        boxes = (58, 50, side, 226), (width - side - 14, 50, side, 226)
    else:
        height = 540
        boxes = (left, 320, width - left - 14, 186), (left, 50, width - left - 14, 186)
    place(figure, axes, boxes, width, height)


def plain(ax: Axes, ticks: float = 9, labels: float = 10) -> None:
    """Small ticks, readable labels, and no frame where there is no axis; sizes in points."""
    ax.tick_params(labelsize=ticks, colors=palette.TEXT)
    ax.xaxis.label.set(fontsize=labels, color=palette.TEXT)
    ax.yaxis.label.set(fontsize=labels, color=palette.TEXT)
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
