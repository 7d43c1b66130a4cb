"""Losses as functions: the loss of each row, (n, k) -> (n,). A flat y_pred is one row."""

import numpy as np

from course_lib.nn.floatx import as_float
from course_lib.nn.losses.crossentropy import (
    BinaryCrossentropy,
    CategoricalCrossentropy,
    SparseCategoricalCrossentropy,
)
from course_lib.nn.losses.regression import Huber, LogCosh, MeanAbsoluteError, MeanSquaredError


def mean_squared_error(y_true, y_pred):
    """mean((y_pred - y_true)^2) of each row.

    >>> mean_squared_error([[0, 0], [0, 0]], [[1, 2], [3, 4]])
    array([ 2.5, 12.5])
    """
    return _rows(MeanSquaredError("none"), y_true, y_pred)


def mean_absolute_error(y_true, y_pred):
    """mean(abs(y_pred - y_true)) of each row."""
    return _rows(MeanAbsoluteError("none"), y_true, y_pred)


def huber(y_true, y_pred, delta=1.0):
    """The mean of squares near 0, and of distances beyond ``delta``, of each row."""
    return _rows(Huber(delta, "none"), y_true, y_pred)


def log_cosh(y_true, y_pred):
    """mean(log(cosh(y_pred - y_true))) of each row."""
    return _rows(LogCosh("none"), y_true, y_pred)


def binary_crossentropy(y_true, y_pred, from_logits=False, label_smoothing=0.0):
    """The mean of -log of the probability that was given to what is true, of each row."""
    loss = BinaryCrossentropy(from_logits, label_smoothing, reduction="none")
    return _rows(loss, y_true, y_pred)


def categorical_crossentropy(y_true, y_pred, from_logits=False, label_smoothing=0.0):
    """-log of the probability of the true class, of each row; y_true is one-hot."""
    loss = CategoricalCrossentropy(from_logits, label_smoothing, reduction="none")
    return _rows(loss, y_true, y_pred)


def sparse_categorical_crossentropy(y_true, y_pred, from_logits=False):
    """-log of the probability of the true class, of each row; y_true holds class numbers."""
    return _rows(SparseCategoricalCrossentropy(from_logits, reduction="none"), y_true, y_pred)


def _rows(loss, y_true, y_pred):
    y_pred = as_float(y_pred)
    if y_pred.ndim == 1:
        return loss(np.asarray(y_true)[np.newaxis], y_pred[np.newaxis])[0]
    return loss(y_true, y_pred)


FUNCTIONS = {
    mean_squared_error: MeanSquaredError,
    mean_absolute_error: MeanAbsoluteError,
    huber: Huber,
    log_cosh: LogCosh,
    binary_crossentropy: BinaryCrossentropy,
    categorical_crossentropy: CategoricalCrossentropy,
    sparse_categorical_crossentropy: SparseCategoricalCrossentropy,
}
