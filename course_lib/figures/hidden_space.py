"""Where two hidden neurons put the points of the plane: the plane folded, with h1 across, h2 up.

A sheet of lines, level and upright in the input, is drawn as it comes to lie; on it the samples,
and behind it what the next neuron says, whose boundary is a straight line here.
"""

from collections.abc import Callable, Sequence

import contourpy
import numpy as np
from matplotlib import patheffects
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from course_lib.figures import charts, palette
from course_lib.figures.shaded import Shaded
from course_lib.figures.still import PIXELS_PER_INCH

EDGE = 0.08  # how far the picture goes beyond 0 and 1
GRID = 61  # points a side at which the next neuron is asked
LINES, POINTS = 15, 60  # of the sheet, each way; and of each line
NEAR = 0.07  # points nearer than this share a name
MARKS = {0: ("s", palette.ORANGE), 1: ("o", palette.BLUE), None: ("D", palette.PAPER)}
HALO = [patheffects.withStroke(linewidth=3, foreground=palette.PAPER)]


class HiddenSpace:
    """Draws into ``ax``. ``classes`` and ``names`` has one for each sample."""

    def __init__(self, ax: Axes, classes: Sequence[int | None], names: Sequence[str]):
        self.ax, self.names = ax, list(names)
        side = np.linspace(-EDGE, 1 + EDGE, GRID)
        self.side = side
        self.grid = np.column_stack([part.ravel() for part in np.meshgrid(side, side)])
        ends = (-EDGE, 1 + EDGE)
        ax.set(xlim=ends, ylim=ends, xticks=(0, 0.5, 1), yticks=(0, 0.5, 1))
        ax.set(xlabel="output of h1", ylabel="output of h2")
        ax.set_title("As h1 and h2 see them", **charts.TITLE)
        self.plane = ax.add_artist(Shaded())
        self.sheet = ax.add_collection(
            LineCollection([], colors=palette.FAINT, linewidths=0.7, alpha=0.6, animated=True)
        )
        (self.line,) = ax.plot([], [], color=palette.BOUNDARY, linewidth=2.2, animated=True)
        self.marks, self.labels = [], []
        for label in classes:
            marker, colour = MARKS[label]
            self.marks += ax.plot([], [], marker, color=colour, **charts.DOT | {"markersize": 10})
            self.labels.append(
                ax.text(0, 0, "", fontsize=8.5, color=palette.TEXT, animated=True, zorder=6,
                        path_effects=HALO, ha="center", va="center")
            )  # fmt: skip
        charts.plain(ax, ticks=8.5, labels=9.5)

    def show(self, sheet: np.ndarray, places: np.ndarray, says: Callable | None) -> None:
        """Lay the sheet, (lines, points, 2), and the samples, (n, 2), where h1 and h2 put them.

        ``says`` gives the next neuron's output for rows of (h1, h2); None where there is none yet.
        """
        self.sheet.set_segments(list(sheet))
        a = np.full(len(self.grid), 0.5) if says is None else says(self.grid)
        a = np.nan_to_num(a, nan=0.5).reshape(GRID, GRID)
        self.plane.show(a)
        lines = contourpy.contour_generator(self.side, self.side, a).lines(0.5)
        self.line.set_data(*joined(lines if says is not None else []))
        for mark, place in zip(self.marks, places, strict=True):
            mark.set_data([place[0]], [place[1]])
        self._name(places)

    def _name(self, places: np.ndarray) -> None:
        """A name beside each place where there is room; who lies on one place shares its name."""
        shared: dict[int, list[str]] = {}
        for i, place in enumerate(places):
            near = [j for j in shared if np.abs(places[j] - place).max() < NEAR]
            shared.setdefault(near[0] if near else i, []).append(self.names[i])
        mark = self.room("()")[1]
        taken = [_box(place, mark, mark) for place in places]
        for i, label in enumerate(self.labels):
            label.set_text(" and ".join(shared.get(i, [])))
            if i in shared:
                label.set_position(_free(places[i], *self.room(label.get_text()), taken))

    def room(self, text: str) -> tuple[float, float]:
        """How wide and how high a name is, in the axes' own units: more where they are small."""
        place = self.ax.get_position(original=True)  # any other makes the figure stale
        inches = place.width * self.ax.get_figure().get_size_inches()[0]
        unit = (1 + 2 * EDGE) / (inches * PIXELS_PER_INCH)
        return 5.6 * unit * len(text), 16 * unit


def _free(place: np.ndarray, width: float, height: float, taken: list) -> np.ndarray:
    """The middle of a name ``width`` wide: beside its place, inwards, or above or below that."""
    inwards = np.where(place > 0.5, -1.0, 1.0)
    across, up = inwards[0] * (0.65 * height + width / 2), 1.15 * height
    shifts = [(across, 0), (across, up), (across, -up), (across, 2 * up), (across, -2 * up)]
    boxes = [_box(place + shift, width, height) for shift in shifts]
    free = (k for k, box in enumerate(boxes) if not any(_overlap(box, other) for other in taken))
    chosen = next(free, 0)
    taken.append(boxes[chosen])
    return place + shifts[chosen]


def _box(middle: np.ndarray, width: float, height: float) -> tuple[float, float, float, float]:
    """Left, right, low, high."""
    return (
        middle[0] - width / 2,
        middle[0] + width / 2,
        middle[1] - height / 2,
        middle[1] + height / 2,
    )


def _overlap(one: tuple, other: tuple) -> bool:
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]


def sheet_of(view: Sequence[tuple[float, float]]) -> np.ndarray:
    """The lines of a sheet over ``view``, level ones and upright ones: (2 * LINES, POINTS, 2).

    >>> sheet_of([(0, 1), (0, 2)]).shape
    (30, 60, 2)
    """
    (left, right), (low, high) = view
    across, up = np.linspace(left, right, POINTS), np.linspace(low, high, POINTS)
    level = [np.column_stack([across, np.full(POINTS, y)]) for y in np.linspace(low, high, LINES)]
    upright = [np.column_stack([np.full(POINTS, x), up]) for x in np.linspace(left, right, LINES)]
    return np.array(level + upright)


def joined(pieces: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Pieces of a line as one, with gaps."""
    if not pieces:
        return np.empty(0), np.empty(0)
    gap = np.full((1, 2), np.nan)
    return np.concatenate([part for piece in pieces for part in (piece, gap)]).T
