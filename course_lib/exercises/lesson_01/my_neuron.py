"""Lesson 01, Neuron: the exercise ``MyNeuron``."""

import math

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=1, minutes=7, difficulty=3)
class MyNeuron:
    """A neuron with a sigmoid: my_neuron(x) gives its output."""

    def __init__(self, weights, bias):
        self.w = weights
        self.b = bias

    def __call__(self, x):
        z = self.w @ x + self.b
        return 1 / (1 + np.exp(-z))


@MyNeuron.through
def _(MyNeuron, weights, bias, other_weights, other_bias, x):
    """Two neurons side by side: each keeps its own numbers, and answers every x anew."""
    first = MyNeuron(weights, bias)
    second = MyNeuron(other_weights, other_bias)
    return first(x), second(x), first(-x), first(x)


@MyNeuron.cases
def _(rng):
    yield np.array([0.0, 1.0]), 4.0, np.array([1.0, -1.0]), -0.5, np.array([2.0, 3.0])
    for n in (2, 3, 5):
        yield rng.normal(size=n), rng.normal(), rng.normal(size=n), rng.normal(), rng.normal(size=n)


@MyNeuron.mistake(
    "The first neuron answers with the second one's bias. What is stored on the class belongs to "
    "all its neurons: store the bias on self, in __init__."
)
class _:
    def __init__(self, weights, bias):
        self.w = weights
        type(self).b = bias

    def __call__(self, x):
        return 1 / (1 + np.exp(-(self.w @ x + self.b)))


@MyNeuron.mistake(
    "The first neuron answers with the second one's weights. What is stored on the class belongs "
    "to all its neurons: store the weights on self, in __init__."
)
class _:
    def __init__(self, weights, bias):
        type(self).w = weights
        self.b = bias

    def __call__(self, x):
        return 1 / (1 + np.exp(-(self.w @ x + self.b)))


@MyNeuron.mistake(
    "A call changes the caller's weights, and the next call starts from the ruins. `self.w *= x` "
    "works in place, on the very array that was given; self.w * x makes a new one."
)
class _:
    def __init__(self, weights, bias):
        self.w = weights
        self.b = bias

    def __call__(self, x):
        self.w *= x
        return 1 / (1 + np.exp(-(np.sum(self.w) + self.b)))


@MyNeuron.mistake("These are the sums z. Squeeze them: a = 1 / (1 + e^-z).")
class _:
    def __init__(self, weights, bias):
        self.w = weights
        self.b = bias

    def __call__(self, x):
        return self.w @ x + self.b


@MyNeuron.mistake("These are the answers without the bias: z = w . x + b.")
class _:
    def __init__(self, weights, bias):
        self.w = weights
        self.b = bias

    def __call__(self, x):
        return 1 / (1 + np.exp(-(self.w @ x)))


@MyNeuron.mistake(
    "The first neuron answers with the second one's weights and bias. What is stored on the class "
    "belongs to all its neurons: store both on self, in __init__."
)
class _:
    def __init__(self, weights, bias):
        type(self).w, type(self).b = weights, bias

    def __call__(self, x):
        return 1 / (1 + np.exp(-(self.w @ x + self.b)))


@MyNeuron.mistake(
    "A second call starts from the weights times the x of the first one. Leave self.w as it was "
    "given: what is worked out in a call goes into a name of the call's own, without self."
)
class _:
    def __init__(self, weights, bias):
        self.w = weights
        self.b = bias

    def __call__(self, x):
        self.w = self.w * x
        return 1 / (1 + np.exp(-(np.sum(self.w) + self.b)))


@MyNeuron.mistake(
    "The neuron answers every x as it answered its first one. What it keeps are the weights and "
    "the bias; the answer is worked out anew in each call."
)
class _:
    def __init__(self, weights, bias):
        self.w = weights
        self.b = bias
        self.a = None

    def __call__(self, x):
        if self.a is None:
            self.a = 1 / (1 + np.exp(-(self.w @ x + self.b)))
        return self.a


_CHANGED_PLACES = (
    "One number for each weight came out, as if weights and bias had changed places. __init__ is "
    "given the weights first, and then the bias."
)


@MyNeuron.mistake(_CHANGED_PLACES)
class _:
    def __init__(self, weights, bias):
        self.w, self.b = bias, weights

    def __call__(self, x):
        return 1 / (1 + np.exp(-(np.sum(self.w * x) + self.b)))


@MyNeuron.mistake(_CHANGED_PLACES)
class _:
    def __init__(self, weights, bias):
        self.w, self.b = bias, weights

    def __call__(self, x):
        return 1 / (1 + np.exp(-(np.dot(self.w, x) + self.b)))


@MyNeuron.accepts
class _:
    def __init__(self, weights, bias):
        self.weights = np.array(weights)
        self.bias = float(bias)

    def __call__(self, x):
        z = sum(w * v for w, v in zip(self.weights, x)) + self.bias
        return 0.5 * (1 + math.tanh(z / 2))


MyNeuron.hints(
    "__init__ keeps what the neuron needs later, on self. __call__ uses it, and changes nothing.",
    "self.w = weights and self.b = bias in __init__; in __call__, squeeze self.w @ x + self.b.",
)
MyNeuron.why(
    "This object is the course's own Neuron in small. Training will move its w and b, "
    "and nothing else."
)
