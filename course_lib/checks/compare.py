"""Decide whether a value is the expected one, by rules that the exercise states.

What ``returns`` may say (by default an answer has to be of the reference answer's own kind):

=============  =====================================================================================
``float``      one number: Python's, NumPy's, or an array without axes; whole or not; no True
``int``        one whole number; 3.0 is one, and 3.5 is not
``bool``       True or False, Python's or NumPy's; 1 and 0 are refused
``str``        the same text, letter by letter
``"array"``    a NumPy array; a list is refused, with a word on its numbers if they are right
               (default where the reference gives an array)
``"numbers"``  an array, or a list or tuple nested to the same shape
``list``       as many items, in a list, tuple or array, each judged like the reference's item
``(a, b)``     as many items, judged by these rules, one each
=============  =====================================================================================

``shape="exact"`` asks for the reference's shape, ``shape="any"`` for the same numbers in the same
order however they are stacked, so that (n,), (n, 1) and (1, n) are one. ``dtype`` stays open
between whole numbers and decimals; ``dtype="any"`` lets True and False pass for 1 and 0 as well,
and a name, as ``dtype="float32"`` or ``dtype="int"``, asks for exactly that. Numbers that were
computed in float32 need to be no nearer than float32 can be: to five digits.
"""

import math
import re
from dataclasses import dataclass, replace

import numpy as np

from course_lib.checks.show import show_pair
from course_lib.checks.values import Strange, flat, name_of, numbers, read

RIGHT_NUMBERS = "The numbers are right"
_SINGLE = 1e-5  # as near as float32 comes after a few steps of computing


@dataclass(frozen=True, slots=True)
class Rules:
    """How near and how alike an answer has to be: |got - expected| <= atol + rtol * |expected|.

    ``outputs`` names the values of an answer that gives several.
    """

    returns: object = None
    rtol: float = 1e-6
    atol: float = 1e-9
    shape: str = "exact"
    dtype: str | None = None
    outputs: tuple[str, ...] = ()


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


def is_right(got, expected, rules: Rules) -> bool:
    """Whether one of several values is what is expected of it."""
    return compare(got, expected, replace(rules, returns=None, outputs=())) is None


def same_numbers(got, other, rules: Rules) -> bool:
    """Whether two values hold the same numbers in the same order, however they are wrapped.

    >>> same_numbers([[1, 2], [3]], np.array([1.0, 2.0, 3.0]), Rules())
    True
    """
    a, b = flat(read(got)), flat(read(other))
    return a is not None and b is not None and a.size == b.size and bool(np.all(close(a, b, rules)))


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
    if rules.rtol < _SINGLE and _is_single(got):
        near = apart <= rules.atol + _SINGLE * np.abs(expected)
    finite = np.isfinite(expected) & np.isfinite(got)
    both_nan = np.isnan(got) & np.isnan(expected)
    return np.where(finite, near, (got == expected) | both_nan)


def _near(got: float, expected: float, rules: Rules) -> bool:
    if math.isfinite(got) and math.isfinite(expected):
        apart = abs(got - expected)
        if apart <= rules.atol + rules.rtol * abs(expected):
            return True
        near = apart <= rules.atol + _SINGLE * abs(expected)
        return near and rules.rtol < _SINGLE and _is_single(np.array(got))
    return got == expected or (got != got and expected != expected)


def _is_single(array: np.ndarray) -> bool:
    """Whether numbers were computed in float32.

    A number on its own, and what came from a sandbox, has lost its dtype. But a decimal that
    float32 can hold to its last digit, and float16 can't, was hardly computed in float64.
    """
    if array.dtype.kind != "f":
        return False
    if array.dtype != np.float64:
        return array.dtype == np.float32
    with np.errstate(all="ignore"):
        held = np.array_equal(array, array.astype(np.float32), equal_nan=True)
        short = array == array.astype(np.float16)
    return held and not np.all(short | (array == np.round(array)))


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
        advice = got.advice
        if isinstance(expected, np.ndarray):
            advice = advice.replace("list(...)", "np.array(list(...))")
        return Difference("type", f"You returned {name_of(got)}. {advice}".strip())
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
        if rules.dtype == "int":
            return Difference(
                "dtype", f"A whole number of type int is expected; {got!r} is a float."
            )
        if not got.is_integer():
            return Difference("value", f"A whole number is expected; {got!r} is none.")
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
        wrapped, expected = numbers(got), numbers(expected)
        kind = "type" if isinstance(got, (list, tuple, str, dict)) else "shape"
        what = f"An array of shape {expected.shape} is expected; you returned {name_of(got)}."
        if not isinstance(got, (list, tuple)) or wrapped is None or wrapped.shape != expected.shape:
            return Difference(kind, what)
        if np.all(close(wrapped, expected, rules)):
            what = f"{RIGHT_NUMBERS}, and they come in a {type(got).__name__}."
        return Difference(kind, f"{what} np.array(...) makes an array of it.")
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
    if not isinstance(got, (list, tuple, np.ndarray)):
        kind = "type" if isinstance(got, (str, dict)) else "shape"
        return Difference(kind, f"{_several(expected, rules)}; you returned {name_of(got)}.")
    array, wanted = numbers(got), numbers(expected)
    if isinstance(expected, tuple) or array is None or wanted is None:
        return _compare_items(got, expected, (None,) * len(expected), rules)
    if array.ndim == wanted.ndim == 1 and len(array) != len(wanted):
        return Difference("length", f"{_several(expected, rules)}; you returned {name_of(got)}.")
    if isinstance(got, list) and array.ndim > wanted.ndim == 1:
        what = (
            f"A list of {len(expected)} numbers is expected; yours begins with {name_of(got[0])}."
        )
        return Difference("shape", what)
    return _numbers(got, expected, rules)


def _compare_items(got, expected, returns, rules) -> Difference | None:
    if isinstance(got, np.ndarray):
        got = _rows_as_items(got, expected, rules)
    if not isinstance(got, (list, tuple)):
        return Difference("type", f"{_several(expected, rules)}; you returned {name_of(got)}.")
    if len(got) != len(returns):
        what = len(got) if isinstance(expected, tuple) else name_of(got)
        return Difference("length", f"{_several(expected, rules)}; you returned {what}.")
    inner = Rules(None, rules.rtol, rules.atol, rules.shape, rules.dtype)
    for place, parts in enumerate(zip(got, expected, returns, strict=True)):
        if difference := _compare(*parts, inner):
            where = output_name(rules, len(returns), place)
            return _inside(where, difference, *parts[:2], rules)
    return None


def _rows_as_items(array: np.ndarray, expected, rules) -> list | np.ndarray:
    """The rows of an array that holds several values of one shape; else the array as it is."""
    shapes = {() if a is None else a.shape for a in map(numbers, expected)}
    if rules.shape == "any" and shapes == {()}:
        array = array.ravel()
    fits = len(array) == len(expected) and shapes == {array.shape[1:]}
    return [read(row) for row in array] if fits else array


def output_name(rules: Rules, count: int, place: int) -> str:
    """What one of several values is called in a sentence."""
    named = len(rules.outputs) == count
    return f"`{rules.outputs[place]}`" if named else f"Value {place + 1} of {count}"


def _several(expected, rules) -> str:
    if isinstance(expected, list):
        return f"A list of {len(expected)} is expected"
    names = [f"`{name}`" for name in rules.outputs if len(rules.outputs) == len(expected) < 6]
    listed = f" ({', '.join(names)})" if names else ""
    return f"{len(expected)} values are expected{listed}"


def _dictionary(got, expected, rules) -> Difference | None:
    if not isinstance(got, dict):
        return Difference("type", f"A dictionary is expected; you returned {name_of(got)}.")
    for word, some, others in (("missing", expected, got), ("too many", got, expected)):
        if keys := [key for key in some if key not in others]:
            return Difference("length", f"The key {keys[0]!r} is {word}.")
    for key in expected:
        if difference := _compare(got[key], expected[key], None, rules):
            return _inside(f"Under {key!r}", difference, got[key], expected[key], rules)
    return None


def _inside(where: str, difference: Difference, got, expected, rules) -> Difference:
    """A difference of one value among several, with the value's name before it."""
    if difference.kind == "none":
        return Difference("type", f"{where}: None came back where a value is expected.")
    said = re.sub(r"you returned (?=\d)", "there are ", difference.sentence)
    said = said.replace("you returned", "yours is")
    if not said:
        texts = show_pair(expected, got)
        short = all(len(text) <= 60 and "\n" not in text for text in texts)
        said = (
            "{} is expected, yours is {}.".format(*texts)
            if short
            else _how_many(got, expected, rules)
        )
    nested = said.startswith("Value ")  # one of several, in one of several
    said = f", and in it v{said[1:]}" if nested else f": {said}"
    return Difference(difference.kind, f"{where}{said}")


def _how_many(got, expected, rules) -> str:
    """How many of many numbers are wrong, where they are too many for a sentence."""
    a, b = flat(got), flat(expected)
    if a is None or b is None or a.size != b.size:
        return "it is not what is expected."
    wrong = int(np.count_nonzero(~close(a, b, rules)))
    what = "none" if wrong == b.size else f"{b.size - wrong}"
    return f"of its {b.size} numbers, {what} {'is' if wrong >= b.size - 1 else 'are'} right."


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
