"""Which values pass, by the rules that an exercise may state."""

import numpy as np
import pytest

from course_lib.checks.compare import Rules, compare

TABLE = np.array([[1.0, 2.0], [3.0, 4.0]])
COLUMN = np.array([[1.0], [2.0]])

PASS = [
    (7, 7.0, {}),
    (7.0, 7, {}),
    (np.float64(7), 7.0, {}),
    (np.float32(0.1), 0.1, {"rtol": 1e-6}),
    (np.array(7.0), 7.0, {}),
    (np.int8(7), 7.0, {}),
    (7.0 + 1e-9, 7.0, {}),
    (float("nan"), float("nan"), {}),
    (float("inf"), float("inf"), {}),
    (np.array([7.0]), 7.0, {"shape": "any"}),
    ([[7.0]], 7.0, {"shape": "any"}),
    (True, 1.0, {"dtype": "any"}),
    (3, 3, {"returns": int}),
    (np.int64(3), 3, {"returns": int}),
    (3.0, 3, {"returns": int}),
    (np.float64(4000.0), 4000, {"returns": int}),
    ((4000.0, "mse"), (4000, "mse"), {"returns": (int, str)}),
    (np.float32(1 / 3) * np.ones(2, "float32"), np.array([1 / 3, 1 / 3]) * (1 + 5e-6), {}),
    (np.float32(1 / 3), (1 + 5e-6) / 3, {}),
    ([np.float32(0.1), np.float32(0.7)], [0.1 * (1 + 5e-6), 0.7], {}),
    (np.True_, True, {}),
    ("yes", "yes", {}),
    (TABLE.astype(int), TABLE, {}),
    (TABLE.tolist(), TABLE, {"returns": "numbers"}),
    (COLUMN, np.array([1.0, 2.0]), {"shape": "any"}),
    (np.array([True, False]), np.array([1.0, 0.0]), {"dtype": "any"}),
    (np.array([1.0, 0.0], "float32"), np.array([1.0, 0.0]), {"dtype": "float32"}),
    ([1, 2], [1.0, 2.0], {}),
    (np.array([1, 2]), [1.0, 2.0], {}),
    ((1, 2), [1.0, 2.0], {}),
    ([1.0, "a"], (1.0, "a"), {}),
    ((1.0, [[1.0, 2.0], [3.0, 4.0]]), (1.0, TABLE), {"returns": (float, "numbers")}),
    ({"w": 1.0, "b": [2]}, {"b": [2.0], "w": 1}, {}),
    (None, None, {}),
    (1 + 2j, 1 + 2j, {}),
    (np.array([10**400, 1], dtype=object)[1:], np.array([1]), {}),
]

REFUSED = [
    (7.1, 7.0, {}, "value", ""),
    (7.0 + 1e-4, 7.0, {}, "value", ""),
    (float("nan"), 7.0, {}, "value", ""),
    (7.0, float("nan"), {}, "value", ""),
    (float("inf"), -float("inf"), {}, "value", ""),
    (10**400, 7.0, {}, "value", "too large"),
    (None, 7.0, {}, "none", ""),
    (True, 1.0, {}, "dtype", "A number is expected; you returned True."),
    ("7", 7.0, {}, "type", "a text"),
    ([7.0], 7.0, {}, "shape", "a list of 1"),
    (np.array([7.0]), 7.0, {}, "shape", "an array of shape (1,)"),
    (np.array([7.0, 7.0]), 7.0, {"shape": "any"}, "shape", "(2,)"),
    (1 + 0j, 1.0, {}, "dtype", "complex"),
    (3.0, 3, {"returns": int, "dtype": "int"}, "dtype", "3.0 is a float"),
    (3.5, 3, {"returns": int}, "value", "A whole number is expected; 3.5 is none."),
    (4.0, 3, {"returns": int}, "value", ""),
    (1 / 3, (1 + 5e-6) / 3, {}, "value", ""),
    (np.array([1 / 3]), np.array([(1 + 5e-6) / 3]), {}, "value", ""),
    (12345678.0, 12345679.0, {"rtol": 1e-9}, "value", ""),
    (np.float32(1 / 3), (1 + 5e-5) / 3, {}, "value", ""),
    (1, True, {}, "type", "True or False"),
    ("Yes", "yes", {}, "value", ""),
    (1, "yes", {}, "type", "A text is expected"),
    (TABLE.tolist(), TABLE, {}, "type", "The numbers are right, and they come in a list."),
    (TABLE.tolist(), TABLE, {}, "type", "np.array(...) makes an array of it"),
    ((TABLE + 1).tolist(), TABLE, {}, "type", "you returned a list of 2. np.array(...)"),
    (TABLE + 1, TABLE, {}, "value", ""),
    (TABLE[0], TABLE, {}, "shape", "Shape (2, 2) is expected; yours is (2,)."),
    (COLUMN, np.array([1.0, 2.0]), {}, "shape", "(2, 1)"),
    (5.0, TABLE, {}, "shape", "a number"),
    (np.array([True, False]), np.array([1.0, 0.0]), {}, "dtype", "True and False"),
    (np.array([1.0, 0.0]), np.array([True, False]), {}, "dtype", "True and False are expected"),
    (TABLE, TABLE, {"dtype": "float32"}, "dtype", "yours is float64"),
    (TABLE + 0j, TABLE, {}, "dtype", "complex"),
    (np.array(["a", "b"]), np.array([1.0, 2.0]), {}, "type", "an array of texts"),
    ([1.0, None], [1.0, 2.0], {}, "type", "Value 2 of 2: None came back"),
    ([1.0], [1.0, 2.0], {}, "length", "A list of 2 is expected; you returned a list of 1."),
    (np.ones(11), [1.0, 2.0], {}, "length", "you returned an array of shape (11,)"),
    (
        {1.0: 2.0},
        [1.0, 2.0],
        {},
        "type",
        "A list of 2 is expected; you returned a dictionary of 1.",
    ),
    ([[1, 2], [3]], TABLE, {"returns": "numbers"}, "type", "different lengths"),
    ([1.0, None], np.array([1.0, 2.0]), {"returns": "numbers"}, "type", "with None in it"),
    ((1.0,), (1.0, "a"), {}, "length", "2 values are expected; you returned 1."),
    (1.0, (1.0, 2.0), {}, "shape", "2 values are expected; you returned a number."),
    (1.0, (1.0, "a"), {"outputs": ("a", "b")}, "shape", "2 values are expected (`a`, `b`); you"),
    ([1.0] * 11, (1.0, "a"), {}, "length", "you returned 11."),
    (np.ones(11), (1.0, TABLE), {"returns": (float, "array")}, "type", "an array of shape (11,)"),
    (
        (1.0, "b"),
        (1.0, "a"),
        {"outputs": ("a", "b")},
        "value",
        "`b`: 'a' is expected, yours is 'b'.",
    ),
    ((1.0, TABLE + np.diag([0, 1])), (1.0, TABLE), {}, "value", "of its 4 numbers, 3 are right."),
    ((1.0, 3.0), (1.0, "a"), {}, "type", "Value 2 of 2: A text"),
    (
        (1.0, (1.0, "b")),
        (1.0, (1.0, "a")),
        {},
        "value",
        "Value 2 of 2, and in it value 2 of 2: 'a' is expected, yours is 'b'.",
    ),
    ({"w": 1}, {"w": 1, "b": 2}, {}, "length", "'b' is missing"),
    ({"w": 1, "b": 2}, {"w": 1}, {}, "length", "'b' is too many"),
    ({"w": 2}, {"w": 1}, {}, "value", "Under 'w': 1 is expected, yours is 2."),
    ({"loss": "mae"}, {"loss": "mse"}, {}, "value", "'mse' is expected, yours is 'mae'"),
    (5, {"w": 1}, {}, "type", "A dictionary"),
    (5, None, {}, "type", "Nothing is to be returned"),
]


@pytest.mark.parametrize(("got", "expected", "rules"), PASS, ids=repr)
def test_passes(got, expected, rules):
    assert compare(got, expected, Rules(**rules)) is None


@pytest.mark.parametrize(("got", "expected", "rules", "kind", "words"), REFUSED, ids=repr)
def test_is_refused_with_a_reason(got, expected, rules, kind, words):
    difference = compare(got, expected, Rules(**rules))
    assert difference is not None
    assert difference.kind == kind
    assert words in difference.sentence


def test_tolerance_is_relative_and_absolute():
    assert compare(1000.0005, 1000.0, Rules(rtol=1e-6)) is None
    assert compare(1000.005, 1000.0, Rules(rtol=1e-6))
    assert compare(1e-10, 0.0, Rules(atol=1e-9)) is None
    assert compare(1e-8, 0.0, Rules(atol=1e-9))


def test_small_whole_types_do_not_wrap_around():
    got, expected = np.array([0], dtype=np.uint8), np.array([255], dtype=np.uint8)
    assert compare(got, expected).kind == "value"
    assert compare(np.array([-1], dtype=np.int8), np.array([255.0])).kind == "value"


SAYS_NO_FALSE_WORD = [
    ((1.0, 2.0), TABLE, "np.array"),  # a tuple of two, wrapped, has another shape
    ((np.array([0, 1]), np.array([1, 1])), np.ones(4), "np.array"),  # an index list
    (["a", "b"], np.ones(2), "np.array"),
    (1.0, (1.0, 2.0), "return a, b"),
    ({"a": 1.0, "b": 2.0}, (1.0, 2.0), "return a, b"),
    (3.5, 3, "`//`"),
]


@pytest.mark.parametrize(("got", "expected", "words"), SAYS_NO_FALSE_WORD, ids=repr)
def test_advice_that_would_not_help_is_not_given(got, expected, words):
    returns = int if type(expected) is int else None
    assert words not in compare(got, expected, Rules(returns=returns)).sentence


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        ({"a": [36, 24]}, {"a": [36, 25]}),
        ({"n": 4001.0}, {"n": 4000}),
        ((1.0, "a", True), (1.0, "a", False)),
        ((1.0, "a", 1.000002), (1.0, "a", 1.0)),
        ((1.0, "a", 1), (1.0, "a", True)),
    ],
    ids=repr,
)
def test_a_sentence_never_says_that_a_value_is_expected_and_yours(got, expected):
    sentence = compare(got, expected).sentence
    wanted, _, yours = sentence.rpartition(": ")[2].partition(" is expected, yours is ")
    assert sentence
    assert wanted != yours.rstrip(".")
