"""Whatever comes down the wire is either plain data or refused; and none of it gets a point."""

import base64
import json
import math

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as of_numpy

from course_lib.checks import State
from course_lib.checks.judge import Draw, judge
from course_lib.checks.run import unchanged
from course_lib.checks.values import Strange
from course_lib.exercises import lesson_01
from course_lib.grading import wire
from course_lib.grading.sandbox import _outcome
from course_lib.grading.session import SessionEnded
from tests.hostile.fuzzing import fuzzed

PLAIN = (bool, int, float, complex, str, type(None), list, tuple, dict, np.ndarray, Strange)
ARRAYS = of_numpy.arrays(
    dtype=st.one_of(
        of_numpy.boolean_dtypes(), of_numpy.integer_dtypes(), of_numpy.floating_dtypes(),
        of_numpy.complex_number_dtypes(),
    ),
    shape=of_numpy.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4),
)  # fmt: skip
ATOMS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.complex_numbers(), st.text(), ARRAYS
)
KEYS = st.one_of(st.text(), st.integers())
VALUES = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.lists(inner), st.lists(inner).map(tuple), st.dictionaries(KEYS, inner)
    ),
    max_leaves=20,
)

# JSON that looks like the wire's own, with everything in it a little wrong.
NUMBERS = st.one_of(st.integers(-3, 40), st.sampled_from([2**31, 2**63, -(2**63), 10**50]))
TAGS = st.sampled_from(
    ["tuple", "array", "dict", "float", "complex", "scalar", "strange", "nonce", ""]
)
WORDS = st.sampled_from(
    ["<f8", "|O", "O", "<U5", "|V8", "<M8", "nan", "inf", "-inf", "", "AAAA", "=", "\ud800", "|b1"]
)
BYTES = st.binary(max_size=64).map(lambda data: base64.b64encode(data).decode())
ARRAY_PARTS = st.tuples(WORDS, st.lists(NUMBERS, max_size=40), BYTES).map(list)
FORGED = st.recursive(
    st.one_of(
        st.none(), st.booleans(), NUMBERS, st.floats(allow_nan=True), WORDS, st.text(), BYTES
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(TAGS, st.one_of(inner, ARRAY_PARTS), max_size=2),
    ),
    max_leaves=12,
)


def unpacked(line: bytes):
    """What the line holds, which must be plain through and through; None where it is refused."""
    try:
        value = wire.unpack(line)
    except wire.WireError:
        return None
    assert is_plain(value), value
    wire.pack(value)
    return value


def is_plain(value) -> bool:
    """Whether a value is of the wire's own kinds and no others, all the way down."""
    if isinstance(value, np.generic):
        return type(value).__module__ == "numpy" and value.dtype.kind in "biufc"
    if type(value) not in PLAIN:
        return False
    if type(value) is dict:
        return all(is_plain(part) for pair in value.items() for part in pair)
    if type(value) is np.ndarray:
        return value.dtype.kind in "biufc" and value.nbytes <= wire.MAX_ARRAY_BYTES
    return all(map(is_plain, value)) if type(value) in (list, tuple) else True


@fuzzed
@given(st.binary())
def test_any_bytes(line):
    unpacked(line)


@fuzzed
@given(FORGED)
@example({"array": ["<f8", [0, 2**62, 2**62], ""]})
@example({"array": ["<f8", [1] * 64, "AAAAAAAAAAA="]})
@example({"array": ["<f8", [-1], ""]})
@example({"array": ["|O", [1], "AAAAAAAAAAA="]})
@example({"dict": [[{"float": "nan"}, 1], [{"float": "nan"}, 2]]})
@example({"dict": [[{"tuple": []}, 1]]})
@example({"complex": [True, 1.0]})
@example(float("1e999"))
def test_json_that_looks_like_the_wires_own(forged):
    unpacked(json.dumps(forged).encode())


@fuzzed
@given(VALUES, st.data())
def test_a_line_with_some_bytes_changed(value, data):
    line = bytearray(packed(value) or b"null\n")
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(line) - 1))
        line[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
        line = line or bytearray(b"0")
    unpacked(bytes(line))


def packed(value):
    """The line of a value; None for one that may not cross."""
    try:
        return wire.pack(value)
    except wire.WireError:
        return None


@fuzzed
@given(VALUES)
def test_what_crosses_is_the_same_on_the_other_side(value):
    line = packed(value)
    if line is not None:
        assert the_same(value, wire.unpack(line))


def the_same(before, after) -> bool:
    """Equal in every bit, except that half of a character becomes a whole one."""
    if type(before) is str:
        return after == before.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if type(before) in (list, tuple):
        return type(after) is type(before) and all(map(the_same, before, after))
    if type(before) is dict:
        return len(after) <= len(before) and all(map(the_same, before.values(), after.values()))
    if type(before) is complex:
        return all(map(unchanged, (before.real, before.imag), (after.real, after.imag)))
    if type(before) is np.ndarray and before.dtype.byteorder == ">":
        before = before.astype(before.dtype.newbyteorder("<"))
    return unchanged(before, after)


@pytest.mark.parametrize(
    "line",
    [
        b"[" * 100_000 + b"]" * 100_000,
        b'{"tuple":' * 100_000 + b"[]" + b"}" * 100_000,
        b"[" + b"0," * 3_000_000 + b"0]",
        b"[" + b"{}," * 1_000_000 + b"{}]",
        b"9" * 1_000_000,
        b"-" + b"9" * 401,
        b'{"array":["<f8",[1],"' + b"A" * 7_000_000 + b'"]}',
        b'"' + b"x" * 9_000_000 + b'"',
        b'{"tuple":[],"tuple":[]}',
        b"NaN",
        b"\xff\xfe",
        b"",
    ],
    ids=lambda line: repr(line[:20]),
)
def test_too_much_of_anything_is_refused(line):
    with pytest.raises(wire.WireError):
        wire.unpack(line)


# What a reply's parts can do to those who judge it

EXERCISES = [lesson_01.finish, lesson_01.weighted_sum, lesson_01.sigmoid, lesson_01.side]
DRAWS = {exercise.name: Draw(exercise, 7) for exercise in EXERCISES}
TEXTS = st.one_of(st.text(), st.sampled_from(["", " ", "\n", "ValueError", "<script>", "`", "*a*"]))
RAISED = st.fixed_dictionaries(
    {
        "kind": TEXTS, "message": TEXTS, "line": st.one_of(st.none(), st.integers()),
        "text": TEXTS, "where": TEXTS, "kinds": st.lists(TEXTS).map(tuple), "name": TEXTS,
    }
)  # fmt: skip


@fuzzed
@given(st.sampled_from(EXERCISES), VALUES, st.one_of(st.none(), RAISED), st.lists(TEXTS), st.data())
def test_no_reply_stops_the_judge_and_none_is_right_by_chance(
    exercise, value, raised, warned, data
):
    draw = DRAWS[exercise.name]
    args = draw.args[0]
    given_back = data.draw(st.one_of(st.just(args), st.tuples(*[VALUES for _ in args])))
    reply = {
        "value": value, "raised": raised, "printed": data.draw(TEXTS), "warned": tuple(warned),
        "given": given_back,
    }  # fmt: skip
    line = packed(reply)
    if line is None:
        return
    try:
        outcome = _outcome(wire.unpack(line), args)
    except SessionEnded:
        return
    verdict = judge(exercise, draw, [outcome] * len(draw.args))
    assert verdict.state is not State.CORRECT
    assert all(isinstance(sentence, str) for sentence in verdict.sentences)


@fuzzed
@given(st.one_of(FORGED, st.dictionaries(st.sampled_from(["value", "raised", "given"]), FORGED)))
def test_a_reply_of_any_form_is_an_outcome_or_stops_the_conversation(reply):
    value = unpacked(json.dumps(reply).encode())
    with pytest.raises(SessionEnded):  # no such thing has all parts that an outcome has
        _outcome(value if type(value) is dict else {}, (1.0,))


def test_numbers_that_are_none_are_not_near_anything():
    for value in (math.nan, math.inf, -math.inf, 10**300, Strange("float")):
        reply = {"value": value, "raised": None, "printed": "", "warned": (), "given": (1.0,)}
        outcome = _outcome(wire.unpack(wire.pack(reply)), (1.0,))
        draw = DRAWS["finish"]
        verdict = judge(lesson_01.finish, draw, [outcome] * len(draw.args))
        assert verdict.state is State.NOT_YET
