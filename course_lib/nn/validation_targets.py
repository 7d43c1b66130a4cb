"""Validation of y: every loss says which form its true values have, and these check it."""

import numpy as np

from course_lib.nn import validation

CALLED = "y_true"  # the name of y where a loss or a metric is called: there are no model and no x


def targets(y, output_shape: tuple, dtype, name: str = "y") -> np.ndarray:
    """Numbers in the shape of the outputs; a flat (n,) is read as (n, 1)."""
    y = validation.array(y, dtype, name)
    same_rows(y, output_shape, name)
    if y.ndim == 1 and output_shape[1:] == (1,):
        y = y[:, np.newaxis]
    if y.shape != output_shape:
        raise ValueError(_other_shape(y, output_shape, name))
    return y


def _other_shape(y, output_shape, name):
    received = f"Received {name} with shape {y.shape}. Give {name} the shape {output_shape}"
    if name == CALLED:
        return f"y_pred has {_per_row(output_shape)}. {received}, or y_pred that of y_true."
    return (
        f"The model puts out {_per_row(output_shape)}. {received}, or the last layer as many units "
        f"as {name} has columns.{_flatten_first(output_shape)}"
    )


def same_rows(y, output_shape, name):
    """As many answers as samples."""
    if y.ndim == 0 or len(y) != output_shape[0]:
        raise ValueError(
            f"{name} has one row for each row of {'y_pred' if name == CALLED else 'x'}, here "
            f"{output_shape[0]}. Received {name} with "
            f"shape {y.shape}. Select the same rows of both."
        )


def _per_row(output_shape):
    sizes = output_shape[1:]
    if sizes == (1,):
        return "1 number per row"
    return f"{sizes[0]} numbers per row" if len(sizes) == 1 else f"samples of shape {sizes}"


def _flatten_first(output_shape):
    """Advice for a model that puts out more than a row for each sample."""
    if len(output_shape) == 2:
        return ""
    return " If a sample is to give one row, put Flatten() before the first Dense."


def probabilities(y, name: str = "y") -> np.ndarray:
    """Each value a probability, from 0 to 1."""
    if y.min() < 0 or y.max() > 1:
        raise ValueError(
            "Cross-entropy reads probabilities, from 0 (no) to 1 (yes). "
            f"Received {name} from {y.min():g} to {y.max():g}. "
            "Recode the labels as 0 and 1, or use 'mse' to learn numbers."
        )
    return y


def several_classes(output_shape):
    """A choice among classes has at least two of them."""
    if len(output_shape) < 2 or output_shape[-1] < 2:
        raise ValueError(
            "Categorical cross-entropy compares classes: 2 outputs per row or more. "
            f"Received outputs with {_per_row(output_shape)}. "
            "For yes or no use 'binary_crossentropy'; for more, one unit for each class."
            f"{_flatten_first(output_shape)}"
        )


def one_hot(y, output_shape: tuple, dtype, name: str = "y") -> np.ndarray:
    """One column for each class, and every row adds up to 1."""
    several_classes(output_shape)
    if np.shape(y) in (output_shape[:-1], (*output_shape[:-1], 1)):
        raise ValueError(
            "categorical_crossentropy reads one-hot rows: [0, 0, 1] for class 2 of 3, here shape "
            f"{output_shape}. Received {name} with shape {np.shape(y)}. "
            "If these are class numbers, use 'sparse_categorical_crossentropy'."
        )
    y = probabilities(targets(y, output_shape, dtype, name), name)
    wrong = np.abs(y.sum(axis=-1) - 1) > 1e-3
    if wrong.any():
        row, place = _first(wrong)
        raise ValueError(
            f"One-hot rows add up to 1. Received {name}[{place}] = {y[row].tolist()}. "
            "Mark exactly one class; for several at once use sigmoid and 'binary_crossentropy'."
        )
    return y


def labels(y, output_shape: tuple, name: str = "y") -> np.ndarray:
    """Class numbers from 0, as ints: one for each row of classes, (n,) or (n, steps)."""
    several_classes(output_shape)
    y = validation.array(y, np.float64, name)
    same_rows(y, output_shape, name)
    *rows, classes = output_shape
    if y.shape not in (tuple(rows), (*rows, 1)):
        raise ValueError(_other_rows(y, output_shape, name))
    y = y.reshape(rows)
    wrong = (y < 0) | (y >= classes) | (y != np.floor(y))
    if wrong.any():
        row, place = _first(wrong)
        raise ValueError(
            f"There are {classes} outputs, so classes are whole numbers from 0 to "
            f"{classes - 1}. Received {name}[{place}] = {y[row]:g}. Count the classes from 0, or "
            f"give the last layer one unit for each class."
        )
    return y.astype(np.intp)


def _other_rows(y, output_shape, name):
    """Class numbers that are not one for each row of the outputs."""
    if y.shape == output_shape:
        advice = "If these are one-hot rows, use 'categorical_crossentropy'."
    else:
        advice = f"Give {name} that shape.{_flatten_first(output_shape)}"
    return (
        "sparse_categorical_crossentropy reads one class number per row, in the shape "
        f"{output_shape[:-1]}. Received {name} with shape {y.shape}. {advice}"
    )


def _first(wrong):
    """Where the first True stands: as an index, and in words."""
    where = tuple(map(int, np.argwhere(wrong)[0]))
    return where, ", ".join(map(str, where))


def weight(sample_weight, output_shape: tuple, dtype, name="sample_weight") -> np.ndarray | None:
    """One number for each row, as a flat (n,), or for each of its steps, (n, steps); or None."""
    if sample_weight is None:
        return None
    checked = validation.array(sample_weight, dtype, name)
    rows, *steps = output_shape[:-1]
    if checked.shape in ((rows,), (rows, 1)):
        return checked.ravel()
    if not steps or checked.shape != (rows, *steps):
        or_steps = f", or the shape {(rows, *steps)}: one for each step" if steps else ""
        raise ValueError(
            f"{name} has one number for each row, here {rows}{or_steps}. Received {name} with "
            f"shape {checked.shape}. Pass a flat list of {rows} numbers."
        )
    return checked
