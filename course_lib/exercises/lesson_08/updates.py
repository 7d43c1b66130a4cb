"""Lesson 08, Gradient descent: the exercise ``updates``."""

import math

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=8, minutes=2, difficulty=1, returns=float)
def updates(n_rows, batch_size, epochs):
    """How often the weights are changed in a whole training."""
    return epochs * int(np.ceil(n_rows / batch_size))


@updates.cases
def _(rng):
    yield 4, 1, 1000  # our four people: 4,000
    yield 10, 4, 3
    yield 11, 4, 2
    yield 3, 10, 2  # all rows in one batch
    yield 60_000, 32, 5
    for _ in range(3):
        size, batches, epochs = (int(n) for n in rng.integers(3, 9, size=3))
        yield size * batches + int(rng.integers(1, size)), size, epochs


@updates.mistake(
    "Here the rows that are left over make no update. They are a smaller batch, with an update of "
    "its own: round up."
)
def _(n_rows, batch_size, epochs):
    return epochs * (n_rows // batch_size)


@updates.mistake("These are the updates of one epoch. Each goes through all batches again.")
def _(n_rows, batch_size, epochs):
    return math.ceil(n_rows / batch_size)


@updates.mistake("This is one update a row. There is one a batch, however many rows it has.")
def _(n_rows, batch_size, epochs):
    return epochs * n_rows


@updates.mistake(
    "These numbers come out when they are rounded up once, at the end. Each epoch has its own "
    "rest, so round up before you multiply."
)
def _(n_rows, batch_size, epochs):
    return math.ceil(epochs * n_rows / batch_size)


@updates.mistake(
    "Here each epoch has one batch more than there are full ones. When the rows come out even, "
    "nothing is left over for it."
)
def _(n_rows, batch_size, epochs):
    return epochs * (n_rows // batch_size + 1)


@updates.mistake(
    "These numbers come out when the batches are rounded to the nearest whole number. A rest of "
    "any size is a batch: round up."
)
def _(n_rows, batch_size, epochs):
    return epochs * round(n_rows / batch_size)


@updates.mistake(
    "Here a short batch counts as a part of an update. It is a whole one: round the batches up, to "
    "whole numbers."
)
def _(n_rows, batch_size, epochs):
    return epochs * n_rows / batch_size


@updates.accepts
def _(n_rows, batch_size, epochs):
    return len(range(0, n_rows, batch_size)) * epochs


@updates.accepts
def _(n_rows, batch_size, epochs):
    return np.ceil(n_rows / batch_size) * epochs  # 4000.0


@updates.accepts
def _(n_rows, batch_size, epochs):
    return -(-n_rows // batch_size) * epochs


updates.hints(
    "How many batches does one epoch have, if 10 rows come in fours?",
    "int(np.ceil(n_rows / batch_size)) in each epoch: np.ceil rounds up.",
)
updates.why("It is the number of updates, not of epochs, that decides how far a training gets.")
