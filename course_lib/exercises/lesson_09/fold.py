"""Lesson 09, Hidden layers: the exercise ``fold``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=9, minutes=3, difficulty=1)
def fold(kernel, bias):
    """One table of weights, for rows whose last column is 1."""
    return np.vstack([kernel, bias])


@fold.cases
def _(rng):
    yield np.array([[1.0, 2.0], [-1.0, 0.5]]), np.array([0.5, -1.0])
    for n_in, units in ((2, 4), (3, 2), (4, 4), (3, 1)):
        yield rng.normal(size=(n_in, units)), rng.normal(size=units)


@fold.mistake(
    "The biases come out in the first row. There the first *input* finds its weights; the ones are "
    "the last column of x, so their weights are the last row."
)
def _(kernel, bias):
    return np.vstack([bias, kernel])


@fold.mistake(
    "np.concatenate puts tables together, and the bias is flat, (units,). Make a table with one "
    "row of it, bias[np.newaxis]; np.vstack does so by itself."
)
def _(kernel, bias):
    return np.concatenate([kernel, bias])


@fold.mistake(
    "The last row comes out as ones. The ones are in x already; what they are multiplied with is "
    "the bias."
)
def _(kernel, bias):
    return np.vstack([kernel, np.ones(len(bias))])


@fold.mistake(
    "The bias comes out added to every weight, so that every input multiplies it. It wants a row "
    "of its own, which only the 1 meets."
)
def _(kernel, bias):
    return kernel + bias


@fold.mistake("The biases are lost: the last row is 0, and the ones have nothing to carry.")
def _(kernel, bias):
    return np.vstack([kernel, np.zeros_like(bias)])


@fold.mistake("The kernel came back as it was. It needs one more row, for the column of ones.")
def _(kernel, bias):
    return kernel


@fold.mistake("The table comes out on its side: a neuron is a column, so that x @ table works.")
def _(kernel, bias):
    return np.vstack([kernel, bias]).T


@fold.mistake(
    "The biases stand in a column on the right, where one more neuron would be. Each belongs to a "
    "column that is there: put them into a row, below."
)
def _(kernel, bias):
    return np.column_stack([kernel, bias])


@fold.accepts
def _(kernel, bias):
    return np.concatenate([kernel, bias[np.newaxis]])


@fold.accepts
def _(kernel, bias):
    table = np.empty((len(kernel) + 1, len(bias)))
    table[:-1], table[-1] = kernel, bias
    return table


fold.hints(
    "x gets one more column, so the table needs one more row. Which number should each neuron find "
    "where its column meets the 1?",
    "np.vstack puts rows under each other: the kernel, then the bias.",
)
fold.why(
    "Now there is a single table to find slopes for, and every rule has to be found only once."
)
