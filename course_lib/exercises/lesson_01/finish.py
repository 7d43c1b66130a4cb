"""Lesson 01, Neuron: the exercise ``finish``."""

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
    yield -2, 1.5, -0.5, -1, -0.5
    for _ in range(4):
        yield tuple(rng.normal(size=5))


@finish.mistake("This is z, the sum. The third step is still to come: squeeze it.")
def _(x1, x2, w1, w2, b):
    return w1 * x1 + w2 * x2 + b


@finish.mistake(
    "No and yes are the wrong way round, as they are without the minus in front of z: it is e to "
    "the power of -z."
)
def _(x1, x2, w1, w2, b):
    return 1 / (1 + np.exp(w1 * x1 + w2 * x2 + b))


@finish.mistake(
    "This is 1 + e^-z, which is the denominator alone. The answer is 1 divided by all of that, in "
    "brackets: 1 / (1 + …)."
)
def _(x1, x2, w1, w2, b):
    return 1 / 1 + np.exp(-(w1 * x1 + w2 * x2 + b))


@finish.mistake(
    "This is e^z, which can be any size above 0. The denominator is a sum of two: 1 + e^-z."
)
def _(x1, x2, w1, w2, b):
    return 1 / np.exp(-(w1 * x1 + w2 * x2 + b))


_BASE = "These are the numbers for a base of {} in place of e. np.exp(-z) takes e itself."


@finish.mistake(_BASE.format(2.7))
def _(x1, x2, w1, w2, b):
    return 1 / (1 + 2.7 ** -(w1 * x1 + w2 * x2 + b))


@finish.mistake(_BASE.format(2.718))
def _(x1, x2, w1, w2, b):
    return 1 / (1 + 2.718 ** -(w1 * x1 + w2 * x2 + b))


@finish.mistake(
    "Every answer is exactly 0 or 1, as a switch gives them. A sigmoid also says how surely: "
    "1 / (1 + e^-z)."
)
def _(x1, x2, w1, w2, b):
    return 1 if w1 * x1 + w2 * x2 + b > 0 else 0


@finish.mistake("This is np.tanh of z, from -1 to 1. A sigmoid goes from 0 to 1: 1 / (1 + e^-z).")
def _(x1, x2, w1, w2, b):
    return np.tanh(w1 * x1 + w2 * x2 + b)


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
