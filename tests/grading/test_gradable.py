"""Every exercise can be graded: plain data goes in and out, and how it is used stands alone."""

import numpy as np
import pytest

from course_lib.checks import Exercise, State
from course_lib.checks.run import call
from course_lib.grading import wire
from course_lib.grading.catalogue import catalogue

TASKS = [
    pytest.param(task, id=f"{number:02}-{name}")
    for number, assignment in catalogue().assignments.items()
    for name, task in assignment.tasks.items()
    if isinstance(task, Exercise)
]


def same(some, other):
    """Whether two plain values are one, types and nan and all."""
    if isinstance(some, np.ndarray):
        fits = isinstance(other, np.ndarray) and some.dtype == other.dtype
        return fits and np.array_equal(some, other, equal_nan=some.dtype.kind in "fc")
    if isinstance(some, list | tuple):
        return type(some) is type(other) and len(some) == len(other) and all(map(same, some, other))
    if isinstance(some, dict):
        fits = isinstance(other, dict) and list(some) == list(other)
        return fits and all(same(some[key], other[key]) for key in some)
    return some == other or (some != some and other != other)


@pytest.mark.parametrize("task", TASKS)
def test_inputs_cross_the_wire_unchanged(task):
    for seed in (0, 2**63):
        for args in task.draw_args(seed):
            crossed = wire.unpack(wire.pack(args))
            assert same(tuple(map(_plain, args)), crossed), args


def _plain(value):
    """NumPy's numbers cross as Python's."""
    return value.item() if isinstance(value, np.generic) else value


@pytest.mark.parametrize("task", TASKS)
def test_what_a_right_answer_gives_crosses_the_wire(task):
    for outcome in task.draw(7).expected:
        value = task.value_of(outcome)
        assert task.judge(task.reference, 7).state is State.CORRECT
        wire.unpack(wire.pack([value]))


@pytest.mark.parametrize("task", TASKS)
def test_the_use_of_an_answer_stands_alone(task):
    """In a namespace where nothing else is, the use of the reference gives what is expected."""
    source = task.through_source()
    if source is None:
        assert task._through is None
        return
    beside = {}
    exec(source, beside)
    (use,) = [value for name, value in beside.items() if name != "__builtins__"]
    for args, expected in zip(task.draw_args(3), task.draw(3).expected, strict=True):
        outcome = call(lambda *given: use(task.reference, *given), args)
        assert outcome.raised is None
        assert same(outcome.value, expected.value)


@pytest.mark.parametrize("task", TASKS)
def test_seeds_of_64_bits_draw_like_any_other(task):
    assert len(task.draw_args(2**64 - 1)) == len(task.draw_args(0))
