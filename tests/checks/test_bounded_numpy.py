"""A variation of an answer makes no array that would fill the memory of a learner's machine."""

import numpy as np
import pytest

from course_lib.checks.variation.bounded_numpy import LARGEST, BoundedNumpy
from course_lib.checks.variation.program import Program

bounded = BoundedNumpy()


@pytest.mark.parametrize(
    ("name", "args", "kwargs"),
    [
        ("zeros", (1e9,), {}),
        ("ones", ((2000, 2000),), {}),
        ("empty", (), {"shape": [2000, 2000]}),
        ("full", (10**9, 0.0), {}),
        ("arange", (0, 1e9), {}),
        ("arange", (-(10**9), 0), {}),
        ("linspace", (0, 1), {"num": 10**9}),
        ("eye", (10**9,), {}),
        ("triu_indices", (1e9,), {"k": 1}),
        ("tril_indices", (3, 0), {"m": 10**9}),
        ("repeat", ([1, 2], 10**9), {}),
        ("tile", ([1, 2], (3, 10**9)), {}),
        ("pad", ([1, 2], 10**9), {}),
        ("pad", ([[1, 2]], ((10**9, 0), (0, 2))), {}),
        ("resize", ([1, 2], (LARGEST + 1,)), {}),
    ],
)
def test_what_would_fill_the_memory_is_refused(name, args, kwargs):
    with pytest.raises(OverflowError, match="1,000,000 numbers"):
        getattr(bounded, name)(*args, **kwargs)


@pytest.mark.parametrize(
    ("name", "args", "kwargs"),
    [
        ("zeros", (3,), {"dtype": int}),
        ("full", ((2, 3), -1e9), {}),
        ("arange", (2, 9, 3), {}),
        ("linspace", (-1e9, 1e9), {"num": 3}),
        ("triu_indices", (3,), {"k": 1}),
        ("repeat", ([1, 2], [2, 3]), {}),
        ("pad", ([[1, 2]], ((1, 0), (0, 2))), {}),
        ("matmul", ([[1, 2]], [[3], [4]]), {}),
    ],
)
def test_all_else_is_numpy(name, args, kwargs):
    given, expected = getattr(bounded, name)(*args, **kwargs), getattr(np, name)(*args, **kwargs)
    np.testing.assert_array_equal(np.asarray(given), np.asarray(expected))


def hidden(scores):
    return np.triu_indices(len(scores), k=1)


def test_programs_get_it_in_place_of_numpy():
    program = Program(hidden)
    assert isinstance(program.space["np"], BoundedNumpy)
    assert program.space["np"].ndarray is np.ndarray
    assert program.space["np"].pi == np.pi
