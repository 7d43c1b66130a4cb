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
_MARK = {"color": palette.PAPER, "markersize": 11, "markeredgecolor": palette.TEXT}
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
    """Draws the paths of the optimizers ``names`` on a ground, and the loss after each step."""

    def __init__(self, ground: Ground, names: Sequence[str], width: int = charts.WIDEST):
        self.names = list(names)
        self.figure = charts.blank()
        self.map, self.chart = (self.figure.add_subplot(1, 2, i) for i in (1, 2))
        self.ground, self._drawn = None, []
        (self.start,) = self.map.plot([], [], "o", animated=True, zorder=7, **_MARK)
        self._label_axes()
        self.lines = {name: _lines(name, self.map, self.chart) for name in self.names}
        self._show_ground(ground)
        self.legend = None
        self.fit(width)

    def update(self, ground: Ground, paths: Mapping[str, Path], steps: int, setting: str) -> str:
        """Show each name's path on this ground; answer with the picture in words.

        A path that ran away has fewer than ``steps``. What is said begins with the ``setting``.
        """
        if ground is not self.ground:
            self._show_ground(ground)
        for name in self.names:
            _move(self.lines[name], paths[name])
        self.start.set_data(*paths[self.names[0]].weights[:1].T)
        if self.chart.get_xlim()[1] != 1.03 * steps:  # only then is the background drawn again
            self.chart.set_xlim(-0.03 * steps, 1.03 * steps)
        said = ", ".join(f"{name} {_end(paths[name])}" for name in self.names)
        return f"{setting} At the end: {said}.".replace("-", "−")

    @property
    def alt(self) -> str:
        """What the picture is, for those who cannot see it."""
        return (
            f"Paths of {', '.join(self.names)} from the same start over a map of two weights, "
            "stronger in colour where the loss is larger, a cross where it is lowest; beside it "
            f"the loss after each step. Shown: {self.ground.title}."
        )

    @property
    def plane(self) -> dict[str, list[float]]:
        """Where on the paper the map lies, as shares of it from the upper left, and its limits."""
        box = self.map.get_position()
        return {
            "box": [float(share) for share in (box.x0, 1 - box.y1, box.width, box.height)],
            "x": [float(end) for end in self.map.get_xlim()],
            "y": [float(end) for end in self.map.get_ylim()],
        }

    def fit(self, width: float) -> None:
        """Lay everything out for ``width`` CSS pixels."""
        width = charts.within(width)
        columns = min(len(self.names), width // _NAME)
        head = 10 + 18 * -(-len(self.names) // columns)
        beside = width >= charts.STACKED_BELOW
        boxes, height = (_map_beside_chart if beside else _in_a_column)(width)
        charts.place(self.figure, (self.map, self.chart), boxes, width, height + head)
        self._draw_legend(columns)

    def _show_ground(self, ground: Ground) -> None:
        """Draw the map of a ground in the place of the one before."""
        for artist in self._drawn:
            artist.remove()
        self.ground, self._drawn = ground, _draw_map(self.map, ground)
        self.chart.set(ylim=(ground.floor, 2 * ground.heights.max()))

    def _label_axes(self) -> None:
        self.map.set(xlabel="weight w1", ylabel="weight w2")
        self.chart.set(yscale="log", xlabel="step", ylabel="loss")
        self.chart.set_title("Loss after each step", **charts.TITLE)
        self.chart.minorticks_off()
        self.chart.xaxis.set_major_locator(MaxNLocator(integer=True))
        for ax in (self.map, self.chart):
            charts.plain(ax, ticks=8.5, labels=9.5)

    def _draw_legend(self, columns: int) -> None:
        if self.legend is not None:
            self.legend.remove()
        handles = [self.map.plot([], [], **_style(name))[0] for name in self.names]
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


def _draw_map(ax: Axes, ground: Ground) -> list:
    """The loss by shades and lines, both by powers: a ravine is deep on no other scale."""
    depth = np.log(np.maximum(ground.heights, ground.heights.max() / _DEEP))
    ends = [*ground.columns[[0, -1]], *ground.rows[[0, -1]]]
    shades = ax.imshow(
        depth, extent=ends, origin="lower", aspect="auto", interpolation="bilinear",
        cmap="Purples", vmin=depth.min(), vmax=depth.max() + 0.7 * np.ptp(depth),
    )  # fmt: skip
    contours = contourpy.contour_generator(ground.columns, ground.rows, depth)
    levels = np.linspace(depth.min(), depth.max(), _LEVELS + 2)[1:-1]
    lines = [line for level in levels for line in contours.lines(level)]
    lines = ax.add_collection(LineCollection(lines, colors=palette.FAINT, linewidths=0.6))
    crosses = ax.plot(*np.transpose(ground.lowest), "P", linestyle="none", **_MARK)
    ax.set(xlim=ends[:2], ylim=ends[2:])
    ax.set_title(ground.title, **charts.TITLE)
    return [shades, lines, *crosses]


def _map_beside_chart(width: int) -> tuple[list, int]:
    wide = (width - 150) * 11 // 20
    return [(60, 46, wide, 240), (wide + 132, 46, width - wide - 148, 240)], 312


def _in_a_column(width: int) -> tuple[list, int]:
    """One above the other, for a narrow page."""
    return [(64, 200, width - 78, 190), (64, 44, width - 78, 90)], 416


def ends(paths: Mapping[str, Path]) -> list[list[str]]:
    """A row for each: its name, its loss at the end, w1 and w2; or that it ran away."""
    return [[name, *_numbers(path)] for name, path in paths.items()]


def _numbers(path: Path) -> list[str]:
    if path.lost:
        return ["runs away", "", ""]
    loss, place = path.losses[-1], path.weights[-1]
    said = "< 0.001" if loss < 0.0005 else f"{loss:.3f}" if loss < 10 else f"{loss:.0f}"
    return [said, *(words.decimal(round(w, 1)) for w in place)]


def _end(path: Path) -> str:
    loss, w1, w2 = _numbers(path)
    return loss if path.lost else f"{loss} at ({w1}, {w2})"
