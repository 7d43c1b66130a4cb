"""Losses as metrics: watched, and not learned from."""

import copy
import math

from course_lib.nn import losses
from course_lib.nn.metrics.metric import MeanMetric
from course_lib.nn.outputs import Number


class _OfLoss(MeanMetric):
    """The mean of a loss over the rows."""

    higher_is_better = False

    def __init__(self, name, loss):
        super().__init__(name=name)
        self.loss, self.each = loss, copy.copy(loss)
        self.each.reduction = "none"
        self.sparse = loss.sparse

    def targets(self, y_true, output_shape, dtype):
        return self.loss.targets(y_true, output_shape, dtype, "y_true")

    def forward(self, y_true, y_pred):
        return self.loss.forward(y_true, y_pred)

    def rows(self, y_true, y_pred):
        return self.each.forward(y_true, y_pred)


def of_steps(metric):
    """As a metric that can leave steps out: one that takes weights. A loss becomes such a one."""
    if isinstance(metric, losses.Loss):
        return _OfLoss(metric.name, metric)
    if not hasattr(metric, "update_state"):
        raise ValueError(
            "Some steps of the outputs do not count, so a metric has to take weights. Received "
            f"{metric.name!r}, which has no update_state(y_true, y_pred, sample_weight=None). "
            "Derive it from MeanMetric, with rows(y_true, y_pred), a value for each row."
        )
    return metric


class MeanSquaredError(_OfLoss):
    """mean((y_pred - y_true)^2)."""

    def __init__(self, name="mean_squared_error"):
        super().__init__(name, losses.MeanSquaredError())


class RootMeanSquaredError(_OfLoss):
    """The root of the mean squared error: in the unit of y. It is no mean of the batches' roots."""

    forward = None  # the root comes last: so it is kept from batch to batch

    def __init__(self, name="root_mean_squared_error"):
        super().__init__(name, losses.MeanSquaredError())

    def result(self):
        return Number(math.sqrt(super().result()))


class MeanAbsoluteError(_OfLoss):
    """mean(abs(y_pred - y_true))."""

    def __init__(self, name="mean_absolute_error"):
        super().__init__(name, losses.MeanAbsoluteError())


class BinaryCrossentropy(_OfLoss):
    """-log of the probability that was given to what is true, for yes or no."""

    def __init__(self, name="binary_crossentropy", *, from_logits=False, label_smoothing=0):
        super().__init__(name, losses.BinaryCrossentropy(from_logits, label_smoothing))
        self.from_logits, self.label_smoothing = from_logits, label_smoothing


class CategoricalCrossentropy(_OfLoss):
    """-log of the probability of the true class; y is one-hot."""

    def __init__(self, name="categorical_crossentropy", *, from_logits=False, label_smoothing=0):
        super().__init__(name, losses.CategoricalCrossentropy(from_logits, label_smoothing))
        self.from_logits, self.label_smoothing = from_logits, label_smoothing


class SparseCategoricalCrossentropy(_OfLoss):
    """-log of the probability of the true class; y holds class numbers."""

    def __init__(self, name="sparse_categorical_crossentropy", *, from_logits=False):
        super().__init__(name, losses.SparseCategoricalCrossentropy(from_logits))
        self.from_logits = from_logits
