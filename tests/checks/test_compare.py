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
    (3.0, 3, {"returns": int}, "dtype", "3.0 is a float"),
    (1, True, {}, "type", "True or False"),
    ("Yes", "yes", {}, "value", ""),
    (1, "yes", {}, "type", "A text is expected"),
    (TABLE.tolist(), TABLE, {}, "type", "np.array(...)"),
    (TABLE + 1, TABLE, {}, "value", ""),
    (TABLE[0], TABLE, {}, "shape", "Shape (2, 2) is expected; yours is (2,)."),
    (COLUMN, np.array([1.0, 2.0]), {}, "shape", "(2, 1)"),
    (5.0, TABLE, {}, "shape", "a number"),
    (np.array([True, False]), np.array([1.0, 0.0]), {}, "dtype", "True and False"),
    (np.array([1.0, 0.0]), np.array([True, False]), {}, "dtype", "True and False are expected"),
    (TABLE, TABLE, {"dtype": "float32"}, "dtype", "yours is float64"),
    (TABLE + 0j, TABLE, {}, "dtype", "complex"),
    (np.array(["a", "b"]), np.array([1.0, 2.0]), {}, "type", "an array of texts"),
    ([1.0, None], [1.0, 2.0], {}, "none", "Value 2 of 2"),
    ([1.0], [1.0, 2.0], {}, "shape", "Shape (2,) is expected"),
    ([[1, 2], [3]], TABLE, {"returns": "numbers"}, "type", "different lengths"),
    ([1.0, None], np.array([1.0, 2.0]), {"returns": "numbers"}, "type", "with None in it"),
    ((1.0,), (1.0, "a"), {}, "length", "2 values are expected; you returned 1."),
    (1.0, (1.0, 2.0), {}, "type", "Separate them by commas"),
    ((1.0, 3.0), (1.0, "a"), {}, "type", "Value 2 of 2: A text"),
    ({"w": 1}, {"w": 1, "b": 2}, {}, "length", "'b' is missing"),
    ({"w": 1, "b": 2}, {"w": 1}, {}, "length", "'b' is too many"),
    ({"w": 2}, {"w": 1}, {}, "value", "Under 'w'"),
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
