"""A network drawn with every number on it: weights on the edges, biases under the nodes.

An edge is as thick as its weight is large: blue above zero, dashed orange below, dotted grey where
the weight is 0 and nothing gets through. A node's ring has the colour of its output.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle, FancyBboxPatch
from matplotlib.patheffects import withStroke

from course_lib.figures import palette, still, words
from course_lib.figures.network_pass import Pass, slope
from course_lib.figures.paper import describe, paper
from course_lib.figures.surface import Surface, draw_surface
from course_lib.figures.wiring import RADIUS, Node, Weight, Wiring
from course_lib.nn.models import Sequential

STYLES = {
    "plus": (palette.BLUE, "-"),
    "minus": (palette.ORANGE, "--"),
    "zero": (palette.FAINT, ":"),
}
_INKS = {"plus": palette.BLUE_TEXT, "minus": palette.ORANGE_TEXT, "zero": "#595959"}
_HEADS = {True: "inputs", False: "layer {}"}
CARD = "#F2F2F2"  # behind a neuron's numbers; on it, every text has a contrast of 4.5 and more
_MAP = 232  # pixels a side of the surface beside the drawing


@dataclass(frozen=True)
class Mark:
    """How a weight or a bias looks: its label, its gradient's label, its sign, its thickness."""

    text: str
    slope: str
    sign: str
    width: float


def mark(wiring: Wiring, part, with_slope: bool) -> Mark:
    """The mark of one weight or bias, as the model holds it now."""
    value = wiring.value(part)
    shown = words.number(value)
    sign = "zero" if value == 0 else "plus" if value > 0 else "minus"
    text = f"d_{part.name} = {slope(wiring.slope(part))}" if with_slope else ""
    return Mark(f"{part.name} = {shown}", text, sign, round(1.2 + 0.5 * min(abs(value), 10.0), 2))


def shade(wiring: Wiring, run: Pass, node: Node) -> str:
    """The colour of a node's ring: its output, on the scale of its activation."""
    a = run.a_of(node)
    if node.layer and wiring.layers[node.layer - 1].activation.name in ("sigmoid", "softmax"):
        return palette.shade(a)
    far = max(float(np.abs(run.a[node.layer]).max()), 1.0)
    return palette.shade(a, -far, far)


def node_text(run: Pass, node: Node) -> str:
    """The number inside a node: three decimals of an output, an input as it is."""
    a = run.a_of(node)
    return words.number(a) if node.layer == 0 else _short(a)


def _short(a: float) -> str:
    """Three decimals, and never 1.000 for what is a little less than 1."""
    if 0 < a < 0.0005 or 0.9995 <= a < 1:
        return f"≈ {round(a)}"
    text = f"{a:.3f}" if abs(a) < 10 else f"{a:.1f}"
    return text.replace("-", "−")


def network_diagram(
    model: Sequential,
    x: Sequence[float],
    y: float | Sequence[float] | None = None,
    gradients: bool = False,
    ax: Axes | None = None,
) -> Axes:
    """Draw ``model`` with what it makes of ``x``; ``gradients`` adds what y makes of its weights.

    >>> from course_lib.nn.layers import Dense, Input
    >>> layers = [Dense(2, "sigmoid", kernel_initializer="ones"), Dense(1, "sigmoid")]
    >>> model = Sequential([Input((2,)), *layers])
    >>> model.layers[1].kernel[:] = 0
    >>> network_diagram(model, [0, 0]).alt
    "A network of layers 2-2-1. x1 = 0, x2 = 0. h1 = 0.500, h2 = 0.500, o1 = 0.500: can't decide."
    """
    wiring = Wiring(model, slopes=gradients)
    run = Pass(model, wiring, np.asarray(x), y if gradients else None)
    ax = ax or paper(wiring.width, wiring.height)
    draw(ax, wiring, run)
    return describe(ax, f"{title(wiring)} {run.summary()}")


def title(wiring: Wiring) -> str:
    """What is drawn, in a sentence."""
    return f"A network of layers {'-'.join(map(str, wiring.sizes))}."


def still_picture(
    wiring: Wiring, run: Pass, said: Surface | None, points: np.ndarray, y, chosen: int
) -> Figure:
    """The drawing, and beside it the surface where there is one."""
    width = wiring.width + (_MAP + 80 if said else 0)
    height = max(wiring.height, _MAP + 90 if said else 0)
    inches = width / still.PIXELS_PER_INCH, height / still.PIXELS_PER_INCH
    figure = Figure(inches, dpi=still.PIXELS_PER_INCH, facecolor=palette.PAPER)
    low = (height - wiring.height) / 2
    box = (0, low / height, wiring.width / width, wiring.height / height)
    draw(figure.add_axes(box), wiring, run)
    if said:
        low = (height - _MAP) / 2
        box = ((wiring.width + 60) / width, low / height, _MAP / width, _MAP / height)
        draw_surface(figure.add_axes(box), said, points, y, chosen)
    return figure


def draw(ax: Axes, wiring: Wiring, run: Pass) -> None:
    """Draw everything, in the wiring's own pixels."""
    ax.set(xlim=(0, wiring.width), ylim=(wiring.height, 0), aspect="equal")
    ax.set_axis_off()
    nodes = {node.name: node for node in wiring.nodes}
    with_slopes = run.loss is not None
    for weight in wiring.weights:
        _edge(ax, weight, nodes, mark(wiring, weight, with_slopes))
    for part in wiring.parameters:
        ground = palette.PAPER if isinstance(part, Weight) else CARD
        _label(ax, part.x, part.y, mark(wiring, part, with_slopes), ground)
    for node in wiring.nodes:
        _card(ax, wiring.card(node))
        _node(ax, node, run, shade(wiring, run, node))
    for layer, x in enumerate(wiring.columns):
        head = _HEADS[layer == 0].format(layer)
        ax.text(x, 12, head, ha="center", va="center", size=8, color=palette.FAINT)


def _edge(ax: Axes, weight: Weight, nodes: dict[str, Node], look: Mark) -> None:
    start, end = nodes[weight.start], nodes[weight.end]
    colour, style = STYLES[look.sign]
    ax.plot([start.x, end.x], [start.y, end.y], style, color=colour, linewidth=0.72 * look.width,
            zorder=1)  # fmt: skip


def _card(ax: Axes, card: tuple | None) -> None:
    """A ground for all that belongs to one neuron, behind the edges."""
    if card is not None:
        left, top, width, height = card
        box = {"boxstyle": "round,pad=0,rounding_size=8", "facecolor": CARD, "edgecolor": "none"}
        ax.add_patch(FancyBboxPatch((left, top), width, height, zorder=0, **box))


def _label(ax: Axes, x: float, y: float, look: Mark, around: str) -> None:
    """Two lines let the edge be seen between them; a single one has a ground of its own."""
    two = bool(look.slope)
    up = 8.5 if two else 0
    ground = {"path_effects": [withStroke(linewidth=3, foreground=around)]}
    if not two:
        ground = {"bbox": {"facecolor": palette.PAPER, "edgecolor": "none", "pad": 1.5}}
    middle = {"ha": "center", "va": "center", "zorder": 3, **ground}
    ax.text(x, y - up, look.text, size=8.5, weight="bold", color=_INKS[look.sign], **middle)
    if two:
        ax.text(x, y + up, look.slope, size=8, style="italic", color=palette.TEXT, **middle)


def _node(ax: Axes, node: Node, run: Pass, colour: str) -> None:
    at = node.x, node.y
    ax.add_patch(Circle(at, RADIUS, facecolor=colour, edgecolor=palette.TEXT, lw=1.2, zorder=2))
    ax.add_patch(Circle(at, RADIUS - 6, facecolor=palette.PAPER, edgecolor="none", zorder=2))
    middle = {"ha": "center", "va": "center", "color": palette.TEXT, "zorder": 3}
    ax.text(node.x, node.y - 9, node.name, size=7.5, **middle)
    ax.text(node.x, node.y + 5, node_text(run, node), size=8.5, weight="bold", **middle)
    for y, text, style in texts_above(node, run):
        ax.text(node.x, y, text, size=8, style=style, **middle)


def texts_above(node: Node, run: Pass) -> list[tuple[float, str, str]]:
    """Over a neuron: its sum z; above that the loss's slopes along z, and along its output."""
    if node.layer == 0:
        return []
    top = node.y - RADIUS - 11
    texts = [(top, f"z = {words.decimal(run.z_of(node))}", "normal")]
    if run.loss is not None:
        texts.append((top - 17, f"dz_{node.name} = {slope(run.dz_of(node))}", "italic"))
        texts.append((top - 34, f"d_{node.name} = {slope(run.da_of(node))}", "italic"))
    return texts
