"""Losses of your own: a function, or a class that is a ``Loss``."""

import inspect

import numpy as np

from course_lib.nn import validation_targets
from course_lib.nn.lookup import written_in
from course_lib.nn.losses.loss import Loss
from course_lib.nn.losses.measured import MeasuredLoss


class FunctionLoss(Loss):
    """A function of (y_true, y_pred) as a loss; its slope is measured.

    It gets y in the shape of the outputs, or class numbers as they are.
    """

    def __init__(self, function, name: str | None = None, reduction="sum_over_batch_size"):
        super().__init__(name or getattr(function, "__name__", None), reduction)
        self.call = function

    def targets(self, y_true, output_shape, dtype, name="y"):
        *rows, classes = output_shape
        self.sparse = classes > 1 and np.shape(y_true) in (tuple(rows), (*rows, 1))
        if not self.sparse:
            return super().targets(y_true, output_shape, dtype, name)
        labels = validation_targets.labels(y_true, output_shape, name)
        return labels.reshape(np.shape(y_true))


class UnweightedLoss(Loss):
    """A loss of your own whose ``forward`` takes (y_true, y_pred) and no weights of rows."""

    def __init__(self, loss):
        super().__init__(loss.name)
        self.loss, self.sparse = loss, loss.sparse
        self.targets, self.backward = loss.targets, loss.backward

    def forward(self, y_true, y_pred, weight=None):
        if weight is not None:
            raise ValueError(
                "Weights of rows are for the loss to use. Received some, and a loss of your own, "
                f"{self.name}, whose forward does not take them. Write "
                "forward(self, y_true, y_pred, weight=None)."
            )
        return self.loss.forward(y_true, y_pred)


def as_loss(loss) -> Loss:
    """Yours as a loss that can be learned from, or a sentence about what it lacks."""
    if not isinstance(loss, Loss):
        return FunctionLoss(loss)
    if loss.reduction in ("none", None):
        raise ValueError(
            "A model learns from one number, the loss of a batch. Received a loss with "
            f"reduction={loss.reduction!r}, which gives one for each row. Leave reduction out."
        )
    if isinstance(loss, FunctionLoss | UnweightedLoss):
        return loss
    measured = type(loss).forward is MeasuredLoss.forward
    if measured and hasattr(loss, "call"):
        return FunctionLoss(loss.call, loss.name, loss.reduction)
    if measured or written_in(loss, "forward") is not written_in(loss, "backward"):
        raise ValueError(
            "A loss of your own has forward(y_true, y_pred, weight=None), which gives one number, "
            "and in the same class backward(), which gives its slope along y_pred; or, as in "
            "Keras, call(y_true, y_pred), which gives a number for each row. Received "
            f"{type(loss).__name__}, which has {_what_it_has(loss)}. Write the two, or the one."
        )
    return loss if len(inspect.signature(loss.forward).parameters) > 2 else UnweightedLoss(loss)


def _what_it_has(loss):
    has = [name for name in ("forward", "backward", "call") if name in vars(type(loss))]
    return " and ".join(has) or "none of them"
