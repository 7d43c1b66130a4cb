"""The numbers that lesson 05 states, computed here once more and found in what it stores."""

import numpy as np
import pytest

from course_lib import Neuron, losses
from course_lib.checks import State
from course_lib.exercises.lesson_05 import loss_or_accuracy
from course_lib.exercises.lesson_05.below import GOAL, below, floor
from course_lib.figures.landscape import LandscapePicture

X = np.array([[2, 3], [4, 1], [1, 2], [3, 4], [5, 2], [1, 4]])
Y = np.array([1, 0, 0, 1, 1, 0])
NAMES = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]


def printed(lesson, code):
    """What the cell that begins with this code has stored."""
    (cell,) = [c for c in lesson.cells if c.cell_type == "code" and c.source.startswith(code)]
    return "".join(o.get("text") or o["data"]["text/plain"] for o in cell.outputs)


def prose(lesson):
    return " ".join(c.source for c in lesson.cells if c.cell_type == "markdown")


def mse(neuron):
    return np.mean((neuron(X) - Y) ** 2)


def test_the_textbooks_loss(lesson):
    assert losses.MeanSquaredError()(Y[:4], np.zeros(4)) == 0.5
    assert printed(lesson, "no_to_all") == "0.5"
    assert list(Y[:4]) == [1, 0, 0, 1]


def test_errors_cancel_unless_they_are_squared(lesson):
    assert np.mean(0.5 - Y) == 0
    assert printed(lesson, "float(np.mean(np.full") == "0.0"


def test_the_first_neurons_loss(lesson):
    neuron = Neuron([0, 1], -4)
    assert round(mse(neuron), 3) == 0.304
    assert printed(lesson, "loss = losses.MeanSquaredError()") == "0.304"
    assert "w = [0. 1.]   loss = 0.304" in printed(lesson, 'print("w =", neuron.w')
    shown = printed(lesson, "widgets.loss_landscape(neuron, x, y_true, names)")
    assert "the loss is 0.304" in shown


def test_a_confident_error(lesson):
    assert "gave the truth 0.01   squared 0.98   -log 4.61" in printed(lesson, "for p in (0.99")
    assert round(-np.log(0.01), 1) == 4.6
    assert round(-np.log(0.1), 1) == 2.3
    text = prose(lesson)
    assert "is -1.98, the cross-entropy's -100" in text
    squared, crossed = losses.MeanSquaredError(), losses.BinaryCrossentropy()
    for loss, slope in ((squared, -1.98), (crossed, -100)):
        loss([1], [0.01])
        assert loss.backward()[0, 0] == pytest.approx(slope)


def test_plain_valley_and_bowl(lesson):
    text = prose(lesson)
    assert round(mse(Neuron([-3, -3], -4)), 3) == 0.5
    floor = min(
        (mse(Neuron([w1, w2], -4)), w1, w2)
        for w1 in np.arange(-30, 31) / 10
        for w2 in np.arange(-30, 31) / 10
    )
    assert (round(floor[0], 3), *floor[1:]) == (0.137, 0.7, 0.8)
    assert "near w1 = 0.7 and w2 = 0.8: the loss is 0.137 there" in text
    z = X @ [-3, -3] - 4
    assert np.mean(np.logaddexp(0, z) - Y * z) == pytest.approx(11.5)
    assert "this one is 11.5" in text
    clipped = [losses.BinaryCrossentropy()(Y, Neuron([w, w], -4)(X)) for w in (-3, -2.9)]
    assert [round(loss, 3) for loss in clipped] == [8.059, 8.059]
    assert "there the loss is 8.059 at -3, -3, and at -2.9, -2.9 as well" in text
    assert round(losses.BinaryCrossentropy()(Y, Neuron([0.8, 0.8], -4)(X)), 3) == 0.439
    assert "cross-entropy is 0.439" in text


def stepped(loss, w, steps, b=-4):
    """A landscape's neuron after some steps downhill."""
    neuron = Neuron(w, b)
    picture = LandscapePicture(neuron, X, Y, NAMES, loss)
    for _ in range(steps):
        picture.step()
    picture.update()
    return neuron, picture


def test_steps_lead_down_a_valley_and_nowhere_on_a_plain(lesson):
    neuron, picture = stepped("mse", [0, 1], 30)
    assert round(picture.value, 3) == 0.137
    np.testing.assert_allclose(neuron.w, [0.7, 0.8], atol=0.06)
    assert "After some thirty you are on the floor" in prose(lesson)
    neuron, picture = stepped("mse", [-3, -3], 30)
    np.testing.assert_allclose(neuron.w, [-3, -3], atol=0.005)
    assert "A step downhill moves w1 by 0.00 and w2 by 0.00" in picture.readout
    picture = stepped("binary_crossentropy", [-3, -3], 10)[1]
    assert round(picture.value, 3) == 0.446
    assert "ten steps lead down to 0.446" in prose(lesson)


def test_below_0_12_needs_another_bias():
    assert round(floor(-4), 3) == 0.137
    assert floor(-5) > GOAL > floor(-7)
    assert below([[1.2, 1.4, -7]]).state is State.CORRECT
    (b,) = [b for *_, b in below.right_answer]
    _, picture = stepped("mse", [0, 1], 150, b)
    assert picture.value < GOAL, "steps alone get there"


def test_what_is_kept_of_a_logarithm(lesson):
    assert np.log([1, 0.5, 0.25, 0.1, 0.01]).round(2).tolist() == [0, -0.69, -1.39, -2.3, -4.61]
    shown = printed(lesson, "for power in (0, -0.69")
    assert "e to the power of -0.69 is 0.50, so the log of 0.50 is -0.69" in shown
    assert "Each halving of p takes 0.69 off its log, and each division by ten 2.30" in prose(
        lesson
    )


def test_no_line_parts_the_six_evenings():
    """Monday lies on the way from Saturday to Tuesday, and only Monday was a coat evening."""
    monday, tuesday, saturday = X[0], X[1], X[5]
    assert 3 * monday == pytest.approx(tuesday + 2 * saturday)
    assert (Y[0], Y[1], Y[5]) == (1, 0, 0)


def test_shares_of_scores(lesson):
    z = np.array([[1, 1, 2], [0.5, 3, 1]])
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    assert p[0].round(2).tolist() == [0.21, 0.21, 0.58]
    assert printed(lesson, "e = np.exp(z)") == printed(lesson, "shifted = np.exp(z + 100)")
    truth = np.array([[0, 0, 1], [0, 1, 0]])
    assert round(losses.CategoricalCrossentropy()(truth, p), 3) == 0.374
    assert printed(lesson, "round(losses.CategoricalCrossentropy") == "0.374"
    assert "mean 0.374" in printed(lesson, "truth =")


def test_the_exercise_on_accuracy_has_its_right_numbers():
    right = loss_or_accuracy.right_answer
    assert [float(right[name]) for name in ("accuracy_a", "loss_a", "accuracy_b", "loss_b")] == [
        0.75, 0.105, 1, 0.1425,
    ]  # fmt: skip
    judged = loss_or_accuracy.judge({"accuracy_a": "1", "accuracy_b": "0.75"})
    assert "nearer to the truth" in judged.sentences[1]
    assert "Look at Thursday" in judged.remarks["accuracy_a"]
