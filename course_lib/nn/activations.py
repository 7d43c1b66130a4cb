"""Activation functions: what a neuron makes of its sum z.

Each stands beside its slope. ``forward`` is a = f(z); ``backward`` is the chain rule's step
dz = da * f'(z), where da is the slope of the loss with respect to a. It gets z *and* a because
one of the two usually has the answer ready.
"""

import numpy as np

from course_lib.nn.floatx import as_float
from course_lib.nn.gradients import central_difference
from course_lib.nn.lookup import find
from course_lib.nn.naming import snake_case


class ActivationFunction:
    """A function of z, elementwise, with its slope.

    Call it on numbers, lists or arrays. ``forward`` is for arrays, and its caller turns off
    NumPy's warning of an overflow: done for each layer, that would be 8 % of a small step.

    >>> relu([-1, 0, 2])
    array([0., 0., 2.])
    """

    @property
    def name(self) -> str:
        return snake_case(type(self).__name__)

    def __call__(self, z):
        with np.errstate(over="ignore"):
            return self.forward(as_float(z))

    def __repr__(self):
        return f"<activation {self.name}>"


class Linear(ActivationFunction):
    """f(z) = z: the sum as it is."""

    def forward(self, z):
        return z

    def backward(self, da, z, a):
        return da


class Sigmoid(ActivationFunction):
    """f(z) = 1 / (1 + e^-z): no, maybe or yes, as a number between 0 and 1.

    >>> sigmoid([-1000, 0, 7]).round(3)
    array([0.   , 0.5  , 0.999])
    """

    def forward(self, z):
        return 1 / (1 + np.exp(-z))  # where e^-z overflows to inf, 1 / inf is 0: the right answer

    def backward(self, da, z, a):
        return da * a * (1 - a)


class Tanh(ActivationFunction):
    """f(z) = (e^z - e^-z) / (e^z + e^-z): like the sigmoid, between -1 and 1."""

    def forward(self, z):
        return np.tanh(z)

    def backward(self, da, z, a):
        return da * (1 - a * a)


class Relu(ActivationFunction):
    """f(z) = max(0, z): 0 below zero, unchanged above."""

    def forward(self, z):
        return np.maximum(z, 0)

    def backward(self, da, z, a):
        return da * (z > 0)  # at 0 there is no slope; as everybody does, we take the left one


class LeakyRelu(ActivationFunction):
    """f(z) = z above zero and ``negative_slope * z`` below: never quite silent."""

    def __init__(self, negative_slope=0.2):
        self.negative_slope = negative_slope

    def forward(self, z):
        return np.maximum(z, self.negative_slope * z)  # the larger one, for a slope below 1

    def backward(self, da, z, a):
        return np.where(z > 0, da, self.negative_slope * da)


class Softplus(ActivationFunction):
    """f(z) = log(1 + e^z): a ReLU with its corner rounded off; its slope is the sigmoid."""

    def forward(self, z):
        return np.logaddexp(0, z)  # log(e^0 + e^z), and e^z cannot overflow

    def backward(self, da, z, a):
        return da * sigmoid(z)


class Softmax(ActivationFunction):
    """f(z)_j = e^z_j / sum_k e^z_k: a row of scores becomes probabilities, which add up to 1.

    >>> softmax([[1, 1, 2]]).round(2)
    array([[0.21, 0.21, 0.58]])
    """

    def forward(self, z):
        e = np.exp(z - z.max(axis=-1, keepdims=True))  # same ratios, and exp cannot overflow
        return e / e.sum(axis=-1, keepdims=True)

    def backward(self, da, z, a):
        # every z_j moves every a_k, since they add up to 1: hence the sum
        return a * (da - (da * a).sum(axis=-1, keepdims=True))


class Custom(ActivationFunction):
    """Your own function of z, elementwise; its slope is measured, not derived.

    >>> square = Custom(lambda z: z**2)
    >>> square.backward(np.ones(2), np.array([1.0, 3.0]), None).round(6)
    array([2., 6.])
    """

    def __init__(self, function):
        self.function = function

    @property
    def name(self):
        return getattr(self.function, "__name__", "custom")

    def forward(self, z):
        return self.function(z)

    def backward(self, da, z, a):
        z = np.asarray(z, np.float64)  # a difference of neighbours needs all digits
        slope = central_difference(self.function, z)
        return (da * slope).astype(np.asarray(da).dtype)


linear, sigmoid, tanh, relu = Linear(), Sigmoid(), Tanh(), Relu()
leaky_relu, softplus, softmax = LeakyRelu(), Softplus(), Softmax()

_KNOWN = {f.name: f for f in (linear, sigmoid, tanh, relu, leaky_relu, softplus, softmax)}


def has_name(activation: ActivationFunction) -> bool:
    """Whether ``get`` of its name gives this very object; your own function has none."""
    return _KNOWN.get(activation.name) is activation


def get(activation) -> ActivationFunction:
    """The activation of this name; ``None`` is linear; your own function is taken as it is.

    >>> get("relu")
    <activation relu>
    """
    if activation is None:
        return linear
    if isinstance(activation, str):
        return find("activation", activation, _KNOWN)
    if isinstance(activation, ActivationFunction):
        return activation
    if callable(activation) and not isinstance(activation, type):
        return Custom(activation)
    raise ValueError(
        "An activation is a name or a function of z. "
        f"Received: {activation!r}. Try one of {', '.join(map(repr, _KNOWN))}."
    )
