"""Lesson 02, Choose by shape and slope: the exercise ``tanh``."""

import numpy as np

from course_lib.checks import exercise
from course_lib.nn import activations

sigmoid = activations.sigmoid


@exercise(lesson=2, minutes=4, difficulty=1, warnings="refused")
def tanh(z):
    """A sigmoid twice as steep, stretched to reach from -1 to 1."""
    return 2 * sigmoid(2 * z) - 1


@tanh.cases
def _(rng):
    yield (np.array([-2.0, -0.5, 0.0, 0.5, 2.0]),)
    yield (0.3,)
    yield (np.array([-1000.0, 1000.0]),)
    yield (rng.normal(scale=2, size=(2, 3)),)
    yield (float(rng.normal()),)


@tanh.mistake("You left z as it is. Twice as steep means that the sigmoid gets 2 * z.")
def _(z):
    return 2 * sigmoid(z) - 1


@tanh.mistake(
    "Twice as steep it is, and it still reaches from 0 to 1. Stretch the answer: times 2, less 1."
)
def _(z):
    return sigmoid(2 * z)


@tanh.mistake("Your curve reaches from 0 to 2. Take 1 off, so that its middle lies at 0.")
def _(z):
    return 2 * sigmoid(2 * z)


@tanh.mistake("Your curve reaches from -1 to 0: you took 1 off and did not stretch it to twice.")
def _(z):
    return sigmoid(2 * z) - 1


@tanh.mistake("Take 1 off last. You did it before doubling, and so 2 came off: 2 * a - 1.")
def _(z):
    return 2 * (sigmoid(2 * z) - 1)


@tanh.mistake(
    "Your formula is right, and for 1000 it overflows: e^1000 fits into no number. The sigmoid "
    "that you are given survives it: build on that."
)
def _(z):
    return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))


@tanh.accepts
def _(z):
    return np.tanh(z)


@tanh.accepts
def _(z):
    return sigmoid(2 * z) - sigmoid(-2 * z)


@tanh.accepts
def _(z):
    return 1 - 2 * sigmoid(-2 * np.asarray(z))


tanh.hints(
    "Two things change: what goes into the sigmoid, and what you make of what comes out.",
    "Put 2 * z in. What comes out lies between 0 and 1: double it, then take 1 off.",
)
tanh.why("NumPy has it as np.tanh, and a network may say “certainly not” with it, not only “no”.")
