"""Metrics that are counted over all rows: they are no mean of what they are in each batch."""

import numpy as np

from course_lib.nn import validation
from course_lib.nn.metrics.metric import Metric, ratio
from course_lib.nn.outputs import Number


class _Counts(Metric):
    """Above the threshold is yes; ``right``, ``false_yes`` and ``false_no`` are counted."""

    sparse = False

    def __init__(self, thresholds: float | None = None, *, name: str | None = None):
        super().__init__(name=name)
        self.thresholds = (
            None
            if thresholds is None
            else validation.fraction(thresholds, "thresholds", "Above the threshold is yes")
        )

    def reset_state(self):
        self.right = self.false_yes = self.false_no = 0.0

    def update_state(self, y_true, y_pred, sample_weight=None):
        y_true, y_pred, weight = self.checked(y_true, y_pred, sample_weight)
        truth = y_true != 0
        yes = y_pred > (0.5 if self.thresholds is None else self.thresholds)
        self.right += _weighed(truth & yes, weight)
        self.false_yes += _weighed(yes & ~truth, weight)
        self.false_no += _weighed(truth & ~yes, weight)


class Precision(_Counts):
    """Of all that was said to be yes, how much is.

    >>> Precision()([0, 1, 1, 1], [0.9, 0.2, 0.8, 0.6])
    0.6666666666666666
    """

    def result(self):
        return ratio(self.right, self.right + self.false_yes)


class Recall(_Counts):
    """Of all that is yes, how much was said to be.

    >>> Recall()([0, 1, 1, 1], [0.9, 0.2, 0.8, 0.2])
    0.3333333333333333
    """

    def result(self):
        return ratio(self.right, self.right + self.false_no)


class AUC(Metric):
    """The area under the ROC curve: how often a yes gets a larger output than a no.

    Counted at ``num_thresholds`` thresholds from 0 to 1; between two, the curve is straight.
    """

    sparse = False

    def __init__(self, num_thresholds: int = 200, *, name: str | None = None):
        self.num_thresholds = validation.whole_number(
            num_thresholds, "num_thresholds", "The curve is drawn from thresholds", least=2
        )
        inner = np.arange(1, num_thresholds - 1) / (num_thresholds - 1)
        self._thresholds = np.concatenate([[-1e-7], inner, [1 + 1e-7]])
        super().__init__(name=name)

    def reset_state(self):
        self.yes, self.no = np.zeros((2, self.num_thresholds))

    def update_state(self, y_true, y_pred, sample_weight=None):
        y_true, y_pred, weight = self.checked(y_true, y_pred, sample_weight)
        above = y_pred[..., np.newaxis] > self._thresholds  # (n, k, num_thresholds)
        for counts, of in ((self.yes, y_true != 0), (self.no, y_true == 0)):
            rows = (above & of[..., np.newaxis]).reshape(len(above), -1, self.num_thresholds).sum(1)
            counts += rows.sum(axis=0) if weight is None else weight @ rows

    def result(self):
        if not self.yes[0] or not self.no[0]:
            return Number(0.0)
        hits, alarms = self.yes / self.yes[0], self.no / self.no[0]
        return Number(-(np.diff(alarms) * (hits[1:] + hits[:-1]) / 2).sum())


def _weighed(found, weight):
    """How many were found, a row with weight 2 counted twice."""
    rows = found.reshape(len(found), -1).sum(axis=1)
    return float(rows.sum() if weight is None else rows @ weight)
