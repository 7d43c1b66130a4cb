"""Lesson 05, Loss functions: the exercise ``softmax``."""

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
    yield (np.array([[-1000.0, -1002.0], [1000.0, 1001.0]]),)  # the first row is the low one
    yield (np.array([[0.0, 0.0, 3000.0], [2.0, 1.0, 0.0]]),)  # the largest is far above the rest
    yield (np.array([[1, 0], [0, 2], [3, 3]]),)  # whole numbers
    yield (rng.normal(size=(3, 3)),)
    yield (rng.normal(size=(4, 2)),)


@softmax.mistake(
    "For scores of 1000 it is nan: e^1000 overflows, and infinity divided by infinity is no "
    "number. Take each row's largest score off first; the shares stay the same."
)
def _(z):
    e = np.exp(z)
    return e / e.sum(axis=1, keepdims=True)


@softmax.mistake(
    "These shares add up to 1 down each column. A row is one evening, and its shares add up: "
    "axis=1."
)
def _(z):
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=0)


@softmax.mistake(
    "These are shares of the whole table, which add up to 1 all together. Each row has its own "
    "sum: axis=1, keepdims=True."
)
def _(z):
    e = np.exp(z - z.max())
    return e / e.sum()


@softmax.mistake(
    "A row far below the table's largest score comes out as nan, 0 divided by 0, as when that "
    "score is taken off every row. Take each row's own largest off: z.max(axis=1, keepdims=True)."
)
def _(z):
    e = np.exp(z - z.max())
    return e / e.sum(axis=1, keepdims=True)


@softmax.mistake(
    "A row far from the first one comes out as nan, as when the first row's largest score is taken "
    "off every row. Take each row's own largest off: z.max(axis=1, keepdims=True)."
)
def _(z):
    e = np.exp(z - z[0].max())
    return e / e.sum(axis=1, keepdims=True)


@softmax.mistake(
    "This is what happens when the rows' sums are a flat (n,): NumPy lays them along the columns "
    "instead of down the rows. keepdims=True keeps them as a column, (n, 1)."
)
def _(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1)


@softmax.mistake(
    "These are the scores themselves, shared out, and scores can be negative. Take e^z first."
)
def _(z):
    return z / z.sum(axis=1, keepdims=True)


@softmax.mistake(
    "This is a sigmoid for each score on its own. Softmax shares 1 out: divide e^z by the sum of "
    "its row."
)
def _(z):
    return 0.5 * (1 + np.tanh(z / 2))


@softmax.mistake(
    "This is e^z, with the largest of its row taken off, and not yet shared out: divide by the "
    "row's sum."
)
def _(z):
    return np.exp(z - z.max(axis=1, keepdims=True))


@softmax.mistake(
    "A row with one score far above its others comes out with nan: e^z overflows unless nothing is "
    "above 0. Take the *largest* of each row off, and no other number."
)
def _(z):
    e = np.exp(z - z.mean(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@softmax.mistake(
    "This is what happens when the rows' largest scores are a flat (n,): NumPy lays them along the "
    "columns instead of down the rows. z.max(axis=1, keepdims=True) is a column, (n, 1)."
)
def _(z):
    e = np.exp(z - z.max(axis=1))
    return e / e.sum(axis=1, keepdims=True)


@softmax.mistake(
    "This is what happens when both, the rows' largest scores and their sums, are a flat (n,): "
    "NumPy lays them along the columns. keepdims=True keeps each of them as a column, (n, 1)."
)
def _(z):
    e = np.exp(z - z.max(axis=1))
    return e / e.sum(axis=1)


@softmax.mistake(
    "Where z holds whole numbers, the shares are cut down to whole numbers too. An array made like "
    "z holds nothing else: make it with np.zeros(z.shape)."
)
def _(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return (e / e.sum(axis=1, keepdims=True)).astype(z.dtype)


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
