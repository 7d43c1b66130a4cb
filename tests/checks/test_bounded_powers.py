"""A variation of an answer raises nothing to a power that would take an hour."""

import ast
import time

import numpy as np
import pytest

from course_lib.checks.variation.bounded_powers import bounded_powers, has_power, power
from course_lib.checks.variation.program import Program
from course_lib.exercises import lesson_10


@pytest.mark.parametrize(("base", "exponent"), [(2, 10**80), (10**300, 7), (-3, 2_000)])
def test_what_would_take_an_hour_is_refused(base, exponent):
    with pytest.raises(OverflowError, match="2,000 bits"):
        power(base, exponent)


@pytest.mark.parametrize(
    ("base", "exponent"),
    [(3, 4), (2, -3), (0, 10**9), (1, 10**9), (-1, 10**9 + 1), (1.5, 900), (2, 0.5), (10, 300)],
)
def test_all_else_is_a_power(base, exponent):
    assert power(base, exponent) == base**exponent
    assert type(power(base, exponent)) is type(base**exponent)


def test_arrays_are_raised_as_ever():
    x = np.array([1.0, -2.0, 3.0])
    np.testing.assert_array_equal(power(x, 2), x**2)


@pytest.mark.parametrize(
    ("text", "calls"),
    [
        ("y = 2 ** x ** 3", 2),
        ("y **= x", 1),
        ("y = [a ** b for a in x if a ** 2 > 1]", 2),
        ("y = {k: v ** 2 for k, v in x}", 1),
        ("y = 2 * x", 0),
    ],
)
def test_each_power_is_a_call_while_the_block_lasts(text, calls):
    tree = ast.parse(text)
    before = ast.dump(tree)
    assert has_power(tree) == (calls > 0)
    with bounded_powers(tree):
        assert ast.unparse(tree).count("_power_(") == calls
        compile(tree, "<test>", "exec")
    assert ast.dump(tree) == before


def test_a_program_is_run_with_bounded_powers(write):
    program = Program(write("def cube(x):\n    x **= 3\n    return x ** 1 + 0 ** x\n"))
    cube = program.run(program.code())
    assert cube(2) == 8
    with pytest.raises(OverflowError):
        cube(10**300)


def test_two_names_that_are_multiplied_may_be_raised(write):
    """In both places at once: `a ** b` makes n a hundred digits long, and then comes `k ** n`."""
    answer = write(
        "def counted(widths, optimizer):\n"
        "    n = sum(a * b + b for a, b in zip(widths, widths[1:]))\n"
        "    k = {'sgd': 0, 'rmsprop': 1, 'adam': 2}[optimizer]\n"
        "    return n, k * n, n + k * n\n",
    )
    started = time.process_time()
    assert "two too few" in str(lesson_10.counted(answer))
    assert time.process_time() - started < 3
