"""Validation of what a layer is made with."""

import math
import numbers

import numpy as np

from course_lib.nn import validation


def declared_shape(named: dict) -> tuple | None:
    """The shape of one sample that a first layer may say, taken out of its named arguments.

    >>> declared_shape({"input_dim": 3}), declared_shape({"input_shape": (8, 8)})
    ((3,), (8, 8))
    """
    shape, columns = named.pop("input_shape", None), named.pop("input_dim", None)
    batch = named.pop("batch_input_shape", None)
    if batch is not None:
        return validation.batch_shape(batch)[1:]
    if columns is not None:
        columns = validation.whole_number(columns, "input_dim", "A row has at least one number")
        return (columns,)
    return None if shape is None else validation.sample_shape(shape)


def as_declared(layer, shape: tuple) -> None:
    """Refuse samples of another shape than the layer was told: ``shape`` is (None, ...)."""
    if layer.declared_shape and not validation.fits(shape[1:], layer.declared_shape):
        raise ValueError(
            f"{layer.name} was made for samples of shape {layer.declared_shape}. Received samples "
            f"of shape {shape[1:]}. Leave out its input_shape: only the first layer needs one."
        )


def name(given) -> str | None:
    """A layer's name, as text; None is for a name that is counted."""
    if given is not None and (not isinstance(given, str) or not given):
        raise ValueError(
            f"A name is text. Received: name={given!r}. If you mean to call the layer on "
            "something, make it first: Add()([a, b]), Dense(2)(x)."
        )
    return given


def weight_name(given, layer) -> str:
    """A weight's name, under which the layer has it as an attribute."""
    taken = (*layer.weight_shapes, *layer.state_shapes)
    if not isinstance(given, str) or not given.isidentifier() or given in taken:
        raise ValueError(
            "A weight has a name of its own, under which the layer keeps it. Received: "
            f"name={given!r}. Write self.kernel = self.add_weight(name='kernel', ...)."
        )
    return given


def not_built(thing) -> str:
    """The sentence about a layer or model that has no weights yet."""
    return (
        f"The weights of {thing.name} are there once it is built. Received it before. Give the "
        "model an Input, call it on data once, or call build((None, columns))."
    )


def last_axis(axis, owner: str) -> int:
    """-1; another axis is refused here if it can't be the last, and in ``build`` if it isn't."""
    if not validation.is_whole_number(axis) or axis < -1 or axis == 0:
        raise ValueError(
            f"{owner} works along the last axis, where the columns are: axis=-1. Received: "
            f"axis={axis!r}. Leave it out."
        )
    return int(axis)


def is_last_axis(axis: int, shape: tuple, reader: str) -> None:
    """Refuse an axis that is not the last of samples of this shape, (None, ...)."""
    if axis not in (-1, len(shape) - 1):
        raise ValueError(
            f"{reader} works along the last axis, where the columns are: axis=-1. Received "
            f"axis={axis} for samples of shape {shape[1:]}. Leave it out."
        )


def number(value, name: str, meaning: str) -> float:
    """``value`` as a finite number of either sign."""
    if not isinstance(value, numbers.Real) or isinstance(value, bool) or not math.isfinite(value):
        raise ValueError(
            f"{meaning}: {name} is a number. Received: {name}={value!r}. Write it without quotes."
        )
    return float(value)


def number_or_list(value, name: str):
    """A number, or a list of some: one for each column."""
    if isinstance(value, list | tuple | np.ndarray):
        return [number(one, name, "Rescaling reads numbers") for one in value]
    return number(value, name, "Rescaling multiplies by scale and adds offset")


def flag(value, name: str) -> bool:
    """True or False; text is neither, though Python takes "no" for true."""
    if not isinstance(value, bool | np.bool_ | int) or value not in (0, 1):
        raise ValueError(
            f"{name} is True or False. Received: {name}={value!r}. Write it without quotes."
        )
    return bool(value)


def seed(value) -> int | None:
    """A whole number from 0, or None for the course's own generator."""
    if value is None:
        return None
    return validation.whole_number(value, "seed", "A seed makes what is drawn repeatable", least=0)


def same_rows(arrays: list, reader: str) -> None:
    """Refuse arrays of different numbers of samples, and of none at all."""
    rows = [len(one) for one in arrays]
    if len(set(rows)) > 1:
        raise ValueError(
            f"{reader} merges row with row, so all have as many rows. Received arrays of shapes "
            f"{[np.shape(one) for one in arrays]}. Select the same rows of each."
        )


def axes(value, name: str) -> list | None:
    """Axes of a sample, counted from 1: a number, a list of some, or None."""
    if value is None:
        return None
    found = list(value) if isinstance(value, list | tuple) else [value]
    if not all(validation.is_whole_number(axis) and axis > 0 for axis in found):
        raise ValueError(
            f"{name} are axes of a sample, counted from 1: {name}=[1, 2]. Received: "
            f"{name}={value!r}. Leave out the samples' own axis, 0."
        )
    return found
