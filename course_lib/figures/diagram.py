"""A neuron drawn with its numbers on it: inputs, a weight on every edge, sum, squeeze, output."""

from collections.abc import Callable, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Circle, FancyBboxPatch

from course_lib.figures import palette, words
from course_lib.figures.paper import describe, paper
from course_lib.nn import activations

# Where things stand, from left to right, and how far apart the inputs are.
_INPUT, _SUM, _SQUEEZE, _OUTPUT, _APART = 0.0, 3.6, 6.1, 8.5, 1.8
_RADIUS = 0.55
_WIDTH = 10.3


def neuron_diagram(
    weights: Sequence[float],
    bias: float,
    inputs: Sequence[float],
    ax: Axes | None = None,
    activation: str | Callable = "sigmoid",
) -> Axes:
    """Draw ``a = f(w . x + b)`` from left to right, every number where it is used.

    An edge is as thick as its weight is large: blue above zero, dashed orange below, and a thin
    dotted grey where the weight is 0 and the input does not count.

    >>> neuron_diagram([0, 1], 4, [2, 3]).alt
    'A neuron: 0·2 + 1·3 + 4 = 7.0, and sigmoid(7.0) = 0.999.'
    """
    w, x, f = np.asarray(weights, float), np.asarray(inputs, float), activations.get(activation)
    if w.ndim != 1 or w.shape != x.shape:
        raise ValueError(
            "A neuron has one weight for each input. "
            f"Received {weights!r} for the weights and {inputs!r} for the inputs."
        )
    z = float(w @ x + bias)
    a = float(f.forward(np.array([z]))[0])
    heights = _APART * ((len(w) - 1) / 2 - np.arange(len(w)))
    reach = max(heights[0], 1.3) + 1.0
    ax = ax or paper(720, 720 * 2 * reach / _WIDTH)
    for i, y in enumerate(heights):
        _weight(ax, y, f"w{i + 1} = {words.number(w[i])}", w[i], np.abs(w).max() or 1.0)
    for i, y in enumerate(heights):
        _circle(ax, _INPUT, y, words.number(x[i]), f"x{i + 1}")
    _inner(ax, z, bias, f)
    _circle(ax, _OUTPUT, 0, words.output(a).removeprefix("= "), "output a", palette.BLUE, 0.8)
    ax.set(xlim=(-0.8, _WIDTH - 0.8), ylim=(-reach, reach), aspect="equal")
    ax.set_axis_off()
    sums = f"{words.weighted_sum(w, x, bias)} = {words.decimal(z)}"
    return describe(ax, f"A neuron: {sums}, and {f.name}({words.decimal(z)}) {words.output(a)}.")


def _inner(ax: Axes, z: float, bias: float, f: activations.ActivationFunction) -> None:
    """The neuron itself: bias and sum, then the squeeze with its curve."""
    _text(ax, _SUM, 1.9, f"b = {words.number(bias)}", weight="bold")
    _arrow(ax, (_SUM, 1.65), (_SUM, _RADIUS))
    _text(ax, (_SUM + _SQUEEZE - 0.1) / 2, 0.32, f"z = {words.decimal(z)}")
    _arrow(ax, (_SUM + _RADIUS, 0), (_SQUEEZE - 0.65, 0))
    _arrow(ax, (_SQUEEZE + 0.65, 0), (_OUTPUT - 0.8, 0))
    _circle(ax, _SUM, 0, "+", "sum")
    look = {"facecolor": palette.PAPER, "edgecolor": palette.TEXT, "linewidth": 1.5}
    corner = (_SQUEEZE - 0.6, -0.6)
    box = FancyBboxPatch(corner, 1.2, 1.2, boxstyle="round,pad=0.05", zorder=2, **look)
    ax.add_patch(box)
    t = np.linspace(-5, 5, 101)
    a = f.forward(t)
    height = (a - a.min()) / (np.ptp(a) or 1.0)
    ax.plot(_SQUEEZE + t * 0.1, height - 0.5, color=palette.TEXT, linewidth=2, zorder=3)
    _text(ax, _SQUEEZE, -0.95, f.name)


def _weight(ax: Axes, y: float, name: str, w: float, largest: float) -> None:
    """One input's edge to the sum, its weight written on the middle of it."""
    colour = palette.BLUE if w > 0 else palette.ORANGE if w < 0 else palette.FAINT
    style = "-" if w > 0 else "--" if w < 0 else ":"
    width = 1.5 + 4.0 * abs(w) / largest
    ax.plot([_INPUT, _SUM], [y, 0], style, color=colour, linewidth=width, zorder=1)
    ink = palette.BLUE_TEXT if w > 0 else palette.ORANGE_TEXT if w < 0 else palette.FAINT
    label = _text(ax, 0.55 * _INPUT + 0.45 * _SUM, 0.55 * y, name, color=ink, weight="bold")
    label.set_bbox({"facecolor": palette.PAPER, "edgecolor": "none", "pad": 2})


def _circle(
    ax: Axes, x: float, y: float, text: str, name: str, edge: str = palette.TEXT, r: float = _RADIUS
) -> None:
    ax.add_patch(Circle((x, y), r, facecolor=palette.PAPER, edgecolor=edge, lw=1.8, zorder=2))
    _text(ax, x, y, text, fontsize=13, weight="bold", zorder=3)
    _text(ax, x, y - r - 0.3, name)


def _arrow(ax: Axes, start: tuple[float, float], end: tuple[float, float]) -> None:
    style = {
        "arrowstyle": "-|>",
        "color": palette.TEXT,
        "linewidth": 1.5,
        "shrinkA": 0,
        "shrinkB": 0,
    }
    ax.annotate("", end, start, arrowprops=style)


def _text(ax: Axes, x: float, y: float, text: str, **style):
    style = {"fontsize": 10.5, "color": palette.TEXT, "ha": "center", "va": "center"} | style
    return ax.text(x, y, text, **style)
