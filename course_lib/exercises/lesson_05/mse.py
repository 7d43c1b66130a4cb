"""Lesson 05, Loss functions: the exercise ``mse``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=5, minutes=4, difficulty=1)
def mse(y_true, y_pred):
    """The mean of the squared errors, over all numbers."""
    return np.mean((y_pred - y_true) ** 2)


@mse.cases
def _(rng):
    yield np.array([1.0, 0.0, 0.0, 1.0]), np.zeros(4)  # Zhou's: 0.5, and so is the mean of |error|
    yield np.array([1, 0, 3]), np.array([0.5, -1.0, 1.0])
    yield rng.normal(size=5), rng.normal(size=5)
    yield rng.normal(size=(3, 2)), rng.normal(size=(3, 2))
    yield rng.normal(size=(2, 4)), rng.normal(size=(2, 4))


@mse.mistake("This is the sum of the squares. Divide by how many there are: the mean, not the sum.")
def _(y_true, y_pred):
    return np.sum((y_pred - y_true) ** 2)


@mse.mistake(
    "This is the mean size of the errors, without their signs. Square them: an error twice as "
    "large then counts four times."
)
def _(y_true, y_pred):
    return np.mean(np.abs(y_pred - y_true))


@mse.mistake("This is the square root of the mean of the squares. The loss is that mean itself.")
def _(y_true, y_pred):
    return np.sqrt(np.mean((y_pred - y_true) ** 2))


@mse.mistake(
    "This is the mean of the errors as they are: those above and those below cancel. Square first."
)
def _(y_true, y_pred):
    return np.mean(y_pred - y_true)


@mse.mistake(
    "This is the square of the mean error, and in that mean errors cancel. Square each, then take "
    "the mean."
)
def _(y_true, y_pred):
    return np.mean(y_pred - y_true) ** 2


@mse.mistake(
    "Where there are columns, one mean came out for each (axis=0). One number is asked for: the "
    "mean over everything, without an axis."
)
def _(y_true, y_pred):
    return np.mean((y_pred - y_true) ** 2, axis=0)


@mse.mistake(
    "This is the sum divided by the number of rows. With several outputs a row there are more "
    "numbers than rows: np.mean counts them all."
)
def _(y_true, y_pred):
    return np.sum((y_pred - y_true) ** 2) / len(y_true)


@mse.mistake(
    "This is half the mean. Some books halve it, to have no 2 in the slope; this course and Keras "
    "don't."
)
def _(y_true, y_pred):
    return np.mean((y_pred - y_true) ** 2) / 2


@mse.mistake("These are the squares, one for each number. Their mean is asked for: np.mean.")
def _(y_true, y_pred):
    return (y_pred - y_true) ** 2


@mse.mistake(
    "Where there are rows, one mean came out for each (axis=1). One number is asked for: the mean "
    "over everything, without an axis."
)
def _(y_true, y_pred):
    return np.mean((y_pred - y_true) ** 2, axis=-1)


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
