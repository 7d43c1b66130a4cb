"""Metrics: what people ask of a model. They are watched, and nothing is learned from them."""

from course_lib.nn import losses, not_here
from course_lib.nn.lookup import instance
from course_lib.nn.losses import (
    binary_crossentropy,
    categorical_crossentropy,
    huber,
    log_cosh,
    mean_absolute_error,
    mean_squared_error,
    sparse_categorical_crossentropy,
)
from course_lib.nn.metrics import function
from course_lib.nn.metrics.accuracy import (
    BinaryAccuracy,
    CategoricalAccuracy,
    SparseCategoricalAccuracy,
)
from course_lib.nn.metrics.counts import AUC, Precision, Recall
from course_lib.nn.metrics.function import (
    FunctionMetric,
    binary_accuracy,
    categorical_accuracy,
    sparse_categorical_accuracy,
)
from course_lib.nn.metrics.metric import MeanMetric, Metric
from course_lib.nn.metrics.of_losses import (
    BinaryCrossentropy,
    CategoricalCrossentropy,
    MeanAbsoluteError,
    MeanSquaredError,
    RootMeanSquaredError,
    SparseCategoricalCrossentropy,
    of_steps,
)
from course_lib.nn.naming import snake_case

__all__ = [
    "AUC",
    "BinaryAccuracy",
    "BinaryCrossentropy",
    "CategoricalAccuracy",
    "CategoricalCrossentropy",
    "FunctionMetric",
    "MeanAbsoluteError",
    "MeanMetric",
    "MeanSquaredError",
    "Metric",
    "Precision",
    "Recall",
    "RootMeanSquaredError",
    "SparseCategoricalAccuracy",
    "SparseCategoricalCrossentropy",
    "binary_accuracy",
    "binary_crossentropy",
    "categorical_accuracy",
    "categorical_crossentropy",
    "get",
    "higher_is_better",
    "huber",
    "keeps_state",
    "log_cosh",
    "mean_absolute_error",
    "mean_squared_error",
    "of_steps",
    "resolve",
    "sparse_categorical_accuracy",
    "sparse_categorical_crossentropy",
]

_CLASSES = (
    *(BinaryAccuracy, CategoricalAccuracy, SparseCategoricalAccuracy),
    *(Precision, Recall, AUC, RootMeanSquaredError),
)
_KNOWN = {snake_case(cls.__name__): cls for cls in _CLASSES}
_KNOWN |= {cls.__name__: cls for cls in _CLASSES}
_KNOWN |= losses.KNOWN  # a loss can be watched as well
_FITTING = ("accuracy", "acc")  # each of the three, as the outputs ask for


def get(metric) -> Metric:
    """The metric of this name, or the one that is passed; a function's values are averaged.

    Which of the three accuracies "accuracy" is depends on the outputs, so it stays a word until
    the data is there: see ``resolve``.
    """
    if isinstance(metric, str) and metric in _FITTING:
        return metric
    if _is_function(metric):
        known = losses.FUNCTIONS | function.CLASSES
        return known[metric]() if metric in known else FunctionMetric(metric)
    known = dict.fromkeys(_FITTING) | _KNOWN
    found = instance("metric", metric, known, lambda given: isinstance(given, Metric | losses.Loss))
    _check_is_written(found)
    return found


def _is_function(metric):
    return callable(metric) and not isinstance(metric, type | Metric | losses.Loss)


def _check_is_written(metric):
    """A sentence about a metric of somebody's own that lacks a method."""
    needed = ("update_state", "result", "reset_state")
    written = [name for name in needed if getattr(type(metric), name, None) is not None]
    if getattr(metric, "forward", None) is None and (
        len(written) < 3 or type(metric).reset_state is Metric.reset_state
    ):
        raise ValueError(
            "A metric of your own has update_state(y_true, y_pred, sample_weight=None), result() "
            "and reset_state(), which starts again at 0; or, if it is a mean over rows, "
            f"forward(y_true, y_pred). Received {type(metric).__name__}, which lacks some of them. "
            "Write them."
        )


def keeps_state(metric) -> bool:
    """Whether it is more than the mean of what it is in each batch."""
    return getattr(metric, "forward", None) is None


def resolve(metric, sparse: bool, output_shape: tuple) -> Metric:
    """The metric to compute, given whether y holds class numbers, and the shape of the outputs.

    >>> resolve("accuracy", sparse=True, output_shape=(32, 10))
    <metric sparse_categorical_accuracy>
    >>> resolve("accuracy", sparse=False, output_shape=(32, 1))
    <metric binary_accuracy>
    """
    if isinstance(metric, str):
        if output_shape[-1] == 1:
            return BinaryAccuracy()
        return SparseCategoricalAccuracy() if sparse else CategoricalAccuracy()
    if metric.sparse not in (None, sparse):
        form = {True: "class numbers", False: "rows like the outputs"}
        raise ValueError(
            f"The metric {metric.name!r} reads y as {form[not sparse]}. Received {form[sparse]}, "
            "which is what the loss reads. Use 'accuracy', which fits itself to the loss."
        )
    return metric


def higher_is_better(metric) -> bool | None:
    """Whether a metric should grow, as accuracies do, or fall, as losses do; None: who knows?"""
    return isinstance(metric, str) or getattr(metric, "higher_is_better", False)


__getattr__ = not_here.explain("metrics", globals())
