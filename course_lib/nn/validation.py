"""Validation: what comes into a model is checked here, once; inside, code can trust it.

Every error says what was expected, what arrived and what to do about it. Nothing has been changed
when one is raised.
"""

import math
import numbers

import numpy as np

from course_lib.nn import symbols


def whole_number(value, name: str, meaning: str, least: int = 1) -> int:
    """``value`` as an int that is not below ``least``; NumPy's whole numbers are fine too."""
    if not is_whole_number(value) or value < least:
        raise ValueError(
            f"{meaning}: {name} is a whole number from {least}. Received: {name}={value!r}. "
            f"Pass {name}={least} or more, without quotes and without a decimal point."
        )
    return int(value)


def is_whole_number(value) -> bool:
    """True and False are none, though Python counts with them.

    >>> is_whole_number(np.int64(3)), is_whole_number(3.0), is_whole_number(True)
    (True, False, False)
    """
    return isinstance(value, numbers.Integral) and not isinstance(value, bool)


def fraction(value, name: str, meaning: str) -> float:
    """``value`` as a number from 0, and below 1."""
    if not is_number(value) or not 0 <= value < 1:
        raise ValueError(
            f"{meaning}: {name} is a number from 0, and below 1. Received: {name}={value!r}. "
            f"Write a fifth as {name}=0.2."
        )
    return float(value)


def non_negative(value, name: str, meaning: str, example: float = 0.01) -> float:
    """``value`` as a number of at least 0."""
    if not is_number(value) or not 0 <= value < math.inf:
        raise ValueError(
            f"{meaning}: {name} is a number from 0. Received: {name}={value!r}. "
            f"Try {name}={example}; 0 turns it off."
        )
    return float(value)


def positive(value, name: str, meaning: str, example: float | None = None) -> float:
    """``value`` as a number above 0. Without an example, there is a default to fall back on."""
    if not is_number(value) or not 0 < value < math.inf:
        raise ValueError(
            f"{meaning}: {name} is a number above 0. Received: {name}={value!r}. "
            + (f"Try {name}={example}." if example else f"Try the default; leave {name} out.")
        )
    return float(value)


def symmetric_range(value, name: str) -> tuple:
    """From -value to value; or a pair, the two ends themselves. All from -1 to 1."""
    ends = value if isinstance(value, tuple | list) else (value, value)
    if len(ends) != 2 or not all(is_number(end) and -1 <= end <= 1 for end in ends):
        raise ValueError(
            f"{name} is a fraction of the whole, or a pair of them, from -1 to 1. "
            f"Received: {name}={value!r}. Write a tenth either way as {name}=0.1."
        )
    return tuple(sorted(ends)) if ends is value else (-abs(value), abs(value))


def is_number(value) -> bool:
    """Python's and NumPy's numbers; True and False are none.

    >>> is_number(0.5), is_number("0.5"), is_number(True)
    (True, False, False)
    """
    return isinstance(value, numbers.Real) and not isinstance(value, bool)


def sample_shape(shape) -> tuple:
    """The shape of one sample: whole numbers, and None where samples may be of any length."""
    if not isinstance(shape, tuple | list) or not shape:
        raise ValueError(
            "The shape of one sample is a tuple: (20,) is a row of 20 numbers. "
            f"Received: {shape!r}. Mind the comma: Input((20,))."
        )
    return tuple(
        None if size is None else whole_number(size, "size", "A shape counts numbers")
        for size in shape
    )


def batch_shape(shape) -> tuple:
    """The shape of many samples, (None, 20): their number first, which nobody knows yet.

    >>> batch_shape([32, 20])
    (None, 20)
    """
    if not isinstance(shape, tuple | list) or len(shape) < 2:
        raise ValueError(
            "The shape of many samples is a tuple with their number first: (None, 20) are rows of "
            f"20 numbers. Received: {shape!r}. Put None in front of the shape of one sample."
        )
    return (None, *sample_shape(tuple(shape)[1:]))


def columns(shape: tuple, reader: str) -> int:
    """How many numbers stand on the last axis of (None, ..., columns); it has to be known."""
    if len(shape) < 2 or shape[-1] is None:
        raise ValueError(
            f"{reader} needs to know how many numbers stand on the last axis: (None, 64). "
            f"Received samples of shape {shape[1:]}. Say it in the Input."
        )
    return shape[-1]


def picture(shape: tuple, reader: str) -> tuple:
    """Refuse samples that are no pictures; ``shape`` is (None, height, width, channels)."""
    if len(shape) != 4:
        raise ValueError(
            f"{reader} reads pictures (height, width, channels), such as (28, 28, 1). "
            f"Received samples of shape {shape[1:]}. If they are grey, add the channel: "
            "x[..., np.newaxis]."
        )
    return shape


def sequence(shape: tuple, reader: str) -> tuple:
    """Refuse samples that are no sequences; ``shape`` is (None, steps, columns)."""
    if len(shape) != 3:
        raise ValueError(
            f"{reader} reads sequences (steps, columns), such as (30, 2). Received samples of "
            f"shape {shape[1:]}. If a step is one number, add the column: x[..., np.newaxis]; if "
            "another recurrent layer stands before, give it return_sequences=True."
        )
    columns(shape, reader)
    return shape


def mask(mask, x) -> np.ndarray:
    """One True or False for each step of each sequence: (n, steps)."""
    mask = np.asarray(mask)
    if mask.dtype != bool or mask.shape != np.shape(x)[:2]:
        raise ValueError(
            f"mask has True for every step that counts: {np.shape(x)[:2]}. Received an array of "
            f"{mask.dtype}, of shape {mask.shape}. Write mask = numbers != 0, for example."
        )
    return mask


def same_shape(layer, shape: tuple) -> None:
    """Refuse samples of another shape than a built layer has weights for."""
    if layer.built and not fits(shape[1:], layer.input_shape[1:]):
        raise ValueError(
            f"{layer.name} has weights for samples of shape {layer.input_shape[1:]}. Received "
            f"samples of shape {shape[1:]}. Make a new layer for them."
        )


def fits(shape: tuple, expected: tuple) -> bool:
    """Whether two shapes are the same, where both are known: None is any length.

    >>> fits((5, 3), (None, 3)), fits((3,), (None, 3))
    (True, False)
    """
    return len(shape) == len(expected) and all(
        a == b or a is None or b is None for a, b in zip(shape, expected, strict=True)
    )


def array(values, dtype, name: str) -> np.ndarray:
    """``values`` as finite numbers of this type; the caller's own array is left alone."""
    if hasattr(type(values), "forward") or symbols.is_symbolic(values):
        raise ValueError(_a_part_of_a_network(values, name))
    try:
        given = np.asarray(values)
    except ValueError:
        raise ValueError(
            f"{name} is a table of numbers. Received rows of different lengths. "
            "Give every row the same number of values."
        ) from None
    if given.dtype.kind not in "biuf":
        raise ValueError(_no_numbers(given, name))
    if given.size == 0:
        raise ValueError(
            f"{name} needs at least one row and one column. Received an empty array of shape "
            f"{given.shape}. Look at the step that selected or loaded the rows."
        )
    with np.errstate(over="ignore"):  # too large for float32 becomes inf, and is named below
        cast = given.astype(dtype, copy=False)
    if not _all_finite(cast):
        _not_finite(given, cast, name)
    return cast


def _all_finite(values):
    """A few rows at a time: asked of all at once, the answers take memory as the data do."""
    if values.size < 1_000_000:
        return np.isfinite(values).all()
    step = max(1, 1_000_000 * len(values) // values.size)
    return all(np.isfinite(values[i : i + step]).all() for i in range(0, len(values), step))


def _a_part_of_a_network(given, name):
    return (
        f"{name} is a table of numbers. Received {given!r}, which is a part of a network. Pass the "
        "data itself; layers are called on Input(...) or on data, models are trained by fit(x, y)."
    )


def _no_numbers(given, name):
    """What a table holds that is not made of numbers: the first of them, and where."""
    if given.ndim == 0:
        what = given.item()
        return (
            f"{name} is a table of numbers. Received "
            f"{'None' if what is None else f'{what!r}, of type {type(what).__name__}'}. "
            f"Pass an array, or a list of rows; if a function made {name}, look whether it returns."
        )
    where = next((i for i in np.ndindex(given.shape) if not _is_numeric(given[i])), None)
    if where is None:
        return (
            f"{name} is a table of numbers. Received numbers kept as text or objects, of type "
            f"{given.dtype}. Convert them: np.array({name}, float)."
        )
    return (
        f"{name} is a table of numbers. Received values of type {given.dtype}, such as "
        f"[{_plain(given[where])!r}] at {_place(name, where)}. Turn text and objects into numbers "
        "first."
    )


def _is_numeric(value):
    """Could it be turned into a number, as "3.5" can?"""
    try:
        float(_plain(value))
    except (TypeError, ValueError):
        return False
    return True


def _plain(value):
    return value.item() if isinstance(value, np.generic) else value


def _place(name, where):
    return f"{name}[{', '.join(map(str, where))}]"


def _not_finite(given, cast, name):
    where = tuple(np.argwhere(~np.isfinite(cast))[0])
    value = given[where]
    if np.isfinite(value):
        raise ValueError(
            f"{name} holds numbers of type {cast.dtype}, up to {np.finfo(cast.dtype).max:.1e}. "
            f"Received {value:g}{f' at {_place(name, where)}' if where else ''}. "
            "Divide them by a power of ten."
        )
    if not where:  # a number alone has no rows
        raise ValueError(f"{name} is a finite number. Received {value}. Pass another number.")
    raise ValueError(
        f"{name} holds only finite numbers. Received {value} at {_place(name, where)} "
        f"(row {where[0]}). Remove such rows or fill in the missing values."
    )


def rows(x, shape: tuple | None, dtype, reader: str = "This model", name: str = "x") -> np.ndarray:
    """``x`` as samples of ``shape``, which is of one sample; any shape if it is None."""
    x = array(x, dtype, name)
    if shape is None:
        if x.ndim < 2:
            raise ValueError(
                f"{reader} reads rows of samples: {name} of shape (n, columns). Received {name} "
                f"with shape {x.shape}. If {name} is one sample, pass {name}[np.newaxis, :]; if "
                f"it is one column, pass {name}[:, np.newaxis]."
            )
        return x
    if x.ndim == len(shape) + 1 and fits(x.shape[1:], shape):
        return x
    what = f"{shape[0]} columns per row" if len(shape) == 1 else f"samples of shape {shape}"
    raise ValueError(
        f"{reader} reads {what}. Received {name} with shape {x.shape}. "
        + _advice(x.shape, shape, name)
    )


def _advice(given, shape, name):
    if given == shape:
        return f"If {name} is one sample, pass {name}[np.newaxis, :]."
    if len(given) > 2 and (*given[1:], 1) == shape:
        return f"If its last axis is of one number, add it: {name}[..., np.newaxis]."
    if len(given) == 1 and shape == (1,):
        return f"If {name} is one column, pass {name}[:, np.newaxis]."
    if given[::-1][1:] == shape and len(given) == 2:
        return f"Samples are rows: if yours are columns, pass {name}.T."
    return f"Give {name} that shape, or build the model with Input({given[1:] or given})."


def weights(values, current: list, owner: str) -> list:
    """As many arrays as there are weights, each of the right shape."""
    values = list(values)
    shapes = [weight.shape for weight in current]
    received = [np.shape(value) for value in values]
    if received != shapes:
        raise ValueError(
            f"{owner} has weights of shapes {shapes}. Received shapes {received}. "
            "Pass one array for each, in the order of get_weights()."
        )
    return [np.asarray(value, dtype=np.float64) for value in values]
