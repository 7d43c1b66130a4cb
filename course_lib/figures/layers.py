"""Two layers as the arrays they are, each as tall as its rows and as wide as its columns.

So the area of a kernel *is* its number of weights. Below, the same numbers as one bar, layer by
layer. Drawn once; ``update`` moves its artists and makes none.
"""

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from course_lib.figures import palette
from course_lib.figures.still import PIXELS_PER_INCH
from course_lib.nn.models import Sequential

WIDEST, NARROWEST = 760, 400  # CSS pixels
HEIGHT = 330
_TOP, _ZONE = 46, 132  # where the arrays begin, and how much height they have
_BIAS_Y, _SHAPE_Y, _BAR_Y = 192, 216, 268  # of the biases, the shapes in words, the bar
_COLOURS = (palette.OTHERS[0], palette.OTHERS[1])  # layer 1, layer 2
_HATCHES = ("", "///")


class LayersPicture:
    """Draws a model of two Dense layers: ``x @ kernel 1 + bias -> a1``, and a2 out of a1 likewise.

    >>> from course_lib.nn.layers import Dense, Input
    >>> picture = LayersPicture(Sequential([Input((3,)), Dense(2), Dense(1)]), rows=4)
    >>> picture.update(picture.model, rows=5)
    'x (5, 3) @ kernel 1 (3, 2) gives a1 (5, 2); a1 @ kernel 2 (2, 1) gives a2 (5, 1). Layer 1 has \
3·2 + 2 = 8 parameters, layer 2 has 2·1 + 1 = 3: 11 in all, 73 % of them in layer 1.'
    """

    def __init__(self, model: Sequential, rows: int, width: int = WIDEST):
        self.figure = Figure(dpi=PIXELS_PER_INCH, facecolor=palette.PAPER)
        self.ax = self.figure.add_axes((0, 0, 1, 1))
        self.ax.set_axis_off()
        self._make_artists()
        self.fit(width)
        self.update(model, rows)

    def fit(self, width: float) -> None:
        """Lay out for ``width`` CSS pixels: the columns move together, the letters stay."""
        self.width = int(np.clip(width, NARROWEST, WIDEST))
        self.figure.set_size_inches(self.width / PIXELS_PER_INCH, HEIGHT / PIXELS_PER_INCH)
        self.ax.set(xlim=(0, self.width), ylim=(HEIGHT, 0))
        for place, text in enumerate(self.signs):
            text.set_position(((place + 1) * self.width / 5, _TOP + _ZONE / 2))
        for place, text in enumerate(self.names):
            text.set_position(((place + 0.5) * self.width / 5, 22))
        for place, text in enumerate(self.shapes):
            text.set_position(((place + 0.5) * self.width / 5, _SHAPE_Y))

    def update(self, model: Sequential, rows: int) -> str:
        """Show another model or another batch; answers with the picture in words."""
        self.model, self.rows = model, rows
        first, second = model.layers
        shapes = [
            (rows, model.sample_shape[0]),
            first.kernel.shape,
            (rows, first.units),
            second.kernel.shape,
            (rows, second.units),
        ]
        self._move_arrays(shapes)
        self._move_bar([layer.count_params() for layer in model.layers])
        self.readout = self._words(shapes)
        return self.readout

    # ---------------------------------------------------------------- drawn once

    def _make_artists(self) -> None:
        faces = (palette.BETWEEN, _COLOURS[0], palette.BETWEEN, _COLOURS[1], palette.BETWEEN)
        hatches = ("", _HATCHES[0], "", _HATCHES[1], "")
        self.arrays = [self._box(*look) for look in zip(faces, hatches, strict=True)]
        self.biases = [self._box(*look) for look in zip(_COLOURS, _HATCHES, strict=True)]
        self.bar = [self._box(*look) for look in zip(_COLOURS, _HATCHES, strict=True)]
        self.names = [
            self._text(name, weight="bold") for name in ("x", "kernel 1", "a1", "kernel 2", "a2")
        ]
        self.signs = [self._text(sign, size=12) for sign in ("@", "→", "@", "→")]
        self.shapes = [self._text("", animated=True, va="top") for _ in range(5)]
        self.bias_names = [self._text("", animated=True, size=8) for _ in range(2)]
        self.counts = [self._text("", animated=True) for _ in range(2)]
        self.total = self._text("", animated=True, weight="bold", ha="left")

    def _box(self, face: str, hatch: str) -> Rectangle:
        box = Rectangle((0, 0), 1, 1, facecolor=face, edgecolor=palette.TEXT, hatch=hatch, lw=1.2)
        box.set_animated(True)
        return self.ax.add_patch(box)

    def _text(self, text: str, **style):
        style = {"size": 9.5, "color": palette.TEXT, "ha": "center", "va": "center"} | style
        return self.ax.text(0, 0, text, **style)

    # ---------------------------------------------------------------- moved by update

    def _move_arrays(self, shapes: list[tuple[int, int]]) -> None:
        cell = self.width / 5
        unit = min(_ZONE, cell - 34) / max(10, *map(max, shapes))
        for place, (box, (rows, columns)) in enumerate(zip(self.arrays, shapes, strict=True)):
            middle = (place + 0.5) * cell
            _place(box, middle, _TOP + _ZONE / 2, max(columns * unit, 2), max(rows * unit, 2))
            self.shapes[place].set_text(f"({rows}, {columns})")
        for layer, box in enumerate(self.biases):
            middle, columns = (2 * layer + 1.5) * cell, shapes[2 * layer + 1][1]
            width = max(columns * unit, 2)
            _place(box, middle, _BIAS_Y, width, max(unit, 3))
            self.shapes[2 * layer + 1].set_text(f"{shapes[2 * layer + 1]}\nbias ({columns},)")
            self.bias_names[layer].set_position((middle - width / 2 - 16, _BIAS_Y))
            self.bias_names[layer].set_text("bias")

    def _move_bar(self, counts: list[int]) -> None:
        left, room = 20.0, self.width - 40
        for layer, (box, count) in enumerate(zip(self.bar, counts, strict=True)):
            width = room * count / sum(counts)
            _place(box, left + width / 2, _BAR_Y + 12, width, 24)
            half = min(max(left + width / 2, 40), self.width - 40)
            self.counts[layer].set_position((half, _BAR_Y + 36))
            self.counts[layer].set_text(f"layer {layer + 1}: {count:,}")
            left += width
        self._part_counts()
        self.total.set_position((20, _BAR_Y - 12))
        self.total.set_text(f"Parameters: {sum(counts):,}")

    def _part_counts(self) -> None:
        """Keep the two counts under the bar apart, whatever their shares."""
        (first, y), (second, _) = (text.get_position() for text in self.counts)
        lacking = max(0.0, 96 - (second - first)) / 2
        first, second = first - lacking, second + lacking
        shift = max(0.0, 50 - first) - max(0.0, second - (self.width - 50))
        for text, x in zip(self.counts, (first, second), strict=True):
            text.set_position((x + shift, y))

    def _words(self, shapes: list[tuple[int, int]]) -> str:
        first, second = (layer.count_params() for layer in self.model.layers)
        (n_in, one), (_, two) = shapes[1], shapes[3]
        return (
            f"x {shapes[0]} @ kernel 1 {shapes[1]} gives a1 {shapes[2]}; "
            f"a1 @ kernel 2 {shapes[3]} gives a2 {shapes[4]}. "
            f"Layer 1 has {n_in}·{one} + {one} = {first:,} parameters, "
            f"layer 2 has {one}·{two} + {two} = {second:,}: {first + second:,} in all, "
            f"{100 * first / (first + second):.0f} % of them in layer 1."
        )

    @property
    def alt(self) -> str:
        """What the picture is; ``readout`` says what it shows."""
        return (
            "Five rectangles in a row, the arrays x, kernel 1, a1, kernel 2 and a2, each as tall "
            "as its rows and as wide as its columns, with the biases as strips under the kernels; "
            "below, a bar with each layer's share of the parameters."
        )


def _place(box: Rectangle, x: float, y: float, width: float, height: float) -> None:
    box.set(x=x - width / 2, y=y - height / 2, width=width, height=height)
