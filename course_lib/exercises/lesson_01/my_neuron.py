"""Lesson 01, Build a neuron: the exercise ``MyNeuron``."""

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
    """Two neurons side by side: each must keep its own memory, call after call."""
    first = MyNeuron(weights, bias)
    second = MyNeuron(other_weights, other_bias)
    return first(x), second(x), first(x)


@MyNeuron.cases
def _(rng):
    yield np.array([0.0, 1.0]), 4.0, np.array([1.0, -1.0]), -0.5, np.array([2.0, 3.0])
    for n in (2, 3, 5):
        yield rng.normal(size=n), rng.normal(), rng.normal(size=n), rng.normal(), rng.normal(size=n)


@MyNeuron.mistake(
    "Your neurons share one bias: it is stored on the class, so the second neuron overwrote "
    "the first one's. Store it on self, in __init__."
)
class _:
    def __init__(self, weights, bias):
        self.w = weights
        type(self).b = bias

    def __call__(self, x):
        return 1 / (1 + np.exp(-(self.w @ x + self.b)))


@MyNeuron.mistake(
    "Your neurons share one set of weights: they are stored on the class, so the second neuron "
    "overwrote the first one's. Store them on self, in __init__."
)
class _:
    def __init__(self, weights, bias):
        type(self).w = weights
        self.b = bias

    def __call__(self, x):
        return 1 / (1 + np.exp(-(self.w @ x + self.b)))


@MyNeuron.mistake(
    "Your neuron changes the caller's weights. `self.w *= x` works in place, on the very array it "
    "was given, and the next call starts from the ruins. Write self.w * x: that makes a new array."
)
class _:
    def __init__(self, weights, bias):
        self.w = weights
        self.b = bias

    def __call__(self, x):
        self.w *= x
        return 1 / (1 + np.exp(-(np.sum(self.w) + self.b)))


@MyNeuron.mistake("Your neuron stops at the sum z. Squeeze it: a = 1 / (1 + e^-z).")
class _:
    def __init__(self, weights, bias):
        self.w = weights
        self.b = bias

    def __call__(self, x):
        return self.w @ x + self.b


@MyNeuron.mistake("Your neuron stores the bias and never adds it: z = w . x + b.")
class _:
    def __init__(self, weights, bias):
        self.w = weights
        self.b = bias

    def __call__(self, x):
        return 1 / (1 + np.exp(-(self.w @ x)))


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
