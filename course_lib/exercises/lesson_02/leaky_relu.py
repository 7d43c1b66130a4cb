"""Lesson 02, Activation functions: the exercise ``leaky_relu``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=2, minutes=4, difficulty=2)
def leaky_relu(z, negative_slope):
    """z where it is above zero, and negative_slope times z elsewhere."""
    return np.where(z > 0, z, negative_slope * z)


@leaky_relu.cases
def _(rng):
    yield np.array([-2.0, -0.1, 0.0, 0.1, 2.0]), 0.25
    yield np.array([20, -3, 0, -1]), 0.25  # whole numbers
    yield -3.0, 0.5
    yield 1.5, 0.3
    for _ in range(3):
        yield rng.normal(size=(2, 3)), float(rng.uniform(0.02, 0.09))


@leaky_relu.mistake(
    "Your tap does not drip: below zero it gives 0. There it is negative_slope * z."
)
def _(z, negative_slope):
    return np.maximum(z, 0)


@leaky_relu.mistake(
    "Below zero, these are the numbers for a slope of 0.01. How much it drips is for the caller to "
    "say: use negative_slope."
)
def _(z, negative_slope):
    return np.where(np.greater(z, 0), z, 0.01 * np.asarray(z))


@leaky_relu.mistake(
    "Below zero, these are the numbers for a slope of 0.2. How much it drips is for the caller to "
    "say: use negative_slope."
)
def _(z, negative_slope):
    return np.where(np.greater(z, 0), z, 0.2 * np.asarray(z))


@leaky_relu.mistake(
    "The whole curve is throttled: this is negative_slope * z everywhere. Above zero, z passes "
    "whole."
)
def _(z, negative_slope):
    return negative_slope * np.asarray(z)


@leaky_relu.mistake(
    "z is throttled above zero here, and passes whole below. It is the other way round."
)
def _(z, negative_slope):
    return np.where(np.greater(z, 0), negative_slope * np.asarray(z), z)


@leaky_relu.mistake(
    "Below zero the slope itself came out, the same number for every z. Multiply z by it."
)
def _(z, negative_slope):
    return np.where(np.greater(z, 0), z, negative_slope)


@leaky_relu.mistake(
    "Below zero your curve climbs to the left. z is negative there, and stays so: multiply it by "
    "negative_slope as it is."
)
def _(z, negative_slope):
    return np.where(np.greater(z, 0), z, -negative_slope * np.asarray(z))


@leaky_relu.mistake(
    "Where z holds whole numbers, the decimals of your answer are cut off. An array made like z "
    "holds whole numbers only: make it with np.zeros_like(z, dtype=float), or use np.where."
)
def _(z, negative_slope):
    out = np.zeros_like(z)
    np.copyto(out, np.where(np.greater(z, 0), z, negative_slope * np.asarray(z)), casting="unsafe")
    return out


@leaky_relu.mistake("These are the slopes, 1 and negative_slope. Multiply z by them.")
def _(z, negative_slope):
    return np.where(np.greater(z, 0), 1.0, negative_slope)


@leaky_relu.accepts
def _(z, negative_slope):
    return np.maximum(z, negative_slope * np.asarray(z))


@leaky_relu.accepts
def _(z, negative_slope):
    return np.maximum(z, 0) + negative_slope * np.minimum(z, 0)


leaky_relu.hints(
    "Two sides, two answers: np.where(condition, where it is true, where it is false).",
    "np.where(z > 0, z, negative_slope * z).",
)
leaky_relu.why(
    "A slope of 0.2 on the left is little, and it is enough: such a neuron can come back."
)
