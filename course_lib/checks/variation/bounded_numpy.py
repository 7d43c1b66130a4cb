"""NumPy for programs that nobody has looked at: it makes no array that would fill the memory.

A small change can put a number where a size was: ``np.triu_indices(len(scores))`` becomes
``np.triu_indices(1e9)``, which asks for gigabytes and a minute.
"""

import functools
import types

import numpy as np

LARGEST = 1_000_000  # numbers in an array

# Where each function is told how large to be: the places of its arguments, and their names.
_SIZES = {
    **dict.fromkeys(("zeros", "ones", "empty", "full"), ((0,), ("shape",))),
    **dict.fromkeys(("arange",), ((0, 1), ("start", "stop"))),
    **dict.fromkeys(("linspace", "logspace", "geomspace"), ((2,), ("num",))),
    **dict.fromkeys(("eye", "tri"), ((0, 1), ("N", "M"))),
    **dict.fromkeys(("identity",), ((0,), ("n",))),
    **dict.fromkeys(("triu_indices", "tril_indices", "diag_indices"), ((0, 2), ("n", "m"))),
    **dict.fromkeys(("indices",), ((0,), ("dimensions",))),
    **dict.fromkeys(("repeat",), ((1,), ("repeats",))),
    **dict.fromkeys(("tile",), ((1,), ("reps",))),
    **dict.fromkeys(("pad",), ((1,), ("pad_width",))),
    **dict.fromkeys(("resize", "broadcast_to"), ((1,), ("new_shape", "shape"))),
    **dict.fromkeys(("bincount",), ((2,), ("minlength",))),
}


class BoundedNumpy(types.ModuleType):
    """Has all that NumPy has; what makes arrays raises OverflowError beyond ``LARGEST``."""

    def __init__(self):
        super().__init__("numpy")

    def __getattr__(self, name: str):
        value = getattr(np, name)
        return _bounded(value, *_SIZES[name]) if name in _SIZES else value


def _bounded(function, places, names):
    @functools.wraps(function)
    def bounded(*args, **kwargs):
        sizes = [args[i] for i in places if i < len(args)]
        sizes += [kwargs[name] for name in names if name in kwargs]
        if max(map(_numbers, sizes), default=0) > LARGEST:
            raise OverflowError(f"An array of more than {LARGEST:,} numbers is not tried.")
        return function(*args, **kwargs)

    return bounded


def _numbers(size) -> float:
    """How many numbers a size asks for: 3, (2, 3), ((1, 1), (0, 2)); what is none asks for none."""
    try:
        size = np.abs(np.asarray(size, float))
    except (TypeError, ValueError, OverflowError):
        return 0.0
    return float(size.prod() if size.ndim < 2 else size.max(initial=0))
