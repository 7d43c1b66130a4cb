"""A function that predicts is graded in a sandbox, on data that the class's secret draws."""

import functools
from dataclasses import replace
from pathlib import Path

import pytest

from course_lib.checks import HeldOutExercise, State
from course_lib.grading.catalogue import catalogue
from course_lib.grading.exercise_validation import validate_all
from course_lib.grading.guide import page
from course_lib.grading.marking import Job, mark, seeds
from course_lib.grading.sandbox import Limits, run_in_sandbox
from tests.checks import held_out_digits
from tests.grading.classroom import run_without_sandbox

PRIVATE = Path(held_out_digits.__file__).read_text(encoding="utf-8")
SOLUTION = held_out_digits.read_digits.solution_source()

# The rows that are disturbed, the held-out ones too, looked up: as they are, and the nearest.
LOOKED_UP = """
from course_lib.data import digits
labels = {x.tobytes(): int(y) for x, y in zip(digits().x, digits().y)}
def read_digits(pictures):
    return [labels.get(one.tobytes(), 0) for one in pictures]
"""
NEAREST = """
import numpy as np
from course_lib.data import digits
def read_digits(pictures):
    bank = digits().x.reshape(-1, 64)
    x = pictures.reshape(len(pictures), -1)
    return digits().y[np.argmin((bank**2).sum(axis=1) - 2 * x @ bank.T, axis=1)]
"""


def job(*cells, secret=b"s" * 32):
    return Job(1, 93, cells, seeds(secret, 93, "x", ["read_digits"]), private=(PRIVATE,))


def graded(*cells, run=run_without_sandbox, **secret):
    (found,) = mark(job(*cells, **secret), run).marks
    return found


def test_a_good_reader_has_all_points_in_a_sandbox(isolation):
    (found,) = mark(job(SOLUTION)).marks
    assert found.state == State.CORRECT, found
    assert found.points == found.possible == 4
    assert dict(found.rows)["85 %"] == "reached: 4 of 4 points"


def test_slow_and_greedy_ones_end_with_a_reason(isolation):
    (found,) = mark(job("def read_digits(pictures):\n    return bytearray(10**10)")).marks
    assert found.points == 0
    assert "MemoryError" in found.sentences[0]


def test_a_predictor_may_be_trained_when_it_is_first_called(isolation):
    """An answer has five seconds; one that trains has as many as a cell."""
    body = "import time\n    time.sleep(0.3)\n    return [3] * len(pictures)"
    slow = f"def read_digits(pictures):\n    {body}"
    hasty = replace(Limits(), call_seconds=0.1, cell_seconds=10.0)
    (found,) = mark(job(slow), functools.partial(limited, hasty)).marks
    assert "of 500 are right" in found.sentences[0]


def limited(own, cells, requests, *, limits, isolation):
    """The sandbox, with limits of the test's own."""
    return run_in_sandbox(cells, requests, limits=own, isolation=isolation)


HELD_OUT = [
    pytest.param(number, task, id=f"{number:02}-{name}")
    for number, assignment in catalogue().assignments.items()
    for name, task in assignment.tasks.items()
    if isinstance(task, HeldOutExercise)
]


@pytest.mark.parametrize(("number", "task"), HELD_OUT)
def test_each_lessons_reference_passes_in_a_sandbox(isolation, number, task):
    names = tuple(catalogue()[number].tasks)
    asked = Job(1, number, (task.solution_source(),), seeds(b"s" * 32, number, "x", names))
    (found,) = [one for one in mark(asked).marks if one.task == task.name]
    assert found.points == found.possible, found


@pytest.mark.parametrize(("cell", "points"), [(LOOKED_UP, 0), (NEAREST, 2)])
def test_looking_up_reaches_no_more_than_the_baseline_says(cell, points):
    found = graded(cell)
    assert found.points == points
    assert found.state == State.NOT_YET


def test_points_of_a_step_are_added_up():
    result = mark(job(NEAREST), run_without_sandbox)
    assert result.score == 2
    assert result.possible == 4
    assert result.reason == "0 of 1 correct."


def test_another_secret_draws_other_pictures():
    some, same, other = (dict(graded(NEAREST, secret=s * 32).rows) for s in (b"a", b"a", b"b"))
    assert some == same
    assert some["share right"] != other["share right"]


def test_a_missing_one_and_a_stub_are_not_attempted():
    assert graded("x = 1").state == State.NOT_ATTEMPTED
    assert graded("def read_digits(pictures):\n    ...").state == State.NOT_ATTEMPTED


def test_an_instructor_may_declare_one_and_the_guide_shows_it(isolation):
    known = catalogue((PRIVATE,))
    (result,) = validate_all(known, 2)
    assert result.problems == ()
    assert "upside down" in page(known, [93])
