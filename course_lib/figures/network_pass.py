"""One sample's way through a network, forward and back, as numbers and as sentences."""

from dataclasses import dataclass

import numpy as np

from course_lib.figures import words
from course_lib.figures.wiring import Node, Weight, Wiring
from course_lib.nn.models import Sequential


@dataclass(frozen=True)
class Step:
    """A stage of the way: its kind, its layer, its sentence.

    Kinds are inputs, forward and loss; and on the way back three for each layer: ``da``, along
    what its neurons say, ``dz``, along their sums, and ``backward``, along its weights and biases.
    """

    kind: str
    layer: int
    title: str
    words: str


class Pass:
    """Sends ``x`` through ``model`` and, if there is a ``y``, the loss's slopes back.

    It is the model's own pass: afterwards its layers hold ``z``, ``a`` and ``d_kernel`` of this x.
    """

    def __init__(self, model: Sequential, wiring: Wiring, x: np.ndarray, y: np.ndarray | None):
        self.wiring = wiring
        self.x = np.array(x, dtype=float)
        model(self.x[np.newaxis, :])
        self.z = [None, *(layer.z[0].copy() for layer in wiring.layers)]
        self.a = [self.x, *(layer.a[0].copy() for layer in wiring.layers)]
        self.loss_name, self.loss, self.y = "", None, None
        self.da, self.dz = [None] * len(self.a), [None] * len(self.a)
        if y is not None:
            self._go_back(model, y)

    def _go_back(self, model: Sequential, y) -> None:
        """The loop of ``Sequential.backward``, keeping each dL/da and dL/dz on its way."""
        last = self.wiring.layers[-1]
        y = model.loss.targets(np.atleast_1d(y)[np.newaxis], last.a.shape, last.a.dtype)
        self.y = y[0]
        self.loss_name = model.loss.name.replace("_", " ")
        self.loss = float(model.loss.forward(y, last.a))
        da = model.loss.backward()
        for number, layer in reversed(list(enumerate(self.wiring.layers, start=1))):
            dz = layer.activation.backward(da, layer.z, layer.a)
            self.da[number], self.dz[number] = da[0].copy(), dz[0].copy()
            da = layer.backward_from_z(dz)

    # ---------------------------------------------------------------- in words

    def steps(self) -> list[Step]:
        """The stages in order: inputs, forward layer by layer, loss, backward layer by layer."""
        count = len(self.wiring.layers)
        steps = [Step("inputs", 0, "Inputs", self._inputs())]
        for layer in range(1, count + 1):
            steps.append(Step("forward", layer, f"Forward, layer {layer}", self._forward(layer)))
        if self.loss is not None:
            steps.append(Step("loss", count, "Loss", self._loss()))
            for layer in range(count, 0, -1):
                title = f"Backward, layer {layer}"
                steps.append(Step("da", layer, f"{title}: outputs", self._da(layer)))
                steps.append(Step("dz", layer, f"{title}: sums", self._dz(layer)))
                steps.append(Step("backward", layer, f"{title}: weights", self._backward(layer)))
        return steps

    def summary(self) -> str:
        """Inputs, what the neurons answer, and the loss or a yes or no, in a sentence or two."""
        inner = [node for node in self.wiring.nodes if node.layer]
        outputs = [f"{node.name} {words.output(self.a_of(node))}" for node in inner]
        said = f"{self._inputs()} {', '.join(outputs)}"
        return f"{said}{self._verdict()}." if self.loss is None else f"{said}. {self._loss()}"

    def a_of(self, node: Node) -> float:
        return float(self.a[node.layer][node.place])

    def z_of(self, node: Node) -> float:
        return float(self.z[node.layer][node.place])

    def da_of(self, node: Node) -> float:
        return float(self.da[node.layer][node.place])

    def dz_of(self, node: Node) -> float:
        return float(self.dz[node.layer][node.place])

    def squeeze_of(self, node: Node) -> float | None:
        """The slope of a neuron's own activation; None where it has to do with its neighbours."""
        layer = self.wiring.layers[node.layer - 1]
        if layer.activation.name == "softmax":
            return None
        z, a = (row[node.layer][np.newaxis] for row in (self.z, self.a))
        return float(layer.activation.backward(np.ones_like(a), z, a)[0, node.place])

    def _of_layer(self, layer: int) -> list[Node]:
        return [node for node in self.wiring.nodes if node.layer == layer]

    def _inputs(self) -> str:
        return (
            ", ".join(f"{n.name} = {words.number(self.a_of(n))}" for n in self._of_layer(0)) + "."
        )

    def _forward(self, layer: int) -> str:
        return " ".join(self._neuron(node) for node in self._of_layer(layer))

    def _neuron(self, node: Node) -> str:
        layer = self.wiring.layers[node.layer - 1]
        w = layer.kernel[:, node.place]
        b = layer.bias[node.place] if layer.use_bias else 0.0
        sums = words.weighted_sum(w, self.a[node.layer - 1], float(b))
        a = words.output(self.a_of(node))
        return f"{node.name}: z = {sums} = {words.decimal(self.z_of(node))}, a {a}."

    def _verdict(self) -> str:
        """Yes or no, where the only output is a share between the two."""
        if len(self.a[-1]) > 1 or self.wiring.layers[-1].activation.name != "sigmoid":
            return ""
        return ": " + words.reading(float(self.a[-1][0]), even=1e-6)

    def _loss(self) -> str:
        wanted = ", ".join(words.number(float(value)) for value in np.ravel(self.y))
        return f"y_true = {wanted}, so the loss ({self.loss_name}) is {self.loss:.4f}."

    def _da(self, layer: int) -> str:
        return ", ".join(self._one_da(node) for node in self._of_layer(layer)) + "."

    def _one_da(self, node: Node) -> str:
        """The loss's own slope at the end; before that, a share from each listener."""
        heard = [weight for weight in self.wiring.weights if weight.start == node.name]
        shares = " + ".join(f"dz_{weight.end} · {weight.name}" for weight in heard)
        return " = ".join(filter(None, [f"d_{node.name}", shares, slope(self.da_of(node))]))

    def _dz(self, layer: int) -> str:
        """d times the slope of the squeeze, for every neuron."""
        said = []
        for node in self._of_layer(layer):
            squeeze = self.squeeze_of(node)
            by = "" if squeeze is None else f"d_{node.name} · {factor(squeeze)} = "
            said.append(f"dz_{node.name} = {by}{slope(self.dz_of(node))}")
        return ", ".join(said) + "."

    def _backward(self, layer: int) -> str:
        """Each dz times what the weight multiplies; a bias is added as it is."""
        ends = {node.name for node in self._of_layer(layer)}
        said = []
        for part in (part for part in self.wiring.parameters if part.end in ends):
            by = f" · {part.start}" if isinstance(part, Weight) else ""
            value = slope(self.wiring.slope(part))
            said.append(f"d_{part.name} = dz_{part.end}{by} = {value}")
        return ", ".join(said) + "."


def slope(value: float) -> str:
    """A gradient's number: small ones matter too, so up to five decimals, then powers of ten.

    >>> slope(0.0214695), slope(-0.5), slope(2.1e-7), slope(0)
    ('0.02147', '−0.5', '2.1e−07', '0')
    """
    if 0 < abs(value) < 5e-5:
        return f"{value:.1e}".replace("-", "−")
    text = f"{value:.5f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace("-", "−")


def factor(value: float) -> str:
    """A number in a product: four decimals, a minus in its brackets.

    >>> factor(-2), factor(0.0451766), factor(1), factor(0.00001)
    ('(−2)', '0.0452', '1', '1.0e−05')
    """
    text = slope(value) if 0 < abs(value) < 5e-5 else slope(round(value, 4))
    return f"({text})" if text.startswith("−") else text
