"""Lesson 02, Activation functions: the exercise ``tanh_slope``."""

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
    yield (np.array([2, -1, 0]),)  # whole numbers
    yield (rng.normal(size=(2, 3)),)
    yield (float(rng.normal()),)


@tanh_slope.mistake(
    "This is 1 - z², with z where the output belongs. The formula is 1 - a², and a is tanh(z): "
    "compute a first."
)
def _(z):
    return 1 - np.asarray(z) ** 2


@tanh_slope.mistake(
    "These are the numbers for tanh taken twice, tanh(tanh(z)). One tanh is enough: a is tanh(z), "
    "and the slope is 1 - a²."
)
def _(z):
    return 1 - np.tanh(np.tanh(z)) ** 2


@tanh_slope.mistake(
    "This is a (1 - a), the sigmoid's formula, with tanh's a. For tanh it is 1 - a²."
)
def _(z):
    return np.tanh(z) * (1 - np.tanh(z))


@tanh_slope.mistake("This is 1 - a, without the square: 1 - a² is asked for.")
def _(z):
    return 1 - np.tanh(z)


@tanh_slope.mistake(
    "This is (1 - a)², the square of the whole. Square a alone, then take it off 1."
)
def _(z):
    return (1 - np.tanh(z)) ** 2


@tanh_slope.mistake("This is the output, a = tanh(z). Its slope is one step further: 1 - a².")
def _(z):
    return np.tanh(z)


@tanh_slope.mistake(
    "This is 1 - a² with the sigmoid of z for a. The slope of tanh wants a = tanh(z)."
)
def _(z):
    return 1 - sigmoid(z) ** 2


@tanh_slope.mistake("This is the sigmoid's slope at z. The exercise asks for that of tanh.")
def _(z):
    return sigmoid(z) * (1 - sigmoid(z))


@tanh_slope.mistake("Two things came back, the output and its slope. Return the slope alone.")
def _(z):
    a = np.tanh(z)
    return a, 1 - a**2


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
