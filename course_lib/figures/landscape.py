"""A loss as a landscape over two weights, with a neuron standing in it."""

from collections.abc import Callable, Sequence

import contourpy
import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.patches import FancyArrowPatch

from course_lib.figures import charts, palette, words
from course_lib.nn import activations, losses
from course_lib.nn.neuron import Neuron

REACH = 3.0  # it shows weights from -3 to 3
RATE = 0.3  # how much of its slope a weight moves in one step downhill

_GRID = 61  # points a side: a bias that is dragged has the whole map computed again
_LEVELS = 24
_NUDGE = 1e-4
_TRAIL = {"markersize": 3, "linewidth": 1.2, "animated": True}
_ARROW = {
    "arrowstyle": "-|>", "mutation_scale": 16, "linewidth": 2.2, "color": palette.OTHERS[3],
    "shrinkA": 0, "shrinkB": 0, "animated": True,
}  # fmt: skip
_TRUE = {"markersize": 11, "markeredgecolor": palette.TEXT, "linestyle": "none", "clip_on": False}


class LandscapePicture:
    """Draws the loss of a neuron over its two weights, and beside it what it says of each row.

    Left, every point is a pair of weights, the darker the larger the loss, with lines of equal
    loss; the dot is where the neuron is, the arrow where a step downhill leads from there, and the
    trail where steps have led. Right, its answer to every row beside the true one.

    ``x`` (n, 2), ``y`` (n,), ``names``: one for each row.
    """

    alt = (
        "Left, a map of the loss over the weights w1 and w2, stronger where the loss is larger, "
        "with lines of equal loss, a dot at the neuron's own weights and an arrow for a step "
        "downhill; right, the neuron's answer for each row of the data, beside the true answer."
    )

    def __init__(
        self,
        neuron: Neuron,
        x: np.ndarray,
        y: np.ndarray,
        names: Sequence[str] | None = None,
        loss: str = "mse",
        width: int = charts.WIDEST,
    ):
        self.neuron, self.x, self.y = neuron, np.asarray(x, float), np.asarray(y, float).ravel()
        self.names = names or [f"row {i}" for i in range(len(self.x))]
        self.loss = _of_z(losses.get(loss), neuron)
        self.bias = None  # of the landscape that is drawn
        self.trail = []  # of the weights from which steps downhill began
        self.figure = charts.blank()
        self.map = self.figure.add_subplot(1, 2, 1)
        self.answers = self.figure.add_subplot(1, 2, 2)
        self._draw()
        self.fit(width)
        self.update()

    def update(self) -> str:
        """Look at the neuron again: move the dot, and the landscape where the bias has moved."""
        if self.neuron.b != self.bias:
            self.bias = self.neuron.b
            self.trail = []  # it was of another landscape
            self._move_landscape()
        w1, w2 = self.neuron.w
        self.p = self.neuron(self.x)
        self.value = float(self.loss(self.y, self.neuron.z))
        self._move_trail()
        self.dot.set_data([np.clip(w1, -REACH, REACH)], [np.clip(w2, -REACH, REACH)])
        self.said.set_data(self.p, np.arange(len(self.p)))
        ends = zip(self.y, self.p, range(len(self.p)), strict=True)
        self.gaps.set_segments([[(true, row), (said, row)] for true, said, row in ends])
        self.title.set_text(f"loss {words.output(self.value)}")
        return self.readout

    def step(self) -> None:
        """Take the neuron one step downhill: each weight against its slope; b stays.

        A step that would leave the map ends at its edge.
        """
        self.trail = [*self.trail, self.neuron.w.copy()]
        self.neuron.w[:] = np.clip(self.neuron.w + self.downhill(), -REACH, REACH)
        self.ahead = self.neuron.w.copy()

    def downhill(self) -> np.ndarray:
        """What a step adds to w1 and w2: each is nudged both ways, to see how the loss answers."""
        slopes = np.zeros(2)
        for i in range(2):
            up, down = (
                self.loss(self.y, self.x @ (self.neuron.w + nudge) + self.neuron.b)
                for nudge in np.array([_NUDGE, -_NUDGE])[:, np.newaxis] * np.eye(2)[i]
            )
            slopes[i] = (up - down) / (2 * _NUDGE)
        return -RATE * slopes

    @property
    def readout(self) -> str:
        """The picture in words."""
        answers = ", ".join(f"{name} {p:.2f}" for name, p in zip(self.names, self.p, strict=True))
        w1, w2 = map(words.hundredths, self.neuron.w)
        where = f"w1 = {w1}, w2 = {w2}, b = {words.number(self.neuron.b)}"
        step = " and ".join(
            f"w{i + 1} by {words.hundredths(by)}" for i, by in enumerate(self.downhill())
        )
        return (
            f"{where}: the loss is {self.value:.3f}. A step downhill moves {step}. "
            f"Answers: {answers}."
        )

    def fit(self, width: float) -> None:
        """Lay both panels out for ``width`` CSS pixels: side by side, or one above the other."""
        width = charts.within(width)
        if width >= charts.STACKED_BELOW:
            side = min(290, (width - 160) // 2)
            height = side + 86
            boxes = (60, 50, side, side), (side + 124, 50, width - side - 146, side)
        else:
            side = min(width - 80, 260)
            height = side + 286
            boxes = (64, 250, side, side), (70, 50, width - 90, 120)
        charts.place(self.figure, (self.map, self.answers), boxes, width, height)

    def _draw(self) -> None:
        ax, ends = self.map, (-REACH, REACH)
        self.shades = ax.imshow(
            np.zeros((_GRID, _GRID)), extent=(*ends, *ends), origin="lower", aspect="auto",
            interpolation="bilinear", cmap="Purples", animated=True,
        )  # fmt: skip
        self.lines = ax.add_collection(LineCollection([], colors=palette.FAINT, linewidths=0.8))
        self.lines.set_animated(True)
        (self.way,) = ax.plot([], [], "o-", color=palette.TEXT, **_TRAIL)
        self.arrow = ax.add_patch(FancyArrowPatch((0, 0), (0, 0), **_ARROW))
        (self.dot,) = ax.plot([], [], "o", color=palette.PAPER, **charts.DOT | {"markersize": 11})
        ax.set(xlim=ends, ylim=ends, xlabel="weight w1", ylabel="weight w2")
        self.title = ax.set_title("", animated=True, **charts.TITLE)
        charts.plain(ax)
        ax, rows = self.answers, np.arange(len(self.x))
        for value, marker, colour in ((0, "s", palette.ORANGE), (1, "o", palette.BLUE)):
            of = rows[self.y == value]
            ax.plot(np.full(len(of), value), of, marker, color=colour, **_TRUE)
        self.gaps = ax.add_collection(LineCollection([], colors=palette.FAINT, linestyles="dotted"))
        self.gaps.set_animated(True)
        (self.said,) = ax.plot([], [], "D", color=palette.PAPER, **charts.DOT | {"markersize": 8})
        ax.set(xlim=(-0.08, 1.08), ylim=(len(rows) - 0.5, -0.5), xlabel="answer, from 0 to 1")
        ax.set_yticks(rows, self.names)
        ax.set_title("true (filled) and said (empty)", **charts.TITLE)
        charts.plain(ax)

    def _move_trail(self) -> None:
        """The steps so far, which end where a hand moves the neuron, and the arrow of the next."""
        here = self.neuron.w.copy()
        if self.trail and not np.array_equal(here, self.ahead):
            self.trail = []
        self.way.set_data(*np.array([*self.trail, here]).T)
        there = np.clip(here + self.downhill(), -REACH, REACH)
        self.arrow.set_positions(np.clip(here, -REACH, REACH), there)
        self.arrow.set_visible(bool(np.abs(there - here).max() > 0.02))  # shorter is under the dot

    def _move_landscape(self) -> None:
        heights = self._heights()
        self.shades.set_data(heights)
        self.shades.set_clim(0, heights.max())
        ticks = np.linspace(-REACH, REACH, _GRID)
        contours = contourpy.contour_generator(ticks, ticks, heights)
        levels = np.linspace(0, heights.max(), _LEVELS + 1)[1:-1]
        self.lines.set_segments([line for level in levels for line in contours.lines(level)])

    def _heights(self) -> np.ndarray:
        """The loss for every pair of weights on a grid, the bias as it is: (w2, w1)."""
        ticks = np.linspace(-REACH, REACH, _GRID)
        w = np.stack(np.meshgrid(ticks, ticks), axis=-1).reshape(-1, 2)
        heights = [self.loss(self.y, z) for z in w @ self.x.T + self.neuron.b]
        return np.reshape(heights, (_GRID, _GRID))


def _of_z(loss: losses.Loss, neuron: Neuron) -> Callable[[np.ndarray, np.ndarray], float]:
    """The loss as a function of y (n,) and of the neuron's sums z (n,).

    Cross-entropy after a sigmoid is computed from z itself, as a model in training has it: from the
    output it would be cut off where that is 0 or 1 to all digits, and look level there.
    """
    if neuron.activation is activations.sigmoid and loss.fuses(activations.sigmoid):
        on_z = loss.on_logits()
        return lambda y, z: on_z.forward(y[:, np.newaxis], z[:, np.newaxis])
    f = neuron.activation.forward
    return lambda y, z: loss.forward(y[:, np.newaxis], f(z)[:, np.newaxis])
