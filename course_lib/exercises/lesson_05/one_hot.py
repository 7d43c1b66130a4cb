"""Lesson 05, Loss functions: the exercise ``one_hot``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=5, minutes=4, difficulty=2)
def one_hot(labels, n_classes):
    """One row for each label, with a 1 in its column: (n,) -> (n, n_classes)."""
    return np.eye(n_classes)[labels]


@one_hot.cases
def _(rng):
    yield np.array([2, 0, 1]), 3
    yield np.array([0, 2]), 4  # the last class does not occur
    yield rng.integers(0, 5, size=9), 6
    yield rng.integers(0, 4, size=12), 4


@one_hot.mistake(
    "Every 1 stands one column too early, and label 0 has its own at the end. Counting starts at "
    "0: label 0 belongs in the first column."
)
def _(labels, n_classes):
    return np.eye(n_classes)[labels - 1]


@one_hot.mistake("Every 1 stands one column too late: label 0 belongs in the first column.")
def _(labels, n_classes):
    return np.eye(n_classes)[(labels + 1) % n_classes]


@one_hot.mistake(
    "Your classes are rows. Rows are samples: one row for each label, so (n, n_classes)."
)
def _(labels, n_classes):
    return np.eye(n_classes)[labels].T


@one_hot.mistake(
    "Columns are missing where the last classes do not occur. A class that does not occur today "
    "still has its column: use n_classes."
)
def _(labels, n_classes):
    return np.eye(labels.max() + 1)[labels]


@one_hot.mistake(
    "The columns of all labels hold 1s in every row, as after out[:, labels] = 1. A row has one 1, "
    "at its own label: for row i that is out[i, labels[i]]."
)
def _(labels, n_classes):
    rows = np.zeros((len(labels), n_classes))
    rows[:, labels] = 1
    return rows


@one_hot.mistake(
    "Whole rows hold nothing but 1s, as after out[label] = 1: a label is read as a row there. A 1 "
    "has two places, its row and its column: out[i, label]."
)
def _(labels, n_classes):
    rows = np.zeros((len(labels), n_classes))
    for label in labels:
        rows[label] = 1
    return rows


@one_hot.mistake("There is one column too many: the labels go from 0 to n_classes - 1.")
def _(labels, n_classes):
    return np.eye(n_classes + 1)[labels]


@one_hot.mistake(
    "The label's own number stands where the 1 belongs, so class 0 has nothing but zeros."
)
def _(labels, n_classes):
    return np.eye(n_classes)[labels] * labels[:, np.newaxis]


@one_hot.mistake(
    "True stands where a 1 belongs, and False elsewhere. Make numbers of them: .astype(int)."
)
def _(labels, n_classes):
    return labels[:, np.newaxis] == np.arange(n_classes)


@one_hot.accepts
def _(labels, n_classes):
    return (labels[:, np.newaxis] == np.arange(n_classes)).astype(int)


@one_hot.accepts
def _(labels, n_classes):
    rows = np.zeros((len(labels), n_classes))
    for i, label in enumerate(labels):
        rows[i, label] = 1
    return rows


@one_hot.accepts
def _(labels, n_classes):
    rows = np.zeros((len(labels), n_classes))
    rows[np.arange(len(labels)), labels] = 1
    return rows


one_hot.hints(
    "Begin with a table of zeros, one row for each label. Which columns get a 1?",
    "np.eye(n_classes) has a 1 in column k of row k, and an array of labels picks rows: "
    "np.eye(n_classes)[labels].",
)
one_hot.why(
    "In this form a softmax and the truth can be held against each other, column by column."
)
