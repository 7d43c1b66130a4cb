"""Lesson 02, Choose by shape and slope: the exercise ``tanh_slope``."""

import numpy as np

from course_lib.checks import exercise
from course_lib.nn import activations

sigmoid = activations.sigmoid


@exercise(lesson=2, minutes=4, difficulty=2)
def tanh_slope(z):
    """The slope of tanh at z: 1 less the square of its output."""
    return 1 - np.tanh(z) ** 2


@tanh_slope.cases
def _(rng):
    yield (np.array([-2.0, -0.5, 0.0, 0.5, 2.0]),)
    yield (0.8,)
    yield (rng.normal(size=(2, 3)),)
    yield (float(rng.normal()),)


@tanh_slope.mistake(
    "You put z where the output belongs: the formula is 1 - a², and a is tanh(z). Compute a first."
)
def _(z):
    return 1 - np.asarray(z) ** 2


@tanh_slope.mistake(
    "You squashed twice: a is tanh(z) already, and you took tanh of that again. Square a itself."
)
def _(z):
    return 1 - np.tanh(np.tanh(z)) ** 2


@tanh_slope.mistake("That is the sigmoid's formula, a (1 - a). For tanh it is 1 - a².")
def _(z):
    return np.tanh(z) * (1 - np.tanh(z))


@tanh_slope.mistake("The square is missing: 1 - a², not 1 - a.")
def _(z):
    return 1 - np.tanh(z)


@tanh_slope.mistake("You squared the whole of 1 - a. Square a alone, then take it off 1.")
def _(z):
    return (1 - np.tanh(z)) ** 2


@tanh_slope.mistake("You returned the output. Its slope is one step further: 1 - a².")
def _(z):
    return np.tanh(z)


@tanh_slope.mistake("Your a is the sigmoid of z, and this is the slope of tanh: let a = tanh(z).")
def _(z):
    return 1 - sigmoid(z) ** 2


@tanh_slope.mistake("That is the sigmoid's slope at z. The exercise asks for that of tanh.")
def _(z):
    return sigmoid(z) * (1 - sigmoid(z))


@tanh_slope.accepts
def _(z):
    a = 2 * sigmoid(2 * np.asarray(z)) - 1
    return (1 - a) * (1 + a)


@tanh_slope.accepts
def _(z):
    return 1 / np.cosh(z) ** 2


tanh_slope.hints(
    "You are given z, and the formula wants a. What comes first?",
    "a = np.tanh(z), or the tanh from exercise 1; then 1 - a ** 2.",
)
tanh_slope.why(
    "In lesson 06 this one line carries the error back through every neuron with a tanh."
)
