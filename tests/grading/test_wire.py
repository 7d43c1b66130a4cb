"""Data crosses as it is, everything else becomes a name, and what lies is refused."""

import base64
import json
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.checks.values import Strange
from course_lib.grading import wire


def same(a, b):
    """Whether two values are alike to the type and to the last bit."""
    if type(a) is not type(b):
        return False
    if isinstance(a, (np.ndarray, np.generic)):
        return a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes()
    if isinstance(a, (list, tuple)):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return all(map(same, list(a.items()), list(b.items())))
    return repr(a) == repr(b)


def across(value):
    """A value as the other side gets it."""
    return wire.unpack(wire.pack(value))


VALUES = [
    None, True, False, 0, -1, 10**300, 0.1, -0.0, 5e-324, 1.7e308, math.nan, math.inf, -math.inf,
    1 + 2j, complex(math.nan, -math.inf), "", "naïve 𝄞", "</script>\x00\n", [], (), {},
    [1, [2, (3,)]],
    (1.5, None, "a"), {"a": {"b": (1,)}, 2: 3, 2.5: [], True: None}, np.float64(0.1),
    np.float32(0.1), np.int64(7), np.bool_(True), np.complex64(1j), np.array(3.0), np.zeros((0, 3)),
    np.arange(6.0).reshape(2, 3), np.arange(6, dtype="uint8").reshape(1, 2, 3), np.array([True]),
    np.array([math.nan, -0.0, math.inf]), np.array([1j]), np.ones(3, "float16"),
]  # fmt: skip


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_plain_data_crosses_as_it_is(value):
    assert same(across(value), value)


def test_a_line_is_one_line():
    assert wire.pack(["a\nb\r\u2028", {"x": "\n"}]).count(b"\n") == 1


def test_an_array_may_be_written_into_on_the_other_side():
    got = across(np.zeros(2))
    got[0] = 1
    assert got.tolist() == [1, 0]


def test_memory_in_another_order_crosses_by_its_numbers():
    crooked = np.arange(24.0).reshape(2, 3, 4).T[::-1, 1:]
    assert np.array_equal(across(crooked), crooked)
    assert np.array_equal(across(np.arange(3, dtype=">i4")), np.arange(3))
    assert across(np.ones(2, np.longdouble)).dtype == np.float64


def test_half_a_character_is_replaced():
    got = across("a\ud800b")
    assert got.encode("utf-8")
    assert got[0] == "a"


leaves = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.complex_numbers()
    | st.text(st.characters(exclude_categories=["Cs"]))
)  # fmt: skip
trees = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(trees)
@settings(max_examples=200, derandomize=True)
def test_any_tree_of_plain_data_crosses_as_it_is(value):
    assert same(across(value), value)


class Own(float):
    """A number with its own idea of equality."""

    def __eq__(self, other):
        return True

    __hash__ = float.__hash__


@pytest.mark.parametrize(
    "value",
    [
        object(), len, {1}, b"x", range(3), Own(3), [Own(3)], {(1, 2): 3}, {"a": Own(3)},
        np.array([None]), np.array(["a"]), np.array(["2026-01-01"], "M8[D]"),
        np.zeros(2, dtype=[("a", float)]), np.zeros(1_000_000), "x" * 5_000_000, 10**5000,
        [0] * 60_000,
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_what_is_no_plain_data_may_not_cross(value):
    with pytest.raises(wire.WireError):
        wire.pack(value)


def test_what_is_too_deep_may_not_cross():
    deep = []
    for _ in range(30):
        deep = [deep]
    with pytest.raises(wire.WireError, match="24 levels"):
        wire.pack(deep)
    endless = []
    endless.append(endless)
    with pytest.raises(wire.WireError):
        wire.pack(endless)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (len, "builtin_function_or_method"), ({1}, "set"), (np.array(["a"]), "array"),
        (np.zeros(10**7), "array"), (10**5000, "int"), ("x" * 10**7, None), ([0] * 10**5, None),
    ],
    ids=lambda part: part if isinstance(part, str) and len(part) < 50 else type(part).__name__,
)  # fmt: skip
def test_any_value_is_made_fit_to_cross(value, kind):
    plain_value = wire.plain(value)
    assert same(across(plain_value), plain_value)
    if kind:
        assert plain_value.kind == kind


def test_a_lie_crosses_as_the_number_that_it_is():
    assert same(wire.plain(Own(3)), 3.0)


def test_a_strange_value_keeps_its_name_and_its_advice():
    assert across(Strange("set", "Return a list.")) == Strange("set", "Return a list.")


def array(dtype="<f8", shape=(1,), data=bytes(8)):
    """An array on the wire."""
    coded = data if isinstance(data, str) else base64.b64encode(data).decode()
    return {"array": [dtype, list(shape), coded]}


LIES = {
    "empty": b"",
    "no JSON": b"hello",
    "half of it": wire.pack([1, 2])[:-3],
    "two values": b"1 2",
    "not ASCII": '"é"'.encode(),
    "binary": bytes(range(256)),
    "pickle": b"\x80\x04\x95",
    "NaN": b"NaN",
    "infinity": b"-Infinity",
    "a long number": b"1" * 1000,
    "a very long number": b"1" * 1_000_000,
    "deep lists": b"[" * 100_000 + b"]" * 100_000,
    "deep objects": b'{"tuple":[' * 1000 + b"]}" * 1000,
    "thirty lists": b"[" * 30 + b"]" * 30,
    "too many": b"[" + b"0," * 100_000 + b"0]",
    "too long": b'"' + b"x" * 5_000_000 + b'"',
    "an object without a tag": b"{}",
    "two tags": b'{"tuple":[],"list":[]}',
    "twice the same tag": b'{"tuple":[],"tuple":[]}',
    "an unknown tag": b'{"__reduce__":[]}',
    "a tuple of nothing": b'{"tuple":null}',
    "a dictionary of lists": b'{"dict":[[[],1]]}',
    "a dictionary of three": b'{"dict":[[1,2,3]]}',
    "a key twice": b'{"dict":[["a",1],["a",2]]}',
    "a key that hides another": b'{"dict":[[1,1],[true,2]]}',
    "a key that is an array": json.dumps({"dict": [[array(), 1]]}).encode(),
    "a float by another name": b'{"float":"1e5"}',
    "a float that is none": b'{"float":[]}',
    "a complex number of texts": b'{"complex":["a","b"]}',
    "a complex number of one": b'{"complex":[1.0]}',
    "a strange thing of numbers": b'{"strange":[1,2]}',
    "objects": json.dumps(array("|O8")).encode(),
    "texts": json.dumps(array("<U2")).encode(),
    "an unknown dtype": json.dumps(array("f8, f8")).encode(),
    "a dtype that is a list": json.dumps(array([["a", "<f8"]])).encode(),
    "too few bytes": json.dumps(array(shape=(2,))).encode(),
    "too many bytes": json.dumps(array(shape=(0,))).encode(),
    "a negative shape": json.dumps(array(shape=(-1,))).encode(),
    "two negative shapes": json.dumps(array(shape=(-1, -1))).encode(),
    "a shape of floats": json.dumps(array(shape=(1.0,))).encode(),
    "a shape of truths": json.dumps(array(shape=(True,))).encode(),
    "a huge shape": json.dumps(array(shape=(2**62, 4))).encode(),
    "huge and empty": json.dumps(array(shape=(0, 2**62), data=b"")).encode(),
    "too many axes": json.dumps(array(shape=(1,) * 100)).encode(),
    "no base64": json.dumps(array(data="!!!!")).encode(),
    "bytes as a list": b'{"array":["<f8",[1],[0,0,0,0,0,0,0,0]]}',
    "an array of four": b'{"array":["<f8",[1],"AAAAAAAAAAA=",1]}',
    "a scalar with axes": b'{"scalar":["<f8",[1],"AAAAAAAAAAA="]}',
}


@pytest.mark.parametrize("line", LIES.values(), ids=LIES)
def test_a_line_that_lies_is_refused(line):
    with pytest.raises(wire.WireError):
        wire.unpack(line)


def test_a_truth_is_true_or_false():
    """A byte of 2 in an array of truths would be neither."""
    got = wire.unpack(json.dumps(array("|b1", (3,), bytes([0, 1, 2]))).encode())
    assert got.tobytes() == bytes([0, 1, 1])


COLLIDING = [k * (2**61 - 1) for k in range(3_500)]  # their hashes are all 0


@pytest.mark.parametrize("keys", [COLLIDING, [float(key) for key in COLLIDING]])
def test_keys_that_collide_by_the_thousand_do_not_cross(keys):
    with pytest.raises(wire.WireError, match="keys are numbers"):
        wire.pack(dict.fromkeys(keys[: wire.MAX_NUMBER_KEYS + 1], 0))
    pairs = ",".join(f"[{key},0]" for key in keys)
    with pytest.raises(wire.WireError, match="keys are numbers"):
        wire.unpack(f'{{"dict":[{pairs}]}}'.encode())
    few = dict.fromkeys(keys[: wire.MAX_NUMBER_KEYS], 0)
    assert across(few) == few


def test_an_answer_of_many_texts_still_crosses():
    words = {f"w{i}": i for i in range(5_000)}
    assert across(words) == words


LARGEST = 2**wire.MAX_INT_BITS - 1


@pytest.mark.parametrize("number", [LARGEST, -LARGEST], ids=["above", "below"])
def test_the_largest_number_that_is_written_is_the_largest_that_is_read(number):
    assert across(number) == number
    beyond = number + (1 if number > 0 else -1)
    with pytest.raises(wire.WireError):
        wire.pack(beyond)
    with pytest.raises(wire.WireError):
        wire.unpack(str(beyond).encode())


def test_what_is_never_written_raw_is_not_read():
    assert across("\x7f") == "\x7f"
    with pytest.raises(wire.WireError, match="printable"):
        wire.unpack(b'"\x7f"')
