"""Losses of numbers: how far a prediction is from the truth."""

import math

import numpy as np

from course_lib.nn import validation
from course_lib.nn.losses.loss import Loss


class MeanSquaredError(Loss):
    """mean((y_pred - y_true)^2)."""

    def __init__(self, reduction="sum_over_batch_size", name="mean_squared_error"):
        super().__init__(name, reduction)

    def forward(self, y_true, y_pred, weight=None):
        self.error = y_pred - y_true
        if weight is None and self.reduction == "sum_over_batch_size":
            self.scale = 1 / self.error.size
            return self.scale * np.vdot(self.error, self.error)  # saves 3 % of a small step
        return self.reduce(self.error * self.error, weight, per_row=y_pred.shape[-1])

    def backward(self):
        return 2 * self.scale * self.error


class MeanAbsoluteError(Loss):
    """mean(abs(y_pred - y_true)): a single row that is far off counts less than with squares."""

    def __init__(self, reduction="sum_over_batch_size", name="mean_absolute_error"):
        super().__init__(name, reduction)

    def forward(self, y_true, y_pred, weight=None):
        self.error = y_pred - y_true
        return self.reduce(np.abs(self.error), weight, per_row=y_pred.shape[-1])

    def backward(self):
        return self.scale * np.sign(self.error)


class Huber(Loss):
    """error^2 / 2 up to ``delta``; beyond it straight on, so that a far row does not rule."""

    def __init__(self, delta: float = 1.0, reduction="sum_over_batch_size", name="huber_loss"):
        super().__init__(name, reduction)
        self.delta = validation.positive(delta, "delta", "Errors beyond delta count as distances")

    def forward(self, y_true, y_pred, weight=None):
        self.error = y_pred - y_true
        distance = np.abs(self.error)
        near = np.minimum(distance, self.delta)
        return self.reduce(near * (distance - near / 2), weight, per_row=y_pred.shape[-1])

    def backward(self):
        return self.scale * np.clip(self.error, -self.delta, self.delta)


class LogCosh(Loss):
    """mean(log(cosh(error))): a Huber loss without its corner; its slope is tanh."""

    def __init__(self, reduction="sum_over_batch_size", name="log_cosh"):
        super().__init__(name, reduction)

    def forward(self, y_true, y_pred, weight=None):
        self.error = y_pred - y_true
        terms = np.logaddexp(self.error, -self.error) - math.log(2)  # e^x + e^-x = 2 cosh(x)
        return self.reduce(terms, weight, per_row=y_pred.shape[-1])

    def backward(self):
        return self.scale * np.tanh(self.error)
