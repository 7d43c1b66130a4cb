"""Where everything in a drawn network stands, and what it is called. No drawing here, only places.

Places are in CSS pixels, from the top left. The still picture and the live one share them.

Why no two labels meet: between ``n`` neurons and the next column, every weight's label stands
``n / (n + 1)`` of its way, close to the neuron that it belongs to. There the labels of a column
are all equally far apart, whatever the number of neurons (it is where ``n`` families of crossing
lines interleave), so it is enough to draw the columns tall enough for that distance.
"""

from dataclasses import dataclass

import numpy as np

from course_lib.nn.layers import Dense
from course_lib.nn.models import Sequential

RADIUS = 28  # of a node
WIDEST_LAYER = 6  # beyond that, numbers on edges are no longer read

_LINE = 17  # height of a line of text
_ABOVE = {1: 1, 2: 3}  # lines over a neuron: z, and with slopes dz and d as well
_TOP, _SIDE = 30, 12  # room for the columns' heads, and at the sides


@dataclass(frozen=True)
class Node:
    """An input (layer 0) or a neuron, with its place in its layer."""

    name: str
    layer: int
    place: int
    x: float
    y: float


@dataclass(frozen=True)
class Weight:
    """``kernel[row, column]`` of a layer, on the edge from start to end; x, y: its label."""

    name: str
    layer: int
    row: int
    column: int
    start: str
    end: str
    x: float
    y: float


@dataclass(frozen=True)
class Bias:
    """``bias[column]`` of a layer, under its node."""

    name: str
    layer: int
    column: int
    end: str
    x: float
    y: float


class Wiring:
    """A ``Sequential`` of ``Dense`` layers laid out on paper.

    Weights are numbered neuron by neuron: with two inputs, w1 and w2 belong to h1, w3 and w4 to h2.

    >>> from course_lib.nn.layers import Dense, Input
    >>> model = Sequential([Input((2,)), Dense(2, "sigmoid"), Dense(1, "sigmoid")])
    >>> wiring = Wiring(model)
    >>> [node.name for node in wiring.nodes]
    ['x1', 'x2', 'h1', 'h2', 'o1']
    >>> [weight.name for weight in wiring.weights if weight.end == "h2"]
    ['w3', 'w4']
    """

    def __init__(self, model: Sequential, slopes: bool = False):
        self.layers = _dense_layers(model)
        self.sizes = [self.layers[0].input_shape[-1], *(layer.units for layer in self.layers)]
        _require_few(self.sizes)
        # How much room a label and a node's texts take: with slopes, two lines and longer ones.
        self.lines = 2 if slopes else 1
        self.label_width = 114 if slopes else 84
        self.apart = self._apart()
        self.columns = self._columns()
        self.width = self.columns[-1] + self._text_half() + _SIDE
        self.height = _TOP + max(self.sizes) * self.apart
        self.nodes = list(self._place_nodes())
        self.weights = list(self._place_weights())
        self.biases = list(self._place_biases())

    def card(self, node: Node) -> tuple[float, float, float, float] | None:
        """Left, top, width and height of what belongs to a neuron, where it is much to read."""
        if node.layer == 0 or self.lines == 1:
            return None
        half, top = self._text_half(), node.y - RADIUS - _ABOVE[2] * _LINE - 6
        return node.x - half, top, 2 * half, node.y + RADIUS + 2 * _LINE + 10 - top

    @property
    def parameters(self) -> list:
        """Every weight and bias, neuron by neuron: w1, w2, b1, w3, …"""
        parts = [*self.weights, *self.biases]
        order = {node.name: place for place, node in enumerate(self.nodes)}
        return sorted(parts, key=lambda part: (order[part.end], isinstance(part, Bias)))

    def value(self, part) -> float:
        """The number that the model holds for this weight or bias."""
        return float(self._memory(part)[self._index(part)])

    def set(self, part, value: float) -> None:
        """Write a number into the model's own memory."""
        self._memory(part)[self._index(part)] = value

    def slope(self, part) -> float:
        """The gradient of the last way back, for this weight or bias."""
        layer = self.layers[part.layer - 1]
        slopes = layer.d_bias if isinstance(part, Bias) else layer.d_kernel
        return float(slopes[self._index(part)])

    def _memory(self, part) -> np.ndarray:
        layer = self.layers[part.layer - 1]
        return layer.bias if isinstance(part, Bias) else layer.kernel

    def _index(self, part) -> tuple[int, ...]:
        return (part.column,) if isinstance(part, Bias) else (part.row, part.column)

    # ---------------------------------------------------------------- how large

    def _apart(self) -> float:
        """From node to node in a column: room for the node's texts, and for the edges' labels."""
        above = _ABOVE[self.lines] * _LINE
        texts = 2 * RADIUS + above + self.lines * _LINE + (34 if self.lines == 2 else 18)
        labels = (max(self.sizes[:-1]) + 1) * (self.lines * _LINE + 7)
        return max(texts, labels)

    def _text_half(self) -> float:
        """Half the width of what stands over and under a node."""
        return 60 if self.lines == 2 else 34

    def _columns(self) -> list[float]:
        """The x of each column: as near as the labels of the edges between them allow."""
        xs = [float(_SIDE + RADIUS)]
        reach = self._text_half() + self.label_width / 2 + 6  # from a label to its neuron
        for n in self.sizes[:-1]:
            xs.append(xs[-1] + max(2.6, n + 1) * reach * (1.1 if self.lines == 2 else 1))
        return xs

    # ---------------------------------------------------------------- what stands where

    def _place_nodes(self):
        middle = _TOP + max(self.sizes) * self.apart / 2
        hidden = 0
        for layer, size in enumerate(self.sizes):
            last = layer == len(self.layers)
            for place in range(size):
                number = place + 1 if layer == 0 or last else hidden + place + 1
                name = f"{'x' if layer == 0 else 'o' if last else 'h'}{number}"
                y = middle + (place - (size - 1) / 2) * self.apart
                yield Node(name, layer, place, self.columns[layer], y)
            hidden += size if layer else 0

    def _place_weights(self):
        number = 0
        for end in (node for node in self.nodes if node.layer):
            starts = [node for node in self.nodes if node.layer == end.layer - 1]
            for start in starts:
                number += 1
                t = len(starts) / (len(starts) + 1)
                x, y = start.x + t * (end.x - start.x), start.y + t * (end.y - start.y)
                yield Weight(f"w{number}", end.layer, start.place, end.place,
                             start.name, end.name, x, y)  # fmt: skip

    def _place_biases(self):
        neurons = [node for node in self.nodes if node.layer]
        with_bias = [node for node in neurons if self.layers[node.layer - 1].use_bias]
        for number, node in enumerate(with_bias, start=1):
            y = node.y + RADIUS + 4 + self.lines * _LINE / 2 + 2
            yield Bias(f"b{number}", node.layer, node.place, node.name, node.x, y)


def _dense_layers(model) -> list[Dense]:
    if not isinstance(model, Sequential) or not all(isinstance(x, Dense) for x in model.layers):
        raise ValueError(
            "A drawn network is a Sequential of Dense layers. "
            f"Received {model!r}. Draw a model whose layers are all Dense."
        )
    if not model.built:
        raise ValueError(
            "A model that knows its inputs can be drawn. This one has no weights yet: "
            "put Input((2,)) before its first layer."
        )
    return list(model.layers)


def _require_few(sizes: list[int]) -> None:
    if max(sizes) > WIDEST_LAYER:
        raise ValueError(
            f"This drawing has room for {WIDEST_LAYER} neurons in a layer. "
            f"Received layers of {sizes}. Draw a smaller model, or print model.summary()."
        )
