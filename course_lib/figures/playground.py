"""The playground as a still: the network with each neuron's map, the output's map, the losses."""

import itertools
from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from course_lib.figures import palette
from course_lib.figures.still import PIXELS_PER_INCH

_WIDTH, _HEIGHT = 860, 330  # CSS pixels
_NETWORK = 0.5  # of the width
_MANY = 1500  # edges: the strongest are drawn


def still_picture(rows, view, names: Sequence[Sequence[str]], features: np.ndarray) -> Figure:
    """Draw a run: ``rows`` and ``view`` as the widget has them, ``features`` their maps.

    ``names``: what stands in each column, from the features to o1.
    """
    inches = _WIDTH / PIXELS_PER_INCH, _HEIGHT / PIXELS_PER_INCH
    figure = Figure(inches, dpi=PIXELS_PER_INCH, facecolor=palette.PAPER)
    _draw_network(figure.add_axes((0, 0, _NETWORK, 1)), view, names, features)
    _draw_output(figure.add_axes((0.53, 0.12, 0.27, 0.27 * _WIDTH / _HEIGHT)), rows, view)
    _draw_losses(figure.add_axes((0.865, 0.2, 0.125, 0.55)), view.losses)
    return figure


def _draw_network(ax: Axes, view, names, features) -> None:
    width, height = _NETWORK * _WIDTH, _HEIGHT
    ax.set(xlim=(0, width), ylim=(height, 0))
    ax.set_axis_off()
    xs = np.linspace(40, width - 20, len(names))
    side = min(34.0, 0.75 * (height - 30) / max(map(len, names)))
    places = [[(x, 20 + (i + 0.5) * (height - 30) / len(column)) for i in range(len(column))]
              for x, column in zip(xs, names, strict=True)]  # fmt: skip
    _draw_edges(ax, places, view.weights)
    maps = iter([*features, *view.neurons])
    for column, texts in zip(places[:-1], names, strict=False):
        for (x, y), text in zip(column, texts, strict=True):
            half = side / 2
            ax.imshow(palette.SHADES[next(maps)], extent=(x - half, x + half, y + half, y - half),
                      origin="lower", zorder=2)  # fmt: skip
            ax.plot(*_box(x, y, half), color=palette.TEXT, linewidth=0.8, zorder=3)
            if side > 12:
                ax.text(x, y - half - 3, text, ha="center", va="bottom", size=7, color=palette.TEXT)
    ax.set(xlim=(0, width), ylim=(height, 0), aspect="auto")


def _box(x: float, y: float, half: float) -> tuple[list[float], list[float]]:
    left, right, top, bottom = x - half, x + half, y - half, y + half
    return [left, right, right, left, left], [top, top, bottom, bottom, top]


def _draw_edges(ax: Axes, places, weights: np.ndarray) -> None:
    edges, at = [], 0
    for starts, ends in itertools.pairwise(places):
        kernel = weights[at : at + len(starts) * len(ends)].reshape(len(starts), len(ends))
        at += kernel.size + len(ends)  # and past the bias
        edges += [(start, end, kernel[i, j]) for i, start in enumerate(starts)
                  for j, end in enumerate(ends)]  # fmt: skip
    for (x, y), (x2, y2), w in sorted(edges, key=lambda edge: -abs(edge[2]))[:_MANY]:
        colour, style = (palette.BLUE, "-") if w > 0 else (palette.ORANGE, "--")
        thick = 0.4 + min(abs(float(w)), 5)
        ax.plot([x, x2], [y, y2], style, color=colour, linewidth=0.6 * thick, zorder=1)


def _draw_output(ax: Axes, rows, view) -> None:
    extent = (-rows.reach, rows.reach, -rows.reach, rows.reach)
    shades = palette.SHADES[view.output]
    ax.imshow(shades, extent=extent, origin="lower", interpolation="bilinear")
    low = min(0.0, float(rows.y.min()))
    for points, y, edge in (
        (rows.points, rows.y, palette.PAPER),
        (rows.test_points, rows.test_y, palette.TEXT),
    ):
        for marker, side in (("o", y[:, 0] > 0.5), ("s", y[:, 0] <= 0.5)):
            colours = [palette.shade(float(value), low, 1.0) for value in y[side, 0]]
            ax.scatter(*points[side].T, s=11, c=colours, marker=marker, edgecolors=edge,
                       linewidths=0.6)  # fmt: skip
    ax.set(xlim=extent[:2], ylim=extent[2:])
    ax.set_title("Output; test rows have strong rims", size=8, loc="left", color=palette.TEXT)
    ax.tick_params(labelsize=7, colors=palette.TEXT)


def _draw_losses(ax: Axes, losses: np.ndarray) -> None:
    ax.plot(losses[:, 0], losses[:, 1], color=palette.TEXT, linewidth=1.4, label="learned")
    ax.plot(losses[:, 0], losses[:, 2], "--", color=palette.OTHERS[3], linewidth=1.4, label="test")
    ax.set_ylim(bottom=0)
    ax.set_title("Loss", size=8, loc="left", color=palette.TEXT)
    ax.set_xlabel("batches", size=7.5, color=palette.TEXT)
    ax.tick_params(labelsize=7, colors=palette.TEXT)
    ax.legend(fontsize=7, frameon=False, loc="upper right")
