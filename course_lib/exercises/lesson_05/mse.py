"""Lesson 05, Put a number on being wrong: the exercise ``mse``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=5, minutes=4, difficulty=1)
def mse(y_true, y_pred):
    """The mean of the squared errors, over all numbers."""
    return np.mean((y_pred - y_true) ** 2)


@mse.cases
def _(rng):
    yield np.array([1.0, 0.0, 0.0, 1.0]), np.zeros(4)  # Zhou's: 0.5, and so is the mean of |error|
    yield np.array([1.0, 0.0, 3.0]), np.array([0.5, -1.0, 1.0])
    yield rng.normal(size=5), rng.normal(size=5)
    yield rng.normal(size=(3, 2)), rng.normal(size=(3, 2))
    yield rng.normal(size=(2, 4)), rng.normal(size=(2, 4))


@mse.mistake("You added the squares up. Divide by how many there are: the mean, not the sum.")
def _(y_true, y_pred):
    return np.sum((y_pred - y_true) ** 2)


@mse.mistake(
    "You took the size of the errors, with abs. Square them: an error twice as large then counts "
    "four times."
)
def _(y_true, y_pred):
    return np.mean(np.abs(y_pred - y_true))


@mse.mistake("You took a square root at the end. The loss is the mean of the squares itself.")
def _(y_true, y_pred):
    return np.sqrt(np.mean((y_pred - y_true) ** 2))


@mse.mistake("The errors are not squared, so those above and those below cancel. Square first.")
def _(y_true, y_pred):
    return np.mean(y_pred - y_true)


@mse.mistake(
    "You squared the mean. The errors cancel before that: square each, then take the mean."
)
def _(y_true, y_pred):
    return np.mean(y_pred - y_true) ** 2


@mse.mistake(
    "You took the mean down each column only (axis=0). One number is asked for: the mean over "
    "everything, without an axis."
)
def _(y_true, y_pred):
    return np.mean((y_pred - y_true) ** 2, axis=0)


@mse.mistake(
    "You divided by the number of rows. With several outputs a row there are more numbers than "
    "rows: np.mean counts them all."
)
def _(y_true, y_pred):
    return np.sum((y_pred - y_true) ** 2) / len(y_true)


@mse.mistake(
    "You halved it. Some books do, to have no 2 in the slope; this course and Keras don't."
)
def _(y_true, y_pred):
    return np.mean((y_pred - y_true) ** 2) / 2


@mse.accepts
def _(y_true, y_pred):
    error = (y_true - y_pred).ravel()
    return error @ error / error.size


@mse.accepts
def _(y_true, y_pred):
    return float(np.average(np.square(np.subtract(y_true, y_pred))))


mse.hints(
    "Three steps, from the inside out: the errors, their squares, the mean of those.",
    "np.mean((y_pred - y_true) ** 2).",
)
mse.why("From lesson 06 on, every number in a network is moved by asking how this one answers.")
