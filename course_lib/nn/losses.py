"""Losses: one number for how wrong a batch of predictions is, and its slope.

The means are Keras's: squared, absolute and binary errors are averaged over the batch *and* the
outputs, categorical ones over the batch. That division stands here and nowhere else.

Like a layer, a loss keeps its pass: ``forward(y_true, y_pred)`` is the loss, and ``backward()``
after it is dL/dy_pred, in the shape of y_pred. Both trust their arrays; calling the loss checks
them first.
"""

import numpy as np

from course_lib.nn import validation_targets
from course_lib.nn.activations import sigmoid
from course_lib.nn.floatx import as_float
from course_lib.nn.lookup import instance
from course_lib.nn.naming import snake_case
from course_lib.nn.ones import ones

EPSILON = 1e-7  # probabilities are kept this far from 0 and 1, as in Keras: log 0 is -inf


class Loss:
    """What all losses have in common."""

    fused_with = ()  # last activations that this loss is computed through, from their z
    sparse = False  # True where y holds class numbers

    @property
    def name(self) -> str:
        return snake_case(type(self).__name__)

    def __call__(self, y_true, y_pred) -> float:
        """The loss of predictions; lists are fine.

        >>> MeanSquaredError()([1, 0, 0, 1], [0, 0, 0, 0])
        0.5
        """
        y_pred = as_float(y_pred)
        if y_pred.ndim == 1:
            y_pred = y_pred[:, np.newaxis]
        y_true = self.targets(y_true, y_pred.shape, y_pred.dtype)
        return float(self.forward(y_true, y_pred))

    def targets(self, y_true, output_shape, dtype, name="y"):
        """Check ``y_true`` and give it the form that ``forward`` expects."""
        return validation_targets.targets(y_true, output_shape, dtype, name)

    def __repr__(self):
        return f"<loss {self.name}>"


class MeanSquaredError(Loss):
    """mean((y_pred - y_true)^2)."""

    def forward(self, y_true, y_pred):
        self.error = y_pred - y_true
        return np.vdot(self.error, self.error) / self.error.size

    def backward(self):
        return (2 / self.error.size) * self.error


class MeanAbsoluteError(Loss):
    """mean(abs(y_pred - y_true)): a single row that is far off counts less than with squares."""

    def forward(self, y_true, y_pred):
        self.error = y_pred - y_true
        return np.abs(self.error).sum() / self.error.size

    def backward(self):
        return (1 / self.error.size) * np.sign(self.error)


class Crossentropy(Loss):
    """-log of the probability that the model gave to what is true.

    ``from_logits=True`` reads y_pred as sums z, from before the last sigmoid or softmax. A model
    that ends in one of the two has its cross-entropy computed so in any case. (In Keras too, even
    for the odd pair: with a categorical loss, what counts is the softmax of the sigmoid's z.)
    """

    fused_with = ("sigmoid", "softmax")

    def __init__(self, from_logits: bool = False):
        self.from_logits = from_logits

    def on_logits(self):
        """The same loss, computed from z."""
        return type(self)(from_logits=True)


class BinaryCrossentropy(Crossentropy):
    """mean(-y log p - (1 - y) log(1 - p)), for yes or no; p is the probability of yes.

    >>> round(BinaryCrossentropy()([1, 0], [0.9, 0.1]), 4)
    0.1054
    """

    def targets(self, y_true, output_shape, dtype, name="y"):
        y_true = super().targets(y_true, output_shape, dtype, name)
        return validation_targets.probabilities(y_true, name)

    def forward(self, y_true, y_pred):
        self.y_true, self.y_pred = y_true, y_pred
        log_p, log_not_p = self._logs(y_pred)
        return -(y_true * log_p + (1 - y_true) * log_not_p).sum() / y_pred.size

    def _logs(self, y_pred):
        if self.from_logits:  # log sigmoid(z) = -log(1 + e^-z), which is finite for every z
            return -np.logaddexp(0, -y_pred), -np.logaddexp(0, y_pred)
        p = np.clip(y_pred, EPSILON, 1 - EPSILON)
        return np.log(p), np.log(1 - p)

    def backward(self):
        n = self.y_pred.size
        if self.from_logits:
            return (1 / n) * (sigmoid(self.y_pred) - self.y_true)  # p (1 - p) cancels
        p = np.clip(self.y_pred, EPSILON, 1 - EPSILON)
        dp = (1 / n) * (p - self.y_true) / (p * (1 - p))
        return dp * (p == self.y_pred)  # a clipped p does not move


class CategoricalCrossentropy(Crossentropy):
    """mean over rows of -log p of the true class; y is one-hot: [0, 0, 1].

    >>> round(CategoricalCrossentropy()([[0, 1, 0]], [[0.1, 0.8, 0.1]]), 4)
    0.2231
    """

    def targets(self, y_true, output_shape, dtype, name="y"):
        return validation_targets.one_hot(y_true, output_shape, dtype, name)

    def forward(self, y_true, y_pred):
        self.y_true, self.y_pred = y_true, y_pred
        if self.from_logits:
            self.p, log_p = softmax_and_log(y_pred)
        else:
            self.p = y_pred / y_pred.sum(
                axis=-1, keepdims=True
            )  # rows add up to 1, even if they did not
            log_p = np.log(np.clip(self.p, EPSILON, 1 - EPSILON))
        return -(y_true * log_p).sum() / len(y_pred)

    def backward(self):
        n, p = len(self.p), self.p
        if self.from_logits:
            return (1 / n) * (p - self.y_true)  # all that is left of softmax's slope and log's
        clipped = np.clip(p, EPSILON, 1 - EPSILON)
        dp = (-1 / n) * self.y_true / clipped * (p == clipped)
        total = self.y_pred.sum(axis=-1, keepdims=True)
        return (dp - (dp * p).sum(axis=-1, keepdims=True)) / total


class SparseCategoricalCrossentropy(Crossentropy):
    """The same with the classes as whole numbers: 2 in place of [0, 0, 1].

    >>> round(SparseCategoricalCrossentropy()([1], [[0.1, 0.8, 0.1]]), 4)
    0.2231
    """

    sparse = True

    def targets(self, y_true, output_shape, dtype, name="y"):
        return validation_targets.labels(y_true, output_shape, name)

    def forward(self, y_true, y_pred):
        self.y_pred = y_pred
        z = y_pred if self.from_logits else np.log(np.clip(y_pred, EPSILON, 1 - EPSILON))
        self.p, log_p = softmax_and_log(z)
        # Where the true classes stand, counted through all rows: with one index in place of two,
        # training on digits is 3 % faster.
        self.truth = np.arange(0, log_p.size, log_p.shape[-1]) + y_true
        return -log_p.take(self.truth).sum() / len(y_true)

    def backward(self):
        dz = self.p / len(self.p)
        dz.flat[self.truth] -= 1 / len(self.p)  # p - y, for a y that is 1 there and 0 elsewhere
        if self.from_logits:
            return dz
        clipped = np.clip(self.y_pred, EPSILON, 1 - EPSILON)
        return dz / clipped * (self.y_pred == clipped)


def softmax_and_log(z):
    """softmax(z) and its logarithm, which is exact even where the softmax itself is 0.

    Both at once: the exponentials take most of a small step (taken twice, training on
    digits is 17 % slower).
    """
    z = z - z.max(axis=-1, keepdims=True)
    e = np.exp(z)
    total = e.dot(ones(e.shape[-1], e.dtype))[..., np.newaxis]  # of each row
    return e / total, z - np.log(total)


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
