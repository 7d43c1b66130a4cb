"""The numbers that lesson 07 states, computed here once more and found in what it stores."""

import math

import nbformat
import numpy as np
import pytest

from course_lib.checks import State
from course_lib.exercises import lesson_07 as check
from course_lib.exercises.lesson_07.patients import _patient
from course_lib.nn.autograd import Value


@pytest.fixture(scope="module")
def lesson(project):
    return nbformat.read(project / "notebooks" / "07_gradient_check.ipynb", as_version=4)


def printed(lesson, code):
    """What the cell with this code has stored."""
    (cell,) = [c for c in lesson.cells if c.cell_type == "code" and code in c.source]
    return "".join(o.get("text") or o["data"]["text/plain"] for o in cell.outputs)


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
    assert "h = 0.1: off by 1.8e-03 and 9.4e-05" in printed(lesson, "one_sided =")
    assert "h = 0.001: off by 1.9e-05 and 9.4e-09" in printed(lesson, "one_sided =")
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
    assert printed(lesson, "def hasty_backward") == "dy/dm = 13.0    dy/da = 63.0\n"
    a, b = Value(2), Value(3)
    m = a * b
    (m + m * m).backward()
    assert (m.grad, a.grad) == (13, 39)
    assert "dy/da has to be 39, and it says 63" in prose(lesson)
    assert "y = 42.0" in printed(lesson, "y = m + m * m")


def test_alice_by_automatic_differentiation(lesson):
    assert printed(lesson, "autograd.Value(1) for _") == "[0.02147, 0.01073, -0.01127]"


def test_the_lessons_backward_is_the_courses():
    a, b = Value(0.7), Value(-1.2)
    y = (a * b + a).tanh() * b + a * a
    y.backward()
    theirs = a.grad, b.grad
    check.backward.reference(y)
    assert (a.grad, b.grad) == theirs
