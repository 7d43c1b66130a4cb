"""Losses of numbers: how far a prediction is from the truth."""

import numpy as np

from course_lib.nn.losses.loss import Loss


class MeanSquaredError(Loss):
    """mean((y_pred - y_true)^2)."""

    def __init__(self, reduction="sum_over_batch_size", name="mean_squared_error"):
        super().__init__(name, reduction)

    def forward(self, y_true, y_pred, weight=None):
        self.error = y_pred - y_true
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
