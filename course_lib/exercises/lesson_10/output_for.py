"""Lesson 10, Keras: the exercise ``output_for``."""

import numpy as np

from course_lib.checks import exercise
from course_lib.checks.values import read


@exercise(lesson=10, minutes=5, difficulty=2, returns=(int, str, str))
def output_for(y):
    """What suits these targets: units and activation of the last layer, and the loss."""
    if y.ndim == 2:
        return y.shape[1], "softmax", "categorical_crossentropy"
    if y.dtype.kind == "f":
        return 1, "linear", "mean_squared_error"
    if y.max() > 1:
        return int(y.max()) + 1, "softmax", "sparse_categorical_crossentropy"
    return 1, "sigmoid", "binary_crossentropy"


@output_for.seen
def _(end, y):
    """The answer, with the loss by its full name: Keras knows “mse” as well."""
    plain = read(end)
    if not isinstance(plain, (list, tuple)) or len(plain) != 3:
        return end
    units, activation, loss = plain
    return units, activation, "mean_squared_error" if loss in ("mse", "MSE") else loss


@output_for.cases
def _(rng):
    yield (np.array([1, 0, 0, 1]),)  # Alice to Diana
    yield (np.array([0, 2, 1, 1]),)
    yield (np.eye(4, dtype=int)[[0, 2, 1, 3, 2]],)
    yield (np.eye(2, dtype=int)[[0, 1, 1]],)
    yield (np.array([61.5, 72.25, 80.0]),)
    yield (np.array([0.0, 1.0, 2.0, 1.0]),)
    classes = int(rng.integers(3, 9))
    labels = rng.permutation(np.append(np.arange(classes), rng.integers(0, classes, 4)))
    yield (labels,)
    yield (np.eye(classes, dtype=int)[labels],)
    yield (rng.normal(size=5),)
    yield (rng.permutation(np.append([0, 1], rng.integers(0, 2, size=6))),)


def _right(y):
    if y.ndim == 2:
        return y.shape[1], "softmax", "categorical_crossentropy"
    if y.dtype.kind == "f":
        return 1, "linear", "mean_squared_error"
    if y.max() > 1:
        return int(y.max()) + 1, "softmax", "sparse_categorical_crossentropy"
    return 1, "sigmoid", "binary_crossentropy"


@output_for.mistake(
    "One unit has a softmax here. Its share of one is always 1.0, whatever comes in, and no "
    "training changes that. A single yes or no takes a sigmoid."
)
def _(y):
    units, activation, loss = _right(y)
    return units, "softmax" if activation == "sigmoid" else activation, loss


@output_for.mistake(
    "Softmax does not go with binary_crossentropy: that loss asks of every class by itself, yes or "
    "no, and softmax makes them share. Categorical cross-entropy for one-hot rows, and sparse for "
    "class numbers."
)
def _(y):
    units, activation, loss = _right(y)
    return units, activation, "binary_crossentropy" if activation == "softmax" else loss


@output_for.mistake(
    "Class numbers, one for each row, go with `sparse_categorical_crossentropy`. Without the "
    "sparse, it wants a column for each class."
)
def _(y):
    units, activation, loss = _right(y)
    return units, activation, loss.replace("sparse_", "")


@output_for.mistake(
    "These rows are one-hot, with a column for each class. *Sparse* is for class numbers: without "
    "it here."
)
def _(y):
    units, activation, loss = _right(y)
    return units, activation, f"sparse_{loss}" if loss[:11] == "categorical" else loss


@output_for.mistake(
    "For class numbers there is one unit too few: the classes count from 0, so there is one more "
    "of them than the largest number."
)
def _(y):
    units, activation, loss = _right(y)
    return units - (loss[:6] == "sparse"), activation, loss


@output_for.mistake(
    "Class numbers get the end for amounts here: with a squared error, class 3 is three times as "
    "much as class 1, and between 1 and 3 lies 2. Classes need a unit each, and softmax."
)
def _(y):
    units, activation, loss = _right(y)
    return (1, "linear", "mean_squared_error") if loss[:6] == "sparse" else (
        units, activation, loss
    )  # fmt: skip


@output_for.mistake(
    "A sigmoid cannot say 72.25: it ends at 1. For amounts the last layer is linear."
)
def _(y):
    units, activation, loss = _right(y)
    return units, "sigmoid" if activation == "linear" else activation, loss


@output_for.mistake(
    "Two units and a softmax for yes or no would do as well, with labels as class numbers. The "
    "table above has the shorter way: one unit, a sigmoid, binary_crossentropy."
)
def _(y):
    units, activation, loss = _right(y)
    if activation == "sigmoid":
        return 2, "softmax", "sparse_categorical_crossentropy"
    return units, activation, loss


def _but(y, kind, *end):
    """The right end; another one, where the right loss begins with ``kind``."""
    return end if _right(y)[2].startswith(kind) else _right(y)


@output_for.mistake(
    "The two losses for classes stand in each other's place: *sparse* is for class numbers, and "
    "without it for one-hot rows."
)
def _(y):
    units, activation, loss = _right(y)
    if loss[:6] == "sparse":
        return units, activation, loss[7:]
    return units, activation, f"sparse_{loss}" if loss[:11] == "categorical" else loss


@output_for.mistake(
    "One-hot rows get the end for yes or no here: they have zeros and ones too, but a column for "
    "each class. Ask for y.ndim first."
)
def _(y):
    return _but(y, "categorical", 1, "sigmoid", "binary_crossentropy")


@output_for.mistake(
    "For one-hot rows there are as many units as rows. There is one for each class, and so for "
    "each column: y.shape[1]."
)
def _(y):
    return _but(y, "categorical", len(y), "softmax", "categorical_crossentropy")


@output_for.mistake(
    "For amounts there is a unit for each row. Rows come one after the other, and each gets one "
    "answer: 1 unit."
)
def _(y):
    return _but(y, "mean", len(y), "linear", "mean_squared_error")


@output_for.mistake(
    "For yes or no there is a unit for each row. Rows come one after the other, and each gets one "
    "answer: 1 unit."
)
def _(y):
    return _but(y, "binary", len(y), "sigmoid", "binary_crossentropy")


@output_for.mistake(
    "A ReLU never answers below 0, and an amount may be negative. For amounts the last layer is "
    "linear."
)
def _(y):
    return _but(y, "mean", 1, "relu", "mean_squared_error")


@output_for.mistake(
    "Activation and loss stand in each other's place. The order is: units, activation, loss."
)
def _(y):
    units, activation, loss = _right(y)
    return units, loss, activation


@output_for.accepts
def _(y):
    if y.dtype.kind == "f":
        return [np.int64(1), "linear", "mse"]
    return _right(y)


@output_for.accepts
def _(y):
    if np.issubdtype(y.dtype, np.floating):
        return 1, "linear", "mean_squared_error"
    if len(y.shape) == 2:
        return len(y[0]), "softmax", "categorical_crossentropy"
    classes = len(np.unique(y))
    if classes == 2:
        return 1, "sigmoid", "binary_crossentropy"
    return classes, "softmax", "sparse_categorical_crossentropy"


output_for.hints(
    "Four kinds of targets, four rows in the table. How do you tell them apart: by y.ndim, by "
    "y.dtype.kind, by y.max()?",
    'Two axes: one-hot. y.dtype.kind == "f": amounts. y.max() > 1: class numbers, max + 1 of them. '
    "What is left is yes or no.",
)
output_for.why(
    "No error message tells you of a wrong pair. The loss falls, and the answers are worth nothing."
)
