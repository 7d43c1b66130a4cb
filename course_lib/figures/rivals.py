"""Activation functions side by side, on one scale: then their angles can be compared."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from course_lib.figures import charts, palette, words
from course_lib.figures.activation import Tangent, short_slope, slope
from course_lib.figures.paper import Paper, describe
from course_lib.figures.still import PIXELS_PER_INCH
from course_lib.nn import activations

VIEW = 4.0  # from z = -4 to 4
TWO_COLUMNS_BELOW = 620  # CSS pixels

_DOT = charts.DOT | {"color": palette.BLUE, "markersize": 7, "markeredgewidth": 1.2}


class Step:
    """No below zero, yes above: 0 or 1, and nothing in between; flat wherever it has a slope."""

    name = "step"

    def forward(self, z: np.ndarray) -> np.ndarray:
        return np.where(z > 0, 1.0, 0.0)

    def backward(self, da: np.ndarray, z: np.ndarray, a: np.ndarray) -> np.ndarray:
        return np.zeros_like(z)


RIVALS = {
    "step": Step(),
    "sigmoid": activations.sigmoid,
    "tanh": activations.tanh,
    "ReLU": activations.relu,
    "leaky ReLU": activations.leaky_relu,
    "softplus": activations.softplus,
    "linear": activations.linear,
}

MYSTERY = ("softplus", "tanh", "leaky ReLU", "sigmoid", "ReLU")  # curves A to E


class RivalsPicture:
    """Draws rivals at one z, all on the same scale, each with its tangent there: all, or some.

    >>> RivalsPicture(-2.0).readout
    'z = −2.0. Slopes: step 0, sigmoid 0.105, tanh 0.071, ReLU 0, leaky ReLU 0.2, softplus 0.119,
    linear 1.'
    >>> RivalsPicture(-2.0, ("step", "tanh")).readout
    'z = −2.0. Slopes: step 0, tanh 0.071.'
    """

    def __init__(self, z: float, names: Sequence[str] = tuple(RIVALS), width: int = charts.WIDEST):
        self.names = tuple(names)
        self.figure = charts.blank()
        self.panels = [self.figure.add_subplot(2, 4, i + 1) for i in range(len(self.names))]
        self.moving = [
            self._draw(ax, RIVALS[name]) for ax, name in zip(self.panels, self.names, strict=True)
        ]
        self.fit(width)
        self.update(z)

    @property
    def alt(self) -> str:
        """What the picture is, for those who cannot see it; ``readout`` says what it shows."""
        shown = f"Activation functions, on one scale: {', '.join(self.names)}; each"
        return f"{shown} with a dot at the same z and the tangent there."

    def update(self, z: float) -> str:
        """Move every dot and tangent to another z; answer in words."""
        self.z, here = float(z), np.array([float(z)])
        self.values = {}
        for name, (dot, tangent, title) in zip(self.names, self.moving, strict=True):
            f = RIVALS[name]
            a, rise = float(f.forward(here)[0]), float(slope(f, here)[0])
            self.values[name] = a, rise
            dot.set_data([self.z], [a])
            tangent.move(self.z, a, rise)
            title.set_text(f"{name}\na {words.output(a)}, slope {short_slope(rise)}")
        return self.readout

    @property
    def readout(self) -> str:
        """The picture in words."""
        slopes = ", ".join(f"{name} {short_slope(rise)}" for name, (_, rise) in self.values.items())
        return f"z = {words.decimal(self.z)}. Slopes: {slopes}."

    def fit(self, width: float) -> None:
        """Four in a row, or two where there is less room; fewer are drawn larger."""
        width = charts.within(width)
        columns = min(len(self.names), 4 if width >= TWO_COLUMNS_BELOW else 2)
        rows = -(-len(self.names) // columns)
        cell = min((width - 10) // columns, 250)
        tall = 182 if columns > 2 else min(cell, 230)
        height = rows * tall + 4
        boxes = [
            (
                30 + (i % columns) * cell,
                height - (i // columns + 1) * tall + 26,
                cell - 38,
                tall - 70,
            )
            for i in range(len(self.names))
        ]
        charts.place(self.figure, self.panels, boxes, width, height)

    def _draw(self, ax: Axes, f):
        z = np.linspace(-VIEW, VIEW, 401)
        _rival(ax, z, f.forward(z))
        tangent = Tangent(ax, run=1.6)
        (dot,) = ax.plot([], [], "o", **_DOT)
        title = ax.set_title("", animated=True, **charts.TITLE | {"fontsize": 8.5})
        return dot, tangent, title


def mystery_curves(names: Sequence[str] = MYSTERY) -> Axes:
    """Curves of rivals without their names, lettered from A: for a learner to name."""
    letters = "ABCDEFG"[: len(names)]
    figure = Figure((7.6, 1.9), PIXELS_PER_INCH, facecolor=palette.PAPER, layout="constrained")
    z = np.linspace(-VIEW, VIEW, 401)
    for i, (letter, name) in enumerate(zip(letters, names, strict=True)):
        panel = figure.add_subplot(1, len(names), i + 1, axes_class=Paper)
        _rival(panel, z, RIVALS[name].forward(z))
        panel.set_title(letter, **charts.TITLE | {"weight": "bold", "fontsize": 11})
    marks = np.array([-4.0, -1.0, 0.0, 1.0, 4.0])
    said = "; ".join(
        f"{letter}: {', '.join(words.number(a) for a in RIVALS[name].forward(marks))}"
        for letter, name in zip(letters, names, strict=True)
    )
    return describe(panel, f"Curves without names. At z = −4, −1, 0, 1 and 4 they are at: {said}.")


def _rival(ax: Axes, z: np.ndarray, a: np.ndarray) -> None:
    """One small chart, on the scale that all rivals share."""
    ax.axhline(0, color=palette.FAINT, linewidth=0.8)
    ax.axvline(0, color=palette.FAINT, linewidth=0.8)
    ax.plot(z, a, color=palette.TEXT, linewidth=1.8)
    ticks = {"xticks": (-4, 0, 4), "yticks": (-4, 0, 4)}
    ax.set(xlim=(-VIEW, VIEW), ylim=(-4.2, 4.2), **ticks)
    charts.plain(ax)
    ax.tick_params(labelsize=8)
