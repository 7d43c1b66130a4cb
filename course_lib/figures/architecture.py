"""A model as its summary shows it, and each count as a bar: what learns, and what Adam adds.

Drawn once for the most layers there can be; ``update`` moves its artists and makes none.
"""

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from course_lib.figures import palette
from course_lib.figures.still import PIXELS_PER_INCH
from course_lib.nn.models import Model
from course_lib.nn.summary import optimizer_memory, readable

WIDEST, NARROWEST = 760, 400  # CSS pixels
_TOP, _ROW, _TOTALS = 44, 28, 92  # the head, a layer's row at least, the two bars below
_ROOMY = 44  # a row at most, when there are few
_COLUMNS, _BARS = (10, 88, 262), 276  # where names and shapes begin, counts end, and bars begin
_WEIGHTS, _BIASES, _OPTIMIZER = palette.OTHERS[2], palette.OTHERS[1], palette.FAINT


class ArchitecturePicture:
    """One row for each layer of a model: name, output shape, parameters, and a bar of them.

    The model has an optimizer that has taken a step, so that what it keeps can be counted.
    """

    def __init__(self, most_layers: int, width: int = WIDEST):
        self.height = _TOP + most_layers * _ROW + _TOTALS
        self.figure = Figure(dpi=PIXELS_PER_INCH, facecolor=palette.PAPER)
        self.ax = self.figure.add_axes((0, 0, 1, 1))
        self.ax.set_axis_off()
        self._make_artists(most_layers)
        self.fit(width)

    def fit(self, width: float) -> None:
        """Lay out for ``width`` CSS pixels: the bars take what the words leave."""
        self.width = int(np.clip(width, NARROWEST, WIDEST))
        self.figure.set_size_inches(self.width / PIXELS_PER_INCH, self.height / PIXELS_PER_INCH)
        self.ax.set(xlim=(0, self.width), ylim=(self.height, 0))
        self.room = self.width - _BARS - 12
        for text, x in zip(self.heads, (*_COLUMNS, _BARS), strict=True):
            text.set_position((x, 24))
        self.rule.set_data([10, self.width - 12], [38, 38])

    def update(self, model: Model) -> str:
        """Show another model; answers with the picture in words."""
        self.model = model
        counts = [layer.count_params() for layer in model.layers]
        self.row_height = min(_ROOMY, len(self.rows) * _ROW / len(counts))
        for row in range(len(self.rows)):
            self._move_row(row, counts)
        self._move_totals(sum(counts), optimizer_memory(model)[0], len(counts))
        return self._words(counts)

    # ---------------------------------------------------------------- drawn once

    def _make_artists(self, most_layers: int) -> None:
        sides = ("left", "left", "right", "left")
        heads = ("Layer", "Output Shape", "Param #", "weights + bias")
        style = {"va": "center", "size": 9.5, "color": palette.TEXT, "weight": "bold"}
        self.heads = [
            self.ax.text(0, 0, head, ha=side, **style)
            for head, side in zip(heads, sides, strict=True)
        ]
        (self.rule,) = self.ax.plot([], [], color=palette.TEXT, linewidth=1)
        self.rows = [[self._text(ha=side) for side in sides[:3]] for _ in range(most_layers)]
        self.bars = [[self._box(_WEIGHTS), self._box(_BIASES, "///")] for _ in range(most_layers)]
        self.totals = [self._box(_WEIGHTS), self._box(_WEIGHTS), self._box(_OPTIMIZER, "...")]
        self.total_names = [self._text(weight="bold"), self._text()]

    def _text(self, **style):
        style = {"size": 9.5, "color": palette.TEXT, "va": "center", "animated": True} | style
        return self.ax.text(0, 0, "", **style)

    def _box(self, face: str, hatch: str = "") -> Rectangle:
        box = Rectangle((0, 0), 1, 1, facecolor=face, edgecolor=palette.TEXT, hatch=hatch, lw=1)
        box.set_animated(True)
        return self.ax.add_patch(box)

    # ---------------------------------------------------------------- moved by update

    def _move_row(self, row: int, counts: list[int]) -> None:
        there = row < len(counts)
        for artist in (*self.rows[row], *self.bars[row]):
            artist.set_visible(there)
        if not there:
            return
        layer, y = self.model.layers[row], _TOP + (row + 0.5) * self.row_height
        words = (layer.name, f"(None, {layer.units})", f"{counts[row]:,}")
        for text, x, word in zip(self.rows[row], _COLUMNS, words, strict=True):
            text.set(x=x, y=y, text=word)
        scale = self.room / max(counts)
        biases = scale * layer.units
        weights, own = self.bars[row]
        weights.set(x=_BARS, y=y - 9, width=scale * counts[row] - biases, height=18)
        own.set(x=_BARS + weights.get_width(), y=y - 9, width=biases, height=18)

    def _move_totals(self, learned: int, kept: int, layers: int) -> None:
        y = _TOP + layers * self.row_height + 16
        size = readable(self.model.params.nbytes)
        self.total_names[0].set(x=10, y=y, text=f"in all, as built: {learned:,} ({size})")
        self.total_names[1].set(
            x=10, y=y + 34, text=f"after fit with Adam: {learned + kept:,}, {kept:,} of them Adam's"
        )
        whole = self.width - 22
        share = whole * learned / (learned + kept)
        for box, x, width, place in zip(
            self.totals,
            (10, 10, 10 + share),
            (share, share, whole - share),
            (8, 42, 42),
            strict=True,
        ):
            box.set(x=x, y=y + place, width=width, height=14)

    def _words(self, counts: list[int]) -> str:
        n_in, said = self.model.sample_shape[0], []
        for layer, count in zip(self.model.layers, counts, strict=True):
            said.append(f"{layer.name} {n_in}·{layer.units} + {layer.units} = {count:,}")
            n_in = layer.units
        kept = optimizer_memory(self.model)[0]
        return (
            f"Parameters: {'; '.join(said)}. In all {sum(counts):,}, which is "
            f"{readable(self.model.params.nbytes)}; after fit with Adam {sum(counts) + kept:,}."
        )

    @property
    def alt(self) -> str:
        """What the picture is; the readout says what it shows."""
        return (
            "A table with a row for each layer: its name, output shape and number of parameters, "
            "and a bar of its weights and biases; below, a bar of all parameters, and under it a "
            "bar three times as long with what the Adam optimizer adds."
        )
