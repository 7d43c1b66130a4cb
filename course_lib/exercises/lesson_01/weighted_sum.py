"""Lesson 01, Neuron: the exercise ``weighted_sum``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=1, minutes=3, difficulty=1)
def weighted_sum(x, w, b):
    """Add up inputs times weights, then the bias."""
    return w @ x + b


@weighted_sum.cases
def _(rng):
    yield np.array([2, 3]), np.array([0, 1]), 4
    yield np.array([1.0, 2.0, 3.0]), np.array([0.5, -1.0, 2.0]), -0.5
    for n in (2, 3, 5, 8):
        yield rng.normal(size=n), rng.normal(size=n), rng.normal()


@weighted_sum.mistake(
    "These are the numbers when the inputs are added up, and the weights, and the two sums "
    "multiplied. Each input has a weight of its own: multiply in pairs, then add up."
)
def _(x, w, b):
    return np.sum(w) * np.sum(x) + b


@weighted_sum.mistake("These are the numbers without the bias: add b after summing.")
def _(x, w, b):
    return w @ x


@weighted_sum.mistake(
    "These are the numbers that come out when the bias is added to every product, and so counts "
    "once for each input. Add up the products first, then add b once."
)
def _(x, w, b):
    return np.sum(w * x + b)


@weighted_sum.mistake(
    "One number for each input came out, its product and the bias. Add the products up first: then "
    "it is one number, and b is added to that."
)
def _(x, w, b):
    return w * x + b


@weighted_sum.mistake(
    "These are the numbers that come out when the bias is added to the inputs, before they meet "
    "their weights. The bias has no weight: add it to the finished sum."
)
def _(x, w, b):
    return w @ (x + b)


@weighted_sum.mistake(
    "Only the first two inputs count in this sum. Here come up to eight: w @ x takes them all."
)
def _(x, w, b):
    return w[0] * x[0] + w[1] * x[1] + b


@weighted_sum.mistake(
    "This is the sum *times* the bias. The bias is added: it counts even if the inputs are zero."
)
def _(x, w, b):
    return (w @ x) * b


@weighted_sum.accepts
def _(x, w, b):
    return sum(weight * value for weight, value in zip(w, x)) + b


@weighted_sum.accepts
def _(x, w, b):
    return float(np.dot(x, w) + b)


@weighted_sum.accepts
def _(x, w, b):
    total = b
    for i in range(len(x)):
        total += x[i] * w[i]
    return total


weighted_sum.hints(
    "How many numbers should come out? The bias is added to that one number, once.",
    "w @ x multiplies in pairs and adds up, in one step.",
)
weighted_sum.why("A layer of a hundred neurons is this sum a hundred times, as one matrix product.")
