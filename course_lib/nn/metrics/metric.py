"""What all metrics have in common: numbers that are kept from batch to batch."""

import contextlib

import numpy as np

from course_lib.nn import masking, validation_targets
from course_lib.nn.floatx import as_float
from course_lib.nn.naming import auto_name, snake_case
from course_lib.nn.outputs import Number


class Metric:
    """A number about predictions, over as many batches as you like.

    ``update_state(y_true, y_pred)`` takes in a batch, ``result()`` is the number for all that came
    in, and ``reset_state()`` starts again. A call does the first two.

    A metric of your own has these three methods. If it is a mean over rows, ``forward(y_true,
    y_pred)``, the mean of one batch, is enough; see ``MeanMetric``.
    """

    sparse = None  # True where it reads class numbers, False where rows like the outputs
    higher_is_better = True

    def __init__(self, *, name: str | None = None):
        if not isinstance(name, str | None):
            raise ValueError(
                f"A metric's first argument is its name, which is text. Received: {name!r}. "
                "Write the others with their names, such as threshold=0.3."
            )
        self.name = name or auto_name(self)
        with contextlib.suppress(AttributeError):  # Keras's form makes its variables after this
            self.reset_state()

    def __init_subclass__(cls):
        cls.name = snake_case(cls.__name__)  # of a metric of your own too, whatever its __init__

    def __call__(self, y_true, y_pred, sample_weight=None) -> float:
        """Take in a batch; the metric of all that came in. Lists are fine.

        >>> from course_lib.nn.metrics import BinaryAccuracy
        >>> BinaryAccuracy()([[1], [0], [1], [0]], [[0.9], [0.2], [0.4], [0.1]])
        0.75
        """
        self.update_state(y_true, y_pred, sample_weight)
        return self.result()

    def checked(self, y_true, y_pred, sample_weight=None) -> tuple:
        """The three as arrays that fit each other; a flat y_pred is a column, a step a row."""
        y_pred = as_float(y_pred)
        if y_pred.ndim == 1:
            y_pred = y_pred[:, np.newaxis]
        y_true = self.targets(y_true, y_pred.shape, y_pred.dtype)
        weight = validation_targets.weight(sample_weight, y_pred.shape, y_pred.dtype)
        return masking.steps_as_rows(weight, y_true, y_pred)

    def targets(self, y_true, output_shape, dtype):
        return validation_targets.targets(y_true, output_shape, dtype, validation_targets.CALLED)

    def reset_state(self) -> None:
        """Forget what came in."""

    def add_weight(self, *args, **named):
        raise ValueError(
            "A metric of your own keeps plain numbers. Received a call of add_weight, which makes "
            "Keras's variables. Write self.total = 0.0 in reset_state(), and self.total += ... in "
            "update_state()."
        )

    add_variable = add_weight

    def __repr__(self):
        return f"<metric {self.name}>"


class MeanMetric(Metric):
    """The mean of a value for each row; a row's weight says as how many rows it counts.

    ``rows(y_true, y_pred)`` gives the values (n, ...); ``forward`` is their mean in one batch.
    """

    def forward(self, y_true, y_pred):
        return np.mean(self.rows(y_true, y_pred))

    def reset_state(self):
        self.total = self.count = 0.0

    def update_state(self, y_true, y_pred, sample_weight=None):
        y_true, y_pred, weight = self.checked(y_true, y_pred, sample_weight)
        values = np.reshape(self.rows(y_true, y_pred), (len(y_pred), -1)).mean(axis=1)
        self.total += float(values.sum() if weight is None else values @ weight)
        self.count += float(len(values) if weight is None else weight.sum())

    def result(self) -> float:
        return ratio(self.total, self.count)


def ratio(part: float, whole: float) -> Number:
    """part / whole, and 0 where there is nothing yet, as in Keras."""
    return Number(part / whole if whole else 0.0)
