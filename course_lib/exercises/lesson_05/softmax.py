"""Lesson 05, Put a number on being wrong: the exercise ``softmax``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=5, minutes=6, difficulty=2)
def softmax(z):
    """Turn each row of scores into shares that add up to 1: (n, classes) -> (n, classes)."""
    e = np.exp(z - z.max(axis=1, keepdims=True))  # same ratios, and exp cannot overflow
    return e / e.sum(axis=1, keepdims=True)


@softmax.cases
def _(rng):
    yield (np.array([[1.0, 1.0, 2.0]]),)
    yield (np.array([[1.0, 2.0, 0.5], [0.0, -1.0, 3.0]]),)
    yield (np.array([[1000.0, 1001.0], [-1000.0, -1002.0], [0.0, 1.0]]),)
    yield (rng.normal(size=(3, 3)),)
    yield (rng.normal(size=(4, 2)),)


@softmax.mistake(
    "Your formula is right, and e^1000 overflows: infinity by infinity is nan. Take each row's "
    "largest score off first; the shares stay the same."
)
def _(z):
    e = np.exp(z)
    return e / e.sum(axis=1, keepdims=True)


@softmax.mistake(
    "Your shares add up to 1 down each column. A row is one evening, and its shares add up: axis=1."
)
def _(z):
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=0)


@softmax.mistake(
    "You divided by the sum over the whole table. Each row has its own sum: axis=1, keepdims=True."
)
def _(z):
    e = np.exp(z - z.max())
    return e / e.sum()


@softmax.mistake(
    "You took the largest score of the whole table off. A row far below it then holds nothing but "
    "zeros: take each row's own largest, z.max(axis=1, keepdims=True)."
)
def _(z):
    e = np.exp(z - z.max())
    return e / e.sum(axis=1, keepdims=True)


@softmax.mistake(
    "The sums came out as a flat (n,), and NumPy laid them along the columns instead of down the "
    "rows. keepdims=True keeps them as a column, (n, 1)."
)
def _(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1)


@softmax.mistake("You shared the scores themselves out, and those can be negative. Take e^z first.")
def _(z):
    return z / z.sum(axis=1, keepdims=True)


@softmax.mistake(
    "That is a sigmoid for each score on its own. Softmax shares 1 out: divide e^z by the sum of "
    "its row."
)
def _(z):
    return 0.5 * (1 + np.tanh(z / 2))


@softmax.mistake("You took e^z and did not share it out: divide by the sum of its row.")
def _(z):
    return np.exp(z - z.max(axis=1, keepdims=True))


@softmax.accepts
def _(z):
    rows = [np.exp(row - max(row)) for row in z]
    return np.array([row / sum(row) for row in rows])


@softmax.accepts
def _(z):
    low = z - np.max(z, axis=-1)[:, np.newaxis]
    return np.exp(low - np.log(np.exp(low).sum(axis=-1, keepdims=True)))


softmax.hints(
    "Three steps for each row: take its largest off, e to that power, divide by the row's sum.",
    "z.max(axis=1, keepdims=True) is a column with each row's largest; e.sum, with the same two, "
    "is one with each row's sum.",
)
softmax.why("The network that reads handwriting, in lesson 15, ends in these ten shares.")
