"""The numbers that lesson 07 states, computed here once more and found in what it stores."""

import itertools
import math

import numpy as np
import pytest

from course_lib import widgets
from course_lib.checks import State
from course_lib.exercises import lesson_07 as check
from course_lib.exercises.lesson_07.patients import _patient
from course_lib.nn.autograd import Value
from course_lib.widgets.value_graph import USERS_FIRST
from tests.lessons.stored import printed


def prose(lesson):
    return " ".join(c.source for c in lesson.cells if c.cell_type == "markdown")


def sigmoid(z):
    return 1 / (1 + math.exp(-z))


def loss(w1):
    return (sigmoid(sigmoid(-2 * w1 - 1) + sigmoid(-3)) - 1) ** 2


H = sigmoid(-3)
O1 = sigmoid(2 * H)
EXACT = 2 * (O1 - 1) * O1 * (1 - O1) * H * (1 - H) * -2


def error(h):
    return abs(check.central_difference.reference(loss, 1, h) - EXACT)


def test_the_three_errors(lesson):
    assert printed(lesson, 'print(f"{d_w1:.5f}")') == "0.02147\n"
    assert f"{error(0.1):.1e}" == "9.4e-05"
    assert f"{error(0.001):.1e}" == "9.4e-09"
    assert "h = 0.1: off by 1.8e-03 and 9.4e-05" in printed(lesson, "one_sided = (loss")
    assert "h = 0.001: off by 1.9e-05 and 9.4e-09" in printed(lesson, "one_sided = (loss")
    assert error(1e-5) < 1e-10  # 5e-12 where this was written: the digits are noise
    assert 1e-8 < error(1e-12) < 1e-3  # 6e-7 where this was written
    assert printed(lesson, "error(0.1) > error(1e-5)") == "True"
    text = prose(lesson)
    assert "about 1e-11 at h = 1e-5 (5e-12 where this was written)" in text
    assert "at 1e-12 it is back at about 1e-6 (6e-7 where" in text


def test_a_stair_of_the_loss_is_1e_16_high():
    """The loss moves when o1 moves to the next number that there is."""
    stair = (math.nextafter(O1, 1) - 1) ** 2 - (O1 - 1) ** 2
    assert 0.5e-16 < abs(stair) < 2e-16
    assert abs(stair) / 2e-12 == pytest.approx(5e-5, rel=0.3)


def test_with_seven_digits_no_step_does_better_than_1e_6(lesson):
    one, two = np.float32(1), np.float32(-2)

    def squeeze(z):
        return one / (one + np.exp(-z))

    def short_loss(w1):
        return (squeeze(squeeze(two * np.float32(w1) - one) + squeeze(np.float32(-3))) - one) ** 2

    assert short_loss(1).dtype == np.float32
    steps = 10.0 ** np.arange(-15, 0.25, 0.25)
    slopes = [float((short_loss(1 + h) - short_loss(1 - h)) / np.float32(2 * h)) for h in steps]
    assert min(abs(np.array(slopes) - EXACT)) > 1e-6
    assert "no h would do better than 1e-6" in prose(lesson)


def test_the_figure_begins_where_the_digits_are_the_same_everywhere(lesson):
    assert printed(lesson, "widgets.step_size(") == (
        "h = 0.1: measured 0.0216, computed 0.0215. The error is 9.4e-5."
    )


def test_measured_and_computed_agree_to_five_digits(lesson):
    assert printed(lesson, "def loss_of_model") == printed(lesson, "model.grads.round(5)")


def test_the_sound_model_passes_and_the_hasty_one_does_not(lesson):
    assert printed(lesson, "layers = [Dense(4").count("below 1e-7") == 4
    hasty = printed(lesson, "layers = [Hasty(4").splitlines()
    assert [line.split(maxsplit=1)[1] for line in hasty] == ["below 1e-7", "0.50"] * 2


def test_the_sizes_worth_knowing():
    one = np.array([1.0, -2.0, 3.0])
    assert check.relative_error.reference(one, 2 * one) == pytest.approx(1 / 3)
    assert check.relative_error.reference(one, -one) == pytest.approx(1)
    assert check.relative_error.reference(one, one / 3) == pytest.approx(1 / 2)


def test_the_patients_have_what_the_form_says():
    assert _patient("") == [0, 0, 0, 0]
    assert _patient("two") == pytest.approx([1 / 3] * 4)
    assert _patient("sign") == pytest.approx([1] * 4)
    assert [e > 0.1 for e in _patient("slope")] == [True, True, False, False]
    assert [e > 0.1 for e in _patient("z")] == [False, False, True, False]
    right = check.patients.right_answer
    assert check.patients.judge(right).state is State.CORRECT
    judged = check.patients.judge({**right, "b": right["d"]})
    assert "an error of 1 everywhere" in judged.remarks["b"]


def test_handing_on_at_once_gives_63(lesson):
    assert printed(lesson, "hasty_backward(y)") == "dy/dm = 13.0    dy/da = 63.0\n"
    a, b = Value(2), Value(3)
    m = a * b
    (m + m * m).backward()
    assert (m.grad, a.grad) == (13, 39)
    assert "a.grad has to be 39, and it says 63" in prose(lesson)
    assert "y = 42.0" in printed(lesson, "y = m + p")


def test_the_figure_of_values_in_both_orders(lesson):
    a, b = Value(2), Value(3)
    m = a * b
    p = m * m
    figure = widgets.value_graph(a=a, b=b, m=m, p=p, y=m + p)
    assert printed(lesson, "widgets.value_graph(") == figure.readout
    hasty = [figure.step() for _ in range(10)]
    assert [figure.shown["more"], "Wrong: a.grad is 63 and should be 39" in hasty[-1]] == [
        False,
        True,
    ]
    assert "Wrong" not in "".join(hasty[:-1])
    assert figure.grads == [63, 42, 13, 1, 1]
    figure.begin(USERS_FIRST)
    assert [figure.step().endswith("All grads are right.") for _ in range(3)] == [0, 0, 1]
    assert figure.grads == [39, 26, 13, 1, 1]
    figure.begin(USERS_FIRST, clear=False)
    assert "Nothing was cleared" in figure.readout
    assert "Wrong: a.grad is 153" in [figure.step() for _ in range(3)][-1]
    assert "After ten steps m.grad is 13" in prose(lesson)
    assert "*all users first*: three turns" in prose(lesson)


def test_one_order_of_turns_is_right_and_every_other_is_told_why():
    told = set()
    for order in itertools.chain.from_iterable(
        itertools.product(range(6), repeat=n) for n in range(1, 5)
    ):
        judged = check.turns.judge([[float(place)] for place in order])
        right = [place for place in order if place > 1] == [5, 4, 3, 2]
        assert (judged.state is State.CORRECT) == right, order
        told |= set(judged.sentences)
    assert "The goal is not reached." not in told
    assert len(told) == 6


def test_alice_by_automatic_differentiation(lesson):
    assert printed(lesson, "autograd.Value(1) for _") == (
        "[0.02147, 0.01073, 0.02147, 0.01073, -0.01127, -0.01127]\n"
    )
    assert "0.02147 for w1, 0.01073 for w2, -0.01127 for w5" in prose(lesson)


def test_the_lessons_backward_is_the_courses():
    a, b = Value(0.7), Value(-1.2)
    y = (a * b + a).tanh() * b + a * a
    y.backward()
    theirs = a.grad, b.grad
    check.backward.reference(y)
    assert (a.grad, b.grad) == theirs
