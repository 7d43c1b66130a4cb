"""Lesson 16, Transformers: the exercise ``layer_norm``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=16, minutes=5, difficulty=2)
def layer_norm(x, gamma, beta, epsilon):
    """Each row of x (..., width) with mean 0 and variance 1; then times gamma, plus beta."""
    mean, var = x.mean(axis=-1, keepdims=True), x.var(axis=-1, keepdims=True)
    return gamma * (x - mean) / np.sqrt(var + epsilon) + beta


@layer_norm.cases
def _(rng):
    x = np.array([[1.0, 2.0, 3.0], [10.0, 0.0, 2.0]])
    yield x, np.ones(3), np.zeros(3), 0.001
    yield x, np.array([2.0, 1.0, -1.0]), np.array([0.5, 0.0, 1.0]), 0.1
    for shape in ((4, 3), (3, 3), (2, 3, 4), (2, 5, 3)):
        width = shape[-1]
        scale = rng.uniform(0.3, 1.5)
        x = rng.normal(rng.normal(), scale, size=shape)
        yield x, rng.normal(1, 0.5, size=width), rng.normal(size=width), 0.05


def _scaled(x, epsilon, axis=-1, ddof=0):
    mean, var = x.mean(axis=axis, keepdims=True), x.var(axis=axis, keepdims=True, ddof=ddof)
    return (x - mean) / np.sqrt(var + epsilon)


@layer_norm.mistake(
    "The mean and the variance of the rows lie flat, one number a row, and NumPy lays them along "
    "the columns. keepdims=True keeps each of them beside its row."
)
def _(x, gamma, beta, epsilon):
    return gamma * (x - x.mean(axis=-1)) / np.sqrt(x.var(axis=-1) + epsilon) + beta


@layer_norm.mistake(
    "Here each *column* gets mean 0 and variance 1, over the rows: that is batch normalisation. "
    "Here each row is looked at by itself: axis=-1."
)
def _(x, gamma, beta, epsilon):
    return gamma * _scaled(x, epsilon, axis=0) + beta


@layer_norm.mistake(
    "Here one mean and one variance are taken over all of x. Each row has its own: axis=-1, "
    "keepdims=True."
)
def _(x, gamma, beta, epsilon):
    return gamma * _scaled(x, epsilon, axis=None) + beta


@layer_norm.mistake(
    "Epsilon stands outside the root here. It is added to the variance, and then the root is "
    "taken: np.sqrt(var + epsilon)."
)
def _(x, gamma, beta, epsilon):
    mean, std = x.mean(axis=-1, keepdims=True), x.std(axis=-1, keepdims=True)
    return gamma * (x - mean) / (std + epsilon) + beta


@layer_norm.mistake(
    "Epsilon is missing here. It keeps a row of equal numbers from being divided by 0: "
    "np.sqrt(var + epsilon)."
)
def _(x, gamma, beta, epsilon):
    return gamma * _scaled(x, 0.0) + beta


@layer_norm.mistake(
    "Here it is divided by the variance. Divide by its root: np.sqrt(var + epsilon)."
)
def _(x, gamma, beta, epsilon):
    mean, var = x.mean(axis=-1, keepdims=True), x.var(axis=-1, keepdims=True)
    return gamma * (x - mean) / (var + epsilon) + beta


@layer_norm.mistake("The mean is not subtracted here. Center each row first: x - mean.")
def _(x, gamma, beta, epsilon):
    return gamma * x / np.sqrt(x.var(axis=-1, keepdims=True) + epsilon) + beta


@layer_norm.mistake("This only centers each row. Divide by the root of its variance, too.")
def _(x, gamma, beta, epsilon):
    return gamma * (x - x.mean(axis=-1, keepdims=True)) + beta


@layer_norm.mistake(
    "gamma and beta are missing: the row is normalised, and nothing is learned. Times gamma, plus "
    "beta."
)
def _(x, gamma, beta, epsilon):
    return _scaled(x, epsilon)


@layer_norm.mistake("gamma is missing here: a factor for each column, before beta is added.")
def _(x, gamma, beta, epsilon):
    return _scaled(x, epsilon) + beta


@layer_norm.mistake("beta is missing here: it is added at the end.")
def _(x, gamma, beta, epsilon):
    return gamma * _scaled(x, epsilon)


@layer_norm.mistake("gamma and beta stand in each other's place: multiply by gamma, add beta.")
def _(x, gamma, beta, epsilon):
    return beta * _scaled(x, epsilon) + gamma


@layer_norm.mistake(
    "beta is added before gamma multiplies here, and so is multiplied too. First times gamma, then "
    "plus beta."
)
def _(x, gamma, beta, epsilon):
    return gamma * (_scaled(x, epsilon) + beta)


@layer_norm.mistake(
    "The variance here divides by one less than there are numbers (ddof=1). Take x.var as it is."
)
def _(x, gamma, beta, epsilon):
    return gamma * _scaled(x, epsilon, ddof=1) + beta


@layer_norm.mistake(
    "Here the mean is subtracted from the whole, and not from x before it is divided. "
    "(x - mean) in brackets."
)
def _(x, gamma, beta, epsilon):
    mean, var = x.mean(axis=-1, keepdims=True), x.var(axis=-1, keepdims=True)
    return gamma * (x - mean / np.sqrt(var + epsilon)) + beta


@layer_norm.accepts
def _(x, gamma, beta, epsilon):
    centered = x - np.mean(x, axis=-1)[..., None]
    size = (np.mean(centered**2, axis=-1) + epsilon) ** 0.5
    return centered / size[..., None] * gamma + beta


@layer_norm.accepts
def _(x, gamma, beta, epsilon):
    rows = [(row - row.mean()) / np.sqrt(row.var() + epsilon) for row in x.reshape(-1, x.shape[-1])]
    return np.reshape(rows, x.shape) * gamma + beta


layer_norm.hints(
    "Mean and variance of each row: along the last axis, with keepdims=True, so that they stand "
    "beside their rows. Where does epsilon go?",
    "gamma * (x - mean) / np.sqrt(var + epsilon) + beta, with axis=-1.",
)
layer_norm.why(
    "It needs no batch: one name alone is normalised as it is among a thousand. So it does the "
    "same in training and in use, unlike batch normalisation."
)
