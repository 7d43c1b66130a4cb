"""Losses: one number for how wrong a batch of predictions is, and its slope.

The means are Keras's: squared, absolute and binary errors are averaged over the batch *and* the
outputs, categorical ones over the batch. That division stands in ``Loss.reduce`` and nowhere else.

Like a layer, a loss keeps its pass: ``forward(y_true, y_pred, weight)`` is the loss, and
``backward()`` after it is dL/dy_pred, in the shape of y_pred. ``weight`` is (n,), one number for
each row, or (n, steps), or None. Both trust their arrays; calling the loss checks them first.
"""

from course_lib.nn import not_here
from course_lib.nn.lookup import instance
from course_lib.nn.losses.crossentropy import (
    BinaryCrossentropy,
    CategoricalCrossentropy,
    Crossentropy,
    SparseCategoricalCrossentropy,
)
from course_lib.nn.losses.functions import (
    FUNCTIONS,
    binary_crossentropy,
    categorical_crossentropy,
    huber,
    log_cosh,
    mean_absolute_error,
    mean_squared_error,
    sparse_categorical_crossentropy,
)
from course_lib.nn.losses.loss import Loss
from course_lib.nn.losses.own import as_loss
from course_lib.nn.losses.regression import Huber, LogCosh, MeanAbsoluteError, MeanSquaredError
from course_lib.nn.naming import snake_case

__all__ = [
    "FUNCTIONS",
    "BinaryCrossentropy",
    "CategoricalCrossentropy",
    "Crossentropy",
    "Huber",
    "LogCosh",
    "Loss",
    "MeanAbsoluteError",
    "MeanSquaredError",
    "SparseCategoricalCrossentropy",
    "binary_crossentropy",
    "categorical_crossentropy",
    "get",
    "huber",
    "log_cosh",
    "mean_absolute_error",
    "mean_squared_error",
    "sparse_categorical_crossentropy",
]

KNOWN = {snake_case(cls.__name__): cls for cls in FUNCTIONS.values()}
KNOWN |= {cls.__name__: cls for cls in FUNCTIONS.values()}
KNOWN |= {"mse": MeanSquaredError, "MSE": MeanSquaredError}
KNOWN |= {"mae": MeanAbsoluteError, "MAE": MeanAbsoluteError}
KNOWN |= {"bce": BinaryCrossentropy, "BCE": BinaryCrossentropy}


def get(loss) -> Loss:
    """The loss of this name with its defaults, or the one that is passed.

    A function of your own, of (y_true, y_pred), is taken as well; so is a Loss with ``call``.

    >>> get("mse")
    <loss mean_squared_error>
    """
    if loss in FUNCTIONS:
        return FUNCTIONS[loss]()
    if callable(loss) and not isinstance(loss, type):
        return as_loss(loss)
    return instance("loss", loss, KNOWN, good=lambda given: False)


__getattr__ = not_here.explain("losses", globals())
