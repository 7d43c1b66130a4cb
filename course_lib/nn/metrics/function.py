"""Metrics as functions: a value for each row, and a function of your own as a metric."""

import numpy as np

from course_lib.nn.metrics.accuracy import (
    BinaryAccuracy,
    CategoricalAccuracy,
    SparseCategoricalAccuracy,
)
from course_lib.nn.metrics.metric import MeanMetric
from course_lib.nn.outputs import as_output


class FunctionMetric(MeanMetric):
    """The mean of what a function of your own gives for (y_true, y_pred).

    Whether it should grow or fall is not known.
    """

    higher_is_better = None

    def __init__(self, function):
        super().__init__(name=getattr(function, "__name__", "function"))
        self.function = function

    def rows(self, y_true, y_pred):
        values = np.asarray(self.function(y_true, y_pred))
        return values if values.ndim else np.full(len(y_pred), values)  # a mean, given to each row


def binary_accuracy(y_true, y_pred, threshold=0.5):
    """The fraction of right answers in each row: (n, k) -> (n,)."""
    return _rows(BinaryAccuracy(threshold=threshold), y_true, y_pred)


def categorical_accuracy(y_true, y_pred):
    """1 for each row whose largest output is right, 0 for each other: (n, k) -> (n,)."""
    return _rows(CategoricalAccuracy(), y_true, y_pred)


def sparse_categorical_accuracy(y_true, y_pred):
    """The same for class numbers: (n,) and (n, k) -> (n,)."""
    return _rows(SparseCategoricalAccuracy(), y_true, y_pred)


def _rows(metric, y_true, y_pred):
    y_true, y_pred, _ = metric.checked(y_true, y_pred)
    values = metric.rows(y_true, y_pred).astype(y_pred.dtype)
    return as_output(values if values.ndim == 1 else values.mean(axis=-1))


CLASSES = {
    binary_accuracy: BinaryAccuracy,
    categorical_accuracy: CategoricalAccuracy,
    sparse_categorical_accuracy: SparseCategoricalAccuracy,
}
