"""A network in training as three pictures: its map, its loss over the epochs, its predictions.

The map colours every point (x1, x2) by the network's output; the dark line is where it can't
decide, and the dashed ones are where each hidden neuron can't. The loss is drawn up to the epoch
at hand. Below it stands what the network says of each sample by name.

Drawn once; ``update`` moves the artists, as everywhere in this course.
"""

from collections.abc import Sequence

import contourpy
import numpy as np
from matplotlib import patheffects
from matplotlib.artist import Artist, allow_rasterization
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure

from course_lib.figures import charts, palette
from course_lib.figures.plane import Pixels
from course_lib.figures.still import PIXELS_PER_INCH
from course_lib.nn.models import Sequential

WIDEST, NARROWEST, STACKED_BELOW = 760, 300, 560  # CSS pixels
GRID = 97  # points a side at which the network is asked; between them the map is interpolated
_ROW = 19  # CSS pixels for a name and its prediction
_MARKS = {0: ("s", palette.ORANGE), 1: ("o", palette.BLUE), None: ("D", palette.PAPER)}
_HALO = [patheffects.withStroke(linewidth=3, foreground=palette.PAPER)]


class TrainingPicture:
    """Draws a network with two inputs and one output while it learns.

    ``x`` (n, 2) and ``y`` (n,) are what it learns from, ``unseen`` (m, 2) what it is asked besides;
    ``names`` has one for each of the n + m. ``epochs`` is how far the loss's axis goes. With
    ``ones``, the network's rows have a third column that is always 1.
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
        width: int = WIDEST,
    ):
        unseen = np.empty((0, 2)) if unseen is None else unseen
        self.points = np.vstack([x, unseen]).astype(float)
        self.classes = [int(label) for label in np.ravel(y)] + [None] * len(unseen)
        self.names, self.epochs, self.hidden, self.ones = list(names), epochs, hidden, ones
        self.to_say = range(len(x), len(self.points)) if len(unseen) else range(len(x))
        self.view = _view(self.points)
        self.ticks = [np.linspace(*ends, GRID) for ends in self.view]
        self.grid = np.column_stack([side.ravel() for side in np.meshgrid(*self.ticks)])
        self.figure = Figure(dpi=PIXELS_PER_INCH, facecolor=palette.PAPER)
        self.map, self.chart, self.list = (self.figure.add_subplot(3, 1, i) for i in (1, 2, 3))
        self._draw_map(axes)
        self._draw_chart()
        self._draw_list()
        self.fit(width)

    def update(self, model: Sequential, epoch: int, losses: Sequence[float], note: str = "") -> str:
        """Show ``model`` as it is after ``epoch``; ``losses[e]`` is the loss after epoch e."""
        says = self.ask(model, np.vstack([self.grid, self.points]))
        on_map = np.nan_to_num(says[: len(self.grid)], nan=0.5)  # a cell may have broken a weight
        self._move_map(model, on_map.reshape(GRID, GRID))
        self._move_chart(epoch, losses)
        self.says = says[len(self.grid) :]
        self._move_list()
        self.epoch, self.loss, self.note = epoch, losses[epoch], note
        return self.readout

    def ask(self, model: Sequential, rows: np.ndarray) -> np.ndarray:
        """The network's output for rows (n, 2): (n,). Nothing is learned."""
        rows = np.column_stack([rows, np.ones(len(rows))]) if self.ones else rows
        return model.predict(rows, batch_size=len(rows), verbose=0)[:, 0].astype(float)

    # ---------------------------------------------------------------- drawn once

    def _draw_map(self, axes: tuple[str, str]) -> None:
        ax = self.map
        ax.set(xlim=self.view[0], ylim=self.view[1], xlabel=axes[0], ylabel=axes[1])
        ax.set_title("Output for each point", **charts.TITLE)
        self.plane = ax.add_artist(Plane())
        (self.line,) = ax.plot([], [], color=palette.BOUNDARY, linewidth=2.2, animated=True)
        self.hidden_lines, self.hidden_names = [], []
        charts.plain(ax, ticks=8.5, labels=9.5)
        ax.add_artist(Overlay(self._samples(ax)))

    def _samples(self, ax: Axes) -> list[Artist]:
        """The samples on the map: a mark each, and a name."""
        artists = []
        for place, label, name in zip(self.points, self.classes, self.names, strict=True):
            marker, colour = _MARKS[label]
            artists += ax.plot(*place, marker, color=colour, **_POINT)
            artists.append(ax.annotate(
                name, place, (0, 9), textcoords="offset points", ha="center", fontsize=8.5,
                color=palette.TEXT, path_effects=_HALO,
            ))  # fmt: skip
        return artists

    def _draw_chart(self) -> None:
        ax = self.chart
        ax.set(xlim=(-0.02 * self.epochs, 1.02 * self.epochs), ylim=(0, 0.5), ylabel="loss")
        ax.set_xlabel("epoch", labelpad=1)
        (self.curve,) = ax.plot([], [], color=palette.TEXT, linewidth=1.8, animated=True)
        (self.now,) = ax.plot([], [], "o", **(_POINT | {"markersize": 8}), color=palette.TEXT)
        self.title = ax.set_title("", animated=True, **charts.TITLE)
        charts.plain(ax, ticks=8.5, labels=9.5)

    def _draw_list(self) -> None:
        ax = self.list
        rows = len(self.points)
        ax.set(xlim=(-0.03, 1.26), ylim=(rows - 0.4, -0.6), xticks=(0, 0.5, 1))
        ax.set_xticklabels(["0: no", "0.5", "1: yes"])
        ax.set_yticks(range(rows), self.names)
        ax.set_title("Prediction", **charts.TITLE)
        ax.axvline(0.5, color=palette.BOUNDARY, linewidth=1.5)
        if self.to_say[0] > 0:
            ax.axhline(self.to_say[0] - 0.5, color=palette.FAINT, linewidth=0.8, linestyle=":")
        self.marks, self.numbers = [], []
        for row, label in enumerate(self.classes):
            marker, colour = _MARKS[label]
            self.marks += ax.plot([0.5], [row], marker, color=colour, **_POINT)
            self.numbers.append(
                ax.text(1.05, row, "", fontsize=9, va="center", color=palette.TEXT, animated=True)
            )
        ax.hlines(range(rows), 0, 1, color="#DDDDDD", linewidth=1, zorder=0)
        charts.plain(ax, ticks=8.5, labels=9.5)
        ax.tick_params(axis="y", length=0)

    def fit(self, width: float) -> None:
        """Lay the panels out for ``width`` CSS pixels: beside each other, or in one column."""
        width = int(np.clip(width, NARROWEST, WIDEST))
        rows = _ROW * len(self.points)
        if width >= STACKED_BELOW:
            right = width // 2 + 76
            height = max(366, 224 + rows + 30)
            boxes = (
                (62, 48, width // 2 - 76, height - 78),
                (right, rows + 104, width - right - 14, height - rows - 134),
                (right, 32, width - right - 14, rows),
            )
        else:
            side = min(width - 76, 330)
            height = side + 110 + rows + 210
            boxes = (
                (62, height - side - 26, side, side),
                (56, rows + 106, width - 70, 110),
                (76, 32, width - 90, rows),
            )
        self.figure.set_size_inches(width / PIXELS_PER_INCH, height / PIXELS_PER_INCH)
        for ax, (left, bottom, w, h) in zip((self.map, self.chart, self.list), boxes, strict=True):
            ax.set_position((left / width, bottom / height, w / width, h / height))

    # ---------------------------------------------------------------- moved by update

    def _move_map(self, model: Sequential, a: np.ndarray) -> None:
        self.plane.show(a)
        self.line.set_data(*_joined(contourpy.contour_generator(*self.ticks, a).lines(0.5)))
        if self.hidden:
            self._move_hidden(model)

    def _move_hidden(self, model: Sequential) -> None:
        """The boundary of every neuron in the first layer, dashed and named; twins share one."""
        layer = model.layers[0]
        bias = layer.bias if layer.use_bias else layer.kernel[2]
        while len(self.hidden_lines) < layer.units:
            colour = palette.OTHERS[len(self.hidden_lines) % len(palette.OTHERS)]
            style = {"color": colour, "linestyle": (0, (5, 3)), "linewidth": 1.6, "animated": True}
            self.hidden_lines += self.map.plot([], [], **style)
            self.hidden_names.append(
                self.map.text(0, 0, "", fontsize=9, color=palette.TEXT, animated=True,
                              path_effects=_HALO, ha="center", va="center", zorder=6)
            )  # fmt: skip
        taken, self.seen_lines = [], {}
        for j, (line, name) in enumerate(zip(self.hidden_lines, self.hidden_names, strict=True)):
            ends = crossing(layer.kernel[:2, j], float(bias[j]), self.view)
            twin = self.seen_lines.setdefault(tuple(ends.round(3).ravel()), name)
            alone = len(ends) > 0 and twin is name
            line.set_data(*(ends.T if alone else ([], [])))
            name.set_text(f"h{j + 1}" if alone else "")
            if alone:
                name.set_position(_free_spot(ends, taken, self.view))
                name.set_ha("center")
            elif len(ends):
                twin.set_text(f"{twin.get_text()} = h{j + 1}")
                right = twin.get_position()[0] > sum(self.view[0]) / 2
                twin.set_ha("right" if right else "left")  # a long name, inwards
        self.seen_lines.pop((), None)

    def _move_chart(self, epoch: int, losses: Sequence[float]) -> None:
        known = np.asarray(losses[: epoch + 1])
        top = 1.15 * max([0.05, *known[np.isfinite(known)]])
        if not 0.999 * top <= self.chart.get_ylim()[1] <= 1.001 * top:
            self.chart.set_ylim(0, top)
        self.curve.set_data(np.arange(len(known)), known)
        self.now.set_data([epoch], [known[-1]])
        self.title.set_text(f"Loss after epoch {epoch:,}: {_loss(known[-1])}")

    def _move_list(self) -> None:
        for mark, number, a in zip(self.marks, self.numbers, self.says, strict=True):
            mark.set_xdata([a])
            number.set_text(f"{a:.3f}")

    # ---------------------------------------------------------------- in words

    @property
    def readout(self) -> str:
        """The whole picture in words."""
        said = ", ".join(f"{self.names[i]} {self.says[i]:.3f}" for i in self.to_say)
        loss = f"Epoch {self.epoch:,} of {self.epochs:,}: loss {_loss(self.loss)}. {said}."
        lines = f" Hidden neurons' lines on the map: {len(self.seen_lines)}." if self.hidden else ""
        return f"{loss}{lines} {self.note}".rstrip()

    @property
    def alt(self) -> str:
        """What the picture is, for those who cannot see it; ``readout`` says what it shows."""
        lines = ", the hidden neurons' own boundaries dashed" if self.hidden else ""
        return (
            "A network in training. A map of its two inputs, coloured by its output, with its "
            f"decision boundary{lines} and the samples by name; its loss over the epochs; its "
            "prediction for each sample, between 0 and 1."
        )


class Plane(Pixels):
    """The network's outputs on a grid, as smooth pixels that fill an axes.

    Interpolating is two small matrix products; handing matplotlib an image to interpolate takes
    three times as long.
    """

    _MOST = 300  # pixels a side: on a sharper screen each is drawn as two by two

    def __init__(self):
        super().__init__()
        self.show(np.full((2, 2), 0.5))

    def show(self, a: np.ndarray) -> None:
        """Outputs between 0 and 1 on a grid, the lowest x2 first."""
        self.a = np.asarray(a, dtype=np.float32)
        self.stale = True

    def pixels(self, width: int, height: int) -> np.ndarray:
        """The colours of a grid of ``width`` times ``height`` points: (height, width, 4)."""
        coarse = -(-max(width, height) // self._MOST)
        rows, columns = -(-height // coarse), -(-width // coarse)
        a = _between(rows, len(self.a)) @ self.a @ _between(columns, self.a.shape[1]).T
        colours = palette.SHADES.view(np.uint32).ravel()[palette.shade_index(a, 0, 1)]
        if coarse > 1:
            colours = colours.repeat(coarse, 0).repeat(coarse, 1)[:height, :width]
        return np.ascontiguousarray(colours).view(np.uint8).reshape(height, width, 4)


class Overlay(Artist):
    """Artists that stand still above one that moves: drawn once, then laid over as a picture.

    Six names with a halo each take matplotlib half the time of a frame.
    """

    def __init__(self, artists: list[Artist]):
        super().__init__()
        self.artists = artists
        for artist in artists:
            artist.remove()  # from the axes: this draws it now
        self.set_zorder(6)
        self.set_animated(True)
        self._drawn_for = None

    @allow_rasterization
    def draw(self, renderer) -> None:
        """Lay the picture over, and draw it again where the figure has another size."""
        now = (renderer.width, renderer.height, renderer.dpi, self.axes.bbox.bounds)
        if self._drawn_for != now:
            self._take_picture(renderer)
            self._drawn_for = now
        gc = renderer.new_gc()
        renderer.draw_image(gc, *self._corner, self._pixels)
        gc.restore()

    def _take_picture(self, renderer) -> None:
        figure = self.axes.get_figure()
        layer, stale = RendererAgg(renderer.width, renderer.height, renderer.dpi), figure.stale
        for artist in self.artists:
            artist.set_figure(figure)
            artist.axes = self.axes
            artist.draw(layer)
        figure.stale = stale  # nothing of the background has changed
        pixels = np.asarray(layer.buffer_rgba())[::-1]  # from the bottom up
        rows, columns = (np.flatnonzero(pixels[..., 3].any(axis=axis)) for axis in (1, 0))
        self._corner = columns[0], rows[0]
        self._pixels = pixels[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1].copy()


def _between(many: int, few: int) -> np.ndarray:
    """The matrix (many, few) that interpolates ``few`` values linearly to ``many``."""
    place = np.linspace(0, few - 1, many)
    return np.maximum(0, 1 - np.abs(place[:, np.newaxis] - np.arange(few))).astype(np.float32)


def crossing(w: np.ndarray, b: float, view: Sequence[tuple[float, float]]) -> np.ndarray:
    """Where the line ``w . x + b = 0`` enters and leaves the map: (2, 2), or (0, 2) if it misses.

    >>> crossing(np.array([0.0, 1.0]), -1.0, [(0, 4), (0, 3)]).tolist()
    [[0.0, 1.0], [4.0, 1.0]]
    """
    ends = []
    for i in (0, 1):  # the sides where x_i is at its end
        if abs(w[1 - i]) < 1e-12:
            continue
        for side in view[i]:
            other = -(b + w[i] * side) / w[1 - i]
            if view[1 - i][0] <= other <= view[1 - i][1]:
                ends.append([side, float(other)] if i == 0 else [float(other), side])
    if not ends:
        return np.empty((0, 2))
    ends = np.array(sorted(ends))
    return ends[[0, -1]]


def _free_spot(ends: np.ndarray, taken: list, view) -> np.ndarray:
    """A place on the line near one of its ends where no other name stands yet."""
    size = np.array([high - low for low, high in view])
    for share in (0.06, 0.94, 0.2, 0.8, 0.35, 0.65):
        spot = ends[0] + share * (ends[1] - ends[0])
        if all((np.abs(spot - other) / size > 0.07).any() for other in taken):
            break
    taken.append(spot)
    return spot


def _joined(pieces: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Pieces of a line as one, with gaps."""
    if not pieces:
        return np.empty(0), np.empty(0)
    gap = np.full((1, 2), np.nan)
    return np.concatenate([part for piece in pieces for part in (piece, gap)]).T


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
