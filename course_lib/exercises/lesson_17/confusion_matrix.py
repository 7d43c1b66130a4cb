"""Lesson 17, Capstone project: the exercise ``confusion_matrix``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=17, minutes=5, difficulty=2)
def confusion_matrix(y_true, y_pred, classes):
    """How often what is row was called column: counts, (classes, classes)."""
    counts = np.zeros((classes, classes), dtype=int)
    for truth, said in zip(y_true, y_pred):
        counts[truth, said] += 1
    return counts


@confusion_matrix.cases
def _(rng):
    yield np.array([0, 0, 0, 1, 1, 2]), np.array([0, 2, 2, 1, 0, 2]), 3
    for classes, n in ((4, 30), (3, 25), (10, 60)):
        y_true = np.concatenate([rng.integers(classes - 1, size=n - 4), [0, 0, 0, 0]])
        y_pred = np.where(rng.random(n) < 0.6, y_true, rng.integers(classes, size=n))
        y_pred[-3:] = 1
        yield y_true, y_pred, classes


def _counts(y_true, y_pred, classes):
    counts = np.zeros((classes, classes), dtype=int)
    np.add.at(counts, (y_true, y_pred), 1)
    return counts


@confusion_matrix.mistake(
    "Rows and columns have changed places: the row is what it is, the column what was said."
)
def _(y_true, y_pred, classes):
    return _counts(y_true, y_pred, classes).T


@confusion_matrix.mistake(
    "No cell is above 1 here, however often its pair comes. Go through the pairs in a loop, and "
    "add 1 each time: with whole arrays, counts[y_true, y_pred] += 1 adds only once to a cell."
)
def _(y_true, y_pred, classes):
    return np.minimum(_counts(y_true, y_pred, classes), 1)


@confusion_matrix.mistake(
    "Only the right answers are counted here, on the diagonal. The others are what one wants to "
    "see."
)
def _(y_true, y_pred, classes):
    return np.diag(np.diag(_counts(y_true, y_pred, classes)))


@confusion_matrix.mistake(
    "The diagonal is empty here: only wrong answers are counted. The right ones belong to it too."
)
def _(y_true, y_pred, classes):
    counts = _counts(y_true, y_pred, classes)
    return counts - np.diag(np.diag(counts))


@confusion_matrix.mistake(
    "These are shares of all answers. Asked for are counts; they are divided in a moment."
)
def _(y_true, y_pred, classes):
    return _counts(y_true, y_pred, classes) / len(y_true)


@confusion_matrix.mistake(
    "These are shares of each row. Asked for are counts; they are divided in a moment."
)
def _(y_true, y_pred, classes):
    counts = _counts(y_true, y_pred, classes)
    return counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)


@confusion_matrix.accepts
def _(y_true, y_pred, classes):
    rows = [
        [np.sum((y_true == truth) & (y_pred == said)) for said in range(classes)]
        for truth in range(classes)
    ]
    return np.array(rows)


@confusion_matrix.accepts
def _(y_true, y_pred, classes):
    return np.eye(classes)[y_true].T @ np.eye(classes)[y_pred]


confusion_matrix.hints(
    "Begin with zeros, (classes, classes). Each pair of truth and answer adds 1 to one cell.",
    "for truth, said in zip(y_true, y_pred): counts[truth, said] += 1",
)
confusion_matrix.why(
    "One number says how often a network is wrong. This table says what it takes for what."
)
