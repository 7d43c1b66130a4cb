"""Lesson 08, Train on four people: the exercise ``updates``."""

import math

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=8, minutes=2, difficulty=1, returns=int)
def updates(n_rows, batch_size, epochs):
    """How often the weights are changed in a whole training."""
    return epochs * int(np.ceil(n_rows / batch_size))


@updates.cases
def _(rng):
    yield 4, 1, 1000  # our four people: 4,000
    yield 10, 4, 3
    yield 60_000, 32, 5
    for _ in range(3):
        size, batches, epochs = (int(n) for n in rng.integers(3, 9, size=3))
        yield size * batches + int(rng.integers(1, size)), size, epochs


@updates.mistake(
    "You dropped the rows that are left over. They make a smaller batch, and an update of their "
    "own: round up."
)
def _(n_rows, batch_size, epochs):
    return epochs * (n_rows // batch_size)


@updates.mistake("That is one epoch. Every epoch goes through all batches again.")
def _(n_rows, batch_size, epochs):
    return math.ceil(n_rows / batch_size)


@updates.mistake("You counted one update a row. There is one a batch, however many rows it has.")
def _(n_rows, batch_size, epochs):
    return epochs * n_rows


@updates.mistake(
    "You rounded up once, at the end. Each epoch has its own rest, so round up before you multiply."
)
def _(n_rows, batch_size, epochs):
    return math.ceil(epochs * n_rows / batch_size)


@updates.mistake("You added a batch in each epoch. Nothing is left over when it divides evenly.")
def _(n_rows, batch_size, epochs):
    return epochs * (n_rows // batch_size + 1)


@updates.accepts
def _(n_rows, batch_size, epochs):
    return len(range(0, n_rows, batch_size)) * epochs


@updates.accepts
def _(n_rows, batch_size, epochs):
    return -(-n_rows // batch_size) * epochs


updates.hints(
    "How many batches does one epoch have, if 10 rows come in fours?",
    "int(np.ceil(n_rows / batch_size)) in each epoch: np.ceil rounds up.",
)
updates.why("It is the number of updates, not of epochs, that decides how far a training gets.")
