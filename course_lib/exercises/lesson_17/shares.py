"""Lesson 17, Capstone project: the exercise ``shares``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=17, minutes=4, difficulty=2)
def shares(counts):
    """Of what is each row, the share that was called each column; a row without any stays 0."""
    n = counts.sum(axis=1, keepdims=True)
    return counts / np.maximum(n, 1)


@shares.cases
def _(rng):
    yield np.array([[8, 2, 0], [1, 3, 0], [0, 4, 4]])
    yield np.array([[6, 0, 1, 0], [0, 0, 0, 0], [2, 3, 5, 1], [0, 0, 1, 0]])
    for classes in (4, 5, 10):
        counts = rng.integers(1, 9, size=(classes, classes)) + 20 * np.eye(classes, dtype=int)
        counts[int(rng.integers(classes))] = 0
        yield counts


@shares.mistake(
    "Each *column* adds up to 1 here: of all that were called a 7, the share that were 7s. That is "
    "another question. Asked for is: of all that were 7s, the share that was called 7. Divide by "
    "the rows' sums, axis=1."
)
def _(counts):
    return counts / np.maximum(counts.sum(axis=0), 1)


_OF_ANOTHER_ROW = (
    "Each cell is divided by the sum of *another* row here: that of its column's number. The sums "
    "along axis=1 have the shape (classes,), and that is spread along the rows. keepdims=True "
    "keeps them upright."
)


@shares.mistake(_OF_ANOTHER_ROW)
def _(counts):
    return counts / np.maximum(counts.sum(axis=1), 1)


@shares.mistake(_OF_ANOTHER_ROW + " And where a sum is 0, divide by 1: np.maximum(n, 1).")
def _(counts):
    return counts / counts.sum(axis=1)


@shares.mistake(
    "All cells together add up to 1 here. Each *row* has a sum of its own to be divided by."
)
def _(counts):
    return counts / counts.sum()


@shares.mistake("These are percentages, a hundred times the shares.")
def _(counts):
    return 100 * counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)


@shares.mistake(
    "A row without any is nan here: 0 / 0. It stays 0; divide by 1 where the sum is 0: "
    "np.maximum(n, 1)."
)
def _(counts):
    with np.errstate(invalid="ignore"):
        return counts / counts.sum(axis=1, keepdims=True)


@shares.mistake(
    "This is the diagonal alone, the share of each digit that is read right. Asked for are the "
    "shares of all cells."
)
def _(counts):
    return np.diag(counts) / np.maximum(counts.sum(axis=1), 1)


@shares.mistake(
    "Each row is divided by its largest count, so that some cells are 1. Divide by its sum."
)
def _(counts):
    return counts / np.maximum(counts.max(axis=1, keepdims=True), 1)


@shares.accepts
def _(counts):
    answer = np.zeros(counts.shape)
    for i, row in enumerate(counts):
        if row.sum():
            answer[i] = row / row.sum()
    return answer


shares.hints(
    "Each row has to add up to 1. Along which axis does one add up to get the sum of a row?",
    "n = counts.sum(axis=1, keepdims=True), a column of sums; then counts / np.maximum(n, 1).",
)
shares.why(
    "Rows answer: how much of what is a 7 gets through? Columns answer: how far can I trust it "
    "when it says 7? These are called recall and precision."
)
