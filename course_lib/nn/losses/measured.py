"""A loss of which only the values are known: its slope is measured."""

import numpy as np

from course_lib.nn import masking
from course_lib.nn.gradients import STEP, numerical_gradient


class MeasuredLoss:
    """The mean of what ``call(y_true, y_pred)`` gives: a number for each row, or one for all.

    Keras derives the slope from the operations in it. Here it is measured, in float64: by two
    calls for each column of y_pred if the values of rows do not depend on other rows, and by two
    for each number if they do. To be quick, write ``forward`` and ``backward`` yourself.
    """

    def forward(self, y_true, y_pred, weight=None):
        self.shape = y_pred.shape
        self.y_true, self.y_pred, self.weight = masking.steps_as_rows(weight, y_true, y_pred)
        return self._mean(self.y_pred)

    def backward(self):
        y_pred = self.y_pred.astype(np.float64)  # a difference of neighbours needs all digits
        by_rows = self._by_rows(y_pred)
        slope = (self._column_by_column if by_rows else self._number_by_number)(y_pred)
        return slope.astype(self.y_pred.dtype).reshape(self.shape)

    def _mean(self, y_pred):
        return self.reduce(self._rows(y_pred), self.weight, per_row=1)

    def _rows(self, y_pred):
        """The values as (n, 1), or (1, 1) if there is one for all rows."""
        values = np.asarray(self.call(self.y_true, y_pred.copy()))
        if values.ndim and len(values) != len(y_pred):
            raise ValueError(
                "A loss of your own gives one number for each row, or one for all. Received shape "
                f"{values.shape} for {len(y_pred)} rows. End it in np.mean(..., axis=-1)."
            )
        if not values.ndim and self.weight is not None:
            raise ValueError(
                "Weights need a loss for each row. Received one number for all rows from "
                f"{self.name}. End it in np.mean(..., axis=-1)."
            )
        return values.reshape(len(y_pred) if values.ndim else 1, -1).mean(axis=1, keepdims=True)

    def _by_rows(self, y_pred):
        """Do half of the rows give what they give among the others?"""
        y_pred = y_pred + 1e-3 * np.random.default_rng(0).normal(size=y_pred.shape)
        among = np.asarray(self.call(self.y_true, y_pred.copy()))
        if not among.ndim:
            return False
        try:
            alone = self.call(self.y_true[::2], y_pred[::2])
        except Exception:  # it does not take half of the rows: so it does not take them alone
            return False
        return np.allclose(alone, among[::2], 1e-9, equal_nan=True)

    def _column_by_column(self, y_pred):
        slope = np.empty_like(y_pred)
        for j in np.ndindex(y_pred.shape[1:]):
            nudge = np.zeros(y_pred.shape[1:])
            nudge[j] = STEP
            rise = self._rows(y_pred + nudge) - self._rows(y_pred - nudge)
            slope[(slice(None), *j)] = (self.scale * rise / (2 * STEP)).ravel()
        return slope

    def _number_by_number(self, y_pred):
        return numerical_gradient(self._mean, y_pred)
