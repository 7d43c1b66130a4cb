"""How large the gradient is in each layer of a deep network, on its way back to the first."""

import math
from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure

from course_lib.figures import charts, palette, words
from course_lib.figures.still import PIXELS_PER_INCH

WIDEST, NARROWEST = 760, 300  # CSS pixels
LOW, HIGH = 1e-12, 1e12  # what the chart shows; beyond it, a mark stays at its edge
_RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


class DepthPicture:
    """One stem for each layer, as tall as its gradient is large, by powers of ten."""

    def __init__(self, most_layers: int, width: int = WIDEST):
        self.figure = Figure(dpi=PIXELS_PER_INCH, facecolor=palette.PAPER)
        self.chart = self.figure.add_subplot()
        self._draw(most_layers)
        self.fit(width)

    def update(
        self, sizes: Sequence[float], activation: str, scale: float, flat: float = 0.0
    ) -> str:
        """Show the gradients' sizes, the first layer's first; answer with the picture in words.

        ``flat`` is the share of the hidden outputs that lie where the activation is flat.
        """
        seen = np.clip(np.nan_to_num(sizes, posinf=HIGH), LOW, HIGH)
        layers = np.arange(1, len(sizes) + 1)
        self.line.set_data(layers, seen)
        stems = zip(layers, seen, strict=True)
        self.stems.set_segments([[(layer, LOW), (layer, size)] for layer, size in stems])
        self.title.set_text(f"Size of the gradient in each layer: {activation}")
        return _in_words(sizes, activation, scale, flat)

    def _draw(self, most_layers: int) -> None:
        ax = self.chart
        ax.set(yscale="log", xlim=(0.3, most_layers + 0.7), ylim=(LOW / 3, HIGH * 3))
        ax.set_xlabel("layer, from the input to the output", fontsize=9.5, color=palette.TEXT)
        ax.set_ylabel("mean size of d_kernel", fontsize=9.5, color=palette.TEXT)
        ax.set(xticks=range(1, most_layers + 1, 2), yticks=[10.0**n for n in range(-12, 13, 4)])
        ax.axhline(1, color=palette.FAINT, linewidth=1, linestyle=":")
        self.stems = ax.vlines([], [], [], color=palette.BOUNDARY, linewidth=1.5, animated=True)
        (self.line,) = ax.plot(
            [], [], "o", color=palette.BLUE, markersize=8, markeredgecolor=palette.TEXT,
            markeredgewidth=1.4, animated=True, zorder=4,
        )  # fmt: skip
        self.title = ax.set_title("", animated=True, **charts.TITLE)
        ax.tick_params(labelsize=8.5, colors=palette.TEXT)
        ax.minorticks_off()
        for side in ("top", "right"):
            ax.spines[side].set_visible(False)

    def fit(self, width: float) -> None:
        """Lay the chart out for ``width`` CSS pixels."""
        width, height = int(np.clip(width, NARROWEST, WIDEST)), 300
        self.figure.set_size_inches(width / PIXELS_PER_INCH, height / PIXELS_PER_INCH)
        self.chart.set_position((72 / width, 48 / height, (width - 88) / width, 222 / height))

    @property
    def alt(self) -> str:
        """What the picture is, for those who cannot see it."""
        return "The size of the gradient in each layer of a deep network, by powers of ten."


def _in_words(sizes: Sequence[float], activation: str, scale: float, flat: float) -> str:
    hidden = len(sizes) - 1
    layers = "1 hidden layer" if hidden == 1 else f"{hidden} hidden layers"
    setting = f"{layers} of {activation}, weights {words.number(scale)} times Xavier's size"
    said = f"gradient {power(sizes[0])} in the first layer, {power(sizes[-1])} in the last"
    return f"{setting}: {said}. {_verdict(sizes[0], flat)}"


def power(size: float) -> str:
    """A size as a power of ten.

    >>> power(0.0021), power(0)
    ('about 10⁻³', '0')
    """
    size = abs(size)
    if size == 0 or not math.isfinite(size):
        return "0" if size == 0 else "beyond the largest number"
    return "about 10" + str(round(math.log10(size))).translate(_RAISED)


def _verdict(first: float, flat: float) -> str:
    if first < 1e-4:
        return "It vanishes: the first layer learns next to nothing."
    if not first < 1e4:
        return "It explodes: any step is too long."
    if flat > 0.3:
        return (
            f"The size would do, and yet {flat:.0%} of the hidden outputs lie where the curve is "
            "flat: those learn next to nothing, and a few others make up the mean."
        )
    return "That is a size to learn with."
