"""Read a value that somebody else's code returned, without trusting it.

A returned object may raise when it is compared, printed or turned into an array. So only types
that Python and NumPy define themselves are looked into, through those types' own methods;
anything else becomes a ``Strange``, which has a name and can do nothing.
"""

from dataclasses import dataclass

import numpy as np

_MOST_ITEMS = 20_000  # in lists, tuples and dictionaries, all together
_LARGEST_ARRAY = 10_000_000
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Strange:
    """A value of a kind that no exercise asks for; ``advice`` says what to do about it."""

    kind: str
    advice: str = ""


def read(value):
    """Give the plain value: bool, int, float, complex, str, None, array, list, tuple or dict.

    NumPy's scalars and arrays without axes become Python's numbers.

    >>> read(np.float32(0.5)), read(np.array(7)), read(np.True_)
    (0.5, 7, True)
    >>> read(x for x in [1])
    Strange(kind='generator', advice='Collect its values first: list(...).')
    """
    return _read(value, [_MOST_ITEMS], 0)


def numbers(value) -> np.ndarray | None:
    """All numbers in a plain value as one array; None where it holds anything but numbers.

    >>> numbers([[1, 2], [3, 4.5]]).shape
    (2, 2)
    >>> numbers([1, None]) is numbers("two") is None
    True
    """
    if isinstance(value, np.ndarray):
        return value if value.dtype.kind in "biufc" else None
    if isinstance(value, (bool, int, float, complex, list, tuple)):
        try:
            array = np.array(value)
        except (ValueError, OverflowError):
            return None
        if array.dtype.kind == "O" and all(isinstance(item, (int, float)) for item in array.flat):
            try:
                array = array.astype(float)  # whole numbers beyond 64 bits
            except OverflowError:
                return None
        return array if array.dtype.kind in "biufc" else None
    return None


def flat(value) -> np.ndarray | None:
    """All numbers in a plain value, one after the other; None where it holds anything else.

    >>> flat((np.ones((2, 2)), [3, 4])).tolist()
    [1.0, 1.0, 1.0, 1.0, 3.0, 4.0]
    >>> flat([1, "two"]) is None
    True
    """
    whole = numbers(value)
    if whole is not None:
        return whole.ravel()
    if not isinstance(value, (list, tuple)):
        return None
    parts = [flat(item) for item in value]
    return None if any(part is None for part in parts) else np.concatenate(parts)


def name_of(value) -> str:
    """Name a plain value's kind, with its article, as a sentence needs it.

    >>> name_of(1.5), name_of(np.zeros((2, 3))), name_of([1, 2])
    ('a number', 'an array of shape (2, 3)', 'a list of 2')
    """
    match value:
        case None:
            return "None"
        case bool():
            return str(value)
        case int() | float():
            return "a number"
        case complex():
            return "a complex number"
        case str():
            return "a text"
        case np.ndarray():
            what = {"U": " of texts", "S": " of bytes", "M": " of dates"}.get(value.dtype.kind, "")
            return f"an array{what} of shape {value.shape}"
        case list() | tuple():
            return f"a {type(value).__name__} of {len(value)}"
        case dict():
            return f"a dictionary of {len(value)}"
        case Strange():
            article = "an" if value.kind[:1].lower() in "aeiou" else "a"
            return f"{article} `{value.kind}` object"
    return "an object"


def type_of(value) -> str:
    """Name a plain value's type as Python does, with its article.

    >>> type_of(3), type_of(np.ones(2)), type_of((1, 2))
    ('an int', 'an array of float64', 'a tuple')
    """
    if isinstance(value, np.ndarray):
        return f"an array of {value.dtype.name}"
    name = "dictionary" if isinstance(value, dict) else type(value).__name__
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def _read(value, room: list[int], depth: int):
    kind = type(value)
    if kind in (float, int, bool, str, type(None), Strange):
        return value
    if kind is np.ndarray and value.dtype.kind in "biufc" and value.ndim > 0:
        return value if value.size <= _LARGEST_ARRAY else _too_large(value)
    for family, convert in _CONVERSIONS:
        if issubclass(kind, family):
            return convert(value)
    if issubclass(kind, np.ndarray):
        return _read_array(value, room, depth)
    if depth > _DEEPEST:
        return Strange("list", "It contains itself, or lists within lists without end.")
    if issubclass(kind, (list, tuple)):
        items = _items(value, room, depth, (tuple if issubclass(kind, tuple) else list).__iter__)
        return tuple(items) if issubclass(kind, tuple) else list(items)
    if issubclass(kind, dict):
        keys = _items(value, room, depth, dict.__iter__)
        held = _items(value, room, depth, lambda d: iter(dict.values(d)))
        names = [k if type(k) in (str, int, float, bool) else f"({name_of(k)})" for k in keys]
        return dict(zip(names, held, strict=False))
    return _strange(value)


def _items(value, room, depth, iterate):
    for item in iterate(value):
        room[0] -= 1
        if room[0] < 0:
            yield Strange("list", "It is longer than any answer here.")
            return
        yield _read(item, room, depth + 1)


_CONVERSIONS = (
    (np.bool_, lambda value: bool(np.bool_.__bool__(value))),
    (np.integer, int),
    (np.floating, lambda value: _float64(value)),
    (np.complexfloating, complex),
    (bool, bool),
    (int, int.__int__),
    (float, float.__float__),
    (complex, complex.__complex__),
    (str, lambda value: str.__str__(value)[:100_000]),
)


def _float64(value: np.floating) -> float:
    with np.errstate(all="ignore"):  # a longdouble may be too large for it
        return np.ndarray.item(np.asarray(value, dtype=np.float64))


def _read_array(value, room, depth):
    if issubclass(type(value), np.matrix):
        return Strange("np.matrix", "It treats * and shapes in its own way. Use np.array instead.")
    if issubclass(type(value), np.ma.MaskedArray):
        return Strange("masked array", "Return a plain array: .filled(...) makes one.")
    array = np.ndarray.view(value, np.ndarray)
    if array.ndim == 0:
        return _read(np.ndarray.item(array), room, depth + 1)
    if array.size > (_MOST_ITEMS if array.dtype.kind == "O" else _LARGEST_ARRAY):
        return _too_large(array)
    if array.dtype.kind != "O":
        return array
    items = [_read(item, room, depth + 1) for item in array.ravel()]
    plain = numbers(items)
    if plain is None or plain.size != array.size:
        return Strange(
            "array of objects",
            "NumPy could not make numbers of what is in it: are the rows of different lengths, "
            "or is one of them None?",
        )
    return plain.reshape(array.shape)


def _too_large(array: np.ndarray) -> Strange:
    return Strange("array", f"Its shape is {array.shape}, larger than any answer here.")


def _strange(value) -> Strange:
    kind = type(value)
    if issubclass(kind, type):
        return Strange("class", "Make an object of it by calling it: Name(...).")
    advice = {
        "function": "Did you forget the parentheses that call it?",
        "method": "Did you forget the parentheses that call it?",
        "builtin_function_or_method": "Did you forget the parentheses that call it?",
        "generator": "Collect its values first: list(...).",
        "coroutine": "Write `def`, not `async def`.",
        "map": "Collect its values first: list(...).",
        "zip": "Collect its values first: list(...).",
        "range": "Collect its values first: list(...).",
        "set": "A set forgets order and repetition.",
        "frozenset": "A set forgets order and repetition.",
        "ellipsis": "Put your code in the place of the three dots.",
    }
    name = str(type.__dict__["__name__"].__get__(kind))
    return Strange(name, advice.get(name, ""))
