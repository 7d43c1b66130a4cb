"""Read what a predictor returned: labels, one for each input, or a sentence that says why not."""

import numpy as np

from course_lib.checks.run import Outcome
from course_lib.checks.values import Strange, numbers, read


def read_labels(exercise, outcome: Outcome, n: int) -> np.ndarray | str:
    """The labels of ``n`` inputs as whole numbers, (n,); or what is wrong with them."""
    value = read(outcome.value)
    if value is None:
        printed = " What is printed is not returned." if outcome.printed else ""
        return f"Your function returns nothing: end it with `return` and the labels.{printed}"
    if isinstance(value, Strange):
        return f"Your function returns a {value.kind}. {_asked(exercise, n)} {value.advice}".strip()
    array = numbers(value)
    if array is None or array.dtype.kind not in "biuf":
        return f"Labels are whole numbers from 0 to {exercise.classes - 1}. {_asked(exercise, n)}"
    if array.shape != (n,):
        return _wrong_shape(exercise, array, n)
    if not np.all(np.isfinite(array)):
        return "Some labels are not a number (nan) or infinite."
    if np.any(array != np.round(array)):
        return (
            f"Some labels are no whole numbers, {array[array != np.round(array)][0]:.4g} for "
            f"one. {_asked(exercise, n)}"
        )
    return np.clip(array, -1, exercise.classes).astype(int)  # beyond these, all are as wrong


def _wrong_shape(exercise, array: np.ndarray, n: int) -> str:
    if array.shape == (n, exercise.classes):
        return (
            f"Your function returns {exercise.classes} numbers for each, as a model's "
            "`predict` does. A label is the place of the largest: `.argmax(axis=1)`."
        )
    if array.shape == (n, 1):
        return "Your labels stand in a column, of shape (n, 1). Take it out: `labels[:, 0]`."
    if array.size == 1:
        return f"Your function returns one label for {n} of them. {_asked(exercise, n)}"
    return f"Your function returns an array of shape {array.shape}. {_asked(exercise, n)}"


def _asked(exercise, n: int) -> str:
    return f"Asked for are {n} labels, of shape ({n},)."
