"""Lesson 03, Feedforward networks: the exercise ``forward``."""

import math

import numpy as np

from course_lib.checks import exercise
from course_lib.nn.activations import sigmoid


@exercise(lesson=3, minutes=6, difficulty=2)
def forward(x1, x2, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    """The output of the drawn network."""
    h1 = sigmoid(w1 * x1 + w2 * x2 + b1)
    h2 = sigmoid(w3 * x1 + w4 * x2 + b2)
    return sigmoid(w5 * h1 + w6 * h2 + b3)


@forward.cases
def _(rng):
    yield 2, 3, 0, 1, 0, 1, 0, 1, 0, 0, 0  # Zhou's: 0.7216, which cannot see w1, w3, w5 or a bias
    yield 1, 2, 1, -1, 2, 0.5, 1, -2, 0.5, -1, 0.5  # the trace above
    yield -1, -0.5, -0.5, 1, -1, -0.75, -1.5, 2, -0.5, 1, -1
    for _ in range(4):
        yield tuple(rng.normal(size=11))


@forward.mistake(
    "These are the numbers of an o1 that reads x1 and x2. It never sees them: its inputs are h1 "
    "and h2, so w5 and w6 belong to those."
)
def _(x1, x2, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    return sigmoid(w5 * x1 + w6 * x2 + b3)


@forward.mistake(
    "These are the numbers of an o1 that reads the sums z of h1 and h2. The hidden neurons squeeze "
    "as well: put each of the two sums through the sigmoid first."
)
def _(x1, x2, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    h1 = w1 * x1 + w2 * x2 + b1
    h2 = w3 * x1 + w4 * x2 + b2
    return sigmoid(w5 * h1 + w6 * h2 + b3)


@forward.mistake("This is the sum z of the last neuron. o1 has a sigmoid too.")
def _(x1, x2, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    h1 = sigmoid(w1 * x1 + w2 * x2 + b1)
    h2 = sigmoid(w3 * x1 + w4 * x2 + b2)
    return w5 * h1 + w6 * h2 + b3


@forward.mistake(
    "These are the numbers when w5 meets h2, and w6 meets h1. w5 belongs to h1, w6 to h2."
)
def _(x1, x2, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    h1 = sigmoid(w1 * x1 + w2 * x2 + b1)
    h2 = sigmoid(w3 * x1 + w4 * x2 + b2)
    return sigmoid(w5 * h2 + w6 * h1 + b3)


@forward.mistake(
    "These are the numbers with w2 and w3 in each other's place. They go neuron by neuron: w1 and "
    "w2 both end in h1, w3 and w4 in h2."
)
def _(x1, x2, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    h1 = sigmoid(w1 * x1 + w3 * x2 + b1)
    h2 = sigmoid(w2 * x1 + w4 * x2 + b2)
    return sigmoid(w5 * h1 + w6 * h2 + b3)


@forward.mistake(
    "These are the numbers without any bias: each neuron adds its own to its sum, b1, b2 and b3."
)
def _(x1, x2, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    h1 = sigmoid(w1 * x1 + w2 * x2)
    h2 = sigmoid(w3 * x1 + w4 * x2)
    return sigmoid(w5 * h1 + w6 * h2)


@forward.mistake(
    "These are the numbers without the last bias, b3: o1 leans one way or the other as well."
)
def _(x1, x2, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    h1 = sigmoid(w1 * x1 + w2 * x2 + b1)
    h2 = sigmoid(w3 * x1 + w4 * x2 + b2)
    return sigmoid(w5 * h1 + w6 * h2)


@forward.mistake(
    "These are the numbers when each bias is added after the squeeze. It belongs to the sum: "
    "inside the brackets of the sigmoid."
)
def _(x1, x2, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    h1 = sigmoid(w1 * x1 + w2 * x2) + b1
    h2 = sigmoid(w3 * x1 + w4 * x2) + b2
    return sigmoid(w5 * h1 + w6 * h2) + b3


@forward.mistake(
    "These are the numbers when o1 hears h1 twice. h2 is another neuron: w3, w4 and b2 are its "
    "own, and w6 belongs to it."
)
def _(x1, x2, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    h = sigmoid(w1 * x1 + w2 * x2 + b1)
    return sigmoid(w5 * h + w6 * h + b3)


@forward.accepts
def _(x1, x2, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    hidden = sigmoid(np.array([[w1, w2], [w3, w4]]) @ [x1, x2] + [b1, b2])
    return float(sigmoid(np.dot([w5, w6], hidden) + b3))


@forward.accepts
def _(x1, x2, w1, w2, w3, w4, w5, w6, b1, b2, b3):
    def neuron(u, v, wu, wv, b):
        return 1 / (1 + math.exp(-(u * wu + v * wv + b)))

    return neuron(neuron(x1, x2, w1, w2, b1), neuron(x1, x2, w3, w4, b2), w5, w6, b3)


forward.hints(
    "Three neurons, three lines: h1, then h2, then o1. What does o1 read?",
    "h1 = sigmoid(w1 * x1 + w2 * x2 + b1). h2 is the same with its own numbers. o1 reads h1 and "
    "h2.",
)
forward.why(
    "Lesson 06 walks this way back, line by line, to find out which of the nine numbers is to "
    "blame."
)
