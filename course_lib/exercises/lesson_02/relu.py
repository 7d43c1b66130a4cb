"""Lesson 02, Activation functions: the exercise ``relu``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=2, minutes=3, difficulty=1)
def relu(z):
    """z where it is above zero, and zero elsewhere."""
    return np.maximum(z, 0)


@relu.cases
def _(rng):
    yield (np.array([-2.0, -0.1, 0.0, 0.1, 2.0]),)
    yield (2.625,)
    yield (-1.5,)
    yield (np.array([[-3, 4], [50, -6]]),)
    yield (rng.normal(size=(2, 3)),)
    yield (float(rng.normal()),)


@relu.mistake("This is the switch: 1 above zero. A tap lets z itself through.")
def _(z):
    return np.where(z > 0, 1.0, 0.0)


@relu.mistake(
    "The left side is folded up, -2 has become 2: these are the sizes of z. Below zero the answer "
    "is 0."
)
def _(z):
    return np.abs(z)


@relu.mistake(
    "This is the smaller of z and 0, so the negative side comes through. Take the *larger* one."
)
def _(z):
    return np.minimum(z, 0)


@relu.mistake(
    "Your curve is the mirror image, open below zero, as if -z had gone in where z belongs."
)
def _(z):
    return np.maximum(-np.asarray(z), 0)


@relu.mistake("Your curve is cut off at 1. A ReLU has no ceiling: whatever is above zero passes.")
def _(z):
    return np.clip(z, 0, 1)


_LARGEST = (
    "One number came out for the whole array, the largest. np.maximum compares number by number."
)


@relu.mistake(_LARGEST)
def _(z):
    return np.max(np.append(z, 0))


@relu.mistake(_LARGEST)
def _(z):
    return np.max(z, 0)  # the 0 is read as an axis here


@relu.mistake(
    "Only the numbers above zero came back, in a row. The others have their place too, with a 0 in "
    "it: the answer has the shape of z."
)
def _(z):
    z = np.asarray(z)
    return z[z > 0]


@relu.accepts
def _(z):
    return np.where(np.asarray(z) > 0, z, 0)


@relu.accepts
def _(z):
    return z * (np.asarray(z) > 0)


@relu.accepts
def _(z):
    return (z + np.abs(z)) / 2


relu.hints(
    "Of z and 0, which one is the answer? The larger, every time.",
    "np.maximum(z, 0) takes the larger of the two for every number in z.",
)
relu.why(
    "This one comparison, or a smoothed one such as GELU or SiLU, stands in most networks in use "
    "today."
)
