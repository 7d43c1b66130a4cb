"""Validation of how to train: what ``fit`` and its like are told besides x and y."""

import math

import numpy as np

from course_lib.nn import validation


def batch_size(value, name: str = "batch_size") -> int:
    """Rows per step; None is Keras's 32."""
    return 32 if value is None else validation.whole_number(value, name, "A batch has rows")


def steps(value, name: str) -> int | None:
    """How many batches; None is all of them."""
    return None if value is None else validation.whole_number(value, name, "Steps are counted")


def verbosity(value) -> int:
    """How much to print: 0, 1 or 2; "auto" is 1."""
    if isinstance(value, str) and value == "auto":
        return 1
    if not isinstance(value, int | np.integer | np.bool_) or value not in (0, 1, 2):
        raise ValueError(
            "verbose is 0 (silent), 1 (one line, written over) or 2 (a line for each epoch). "
            f"Received: verbose={value!r}. Try verbose=0."
        )
    return int(value)


def flag(value, name: str) -> bool:
    """True or False; 1 and 0 will do."""
    if not isinstance(value, bool | int | np.bool_) or value not in (0, 1):
        raise ValueError(
            f"{name} is True or False. Received: {name}={value!r}. Write one of them, without "
            "quotes."
        )
    return bool(value)


def frequency(value):
    """After how many epochs to validate, each time; or a list of the epochs, from 1."""
    if isinstance(value, list | tuple):
        return [validation.whole_number(one, "epoch", "Epochs are counted") for one in value]
    return validation.whole_number(value, "validation_freq", "Validation comes after epochs")


def is_due(epoch: int, often) -> bool:
    """Is there a validation after this epoch, which is counted from 0?

    >>> [is_due(epoch, 2) for epoch in range(4)], [is_due(epoch, [1, 4]) for epoch in range(4)]
    ([False, True, False, True], [True, False, False, True])
    """
    return epoch + 1 in often if isinstance(often, list) else (epoch + 1) % often == 0


def watched(validation_data) -> tuple:
    """(x, y, None) or (x, y, sample_weight), from a tuple or list of two or three."""
    if not isinstance(validation_data, tuple | list) or len(validation_data) not in (2, 3):
        raise ValueError(
            "validation_data is a pair: validation_data=(x, y), or with a third, the weights of "
            f"the rows. Received: {type(validation_data).__name__} of length "
            f"{len(validation_data) if hasattr(validation_data, '__len__') else 'unknown'}. "
            "Put both arrays in round brackets."
        )
    return (*validation_data, None)[:3]


def rows_to_keep(n: int, validation_split) -> int:
    """How many of n rows to learn from, where the last ``validation_split`` of them is watched."""
    is_fraction = validation.is_number(validation_split) and 0 < validation_split < 1
    kept = math.floor(n * (1 - validation_split)) if is_fraction else 0
    if not 0 < kept < n:
        raise ValueError(
            "validation_split is the fraction of rows to set aside, between 0 and 1, and leaves "
            f"rows on both sides. Received: validation_split={validation_split!r} for {n} rows. "
            "Try 0.2, or pass validation_data."
        )
    return kept


def epochs(first, end) -> range:
    """The numbers of the epochs: from ``initial_epoch``, and below ``epochs``."""
    end = validation.whole_number(end, "epochs", "Training goes through the data")
    return range(validation.whole_number(first, "initial_epoch", "Epochs are counted", 0), end)


def weigh_classes(samples, class_weight) -> None:
    """Let each row count as much as its class: {0: 1.0, 1: 5.0}. Other classes count 1."""
    if class_weight is None:
        return
    if samples.weight is not None:
        raise ValueError(
            "Rows get their weights in one way. Received sample_weight and class_weight. Multiply "
            "the two: sample_weight=your_weights * np.array([class_weight[label] for label in y])."
        )
    samples.weight = _weights_by_class(class_weight, _class_numbers(samples.y), samples.x.dtype)


def _class_numbers(y):
    """Which class each row is: one-hot rows by their largest, a single column by its number."""
    if y.ndim > 2 or (y.ndim == 2 and y.dtype.kind == "i"):  # a class number for each step
        raise ValueError(
            "class_weight reads one class per row. Received answers of shape "
            f"{y.shape[1:]} for each. Pass sample_weight, one number for each row."
        )
    return y.argmax(axis=-1) if y.ndim > 1 and y.shape[-1] > 1 else np.round(y.reshape(len(y)))


def _weights_by_class(class_weight, classes, dtype):
    if not isinstance(class_weight, dict):
        raise ValueError(
            "class_weight is a dict from each class's number to its weight. "
            f"Received: {class_weight!r}. Write class_weight={{0: 1.0, 1: 5.0}}."
        )
    weights = np.ones(len(classes), dtype)
    for number, weight in class_weight.items():
        validation.whole_number(number, "class", "class_weight names classes by number", least=0)
        weights[classes == number] = validation.array(weight, dtype, f"class_weight[{number}]")
    return weights


# What Keras's compile() takes, and a model here does not need: each with Keras's default.
_ABSENT = {
    "loss_weights": (None, "A model here has one output, so there are no losses to weigh"),
    "weighted_metrics": (None, "Metrics here count every row the same"),
    "run_eagerly": (False, "NumPy computes every line when it comes to it, in any case"),
    "steps_per_execution": (1, "Every step is a call of its own"),
    "jit_compile": ("auto", "NumPy is not compiled"),
    "auto_scale_loss": (True, "No number here has 16 bits, for which losses are scaled"),
}


def refuse_absent(**given) -> None:
    """A sentence about arguments of Keras's compile() that do nothing here."""
    for name, value in given.items():
        if name not in _ABSENT:
            raise TypeError(
                "compile() takes optimizer, loss and metrics. Received an unexpected argument: "
                f"{name}={value!r}. Look at its spelling."
            )
        default, why = _ABSENT[name]
        if value is not default and value != default:
            raise ValueError(
                f"{why}. Received: {name}={value!r}. Leave it out; metrics are passed by their "
                'name: metrics=["accuracy"].'
            )


def list_of_metrics(metrics) -> None:
    """Refuse a metric alone, as Keras does."""
    if metrics is not None and not isinstance(metrics, list | tuple):
        raise ValueError(
            f"metrics is a list. Received: metrics={metrics!r}. Put it in square brackets: "
            'metrics=["accuracy"].'
        )
