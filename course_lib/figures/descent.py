"""Descents on a loss of two weights: the paths of several optimizers on its map, and their losses.

Each optimizer has a colour, a marker and a kind of line of its own, in every picture the same.
Drawn once; ``update`` moves the artists.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import contourpy
import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.ticker import MaxNLocator

from course_lib.figures import charts, palette, words

TWO_ROWS_BELOW = 600  # CSS pixels: two maps beside each other need more
_LEVELS = 11  # lines of equal loss on a map
_NAME = 112  # CSS pixels for a name in the legend
_DEEP = 2000.0  # what is so many times lower than the highest point has the lightest shade
_GREEN, _PINK, _SKY, _RED, _BLACK = palette.OTHERS
STYLES = {
    "SGD": (_BLACK, "o", "-"),
    "momentum": (_GREEN, "s", "-"),
    "Nesterov": (_SKY, "^", "--"),
    "RMSprop": (_PINK, "D", "-"),
    "Adam": (_RED, "v", "-"),
}
_ANOTHER = (palette.TEXT, "X", ":")
_HEAD = {"markeredgecolor": palette.TEXT, "markeredgewidth": 1.4, "zorder": 6, "animated": True}


@dataclass(frozen=True)
class Ground:
    """A loss over two weights, as it is drawn.

    ``heights[i, j]`` is the loss at ``w2 = rows[i]`` and ``w1 = columns[j]``. ``floor`` is the
    lowest loss that the chart beside it shows.
    """

    title: str
    columns: np.ndarray
    rows: np.ndarray
    heights: np.ndarray
    floor: float
    start: tuple[float, float]

    @property
    def lowest(self) -> list[tuple[float, float]]:
        """Where the loss is lowest on the map: every (w1, w2) at which it is, to six digits."""
        places = np.argwhere(self.heights <= self.heights.min() * (1 + 1e-6) + 1e-12)
        return [(float(self.columns[j]), float(self.rows[i])) for i, j in places]


@dataclass(frozen=True)
class Path:
    """What one optimizer did: its weights (steps + 1, 2), its losses, and whether it ran away."""

    weights: np.ndarray
    losses: np.ndarray
    lost: bool = False


class DescentPicture:
    """Draws the paths of the optimizers ``names`` on one ground, or on several side by side."""

    def __init__(self, grounds: Sequence[Ground], names: Sequence[str], width: int = 760):
        self.grounds, self.names = list(grounds), list(names)
        self.figure = charts.blank()
        axes = [self.figure.add_subplot(len(grounds), 2, i + 1) for i in range(2 * len(grounds))]
        self.maps, self.charts = axes[::2], axes[1::2]
        self.lines = [
            self._draw(ground, *pair)
            for ground, *pair in zip(self.grounds, self.maps, self.charts, strict=True)
        ]
        self.legend = None
        self.fit(width)

    def update(self, paths: Sequence[Mapping[str, Path]], steps: int, setting: str) -> str:
        """Show for each ground the path of each name; answer with the picture in words.

        A path that ran away has fewer than ``steps``. What is said begins with the ``setting``.
        """
        for lines, taken in zip(self.lines, paths, strict=True):
            for name in self.names:
                _move(lines[name], taken[name])
        for chart in self.charts:
            if chart.get_xlim()[1] != 1.03 * steps:  # only then is the background drawn again
                chart.set_xlim(-0.03 * steps, 1.03 * steps)
        said = [
            _in_words(ground, taken, self.names)
            for ground, taken in zip(self.grounds, paths, strict=True)
        ]
        return " ".join([setting, *said]).replace("-", "−")

    @property
    def alt(self) -> str:
        """What the picture is, for those who cannot see it."""
        where = " and ".join(ground.title for ground in self.grounds)
        return (
            f"Paths of {', '.join(self.names)} from the same start over a map of two weights, "
            f"darker where the loss is larger, a cross where it is lowest; with each map the "
            f"loss after each step. Shown: {where}."
        )

    def fit(self, width: float) -> None:
        """Lay everything out for ``width`` CSS pixels."""
        width = charts.within(width)
        columns = min(len(self.names), width // _NAME)
        head = 10 + 18 * -(-len(self.names) // columns)
        if len(self.grounds) > 1 and width >= TWO_ROWS_BELOW:
            boxes, height = _beside(width, len(self.grounds))
        elif width >= charts.STACKED_BELOW and len(self.grounds) == 1:
            boxes, height = _map_beside_chart(width)
        else:
            boxes, height = _in_a_column(width, len(self.grounds))
        axes = [ax for pair in zip(self.maps, self.charts, strict=True) for ax in pair]
        charts.place(self.figure, axes, boxes, width, height + head)
        self._draw_legend(columns)

    def _draw(self, ground: Ground, ax: Axes, chart: Axes) -> dict[str, tuple]:
        _draw_map(ax, ground)
        chart.set(yscale="log", ylim=(ground.floor, 2 * ground.heights.max()))
        chart.set(xlabel="step", ylabel="loss")
        chart.set_title("Loss after each step", **charts.TITLE)
        chart.minorticks_off()
        chart.xaxis.set_major_locator(MaxNLocator(integer=True))
        charts.plain(chart, ticks=8.5, labels=9.5)
        return {name: _lines(name, ax, chart) for name in self.names}

    def _draw_legend(self, columns: int) -> None:
        if self.legend is not None:
            self.legend.remove()
        handles = [self.figure.axes[0].plot([], [], **_style(name))[0] for name in self.names]
        for handle in handles:
            handle.remove()  # from the map: it is only shown beside its name
        self.legend = self.figure.legend(
            handles, self.names, loc="upper left", ncols=columns, fontsize=9, frameon=False,
            borderpad=0.2, borderaxespad=0.5, columnspacing=1.4, handlelength=2.4,
            labelcolor=palette.TEXT,
        )  # fmt: skip


def _style(name: str) -> dict:
    colour, marker, line = STYLES.get(name, _ANOTHER)
    return {"color": colour, "marker": marker, "linestyle": line, "linewidth": 1.6, "markersize": 4}


def _lines(name: str, ax: Axes, chart: Axes) -> tuple:
    """The path, where it ends, the losses, and where they end."""
    style = _style(name) | {"animated": True, "zorder": 4}
    colour, marker, _ = STYLES.get(name, _ANOTHER)
    (path,) = ax.plot([], [], **style)
    (end,) = ax.plot([], [], marker, color=colour, markersize=10, **_HEAD)
    (losses,) = chart.plot([], [], **style | {"marker": ""})
    (last,) = chart.plot([], [], marker, color=colour, markersize=8, clip_on=False, **_HEAD)
    return path, end, losses, last


def _move(lines: tuple, taken: Path) -> None:
    path, end, losses, last = lines
    steps = np.arange(len(taken.losses))
    path.set_data(*taken.weights.T)
    end.set_data(*taken.weights[-1:].T)
    losses.set_data(steps, taken.losses)
    bottom, top = losses.axes.get_ylim()
    last.set_data(steps[-1:], np.clip(taken.losses[-1:], bottom, top))


def _draw_map(ax: Axes, ground: Ground) -> None:
    """The loss by shades and lines, both by powers: a ravine is deep on no other scale."""
    depth = np.log(np.maximum(ground.heights, ground.heights.max() / _DEEP))
    ends = [*ground.columns[[0, -1]], *ground.rows[[0, -1]]]
    ax.imshow(
        depth, extent=ends, origin="lower", aspect="auto", interpolation="bilinear",
        cmap="Purples", vmin=depth.min(), vmax=depth.max() + 0.7 * np.ptp(depth),
    )  # fmt: skip
    contours = contourpy.contour_generator(ground.columns, ground.rows, depth)
    levels = np.linspace(depth.min(), depth.max(), _LEVELS + 2)[1:-1]
    lines = [line for level in levels for line in contours.lines(level)]
    ax.add_collection(LineCollection(lines, colors=palette.FAINT, linewidths=0.6))
    mark = {"color": palette.PAPER, "markersize": 11, "markeredgecolor": palette.TEXT}
    ax.plot(*np.transpose(ground.lowest), "P", linestyle="none", **mark)
    ax.plot(*ground.start, "o", **mark)
    ax.set(xlim=ends[:2], ylim=ends[2:], xlabel="weight w1", ylabel="weight w2")
    ax.set_title(ground.title, **charts.TITLE)
    charts.plain(ax, ticks=8.5, labels=9.5)


def _beside(width: int, many: int) -> tuple[list, int]:
    """Each ground in a column: its map above its chart."""
    column, height = width // many, 440
    boxes = []
    for i in range(many):
        left, wide = i * column + 62, column - 76
        boxes += [(left, 202, wide, 214), (left, 46, wide, 90)]
    return boxes, height


def _map_beside_chart(width: int) -> tuple[list, int]:
    wide = (width - 150) * 11 // 20
    return [(60, 46, wide, 240), (wide + 132, 46, width - wide - 148, 240)], 312


def _in_a_column(width: int, many: int) -> tuple[list, int]:
    """Everything below each other, for a narrow page."""
    boxes, each = [], 416
    for i in range(many):
        bottom = (many - 1 - i) * each
        boxes += [(64, bottom + 200, width - 78, 190), (64, bottom + 44, width - 78, 90)]
    return boxes, many * each


def _in_words(ground: Ground, taken: Mapping[str, Path], names: Sequence[str]) -> str:
    parts = ", ".join(f"{name} {_end(taken[name])}" for name in names)
    return f"{ground.title}: {parts}."


def _end(path: Path) -> str:
    if path.lost:
        return "runs away"
    loss, (w1, w2) = path.losses[-1], path.weights[-1]
    said = "< 0.001" if loss < 0.0005 else f"{loss:.3f}" if loss < 10 else f"{loss:.0f}"
    return f"{said} at ({words.decimal(round(w1, 1))}, {words.decimal(round(w2, 1))})"
