"""Activation functions: what a neuron makes of its sum z.

Each stands beside its slope. ``forward`` is a = f(z); ``backward`` is the chain rule's step
dz = da * f'(z), where da is the slope of the loss with respect to a. It gets z *and* a because
one of the two usually has the answer ready.
"""

from course_lib.nn import not_here
from course_lib.nn.activations.custom import Custom
from course_lib.nn.activations.function import KNOWN, ActivationFunction, has_name
from course_lib.nn.activations.rectifiers import (
    BoundedRelu,
    Elu,
    LeakyRelu,
    Relu,
    Relu6,
    Softplus,
)
from course_lib.nn.activations.sigmoids import HardSigmoid, Sigmoid, Softsign, Tanh
from course_lib.nn.activations.simple import Exponential, Linear
from course_lib.nn.activations.smooth import Gelu, Selu, Silu
from course_lib.nn.activations.softmax import LogSoftmax, Softmax
from course_lib.nn.lookup import find, written_in

__all__ = [
    "ActivationFunction",
    "BoundedRelu",
    "Custom",
    "Elu",
    "Exponential",
    "Gelu",
    "HardSigmoid",
    "LeakyRelu",
    "Linear",
    "LogSoftmax",
    "Relu",
    "Relu6",
    "Selu",
    "Sigmoid",
    "Silu",
    "Softmax",
    "Softplus",
    "Softsign",
    "Tanh",
    "elu",
    "exponential",
    "gelu",
    "get",
    "hard_sigmoid",
    "has_name",
    "leaky_relu",
    "linear",
    "log_softmax",
    "relu",
    "relu6",
    "selu",
    "sigmoid",
    "silu",
    "softmax",
    "softplus",
    "softsign",
    "swish",
    "tanh",
]

linear, exponential = Linear(), Exponential()
sigmoid, tanh, hard_sigmoid, softsign = Sigmoid(), Tanh(), HardSigmoid(), Softsign()
relu, leaky_relu, relu6, softplus, elu = Relu(), LeakyRelu(), Relu6(), Softplus(), Elu()
selu, gelu, silu = Selu(), Gelu(), Silu()
swish = silu
softmax, log_softmax = Softmax(), LogSoftmax()

KNOWN |= {
    f.name: f
    for f in (
        *(linear, sigmoid, tanh, relu, leaky_relu, softplus, softmax),
        *(elu, selu, gelu, silu, relu6, hard_sigmoid, softsign, exponential, log_softmax),
    )
}
KNOWN["swish"] = swish


def get(activation) -> ActivationFunction:
    """The activation of this name; ``None`` is linear; your own function is taken as it is.

    >>> get("relu")
    <activation relu>
    """
    if activation is None:
        return linear
    if isinstance(activation, str):
        return find("activation", activation, KNOWN)
    if isinstance(activation, ActivationFunction):
        _check_is_written(activation)
        return activation
    if hasattr(activation, "trainable_weights"):
        return _of_layer(activation)
    if callable(activation) and not isinstance(activation, type):
        return Custom(activation)
    raise ValueError(
        "An activation is a name or a function of z. "
        f"Received: {activation!r}. Try one of {', '.join(map(repr, KNOWN))}."
    )


def _check_is_written(activation):
    """A slope that belongs to another function would train to the wrong place."""
    forward = written_in(activation, "forward")
    if forward is None or forward is not written_in(activation, "backward"):
        raise ValueError(
            "An activation of your own has forward(z), and in the same class backward(da, z, a), "
            f"its slope times da. Received {type(activation).__name__}, which lacks one of them. "
            "Write both; or pass a plain function of z, whose slope is measured."
        )


def _of_layer(layer):
    """The function of a layer that is nothing but an activation."""
    function = getattr(layer, "activation", None)
    if function is None or hasattr(type(layer), "kernel"):
        raise ValueError(
            f"An activation is a name or a function of z. Received the layer {layer!r}. "
            "Put it behind the other layer: model.add(...)."
        )
    return function


__getattr__ = not_here.explain("activations", globals())
