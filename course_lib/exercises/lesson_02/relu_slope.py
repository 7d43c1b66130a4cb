"""Lesson 02, Activation functions: the exercise ``relu_slope``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=2, minutes=3, difficulty=2)
def relu_slope(z):
    """The slope of ReLU at z: 1 above zero, and 0 elsewhere."""
    return np.where(z > 0, 1.0, 0.0)


@relu_slope.cases
def _(rng):
    yield (np.array([-2.0, -0.1, 0.1, 2.0]),)
    yield (np.array([-1.0, 0.0, 0.001, 3.0]),)  # at the corner we take the left side's slope
    yield (np.array([2, -3, 0]),)
    yield (2.5,)
    yield (-0.5,)
    yield (rng.normal(size=(2, 3)),)


@relu_slope.mistake(
    "Your slope is 1 everywhere, and left of zero the curve is level. Ask whether z is above 0. "
    "(The *output* always is at least 0, so asking that of it says yes to every z.)"
)
def _(z):
    return np.where(np.maximum(z, 0) >= 0, 1.0, 0.0)


@relu_slope.mistake(
    "At z = 0 yours is the slope of the right side. There is no tangent in a corner, so one has to "
    "be agreed on: here, as nearly everywhere, it is 0."
)
def _(z):
    return np.where(np.greater_equal(z, 0), 1.0, 0.0)


@relu_slope.mistake(
    "This is the function itself. Its slope says how steep it is: 0 on the left, 1 on the right."
)
def _(z):
    return np.maximum(z, 0)


@relu_slope.mistake(
    "Left of zero the curve is level, it does not fall: its slope is 0 there, not -1."
)
def _(z):
    return np.where(np.greater(z, 0), 1.0, -1.0)


@relu_slope.mistake(
    "0 and 1 have changed sides: the tap is open above zero, and only there does it slope."
)
def _(z):
    return np.where(np.greater(z, 0), 0.0, 1.0)


@relu_slope.mistake(
    "This is the sign of z. Left of zero the curve is level, so its slope is 0, not -1."
)
def _(z):
    return np.sign(z)


@relu_slope.mistake(
    "At z = 0 yours is a half, halfway between the two sides. There the left side's slope is "
    "taken, 0."
)
def _(z):
    return np.heaviside(z, 0.5)


@relu_slope.accepts
def _(z):
    return np.greater(z, 0).astype(float)


@relu_slope.accepts
def _(z):
    return (np.maximum(z, 0) > 0) * 1


@relu_slope.accepts
def _(z):
    return np.heaviside(z, 0.0)


relu_slope.hints(
    "Left of zero the curve is level, on the right it climbs as fast as z. Two numbers say that.",
    "np.where(z > 0, 1.0, 0.0) answers for every number in z.",
)
relu_slope.why("Where this is 0, nothing that training tries can reach the neuron's weights.")
