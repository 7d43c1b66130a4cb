"""Losses: one number for how wrong a batch of predictions is, and its slope.

The means are Keras's: squared, absolute and binary errors are averaged over the batch *and* the
outputs, categorical ones over the batch. That division stands in ``Loss.reduce`` and nowhere else.

Like a layer, a loss keeps its pass: ``forward(y_true, y_pred, weight)`` is the loss, and
``backward()`` after it is dL/dy_pred, in the shape of y_pred. ``weight`` is (n,), one number for
each row, or None. Both trust their arrays; calling the loss checks them first.
"""

from course_lib.nn.lookup import instance
from course_lib.nn.losses.crossentropy import (
    BinaryCrossentropy,
    CategoricalCrossentropy,
    Crossentropy,
    SparseCategoricalCrossentropy,
)
from course_lib.nn.losses.loss import Loss
from course_lib.nn.losses.regression import MeanAbsoluteError, MeanSquaredError
from course_lib.nn.naming import snake_case

__all__ = [
    "BinaryCrossentropy",
    "CategoricalCrossentropy",
    "Crossentropy",
    "Loss",
    "MeanAbsoluteError",
    "MeanSquaredError",
    "SparseCategoricalCrossentropy",
    "get",
]

_CLASSES = (
    MeanSquaredError,
    MeanAbsoluteError,
    BinaryCrossentropy,
    CategoricalCrossentropy,
    SparseCategoricalCrossentropy,
)
KNOWN = {snake_case(cls.__name__): cls for cls in _CLASSES}
KNOWN |= {cls.__name__: cls for cls in _CLASSES}
KNOWN |= {"mse": MeanSquaredError, "MSE": MeanSquaredError}
KNOWN |= {"mae": MeanAbsoluteError, "MAE": MeanAbsoluteError}
KNOWN |= {"bce": BinaryCrossentropy, "BCE": BinaryCrossentropy}


def get(loss) -> Loss:
    """The loss of this name with its defaults, or the one that is passed.

    >>> get("mse")
    <loss mean_squared_error>
    """
    return instance("loss", loss, KNOWN, good=lambda given: isinstance(given, Loss))
