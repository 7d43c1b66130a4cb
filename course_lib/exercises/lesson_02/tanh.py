"""Lesson 02, Activation functions: the exercise ``tanh``."""

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
    yield (np.array([2, -3, 0]),)  # whole numbers: np.zeros_like of these cannot hold 0.96
    yield (rng.normal(scale=2, size=(2, 3)),)
    yield (float(rng.normal()),)


@tanh.mistake(
    "This is 2σ(z) - 1, and not steep enough: twice as steep means that the sigmoid gets 2 * z."
)
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


@tanh.mistake(
    "Your curve reaches from -1 to 0: a sigmoid less 1. Stretch it to twice before 1 comes off."
)
def _(z):
    return sigmoid(2 * z) - 1


@tanh.mistake(
    "Your curve reaches from -2 to 0: where 1 comes off before the doubling, it is 2 in the end. "
    "Take it off last: 2 * a - 1."
)
def _(z):
    return 2 * (sigmoid(2 * z) - 1)


@tanh.mistake(
    "For 1000 it is nan: e^1000 fits into no number, and infinity divided by infinity is none. "
    "Elsewhere all is right. The sigmoid that you are given survives 1000: build on that."
)
def _(z):
    return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))


@tanh.mistake("This is np.tan, the tangent of an angle. tanh is made of a sigmoid: 2 * a - 1.")
def _(z):
    return np.tan(z)


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
