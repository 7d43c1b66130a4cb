"""One neuron as two pictures side by side: a map of its decisions, and its activation curve.

Left, every point is a pair of inputs (x1, x2) in the colour of the neuron's output there; the
dark line is where it can't decide, ``w . x + b = 0``; the dot is the pair of inputs at hand.
Right, the activation curve, and on it the same dot at (z, a).

The figure is drawn once. ``update`` moves its artists and makes none, which is what lets a
slider move it 60 times a second. The moving ones are marked ``animated``: matplotlib leaves
those out of a figure's background, and draws them when the figure is saved.
"""

from collections.abc import Callable, Sequence

import numpy as np
from matplotlib import patheffects
from matplotlib.figure import Figure

from course_lib.figures import charts, palette, words
from course_lib.figures.plane import Plane
from course_lib.figures.still import PIXELS_PER_INCH

VIEW = 6.0  # the map shows x1 and x2 from -6 to 6
Z_VIEW = 10.0  # the curve shows z from -10 to 10
WIDEST, NARROWEST, STACKED_BELOW = 760, 220, 440  # CSS pixels

_CURVE_Z = np.linspace(-Z_VIEW, Z_VIEW, 401)
_STEPS = 512  # outputs computed across the map; between them it takes the nearest
_HALO = patheffects.withStroke(linewidth=3, foreground=palette.PAPER)


class NeuronPicture:
    """Draws ``a = f(w . x + b)`` for two inputs; ``update`` moves it.

    ``f`` takes an array of any length and returns one of the same length.

    >>> picture = NeuronPicture(lambda z: 1 / (1 + np.exp(-z)), [0, 1], 4, [2, 3])
    >>> picture.readout
    'z = 0·2 + 1·3 + 4 = 7.0, a = 0.999: yes.'
    """

    def __init__(
        self,
        f: Callable[[np.ndarray], np.ndarray],
        weights: Sequence[float],
        bias: float,
        inputs: Sequence[float],
        width: int = WIDEST,
    ):
        self.f = f
        self.figure = Figure(dpi=PIXELS_PER_INCH, facecolor=palette.PAPER)
        self.map = self.figure.add_subplot(1, 2, 1)
        self.chart = self.figure.add_subplot(1, 2, 2)
        self._draw_map()
        self._draw_chart()
        self.fit(width)
        self.update(weights, bias, inputs)

    def update(self, weights: Sequence[float], bias: float, inputs: Sequence[float]) -> str:
        """Move every artist to the new numbers; answer with the picture in words."""
        self.w, self.b, self.x = np.array(weights, float), float(bias), np.array(inputs, float)
        self.z = float(self.w @ self.x + self.b)
        reach = float(np.abs(self.w).sum() * VIEW)  # on the map, z is within b +- reach
        map_z = self._map_z(_STEPS)
        # One call for everything: f works for the whole picture or for none of it.
        a = self.f(np.concatenate([_CURVE_Z, map_z, [self.z]]))
        curve_a, map_a, self.a = a[: len(_CURVE_Z)], a[len(_CURVE_Z) : -1], float(a[-1])
        self._set_scale(curve_a)
        self._move_map(map_a, reach)
        self._move_chart(curve_a)
        return self.readout

    # ---------------------------------------------------------------- drawn once

    def _draw_map(self) -> None:
        ax = self.map
        ticks = (-6, -3, 0, 3, 6)
        ax.set(xlim=(-VIEW, VIEW), xticks=ticks, xlabel="x1")
        ax.set(ylim=(-VIEW, VIEW), yticks=ticks, ylabel="x2")
        ax.set_title("Output for each (x1, x2)", **charts.TITLE)
        self.plane = ax.add_artist(Plane(VIEW))
        (self.line,) = ax.plot([], [], color=palette.BOUNDARY, linewidth=2, animated=True)
        (self.point,) = ax.plot([], [], "o", **_DOT)
        self.sides = [
            ax.text(
                0,
                0,
                "",
                animated=True,
                zorder=4,
                fontsize=10,
                ha="center",
                va="center",
                weight="bold",
                color=palette.TEXT,
                path_effects=[_HALO],
            )
            for _ in range(2)
        ]
        charts.plain(ax)

    def _draw_chart(self) -> None:
        ax = self.chart
        ax.set(xlabel="z = w1·x1 + w2·x2 + b", ylabel="output a = f(z)")
        ax.axvline(0, color=palette.BOUNDARY, linewidth=1.5)  # the boundary, seen from here
        self.key = ax.imshow(palette.SHADES[:, np.newaxis], aspect="auto", origin="lower")
        ax.set(xlim=(-Z_VIEW, Z_VIEW), xticks=(-10, -5, 0, 5, 10))
        (self.curve,) = ax.plot([], [], color=palette.TEXT, linewidth=2, animated=True)
        (self.guide,) = ax.plot([], [], ":", color=palette.FAINT, linewidth=1.5, animated=True)
        (self.operating,) = ax.plot([], [], "o", **_DOT)
        self.title = ax.set_title("", animated=True, **charts.TITLE)
        charts.plain(ax)

    def fit(self, width: float) -> None:
        """Lay the two panels out for ``width`` CSS pixels: side by side, or one above the other."""
        width = int(np.clip(width, NARROWEST, WIDEST))
        if width >= STACKED_BELOW:
            side = min(264, (width - 146) // 2)
            height = side + 86
            boxes = (54, 50, side, side), (side + 128, 50, width - side - 146, side)
        else:
            side = min(width - 80, 240)
            height = side + 286
            boxes = (64, 250, side, side), (64, 50, width - 80, 120)
        self.figure.set_size_inches(width / PIXELS_PER_INCH, height / PIXELS_PER_INCH)
        for ax, (left, bottom, w, h) in zip((self.map, self.chart), boxes, strict=True):
            ax.set_position((left / width, bottom / height, w / width, h / height))

    # ---------------------------------------------------------------- moved by update

    def _set_scale(self, curve_a: np.ndarray) -> None:
        """What full orange and full blue mean, and how high the chart is."""
        low, high = float(curve_a.min()), float(curve_a.max())
        self.is_share = low >= -1e-9 and high <= 1 + 1e-9  # 0 is no, 1 is yes
        far = max(-low, high) or 1.0
        self.scale = (0.0, 1.0) if self.is_share else (-far, far)
        bottom, top = (0.0, 1.0) if self.is_share else (low, high)
        room = 0.08 * (top - bottom) or 1.0
        if self.chart.get_ylim() != (bottom - room, top + room):
            self.key.set_extent((-Z_VIEW, 0.6 - Z_VIEW, *self.scale))
            self.chart.set(xlim=(-Z_VIEW, Z_VIEW), ylim=(bottom - room, top + room))

    def _move_map(self, map_a: np.ndarray, reach: float) -> None:
        self.plane.show(self.w, reach, palette.shade_index(map_a, *self.scale))
        self.line.set_data(*boundary(self.w, self.b))
        self.point.set_data([self.x[0]], [self.x[1]])
        self.point.set_markerfacecolor(palette.shade(self.a, *self.scale))
        self._name_sides(map_a)

    def _move_chart(self, curve_a: np.ndarray) -> None:
        self.curve.set_data(_CURVE_Z, curve_a)
        bottom, top = self.chart.get_ylim()
        edge = Z_VIEW - 0.4  # where the arrowhead of a z beyond the chart stands
        beyond = abs(self.z) > Z_VIEW
        z = float(np.clip(self.z, -edge, edge)) if beyond else self.z
        a = float(np.clip(self.a, bottom, top))
        self.guide.set_data([z, z, -Z_VIEW], [a if beyond else bottom, a, a])
        self.operating.set_data([z], [a])
        self.operating.set_marker((">" if z > 0 else "<") if beyond else "o")
        self.operating.set_markerfacecolor(palette.shade(self.a, *self.scale))
        self.title.set_text(f"z = {words.decimal(self.z)}, a {words.output(self.a)}")

    def _name_sides(self, map_a: np.ndarray) -> None:
        """Write "yes" and "no" where they are true, clear of the line and of the dot."""
        if not self.w.any():
            self._name(0, f"{self.says(self.a)} everywhere", (0, -4.9 if self.x[1] > 0 else 4.9))
            self._name(1, "", (0, 0))
            return
        spots = _SPOTS[np.hypot(*(_SPOTS - self.x).T) > 1.7]
        z = spots @ self.w + self.b
        clear = np.abs(z) / np.hypot(*self.w) > (0.75 if self.is_share else 1.05)
        a = np.interp(z, self._map_z(len(map_a)), map_a)
        middle = sum(self.scale) / 2
        for side, here in enumerate((clear & (a > middle), clear & (a <= middle))):
            best = np.argmax(np.where(here, np.abs(z), -1))
            self._name(side, self.says(a[best]) if here[best] else "", spots[best])

    def _map_z(self, steps: int) -> np.ndarray:
        reach = np.abs(self.w).sum() * VIEW
        return self.b + np.linspace(-reach, reach, steps)

    def _name(self, side: int, text: str, spot: np.ndarray) -> None:
        self.sides[side].set_text(text)
        self.sides[side].set_position(spot)
        self.sides[side].set_ha({-1: "left", 0: "center", 1: "right"}[np.sign(spot[0])])

    # ---------------------------------------------------------------- in words

    def says(self, a: float) -> str:
        """What output ``a`` means, in a word or two."""
        if not self.is_share:
            return "a > 0" if a > 0 else "a < 0" if a < 0 else "a = 0"
        if abs(a - 0.5) < 1e-9:
            return "can't decide"
        return "yes" if a > 0.5 else "no"

    @property
    def verdict(self) -> str:
        """What the output means, in a few words more."""
        if not self.is_share:
            return "positive" if self.a > 0 else "negative" if self.a < 0 else "zero"
        return words.reading(self.a)

    @property
    def readout(self) -> str:
        """The whole picture in words."""
        sums = f"z = {words.weighted_sum(self.w, self.x, self.b)} = {words.decimal(self.z)}"
        notes = [f"{sums}, a {words.output(self.a)}: {self.verdict}.", self._line_note()]
        if abs(self.z) > Z_VIEW:
            notes.append("z lies beyond the chart, past the arrowhead.")
        return " ".join(note for note in notes if note)

    def _line_note(self) -> str:
        if not self.w.any():
            return "Both weights are 0: there is no line, and the output is the same everywhere."
        if abs(self.b) > np.abs(self.w).sum() * VIEW:
            return "The line lies outside this map: every point here is on the same side."
        return ""

    @property
    def alt(self) -> str:
        """What the picture is, for those who cannot see it; ``readout`` says what it shows."""
        return (
            "Left, a map of the inputs x1 and x2, coloured by the neuron's output, with its "
            "boundary line and a dot at the inputs; right, its activation curve, output a against "
            "z, with the same dot at (z, a)."
        )


def boundary(w: np.ndarray, b: float) -> tuple[list[float], list[float]]:
    """Two points far out on the line ``w . x + b = 0``, as x1s and x2s; none when w is 0.

    >>> boundary(np.array([0.0, 2.0]), 4.0)[1]
    [-2.0, -2.0]
    """
    length2 = float(w @ w)
    if length2 == 0:
        return [], []
    nearest = -b * w / length2  # to the origin
    along = np.array([-w[1], w[0]]) / np.sqrt(length2)
    far = (np.abs(nearest).max() + 3 * VIEW) * along
    ends = np.array([nearest - far, nearest + far])
    return ends[:, 0].tolist(), ends[:, 1].tolist()


# Where "yes" and "no" may stand on the map: its corners and the middles of its edges.
_SPOTS = np.array([5.6, 5.1]) * np.array(
    [(i, j) for i in (-1, 0, 1) for j in (-1, 0, 1) if i or j], dtype=float
)
_DOT = {
    "color": palette.BLUE,
    "markersize": 11,
    "markeredgecolor": palette.TEXT,
    "markeredgewidth": 1.8,
    "zorder": 5,
    "animated": True,
    "clip_on": False,
    "path_effects": [patheffects.withStroke(linewidth=5, foreground=palette.PAPER)],
}
