"""Show values to a learner: short, rounded, the same on every run, and never misleading."""

import itertools
import math
import re

import numpy as np

from course_lib.checks.values import Strange, name_of, read, type_of

_EDGE = 3  # items kept at either end of a long axis
_LONG = 8
_MOST_NUMBERS = 2_000  # of one array that are written: nobody reads more
_MOST_CHARACTERS = 10_000  # of anything

Place = tuple[int, ...]  # the indices of one number in an array


def show(value, digits: int = 4, around: Place = ()) -> str:
    """Write a value with so many digits; a long array keeps its ends, and what is ``around``.

    >>> show(0.9990889488055994), show(np.arange(20.0)), show([1, 2.5])
    ('0.9991', '[0, 1, 2, …, 17, 18, 19]', '[1, 2.5]')
    >>> show(np.arange(20.0), around=(9,))
    '[0, 1, …, 7, 8, 9, 10, 11, …, 18, 19]'
    """
    text = _show(read(value), digits, around)
    return text if len(text) <= _MOST_CHARACTERS else f"{text[:_MOST_CHARACTERS]}…"


def show_pair(expected, got, around: Place = ()) -> tuple[str, str]:
    """Write two values that differ so that it shows: with as many digits as it takes.

    Where the digits don't differ, the types may.

    >>> show_pair(0.02147, 0.0214), show_pair(1.0, 1.0000001)
    (('0.02147', '0.0214'), ('1', '1.0000001'))
    >>> show_pair(4000, 4000.0)
    ('4000 (an int)', '4000 (a float)')
    """
    for digits in (4, 6, 8, 10, 13, 17):
        texts = show(expected, digits, around), show(got, digits, around)
        if texts[0] != texts[1]:
            return texts
    text, kinds = show(expected, around=around), (type_of(read(expected)), type_of(read(got)))
    if kinds[0] == kinds[1]:
        return text, text
    return f"{text} ({kinds[0]})", f"{text} ({kinds[1]})"


def is_rounded(value, digits: int = 4) -> bool:
    """Whether ``show`` gives fewer digits than the value has.

    >>> is_rounded(0.1), is_rounded(1 / 3), is_rounded(0.1 + 0.2)
    (False, True, False)
    """
    return show(value, digits) != show(value, 15)


def number(value: float, digits: int = 4) -> str:
    """Write a number with so many significant digits, and no needless ones.

    >>> number(7.0), number(1994), number(-1.23456e-7), number(float("nan"))
    ('7', '1994', '-1.235e-07', 'nan')
    """
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int):
        if abs(value) >= 10**300:
            return "a huge number"
        return str(value) if abs(value) < 10**15 else f"{value:.{digits}e}"
    if isinstance(value, complex):
        return f"{value:.{digits}g}"
    if value == int_or_none(value) and abs(value) < 1e6:
        return str(int(value))
    return f"{value:.{digits}g}"


def int_or_none(value: float) -> int | None:
    """The whole number that a float equals, or None."""
    return int(value) if np.isfinite(value) and value == int(value) else None


def harmless(text: str) -> str:
    """Take memory addresses out of a text, since they differ from run to run."""
    return re.sub(r" at 0x[0-9a-fA-F]+", "", text)


def _show(value, digits: int, around: Place = ()) -> str:
    match value:
        case bool() | None:
            return str(value)
        case int() | float() | complex():
            return number(value, digits)
        case str():
            text = value if len(value) <= 80 else value[:77] + "…"
            return repr(harmless(text))
        case np.ndarray():
            return _array(value, digits, around)
        case list():
            return f"[{_items(value, digits, around)}]"
        case tuple():
            return f"({_items(value, digits, around)}{',' if len(value) == 1 else ''})"
        case dict():
            held = [f"{key!r}: {_show(item, digits)}" for key, item in list(value.items())[:_LONG]]
            return "{" + ", ".join(held + ["…"] * (len(value) > _LONG)) + "}"
        case Strange():
            return name_of(value).replace("`", "")
    return "?"


def _items(items, digits: int, around: Place) -> str:
    texts = [
        "…" if i is None else _show(read(items[i]), digits, around[1:])
        for i in _kept(len(items), around)
    ]
    return ", ".join(texts)


def _kept(n: int, around: Place) -> list[int | None]:
    """The places that are shown of n, with None where some are left out."""
    if n <= _LONG:
        return list(range(n))
    if not around:
        return [*range(_EDGE), None, *range(n - _EDGE, n)]
    middle = {i for i in range(around[0] - 2, around[0] + 3) if 0 <= i < n}
    places = sorted({0, 1, n - 2, n - 1} | middle)
    kept: list[int | None] = [0]
    for before, place in itertools.pairwise(places):
        kept += range(before + 1, place + 1) if place - before < 3 else [None, place]
    return kept


def _array(array: np.ndarray, digits: int, around: Place) -> str:
    if array.size == 0:
        return f"[] with shape {array.shape}"
    if (
        math.prod(len(_kept(n, around[i : i + 1])) for i, n in enumerate(array.shape))
        > _MOST_NUMBERS
    ):
        return f"{_items(array.ravel()[: _LONG - 1], digits, ())}, … with shape {array.shape}"
    if array.ndim == 1:
        return f"[{_items(array, digits, around)}]"
    rows = [
        "…" if i is None else _array(array[i], digits, around[1:])
        for i in _kept(len(array), around)
    ]
    text = ",\n ".join(row.replace("\n", "\n ") for row in rows)
    return f"[{text}]".replace("…,\n", "…\n")
