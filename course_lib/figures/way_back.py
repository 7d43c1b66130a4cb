"""The way from the loss back to one weight or bias: a product that grows by a factor a stage."""

import re
from dataclasses import dataclass

from course_lib.figures.network_pass import Pass, factor, slope
from course_lib.figures.wiring import Bias, Node, Weight


@dataclass(frozen=True)
class Factor:
    """What one stage of the way back multiplies by.

    ``kind`` and ``layer`` are the stage's, as in ``Step``; ``name`` is what the product is by then,
    ``letters`` and ``number`` are the factor, and ``on`` names the nodes and edges that it is for.
    """

    kind: str
    layer: int
    name: str
    letters: str
    number: float
    on: tuple[str, ...]


def way_back(run: Pass, part: Weight | Bias) -> list[Factor]:
    """The factors of ``part``'s slope, from the loss to it.

    Where a neuron is heard by several others, their shares are a sum, and the product begins with
    that sum.
    """
    nodes = {node.name: node for node in run.wiring.nodes}
    node, way = nodes[part.end], []
    while len(heard := [w for w in run.wiring.weights if w.start == node.name]) == 1:
        way.append((heard[0], node))
        node = nodes[heard[0].end]
    factors = _beginning(run, node)
    for weight, node in reversed(way):
        value, on = run.wiring.value(weight), (weight.name, node.name)
        factors.append(Factor("da", node.layer, f"d_{node.name}", weight.name, value, on))
        factors.append(_squeeze(run, node))
    return [*factors, _last(run, part, nodes)]


def _beginning(run: Pass, node: Node) -> list[Factor]:
    """The slope that comes back to the neuron where the one way begins, and through its squeeze."""
    if run.squeeze_of(node) is None:
        name = f"dz_{node.name}"
        return [Factor("dz", node.layer, name, name, run.dz_of(node), (node.name,))]
    name = f"d_{node.name}"
    is_error = run.loss_name == "mean squared error" and node.layer == len(run.wiring.layers)
    letters = f"2·({node.name} − y_true)" if is_error and len(run.y) == 1 else name
    return [
        Factor("da", node.layer, name, letters, run.da_of(node), (node.name,)),
        _squeeze(run, node),
    ]


def _squeeze(run: Pass, node: Node) -> Factor:
    name, layer = node.name, run.wiring.layers[node.layer - 1]
    letters = f"{name}·(1 − {name})" if layer.activation.name == "sigmoid" else f"f' of {name}"
    return Factor("dz", node.layer, f"dz_{name}", letters, run.squeeze_of(node), (name,))


def _last(run: Pass, part: Weight | Bias, nodes: dict[str, Node]) -> Factor:
    """What the weight multiplies; a bias is added as it is."""
    name = f"d_{part.name}"
    if isinstance(part, Bias):
        return Factor("backward", part.layer, name, "1", 1.0, (part.name,))
    value = run.a_of(nodes[part.start])
    return Factor("backward", part.layer, name, part.start, value, (part.name, part.start))


def growing(factors: list[Factor]) -> list[dict]:
    """The product after each of its factors, in letters and in numbers, as the browser shows it."""
    shown, product = [], 1.0
    for count, last in enumerate(factors, start=1):
        product *= last.number
        letters = " · ".join(one.letters for one in factors[:count])
        numbers = " · ".join(factor(one.number) for one in factors[:count])
        numbers = re.sub(r"^\((.*?)\)", r"\1", numbers)  # in front, a minus needs no brackets
        shown.append(
            {
                "kind": last.kind,
                "layer": last.layer,
                "letters": f"{last.name} = {letters}",
                "numbers": f"= {numbers}" + (f" = {slope(product)}" if count > 1 else ""),
                "on": list(last.on),
            }
        )
    return shown
