"""Show values to a learner: short, rounded, the same on every run, and never misleading."""

import re

import numpy as np

from course_lib.checks.values import Strange, name_of, read

_EDGE = 3  # items kept at either end of a long axis
_LONG = 8


def show(value, digits: int = 4) -> str:
    """Write a value with so many digits; long arrays keep their ends.

    >>> show(0.9990889488055994), show(np.arange(20.0)), show([1, 2.5])
    ('0.9991', '[0, 1, 2, …, 17, 18, 19]', '[1, 2.5]')
    """
    return _show(read(value), digits)


def show_pair(expected, got) -> tuple[str, str]:
    """Write two values that differ with as many digits as it takes to see it.

    >>> show_pair(0.02147, 0.0214), show_pair(1.0, 1.0000001)
    (('0.02147', '0.0214'), ('1', '1.0000001'))
    """
    for digits in (4, 6, 8, 10, 13, 17):
        texts = show(expected, digits), show(got, digits)
        if texts[0] != texts[1]:
            return texts
    return show(expected), show(got)


def is_rounded(value, digits: int = 4) -> bool:
    """Whether ``show`` gives fewer digits than the value has."""
    return show(value, digits) != show(value, 17)


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


def _show(value, digits: int) -> str:
    match value:
        case bool() | None:
            return str(value)
        case int() | float() | complex():
            return number(value, digits)
        case str():
            text = value if len(value) <= 80 else value[:77] + "…"
            return repr(harmless(text))
        case np.ndarray():
            return _array(value, digits)
        case list():
            return f"[{_items(value, digits)}]"
        case tuple():
            return f"({_items(value, digits)}{',' if len(value) == 1 else ''})"
        case dict():
            held = [f"{key!r}: {_show(item, digits)}" for key, item in list(value.items())[:_LONG]]
            return "{" + ", ".join(held + ["…"] * (len(value) > _LONG)) + "}"
        case Strange():
            return name_of(value).replace("`", "")
    return "?"


def _items(items, digits: int) -> str:
    texts = [_show(read(item), digits) for item in _ends(items)]
    if len(items) > _LONG:
        texts.insert(_EDGE, "…")
    return ", ".join(texts)


def _ends(items):
    return items if len(items) <= _LONG else [*items[:_EDGE], *items[-_EDGE:]]


def _array(array: np.ndarray, digits: int) -> str:
    if array.size == 0:
        return f"[] with shape {array.shape}"
    if array.ndim == 1:
        return f"[{_items(array, digits)}]"
    rows = [_array(row, digits) for row in _ends(array)]
    if len(array) > _LONG:
        rows.insert(_EDGE, "…")
    text = ",\n ".join(row.replace("\n", "\n ") for row in rows)
    return f"[{text}]".replace("…,\n", "…\n")
