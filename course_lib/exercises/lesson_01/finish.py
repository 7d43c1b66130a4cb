"""Lesson 01, Build a neuron: the exercise ``finish``."""

import math

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=1, minutes=2, difficulty=1)
def finish(x1, x2, w1, w2, b):
    """The output of a neuron with two inputs and a sigmoid."""
    z = w1 * x1 + w2 * x2 + b
    return 1 / (1 + np.exp(-z))


@finish.cases
def _(rng):
    yield 2, 3, 0, 1, 4  # Zhou's neuron: 0.999, which cannot see w1
    yield 1, -1, 0.5, 2, 0.5
    for _ in range(4):
        yield tuple(rng.normal(size=5))


@finish.mistake("You returned z, the sum. The third step is still to come: squeeze it.")
def _(x1, x2, w1, w2, b):
    return w1 * x1 + w2 * x2 + b


@finish.mistake(
    "The minus in front of z is missing, so your neuron says no where it should say yes: "
    "it is e to the power of -z."
)
def _(x1, x2, w1, w2, b):
    return 1 / (1 + np.exp(w1 * x1 + w2 * x2 + b))


@finish.mistake(
    "Python divides before it adds, so 1 / 1 + … is 1 + …. "
    "Put the whole denominator in brackets: 1 / (1 + …)."
)
def _(x1, x2, w1, w2, b):
    return 1 / 1 + np.exp(-(w1 * x1 + w2 * x2 + b))


@finish.mistake("The 1 + in the denominator is missing: without it the answer can be any size.")
def _(x1, x2, w1, w2, b):
    return 1 / np.exp(-(w1 * x1 + w2 * x2 + b))


@finish.accepts
def _(x1, x2, w1, w2, b):
    return math.exp(w1 * x1 + w2 * x2 + b) / (math.exp(w1 * x1 + w2 * x2 + b) + 1)


@finish.accepts
def _(x1, x2, w1, w2, b):
    return 0.5 * (1 + np.tanh((w1 * x1 + w2 * x2 + b) / 2))


finish.hints(
    "The third step is the sigmoid. Its formula stands above the picture: one over a sum of two.",
    "e to the power of -z is np.exp(-z). Mind the brackets: 1 / (1 + np.exp(-z)).",
)
finish.why("Every layer of every network repeats these three steps, once for each of its neurons.")
