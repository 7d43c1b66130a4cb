"""What may cross between a sandbox and the grader: data, as one line of JSON, and nothing else.

Both sides speak it. Never a pickle, never code: a value is plain (numbers, texts, lists, tuples,
dictionaries, arrays of numbers) or it becomes a ``Strange``, which is a name. Whatever arrives is
treated as hostile: its size, depth, number of parts, types and shapes are checked before any value
is built from it.

JSON has no tuples, arrays or infinities. Such a value is an object with one key, its tag:
``{"tuple": [1, 2]}``, ``{"array": ["<f8", [2, 3], "base64"]}``.
"""

import base64
import binascii
import json
import math

import numpy as np

from course_lib.checks.values import Strange, read

MAX_LINE_BYTES = 4_000_000  # in a line
MAX_ARRAY_BYTES = 1_000_000
MAX_PARTS = 50_000  # values in values, all together
MAX_DEPTH = 24
MAX_NUMBER_KEYS = 256  # numbers that are keys in one dictionary: they can be made to collide
MAX_INT_BITS = 1_200  # of a whole number: more than any float has
_MAX_INT_DIGITS = 363  # with a sign; beyond this, not even read

_DTYPES = {
    "|b1", "|i1", "<i2", "<i4", "<i8", "|u1", "<u2", "<u4", "<u8", "<f2", "<f4", "<f8", "<c8",
    "<c16",
}  # fmt: skip
_KEYS = (str, int, float, bool)
_NOT_FINITE = {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}


class WireError(ValueError):
    """A value that may not cross, or a line that no honest side sends."""


def pack(value) -> bytes:
    """Write plain data as one line; WireError for what may not cross.

    >>> pack({"x": (1, 2.5)})
    b'{"dict":[["x",{"tuple":[1,2.5]}]]}\\n'
    """
    text = json.dumps(_Writer().write(value), allow_nan=False, separators=(",", ":"))
    line = text.encode("ascii") + b"\n"
    if len(line) > MAX_LINE_BYTES:
        raise WireError(f"A line has at most {MAX_LINE_BYTES} bytes. Received {len(line)}.")
    return line


def unpack(line: bytes):
    """Read a line that may be hostile; WireError for whatever ``pack`` would not have written.

    >>> unpack(pack([np.zeros((2, 1)), {"a": None}, float("inf")]))
    [array([[0.],
           [0.]]), {'a': None}, inf]
    """
    if len(line) > MAX_LINE_BYTES:
        raise WireError(f"A line has at most {MAX_LINE_BYTES} bytes. Received {len(line)}.")
    if b"\x7f" in line:
        raise WireError("A line holds printable characters only.")
    try:
        parsed = json.loads(
            line.decode("ascii"),
            object_pairs_hook=_one_tag,
            parse_int=_whole_number,
            parse_constant=_no_constant,
        )
        return _Reader().read(parsed)
    except WireError:
        raise
    except (ValueError, RecursionError, OverflowError) as error:
        raise WireError(f"This is not a line of this format ({type(error).__name__}).") from None


def plain(value):
    """Make any value fit to cross: what is not plain data, or is too large, becomes a Strange.

    >>> plain(lambda x: x).kind, plain(np.float32(0.5)), plain([1, {2}])[1].kind
    ('function', 0.5, 'set')
    """
    try:
        plain_value = read(value)
        pack(plain_value)
    except (WireError, RecursionError):
        return _placeholder(value)
    return plain_value


def _placeholder(value) -> Strange:
    """The name of a value that is too large, too deep or of a kind that does not cross."""
    kind = type(value)
    if kind is np.ndarray:
        advice = f"Its shape is {value.shape} and its dtype {value.dtype.name}."
        return Strange("array", f"{advice} No answer here looks like that."[:500])
    return Strange(str(kind.__name__)[:100], "It is larger than any answer here.")


class _Counter:
    """Counts the parts of one message, so that none holds too many."""

    def __init__(self):
        self.parts = 0

    def count(self, depth: int) -> None:
        self.parts += 1
        if self.parts > MAX_PARTS:
            raise WireError(f"A message has at most {MAX_PARTS} parts.")
        if depth > MAX_DEPTH:
            raise WireError(f"A message is at most {MAX_DEPTH} levels deep.")


class _Writer(_Counter):
    """Turns plain data into what JSON can hold."""

    def write(self, value, depth: int = 0):
        self.count(depth)
        kind = type(value)
        if value is None or kind is bool or kind is str:
            return value
        if kind is int:
            return self._int(value)
        if kind is float:
            return value if math.isfinite(value) else {"float": repr(value)}
        if kind is list:
            return self._items(value, depth)
        if kind is tuple:
            return {"tuple": self._items(value, depth)}
        if kind is dict:
            _check_keys(value)
            return {"dict": [self._items(pair, depth) for pair in value.items()]}
        if kind is complex:
            return {"complex": self._items((value.real, value.imag), depth)}
        if kind is np.ndarray:
            return {"array": _array_out(value)}
        if kind is Strange:
            return {"strange": [value.kind[:100], value.advice[:500]]}
        if issubclass(kind, np.generic) and kind.__module__ == "numpy":
            return {"scalar": _array_out(np.asarray(value))}
        raise WireError(f"Only plain data may cross. Received a {kind.__name__}.")

    def _items(self, values, depth: int) -> list:
        return [self.write(item, depth + 1) for item in values]

    def _int(self, value: int) -> int:
        return _checked(value)


class _Reader(_Counter):
    """Turns parsed JSON back into plain data."""

    def read(self, part, depth: int = 0):
        self.count(depth)
        if type(part) is list:
            return [self.read(item, depth + 1) for item in part]
        if type(part) is str:
            return _text(part)
        if type(part) is not _Tagged:
            return part
        return _READERS[part.tag](self, part.content, depth)

    def _tuple(self, content, depth):
        return tuple(self.read(_list(content), depth))

    def _dict(self, content, depth):
        pairs = [_list(pair, 2) for pair in _list(content)]
        keys = [self.read(key, depth + 1) for key, _ in pairs]
        _check_keys(keys)
        made = {}
        for key, (_, value) in zip(keys, pairs, strict=True):
            made[key] = self.read(value, depth + 1)
        if len(made) != len(pairs):
            raise WireError("A dictionary has each of its keys once.")
        return made

    def _float(self, content, depth):
        return _NOT_FINITE[_known(content, _NOT_FINITE)]

    def _complex(self, content, depth):
        parts = [self.read(part, depth + 1) for part in _list(content, 2)]
        if any(type(part) is not float for part in parts):
            raise WireError("A complex number has two parts, each of them a float.")
        return complex(*parts)

    def _array(self, content, depth):
        return _array_in(*_list(content, 3))

    def _scalar(self, content, depth):
        array = _array_in(*_list(content, 3))
        if array.ndim:
            raise WireError("A scalar has no axes.")
        return array[()]

    def _strange(self, content, depth):
        kind, advice = _list(content, 2)
        if type(kind) is not str or type(advice) is not str:
            raise WireError("A strange value is a name and an advice.")
        return Strange(_text(kind[:100]), _text(advice[:500]))


_READERS = {
    "tuple": _Reader._tuple, "dict": _Reader._dict, "float": _Reader._float,
    "complex": _Reader._complex, "array": _Reader._array, "scalar": _Reader._scalar,
    "strange": _Reader._strange,
}  # fmt: skip


class _Tagged:
    """A JSON object with its one key."""

    __slots__ = ("content", "tag")

    def __init__(self, tag: str, content):
        self.tag = tag
        self.content = content


def _check_keys(keys) -> None:
    """Refuse keys of other types, and numbers by the thousand.

    A number's hash is known to everybody: with thousands that have the same, one look into the
    dictionary takes thousands of comparisons. The hash of a text is secret.
    """
    numbers = 0
    for key in keys:
        if type(key) not in _KEYS:
            raise WireError("A dictionary's keys are texts or numbers.")
        numbers += type(key) is not str
    if numbers > MAX_NUMBER_KEYS:
        raise WireError(f"At most {MAX_NUMBER_KEYS} of a dictionary's keys are numbers.")


def _one_tag(pairs: list) -> _Tagged:
    if len(pairs) != 1:
        raise WireError("An object has one key, its tag.")
    tag, content = pairs[0]
    return _Tagged(_known(tag, _READERS), content)


def _known(word, words) -> str:
    if type(word) is not str or word not in words:
        raise WireError(f"Expected one of {sorted(words)}.")
    return word


def _list(content, length: int | None = None) -> list:
    if type(content) is not list or (length is not None and len(content) != length):
        raise WireError(f"Expected a list{'' if length is None else f' of {length}'}.")
    return content


def _text(text: str) -> str:
    """A text that any file or database takes: halves of characters are replaced."""
    return (
        text
        if text.isascii()
        else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    )


def _whole_number(digits: str) -> int:
    if len(digits) > _MAX_INT_DIGITS:
        raise WireError(f"A whole number has at most {MAX_INT_BITS} bits.")
    return _checked(int(digits))


def _checked(number: int) -> int:
    if number.bit_length() > MAX_INT_BITS:
        raise WireError(f"A whole number has at most {MAX_INT_BITS} bits.")
    return number


def _no_constant(name: str):
    raise WireError(f"{name} is no JSON.")


def _array_out(array: np.ndarray) -> list:
    """An array as dtype, shape and bytes, in the order of rows; float128 loses its last digits."""
    kind, size = array.dtype.kind, array.dtype.itemsize
    if kind not in "biufc":
        raise WireError(f"An array holds numbers. Received dtype {array.dtype}.")
    if array.size * size > MAX_ARRAY_BYTES:
        raise WireError(f"An array has at most {MAX_ARRAY_BYTES} bytes.")
    dtype = np.dtype({"f": "<f8", "c": "<c16"}[kind]) if size > 8 and kind in "fc" else array.dtype
    dtype = dtype.newbyteorder("<")
    with np.errstate(all="ignore"):  # a longdouble may be too large for a float
        data = array.astype(dtype).tobytes()
    return [dtype.str, list(array.shape), base64.b64encode(data).decode("ascii")]


def _array_in(dtype, shape, data) -> np.ndarray:
    """The array of a dtype, a shape and bytes, none of which is trusted."""
    dtype = np.dtype(_known(dtype, _DTYPES))
    shape = _list(shape)
    if len(shape) > 32 or any(type(n) is not int or not 0 <= n <= MAX_LINE_BYTES for n in shape):
        raise WireError("A shape is a list of at most 32 whole numbers.")
    if type(data) is not str:
        raise WireError("An array's bytes come as base64.")
    try:
        content = bytearray(base64.b64decode(data, validate=True))
    except (binascii.Error, ValueError):
        raise WireError("An array's bytes come as base64.") from None
    if len(content) > MAX_ARRAY_BYTES or len(content) != math.prod(shape) * dtype.itemsize:
        raise WireError("An array has as many bytes as its shape says.")
    if dtype.kind == "b":
        return (np.frombuffer(content, np.uint8) != 0).reshape(shape)  # a byte may be 2
    return np.frombuffer(content, dtype).reshape(shape)
