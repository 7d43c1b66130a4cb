"""What all losses have in common: how the losses of rows become one number."""

import numpy as np

from course_lib.nn import masking, validation_targets
from course_lib.nn.floatx import as_float
from course_lib.nn.losses.measured import MeasuredLoss
from course_lib.nn.naming import snake_case
from course_lib.nn.outputs import Number, as_output
from course_lib.nn.sums_and_products import total

_UNDIVIDED = ("sum", "none", None)
_REDUCTIONS = ("sum_over_batch_size", "mean", "mean_with_sample_weight", *_UNDIVIDED)


class Loss(MeasuredLoss):
    """A number for how wrong predictions are, and its slope.

    ``reduction`` says what becomes of the rows' losses: "sum_over_batch_size" is their mean (so is
    "mean"), "sum" their sum, and "none" leaves them as they are. With weights, each row's loss
    counts as many times as its weight says; the mean still divides by the number of rows, as in
    Keras, and "mean_with_sample_weight" by the sum of the weights. Of sequences, each step is such
    a row; it may have a weight of its own.

    A loss of your own has ``forward(y_true, y_pred, weight=None)``, which gives the number, and
    ``backward()``, its slope along y_pred; or, as in Keras, ``call(y_true, y_pred)``, which gives
    a number for each row, and whose slope is measured: see ``MeasuredLoss``.
    """

    sparse = False  # True where y holds class numbers
    reduction = "sum_over_batch_size"

    def __init__(self, name: str | None = None, reduction="sum_over_batch_size"):
        if reduction not in _REDUCTIONS:
            raise ValueError(
                "reduction says how the losses of rows become one number: "
                f"{', '.join(map(repr, _REDUCTIONS))}. Received: {reduction!r}. "
                "Leave it out to have their mean."
            )
        self.name = name or self.name
        self.reduction = reduction

    def __init_subclass__(cls):
        cls.name = snake_case(cls.__name__)  # of a loss of your own too, whatever its __init__ does
        if "call" in vars(cls) and "forward" not in vars(cls):  # not the forward of what it extends
            cls.forward, cls.backward = MeasuredLoss.forward, MeasuredLoss.backward

    def __call__(self, y_true, y_pred, sample_weight=None):
        """The loss of predictions; lists are fine.

        >>> from course_lib.nn.losses import MeanSquaredError
        >>> MeanSquaredError()([1, 0, 0, 1], [0, 0, 0, 0])
        0.5
        >>> MeanSquaredError()([1, 0, 0, 1], [0, 0, 0, 0], sample_weight=[3, 1, 1, 1])
        1.0
        """
        y_pred = as_float(y_pred)
        if y_pred.ndim == 1:
            y_pred = y_pred[:, np.newaxis]
        y_true = self.targets(y_true, y_pred.shape, y_pred.dtype, validation_targets.CALLED)
        weight = validation_targets.weight(sample_weight, y_pred.shape, y_pred.dtype)
        weights = () if weight is None else (weight,)  # your own forward may not take any
        loss = self.forward(y_true, y_pred, *weights)
        return Number(loss) if np.ndim(loss) == 0 else as_output(loss)

    def targets(self, y_true, output_shape, dtype, name="y"):
        """Check ``y_true`` and give it the form that ``forward`` expects."""
        return validation_targets.targets(y_true, output_shape, dtype, name)

    def weights_of_steps(self, mask, weight, dtype):
        """What each step counts, (n, steps), given those that do and the weights of rows."""
        mean = self.reduction in ("sum_over_batch_size", "mean")
        return masking.as_weights(mask, weight, mean).astype(dtype)

    def fuses(self, activation) -> bool:
        """Whether a model that ends in this activation computes the loss from its sums z."""
        return False

    def reduce(self, terms, weight, per_row):
        """One number from the terms (n, ..., k); ``per_row`` divides what a row adds up to.

        ``scale`` is what each term counts for in it. The way back needs it too: the division of
        the mean stands here and nowhere else.
        """
        if weight is None and self.reduction == "sum_over_batch_size":  # saves 3 % of a small step
            self.scale = terms.shape[-1] / (per_row * terms.size)
            return total(terms) * self.scale
        self.scale = self._weights(terms.size // terms.shape[-1], weight, terms.ndim) / per_row
        return (self.scale * terms).sum(axis=-1 if self.reduction in ("none", None) else None)

    def _weights(self, rows, weight, ndim):
        if weight is None:
            return 1 if self.reduction in _UNDIVIDED else 1 / rows
        weight = weight.reshape(*weight.shape, *[1] * (ndim - weight.ndim))
        if self.reduction in _UNDIVIDED:
            return weight
        by_weight = self.reduction == "mean_with_sample_weight"
        return weight / (weight.sum() or 1 if by_weight else rows)  # no weight, no loss: 0 / 1

    def __repr__(self):
        return f"<loss {self.name}>"
