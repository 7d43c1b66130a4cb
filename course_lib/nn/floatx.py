"""The precision in which layers keep their weights: float32, as in Keras, unless you say so."""

import contextlib
from collections.abc import Iterator

import numpy as np

_KNOWN = ("float32", "float64")
_floatx = "float32"


def floatx() -> str:
    """The name of the type that new layers get.

    >>> floatx()
    'float32'
    """
    return _floatx


def set_floatx(value: str) -> None:
    """Choose the type of the layers built from now on; a layer that exists keeps its own.

    float32 is half the memory and twice the speed; float64 has the 16 digits that a gradient
    check needs.

    >>> set_floatx("float64")
    >>> floatx()
    'float64'
    >>> set_floatx("float32")
    """
    global _floatx
    if value not in _KNOWN:
        raise ValueError(
            f"A layer keeps its weights as one of {', '.join(_KNOWN)}. Received: {value!r}. "
            'Pass the name as text: set_floatx("float64").'
        )
    _floatx = value


@contextlib.contextmanager
def precision(value: str) -> Iterator[None]:
    """Build layers of this type inside; afterwards it is as it was."""
    before = _floatx
    set_floatx(value)
    try:
        yield
    finally:
        set_floatx(before)


def as_float(values) -> np.ndarray:
    """An array of floats, or one: float32 and float64 stay, everything else becomes float64."""
    values = np.asarray(values)
    if values.dtype.name not in _KNOWN:
        values = values.astype(np.float64)
    return values[()]  # an array of no dimensions is a number
