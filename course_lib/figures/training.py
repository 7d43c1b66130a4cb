"""A network in training as pictures: its map, its loss over the epochs, its predictions.

The map colours every point (x1, x2) by the network's output; the dark line is where it can't
decide, and the dashed ones are where each hidden neuron can't. The loss is drawn up to the epoch
at hand, with more room for the first epochs than for the last. Beside it stands what the network
says of each sample by name. Where there are two hidden neurons, their own view may be drawn too.

Drawn once; ``update`` moves the artists, as everywhere in this course.
"""

from collections.abc import Sequence

import contourpy
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from course_lib.figures import charts, epochs_axis, palette
from course_lib.figures.hidden_lines import HiddenLines
from course_lib.figures.hidden_space import HALO, MARKS, HiddenSpace, joined, sheet_of
from course_lib.figures.overlay import Overlay
from course_lib.figures.shaded import Shaded
from course_lib.figures.still import PIXELS_PER_INCH
from course_lib.figures.training_layout import boxes
from course_lib.nn.models import Sequential

WIDEST = 760  # CSS pixels
GRID = 97  # points a side at which the network is asked; between them the map is interpolated
MOST_NAMED = 12  # samples; where there are more, they have no names


class TrainingPicture:
    """Draws a network with two inputs and one output while it learns.

    ``x`` (n, 2) and ``y`` (n,) are what it learns from, ``unseen`` (m, 2) what it is asked besides;
    ``names`` has one for each of the n + m. ``epochs`` is how far the loss's axis goes. With
    ``ones``, the network's rows have a third column that is always 1. ``hidden`` draws the first
    layer's own boundaries, ``space`` what its two neurons make of the plane.
    """

    def __init__(
        self,
        x: np.ndarray,
        y: np.ndarray,
        names: Sequence[str],
        epochs: int,
        unseen: np.ndarray | None = None,
        axes: tuple[str, str] = ("x1", "x2"),
        hidden: bool = False,
        ones: bool = False,
        space: bool = False,
        width: int = WIDEST,
    ):
        unseen = np.empty((0, 2)) if unseen is None else unseen
        self.points = np.vstack([x, unseen]).astype(float)
        self.classes = [int(label) for label in np.ravel(y)] + [None] * len(unseen)
        self.names, self.epochs, self.ones, self.learned = list(names), epochs, ones, len(x)
        known = range(len(x)) if self._named else range(0)
        self.to_say = range(len(x), len(self.points)) if len(unseen) else known
        self.listed = range(len(self.points)) if self._named else self.to_say
        self.view = _view(self.points)
        self.ticks = [np.linspace(*ends, GRID) for ends in self.view]
        self.grid = np.column_stack([side.ravel() for side in np.meshgrid(*self.ticks)])
        self.figure = Figure(dpi=PIXELS_PER_INCH, facecolor=palette.PAPER)
        self.map, self.chart, self.list = (self.figure.add_subplot(4, 1, i) for i in (1, 2, 3))
        self._draw_map(axes, hidden)
        self._draw_chart()
        self._draw_list()
        self.space = self._draw_space() if space else None
        self.fit(width)

    def update(
        self,
        model: Sequential,
        epoch: int,
        losses: Sequence[float],
        note: str = "",
        updates: int | None = None,
    ) -> str:
        """Show ``model`` as it is after ``epoch``; ``losses[e]`` is the loss after epoch e."""
        says = self.ask(model, np.vstack([self.grid, self.points]))
        on_map = np.nan_to_num(says[: len(self.grid)], nan=0.5)  # a cell may have broken a weight
        self._move_map(model, on_map.reshape(GRID, GRID))
        self._move_chart(epoch, losses)
        self.says = says[len(self.grid) :]
        self._move_list()
        if self.space:
            self._move_space(model)
        self.epoch, self.loss, self.note, self.updates = epoch, losses[epoch], note, updates
        return self.readout

    def ask(self, model: Sequential, rows: np.ndarray) -> np.ndarray:
        """The network's output for rows (n, 2): (n,). Nothing is learned."""
        rows = self._with_ones(rows)
        return model.predict(rows, batch_size=len(rows), verbose=0)[:, 0].astype(float)

    def _with_ones(self, rows: np.ndarray) -> np.ndarray:
        return np.column_stack([rows, np.ones(len(rows))]) if self.ones else rows

    @property
    def _named(self) -> bool:
        return self.learned <= MOST_NAMED

    # ---------------------------------------------------------------- drawn once

    def _draw_map(self, axes: tuple[str, str], hidden: bool) -> None:
        ax = self.map
        ax.set(xlim=self.view[0], ylim=self.view[1], xlabel=axes[0], ylabel=axes[1])
        ax.set_title("Output for each point", **charts.TITLE)
        self.plane = ax.add_artist(Shaded())
        (self.line,) = ax.plot([], [], color=palette.BOUNDARY, linewidth=2.2, animated=True)
        self.hidden = HiddenLines(ax, self.view, self.points) if hidden else None
        charts.plain(ax, ticks=8.5, labels=9.5)
        ax.add_artist(Overlay(self._samples(ax)))

    def _samples(self, ax: Axes) -> list[Artist]:
        """The samples on the map: a mark each, and a name for those that have one."""
        artists = []
        for i, (place, label) in enumerate(zip(self.points, self.classes, strict=True)):
            marker, colour = MARKS[label]
            small = {} if i in self.listed else {"markersize": 6, "markeredgewidth": 0.9}
            artists += ax.plot(*place, marker, color=colour, **_POINT | small)
            if i in self.listed:
                artists.append(ax.annotate(
                    self.names[i], place, (0, 9), textcoords="offset points", ha="center",
                    fontsize=8.5, color=palette.TEXT, path_effects=HALO,
                ))  # fmt: skip
        return artists

    def _draw_chart(self) -> None:
        ax = self.chart
        epochs_axis.draw(ax, self.epochs)
        ax.set(ylim=(0, 0.5), ylabel="loss")
        before = {"color": palette.FAINT, "linewidth": 1.3, "linestyle": "--", "animated": True}
        (self.before,) = ax.plot([], [], **before)
        (self.curve,) = ax.plot([], [], color=palette.TEXT, linewidth=1.8, animated=True)
        (self.now,) = ax.plot([], [], "o", **(_POINT | {"markersize": 8}), color=palette.TEXT)
        self.title = ax.set_title("", animated=True, **charts.TITLE)
        charts.plain(ax, ticks=8.5, labels=9.5)

    def _draw_list(self) -> None:
        ax, rows = self.list, len(self.listed)
        ax.set_visible(rows > 0)
        ax.set(xlim=(-0.03, 1.26), ylim=(rows - 0.4, -0.6), xticks=(0, 0.5, 1))
        ax.set_xticklabels(["0: no", "0.5", "1: yes"])
        ax.set_yticks(range(rows), [self.names[i] for i in self.listed])
        ax.set_title("Prediction", **charts.TITLE)
        ax.axvline(0.5, color=palette.BOUNDARY, linewidth=1.5)
        if self._named and self.to_say[0] > 0:
            ax.axhline(self.to_say[0] - 0.5, color=palette.FAINT, linewidth=0.8, linestyle=":")
        self.marks, self.numbers = [], []
        for row, i in enumerate(self.listed):
            marker, colour = MARKS[self.classes[i]]
            self.marks += ax.plot([0.5], [row], marker, color=colour, **_POINT)
            self.numbers.append(
                ax.text(1.05, row, "", fontsize=9, va="center", color=palette.TEXT, animated=True)
            )
        ax.hlines(range(rows), 0, 1, color="#DDDDDD", linewidth=1, zorder=0)
        charts.plain(ax, ticks=8.5, labels=9.5)
        ax.tick_params(axis="y", length=0)

    def _draw_space(self) -> HiddenSpace:
        self.sheet = sheet_of(self.view)
        return HiddenSpace(self.figure.add_subplot(4, 1, 4), self.classes, self.names)

    def fit(self, width: float) -> None:
        """Lay the panels out for ``width`` CSS pixels: beside each other, or in one column."""
        axes = [self.map, self.chart, self.list] + ([self.space.ax] if self.space else [])
        width, height, places = boxes(width, len(self.listed), space=self.space is not None)
        charts.place(self.figure, axes, places, width, height)

    # ---------------------------------------------------------------- moved by update

    def keep(self, losses: Sequence[float]) -> None:
        """Leave the curve of a run that is over on the chart, dashed, to compare the next with."""
        if len(losses) > 1:
            self.before.set_data(np.arange(len(losses)), losses)

    def _move_map(self, model: Sequential, a: np.ndarray) -> None:
        self.plane.show(a)
        self.line.set_data(*joined(contourpy.contour_generator(*self.ticks, a).lines(0.5)))
        if self.hidden:
            layer = model.layers[0]
            self.hidden.move(layer.kernel[:2], layer.bias if layer.use_bias else layer.kernel[2])

    def _move_chart(self, epoch: int, losses: Sequence[float]) -> None:
        known = np.asarray(losses[: epoch + 1])
        shown = np.concatenate([known, self.before.get_ydata()])
        top = 1.15 * max([0.05, *shown[np.isfinite(shown)]])
        if not 0.999 * top <= self.chart.get_ylim()[1] <= 1.001 * top:
            self.chart.set_ylim(0, top)
        self.curve.set_data(np.arange(len(known)), known)
        self.now.set_data([epoch], [known[-1]])
        self.title.set_text(f"Loss after epoch {epoch:,}: {_loss(known[-1])}")

    def _move_list(self) -> None:
        for mark, number, i in zip(self.marks, self.numbers, self.listed, strict=True):
            mark.set_xdata([self.says[i]])
            number.set_text(f"{self.says[i]:.3f}")

    def _move_space(self, model: Sequential) -> None:
        """Ask the first layer alone, and then the rest alone, as a cell of one's own might."""
        first, *rest = model.layers
        bias = first.bias if first.use_bias else 0.0

        def hidden(rows: np.ndarray) -> np.ndarray:
            return first.activation.forward(self._with_ones(rows) @ first.kernel + bias)

        def says(h: np.ndarray) -> np.ndarray:
            for layer in rest:
                h = layer.activation.forward(
                    h @ layer.kernel + (layer.bias if layer.use_bias else 0.0)
                )
            return h[:, 0].astype(float)

        sheet = hidden(self.sheet.reshape(-1, 2)).reshape(self.sheet.shape)
        self.space.show(sheet, hidden(self.points), says)

    # ---------------------------------------------------------------- in words

    @property
    def readout(self) -> str:
        """The whole picture in words."""
        done = f", {self.updates:,} update{'s' * (self.updates != 1)}" if self.updates else ""
        said = [f"Epoch {self.epoch:,} of {self.epochs:,}{done}: loss {_loss(self.loss)}."]
        if len(ended := self.before.get_ydata()):
            said.append(
                f"The run before, dashed: loss {_loss(ended[-1])} after epoch {len(ended) - 1:,}."
            )
        if not self._named:
            yes = [label == 1 for label in self.classes[: self.learned]]
            right = int(((self.says[: self.learned] > 0.5) == yes).sum())
            said.append(f"Right: {right} of {self.learned}.")
        if self.listed:
            by_name = ", ".join(f"{self.names[i]} {self.says[i]:.3f}" for i in self.to_say)
            said.append(f"{by_name}.")
        if self.hidden:
            said.append(f"Hidden neurons' lines on the map: {self.hidden.count}.")
        return " ".join([*said, self.note]).rstrip()

    @property
    def alt(self) -> str:
        """What the picture is, for those who cannot see it; ``readout`` says what it shows."""
        lines = ", the hidden neurons' own boundaries dashed" if self.hidden else ""
        names = "by name" if self._named else "as marks"
        parts = [
            "A network in training.",
            "A map of its two inputs, coloured by its output, with its decision "
            f"boundary{lines} and the samples {names}.",
            "Its loss over the epochs, the first of which have more room; dashed, that of the run "
            "before, if there was one.",
        ]
        if self.listed:
            parts.append("Its prediction for each name, between 0 and 1.")
        if self.space:
            parts.append(
                "The plane folded, as two hidden neurons see it: the output of h1 across, that of "
                "h2 up. There the decision boundary is a straight line."
            )
        return " ".join(parts)


def _loss(value: float) -> str:
    """Four places, and never 0.0000 for what is a little more than 0."""
    return "< 0.0001" if 0 < value < 0.00005 else f"{value:.4f}"


def _view(points: np.ndarray) -> list[tuple[float, float]]:
    """From where to where each axis goes: the points, and a third of their spread around them."""
    low, high = points.min(axis=0), points.max(axis=0)
    room = 0.3 * (high - low) + (high == low)
    return list(zip((low - room).tolist(), (high + room).tolist(), strict=True))


_POINT = {
    "markersize": 9,
    "markeredgecolor": palette.TEXT,
    "markeredgewidth": 1.4,
    "zorder": 5,
    "animated": True,
    "clip_on": False,
}
