"""Lesson 04, Layers and batches: the exercise ``errors``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=4, minutes=4, difficulty=2)
def errors(y_pred, y_true):
    """One error a sample: (n, 1) predictions and (n,) labels -> (n,)."""
    return y_pred[:, 0] - y_true


@errors.cases
def _(rng):
    yield np.array([[0.5], [0.25], [0.75]]), np.array([1, 0, 1])
    for n in (2, 5, 4, 1):
        yield rng.random((n, 1)), rng.integers(0, 2, n) + rng.normal(size=n)


@errors.mistake(
    "n times n numbers came out, every prediction minus every label, as from the line that was "
    "there. NumPy stretches the (n, 1) and the (n,): give both the same shape first."
)
def _(y_pred, y_true):
    return y_pred - y_true


@errors.mistake(
    "The numbers are right and stand in a column, (n, 1). A flat (n,) is asked for: one number "
    "a sample, without brackets of its own."
)
def _(y_pred, y_true):
    return y_pred - y_true[:, np.newaxis]


@errors.mistake(
    "This is every prediction minus the *first* label, as one column of the table (n, n) has it. "
    "Flatten y_pred before you subtract."
)
def _(y_pred, y_true):
    return (y_pred - y_true)[:, 0]


@errors.mistake(
    "This is the *first* prediction minus every label, as one row of the table (n, n) has it. "
    "Flatten y_pred before you subtract."
)
def _(y_pred, y_true):
    return (y_pred - y_true)[0]


@errors.mistake("The sign is turned round: the error is the prediction minus the label.")
def _(y_pred, y_true):
    return y_true - y_pred[:, 0]


@errors.mistake("These are the errors squared. Here each keeps its size and its sign.")
def _(y_pred, y_true):
    return (y_pred[:, 0] - y_true) ** 2


@errors.accepts
def _(y_pred, y_true):
    return y_pred.ravel() - y_true


@errors.accepts
def _(y_pred, y_true):
    return np.diag(y_pred - y_true)


@errors.accepts
def _(y_pred, y_true):
    return (y_pred - y_true.reshape(-1, 1)).reshape(-1)


errors.hints(
    "Print both shapes. NumPy lines them up from the right, and stretches every 1 to fit.",
    "y_pred[:, 0] is its only column, as a flat (n,). Subtract y_true from that.",
)
errors.why(
    "Nothing fails when this goes wrong: the mean of 16 numbers is as easily computed as that of "
    "4, and the training learns nonsense."
)
