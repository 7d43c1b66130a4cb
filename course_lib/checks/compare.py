"""Decide whether a value is the expected one, by rules that the exercise states.

What ``returns`` may say (by default an answer has to be of the reference answer's own kind):

=============  =====================================================================================
``float``      one number: Python's, NumPy's, or an array without axes; whole or not; no True
``int``        one whole number, of a whole type: 3.0 is refused
``bool``       True or False, Python's or NumPy's; 1 and 0 are refused
``str``        the same text, letter by letter
``"array"``    a NumPy array; a list is refused (default where the reference gives an array)
``"numbers"``  an array, or a list or tuple nested to the same shape
``list``       as many items, in a list, tuple or array, each judged like the reference's item
``(a, b)``     as many items, judged by these rules, one each
=============  =====================================================================================

``shape="exact"`` asks for the reference's shape, ``shape="any"`` for the same numbers in the same
order however they are stacked, so that (n,), (n, 1) and (1, n) are one. ``dtype`` stays open
between whole numbers and decimals; ``dtype="any"`` lets True and False pass for 1 and 0 as well,
and a name, as ``dtype="float32"``, asks for exactly that.
"""

import math
from dataclasses import dataclass

import numpy as np

from course_lib.checks.show import show
from course_lib.checks.values import Strange, name_of, numbers, read


@dataclass(frozen=True, slots=True)
class Rules:
    """How near and how alike an answer has to be: |got - expected| <= atol + rtol * |expected|."""

    returns: object = None
    rtol: float = 1e-6
    atol: float = 1e-9
    shape: str = "exact"
    dtype: str | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: its kind (none, type, dtype, shape, length, value), and a sentence."""

    kind: str
    sentence: str = ""


def compare(got, expected, rules: Rules = Rules()) -> Difference | None:
    """Compare what came back with what should have; None where the answer stands.

    >>> compare(np.float64(7), 7.0) is None
    True
    >>> compare([7.0], 7.0).sentence
    'One number is expected; you returned a list of 1.'
    """
    if type(got) is float and type(expected) is float and rules.returns is None:
        return None if _near(got, expected, rules) else Difference("value")
    return _compare(read(got), read(expected), rules.returns, rules)


def alike(got, other, rules: Rules, loose: bool = False) -> bool:
    """Whether two wrong values are the same one; ``loose`` looks past their shapes."""
    if type(got) is float and type(other) is float:
        return _near(got, other, rules)
    return _alike(read(got), read(other), rules, loose)


def _alike(got, other, rules: Rules, loose: bool) -> bool:
    a, b = numbers(got), numbers(other)
    if a is None or b is None:
        return _same_things(got, other, rules, loose)
    if isinstance(got, bool) != isinstance(other, bool) and not loose:
        return False
    if a.shape != b.shape and not (loose and a.size == b.size):
        return False
    return bool(np.all(close(a.ravel(), b.ravel(), rules)))


def close(got: np.ndarray, expected: np.ndarray, rules: Rules) -> np.ndarray:
    """Where two arrays of one shape agree; nan agrees with nan, and infinity with itself."""
    with np.errstate(all="ignore"):
        if got.dtype.kind in "bu":
            got = got.astype(float)
        apart = np.abs(got - expected)
        near = apart <= rules.atol + rules.rtol * np.abs(expected)
    if np.all(near & np.isfinite(expected)):
        return near
    finite = np.isfinite(expected) & np.isfinite(got)
    both_nan = np.isnan(got) & np.isnan(expected)
    return np.where(finite, near, (got == expected) | both_nan)


def _near(got: float, expected: float, rules: Rules) -> bool:
    if math.isfinite(got) and math.isfinite(expected):
        return abs(got - expected) <= rules.atol + rules.rtol * abs(expected)
    return got == expected or (got != got and expected != expected)


def _same_things(got, other, rules, loose) -> bool:
    if isinstance(got, (list, tuple)) and isinstance(other, (list, tuple)):
        pairs = zip(got, other, strict=False)
        return len(got) == len(other) and all(_alike(a, b, rules, loose) for a, b in pairs)
    if isinstance(got, dict) and isinstance(other, dict):
        return got.keys() == other.keys() and all(
            _alike(got[key], other[key], rules, loose) for key in got
        )
    if isinstance(got, Strange) or isinstance(other, Strange):
        return type(got) is type(other) and got.kind == other.kind
    return type(got) is type(other) and isinstance(got, (str, type(None))) and got == other


def _compare(got, expected, returns, rules) -> Difference | None:
    if got is None and expected is not None:
        return Difference("none")
    if isinstance(got, Strange):
        return Difference("type", f"You returned {name_of(got)}. {got.advice}".strip())
    if returns is None:
        returns = _kind_of(expected)
    if isinstance(returns, tuple):
        return _compare_items(got, expected, returns, rules)
    return _JUDGES[returns](got, expected, rules)


def _kind_of(expected) -> object:
    match expected:
        case bool():
            return bool
        case int() | float() | complex():
            return float
        case str():
            return str
        case None:
            return None
        case dict():
            return dict
        case np.ndarray():
            return "array"
    return list


def _number(got, expected, rules) -> Difference | None:
    if rules.shape == "any" and (array := numbers(got)) is not None and array.size == 1:
        got = read(array.reshape(()))
    if isinstance(got, bool) and rules.dtype != "any":
        return Difference("dtype", f"A number is expected; you returned {got}.")
    if isinstance(got, complex) and not isinstance(expected, complex):
        return Difference("dtype", "An ordinary number is expected; yours is complex.")
    if not isinstance(got, (int, float, complex)):
        kind = "type" if isinstance(got, (str, dict)) else "shape"
        return Difference(kind, f"One number is expected; you returned {name_of(got)}.")
    try:
        got, expected = (v if isinstance(v, complex) else float(v) for v in (got, expected))
    except OverflowError:
        return Difference("value", "Your number is too large for a float.")
    if isinstance(got, complex):
        same = bool(close(np.array(got), np.array(expected), rules))
    else:
        same = _near(got, expected, rules)
    return None if same else Difference("value")


def _whole(got, expected, rules) -> Difference | None:
    if isinstance(got, float):
        return Difference(
            "dtype",
            f"A whole number is expected, of type int; {got!r} is a float. "
            "`//` divides whole numbers and keeps them whole.",
        )
    return _number(got, expected, rules)


def _truth(got, expected, rules) -> Difference | None:
    if not isinstance(got, bool):
        return Difference("type", f"True or False is expected; you returned {name_of(got)}.")
    return None if got == expected else Difference("value")


def _text(got, expected, rules) -> Difference | None:
    if not isinstance(got, str):
        return Difference("type", f"A text is expected; you returned {name_of(got)}.")
    return None if got == expected else Difference("value")


def _array(got, expected, rules) -> Difference | None:
    if not isinstance(got, np.ndarray):
        expected = numbers(expected)
        advice = " Wrap it: np.array(...)." if isinstance(got, (list, tuple)) else ""
        kind = "type" if advice or isinstance(got, (str, dict)) else "shape"
        return Difference(
            kind,
            f"An array of shape {expected.shape} is expected; you returned {name_of(got)}.{advice}",
        )
    return _numbers(got, expected, rules)


def _numbers(got, expected, rules) -> Difference | None:
    array, expected = numbers(got), numbers(expected)
    if array is None:
        return Difference("type", f"Only numbers are expected; you returned {_contents(got)}.")
    if difference := _dtype(array, expected, rules):
        return difference
    if array.shape != expected.shape:
        if rules.shape != "any" or array.size != expected.size:
            return Difference(
                "shape", f"Shape {expected.shape} is expected; yours is {array.shape}."
            )
        array = array.reshape(expected.shape)
    return None if np.all(close(array, expected, rules)) else Difference("value")


def _dtype(array, expected, rules) -> Difference | None:
    got, wanted = array.dtype.kind, expected.dtype.kind
    if rules.dtype == "any":
        return None
    if rules.dtype and array.dtype.name != rules.dtype:
        return Difference("dtype", f"dtype {rules.dtype} is expected; yours is {array.dtype.name}.")
    if (got == "b") != (wanted == "b"):
        what = "True and False" if wanted == "b" else "Numbers"
        given = "numbers" if wanted == "b" else "True and False"
        return Difference("dtype", f"{what} are expected; your array holds {given}.")
    if got == "c" and wanted != "c":
        return Difference("dtype", "Ordinary numbers are expected; yours are complex.")
    return None


def _list(got, expected, rules) -> Difference | None:
    one_number = isinstance(got, (int, float, complex))
    if not one_number and numbers(expected) is not None and numbers(got) is not None:
        return _numbers(got, expected, rules)
    return _compare_items(got, expected, (None,) * len(expected), rules)


def _compare_items(got, expected, returns, rules) -> Difference | None:
    if isinstance(got, np.ndarray):
        got = [read(item) for item in got[: len(returns) + 1]] if got.ndim else [got]
    if not isinstance(got, (list, tuple)):
        return Difference(
            "type",
            f"{len(returns)} values are expected; you returned {name_of(got)}. "
            "Separate them by commas: return a, b.",
        )
    if len(got) != len(returns):
        return Difference("length", f"{len(returns)} values are expected; you returned {len(got)}.")
    for place, parts in enumerate(zip(got, expected, returns, strict=True), start=1):
        if difference := _compare(*parts, rules):
            what = difference.sentence or (
                f"it is None, {show(parts[1])} is expected."
                if parts[0] is None
                else f"{show(parts[1])} is expected, yours is {show(parts[0])}."
            )
            return Difference(difference.kind, f"Value {place} of {len(returns)}: {what}")
    return None


def _dictionary(got, expected, rules) -> Difference | None:
    if not isinstance(got, dict):
        return Difference("type", f"A dictionary is expected; you returned {name_of(got)}.")
    for word, some, others in (("missing", expected, got), ("too many", got, expected)):
        if keys := [key for key in some if key not in others]:
            return Difference("length", f"The key {keys[0]!r} is {word}.")
    for key in expected:
        if difference := _compare(got[key], expected[key], None, rules):
            return Difference(difference.kind, f"Under {key!r}: {difference.sentence}".rstrip(": "))
    return None


def _nothing(got, expected, rules) -> Difference | None:
    if got is None:
        return None
    return Difference("type", f"Nothing is to be returned here; you returned {name_of(got)}.")


def _contents(got) -> str:
    if isinstance(got, (list, tuple)):
        for item in got:
            if item is None or isinstance(item, (str, Strange)):
                return f"a {type(got).__name__} with {name_of(item)} in it"
        return f"a {type(got).__name__} whose rows are of different lengths"
    return name_of(got)


_JUDGES = {
    float: _number, int: _whole, bool: _truth, str: _text, "array": _array, "numbers": _numbers,
    list: _list, dict: _dictionary, None: _nothing,
}  # fmt: skip
