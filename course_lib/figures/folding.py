"""Two lines laid on the plane by hand, and how two hidden neurons fold the plane along them."""

from collections.abc import Sequence

import contourpy
import numpy as np

from course_lib.figures import charts, palette, words
from course_lib.figures.hidden_lines import HiddenLines
from course_lib.figures.hidden_space import HALO, MARKS, HiddenSpace, joined, sheet_of
from course_lib.figures.overlay import Overlay
from course_lib.figures.shaded import Shaded
from course_lib.nn.activations import sigmoid

X = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])  # the four rows of XOR
Y = np.array([0, 1, 1, 0])
NAMES = [f"({a:g}, {b:g})" for a, b in X]
VIEW = [(-0.3, 1.3), (-0.3, 1.3)]
SHARPNESS = 8.0  # the length of a hidden neuron's weights
GRID = 61
_DIRECTIONS = np.radians(np.arange(0, 360, 3))


def weights(turn: float, shift: float) -> tuple[np.ndarray, float]:
    """The weights and the bias of the neuron whose line is turned and shifted from the middle.

    >>> w, b = weights(0, 0.25)
    >>> w.round(2).tolist(), round(b, 2)
    ([8.0, 0.0], -6.0)
    """
    towards = np.array([np.cos(np.radians(turn)), np.sin(np.radians(turn))])
    return SHARPNESS * towards, float(-SHARPNESS * (towards @ [0.5, 0.5] + shift))


def layer(settings: Sequence[float]) -> tuple[np.ndarray, np.ndarray]:
    """The kernel (2, 2) and the bias (2,) for turn and shift of h1, then those of h2."""
    (w1, b1), (w2, b2) = weights(*settings[:2]), weights(*settings[2:])
    return np.column_stack([w1, w2]), np.array([b1, b2])


def hidden(rows: np.ndarray, settings: Sequence[float]) -> np.ndarray:
    """What h1 and h2 say of rows (n, 2): (n, 2)."""
    kernel, bias = layer(settings)
    return sigmoid(rows @ kernel + bias)


def gap(places: np.ndarray, y: np.ndarray = Y) -> tuple[float, np.ndarray, float]:
    """The widest gap between yeses and noes, the direction across it, and where its middle lies.

    It is below 0 where no straight line parts them.

    >>> wide, towards, middle = gap(X[:3], Y[:3] * 0 + [0, 1, 1])
    >>> round(wide, 2), towards.round(1).tolist(), round(middle, 2)
    (0.71, [0.7, 0.7], 0.35)
    """
    towards = np.column_stack([np.cos(_DIRECTIONS), np.sin(_DIRECTIONS)])
    along = places @ towards.T
    low, high = along[y == 0].max(axis=0), along[y == 1].min(axis=0)
    best = int(np.argmax((high - low).round(9)))
    return float((high - low)[best]), towards[best], float((low + high)[best] / 2)


class FoldingPicture:
    """Left, the plane with the lines of h1 and h2; right, the plane as they see it, folded."""

    alt = (
        "Left, the four rows of XOR on the plane, with the lines of two hidden neurons, dashed. "
        "Right, the plane folded: the output of h1 across, that of h2 up. Where a straight line "
        "parts yes from no on the right, both pictures take colour, and it is drawn in both."
    )

    def __init__(self, width: int = charts.WIDEST):
        self.figure = charts.blank()
        self.map, space = self.figure.add_subplot(1, 2, 1), self.figure.add_subplot(1, 2, 2)
        self.sheet = sheet_of(VIEW)
        self.ticks = np.linspace(*VIEW[0], GRID)
        self.grid = np.column_stack([side.ravel() for side in np.meshgrid(self.ticks, self.ticks)])
        self._draw_map()
        self.space = HiddenSpace(space, Y, NAMES)
        self.fit(width)

    def update(self, settings: Sequence[float], note: str = "") -> str:
        """Show turn and shift of h1, then those of h2; answer with the picture in words."""
        places = hidden(X, settings)
        wide, towards, middle = gap(places)

        def says(h: np.ndarray) -> np.ndarray:
            return sigmoid(14 * (h @ towards - middle))

        parted = wide > 0
        sheet = hidden(self.sheet.reshape(-1, 2), settings).reshape(self.sheet.shape)
        self.space.show(sheet, places, says if parted else None)
        a = says(hidden(self.grid, settings)) if parted else np.full(len(self.grid), 0.5)
        a = a.reshape(GRID, GRID)
        self.plane.show(a)
        pieces = contourpy.contour_generator(self.ticks, self.ticks, a).lines(0.5)
        self.line.set_data(*joined(pieces if parted else []))
        self.lines.move(*layer(settings))
        seen = ", ".join(
            f"{name} at ({words.number(round(h1, 2))}, {words.number(round(h2, 2))})"
            for name, (h1, h2) in zip(NAMES, places.tolist(), strict=True)
        )
        verdict = (
            f"A straight line parts them, with a gap of {wide:.2f}."
            if parted
            else "No straight line parts the yeses from the noes."
        )
        return f"As h1 and h2 see them: {seen}. {verdict} {note}".rstrip()

    def fit(self, width: float) -> None:
        """Lay the panels out for ``width`` CSS pixels: side by side, or one above the other."""
        width = charts.within(width)
        if width >= 560:
            side = width // 2 - 76
            places = (62, 48, side, side), (width // 2 + 62, 48, side, side)
            height = side + 78
        else:
            side = width - 76
            places = (62, side + 132, side, side), (62, 48, side, side)
            height = 2 * side + 162
        charts.place(self.figure, (self.map, self.space.ax), places, width, height)

    def _draw_map(self) -> None:
        ax = self.map
        ax.set(xlim=VIEW[0], ylim=VIEW[1], xlabel="x1", ylabel="x2")
        ax.set_title("The plane, and two lines on it", **charts.TITLE)
        ax.set(xticks=(0, 0.5, 1), yticks=(0, 0.5, 1))
        self.plane = ax.add_artist(Shaded())
        (self.line,) = ax.plot([], [], color=palette.BOUNDARY, linewidth=2.2, animated=True)
        self.lines = HiddenLines(ax, VIEW, X)
        artists = []
        for place, label, name in zip(X, Y, NAMES, strict=True):
            marker, colour = MARKS[int(label)]
            artists += ax.plot(*place, marker, color=colour, **charts.DOT | {"markersize": 10})
            artists.append(ax.annotate(
                name, place, (0, 10), textcoords="offset points", ha="center", fontsize=8.5,
                color=palette.TEXT, path_effects=HALO,
            ))  # fmt: skip
        charts.plain(ax, ticks=8.5, labels=9.5)
        ax.add_artist(Overlay(artists))
