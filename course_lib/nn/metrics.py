"""Metrics: what people ask of a model. They are watched, and nothing is learned from them."""

import numpy as np

from course_lib.nn import losses
from course_lib.nn.lookup import instance
from course_lib.nn.naming import snake_case


class Metric:
    """A number about predictions; ``forward`` is its mean over the rows of a batch."""

    sparse = False  # True where classes are numbers, False where they are one-hot rows
    higher_is_better = True

    @property
    def name(self) -> str:
        return snake_case(type(self).__name__)

    def __call__(self, y_true, y_pred) -> float:
        """The metric of whole arrays; lists are fine.

        >>> BinaryAccuracy()([[1], [0], [1], [0]], [[0.9], [0.2], [0.4], [0.1]])
        0.75
        """
        return float(self.forward(np.asarray(y_true), np.asarray(y_pred)))

    def __repr__(self):
        return f"<metric {self.name}>"


class BinaryAccuracy(Metric):
    """How often yes and no are right; above the threshold is yes."""

    def __init__(self, threshold: float = 0.5):
        self.threshold = threshold

    def forward(self, y_true, y_pred):
        return np.mean(y_true == (y_pred > self.threshold))


class CategoricalAccuracy(Metric):
    """How often the largest output stands where the one-hot row has its 1."""

    def forward(self, y_true, y_pred):
        return np.mean(y_true.argmax(axis=-1) == y_pred.argmax(axis=-1))


class SparseCategoricalAccuracy(Metric):
    """How often the largest output is the one of the true class number."""

    sparse = True

    def forward(self, y_true, y_pred):
        return np.mean(np.ravel(y_true) == y_pred.argmax(axis=-1))


_CLASSES = (BinaryAccuracy, CategoricalAccuracy, SparseCategoricalAccuracy)
_KNOWN = {snake_case(cls.__name__): cls for cls in _CLASSES}
_KNOWN |= losses.KNOWN  # a loss can be watched as well
_FITTING = ("accuracy", "acc")  # each of the three, as the outputs ask for


def get(metric) -> Metric:
    """The metric of this name, or the one that is passed.

    Which of the three accuracies "accuracy" is depends on the outputs, so it stays a word until
    the data is there: see ``resolve``.
    """
    if metric in _FITTING:
        return metric
    known = dict.fromkeys(_FITTING) | _KNOWN
    return instance("metric", metric, known, lambda given: isinstance(given, Metric | losses.Loss))


def resolve(metric, sparse: bool, output_shape: tuple) -> Metric:
    """The metric to compute, given whether y holds class numbers, and the shape of the outputs.

    >>> resolve("accuracy", sparse=True, output_shape=(32, 10))
    <metric sparse_categorical_accuracy>
    >>> resolve("accuracy", sparse=False, output_shape=(32, 1))
    <metric binary_accuracy>
    """
    if metric in _FITTING:
        if output_shape[-1] == 1:
            return BinaryAccuracy()
        return SparseCategoricalAccuracy() if sparse else CategoricalAccuracy()
    if metric.sparse != sparse:
        form = {True: "class numbers", False: "rows like the outputs"}
        raise ValueError(
            f"The metric {metric.name!r} reads y as {form[not sparse]}. Received {form[sparse]}, "
            "which is what the loss reads. Use 'accuracy', which fits itself to the loss."
        )
    return metric


def higher_is_better(metric) -> bool:
    """Whether a metric should grow, as accuracies do, or fall, as losses do."""
    return metric in _FITTING or getattr(metric, "higher_is_better", False)
