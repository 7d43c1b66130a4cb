"""Losses under sliders: to their ends, and one neuron for the figure and its reader."""

import numpy as np
import pytest

from course_lib import Neuron, losses, widgets
from course_lib.exercises.lesson_05.below import FIRST, below

X, Y = [[2, 3], [4, 1], [1, 2]], [1, 0, 0]


def test_the_prediction_goes_to_both_ends():
    figure = widgets.losses()
    assert "squared error 0.98 with slope −1.98; cross-entropy 4.61" in figure.move(y_pred=0)
    assert "cross-entropy 0.01 with slope −1.01" in figure.move(y_pred=1)
    assert "cross-entropy 4.61 with slope 100.00" in figure.move(y_true=0)


@pytest.mark.parametrize("loss", ["mse", "binary_crossentropy"])
def test_sliders_move_the_neuron_to_both_ends(loss):
    neuron = Neuron(weights=[0, 1], bias=-4)
    figure = widgets.loss_landscape(neuron, X, Y, loss=loss)
    assert "Answers: row 0 0.27, row 1 0.05, row 2 0.12." in figure.readout
    for end in (-9, 9):
        for name in ("w1", "w2", "b"):
            said = figure.move(**{name: end})
            assert "the loss is" in said
    assert (neuron.w.tolist(), neuron.b) == ([3, 3], 8)


def test_a_neuron_with_more_inputs_has_no_such_landscape():
    with pytest.raises(ValueError, match="one with 3"):
        widgets.loss_landscape(Neuron([1, 2, 3]), X, Y)


@pytest.fixture
def goal():
    return below._figure(None, below.moved)


def test_a_step_goes_against_the_slope_and_leaves_a_trail():
    neuron = Neuron(weights=[0, 1], bias=-4)
    figure = widgets.loss_landscape(neuron, X, Y)
    by = figure.picture.downhill()
    before = figure.picture.value
    figure.press(2)
    np.testing.assert_allclose(figure.picture.trail[1], np.add([0, 1], by))
    assert figure.picture.value < before
    assert figure.values["w1"] == neuron.w[0]
    figure.move(b=-3.5)
    assert figure.picture.trail == [], "another bias is another landscape"
    figure.press()
    figure.move(w1=0.5)
    assert figure.picture.trail == [], "a hand begins a new way"


def test_the_slope_is_the_losses_own():
    neuron = Neuron(weights=[0.3, -0.4], bias=1)
    for name in ("mse", "binary_crossentropy"):
        figure = widgets.loss_landscape(neuron, X, Y, loss=name)
        loss = losses.get(name)
        p = neuron(np.array(X))
        loss(np.array(Y)[:, None], p[:, None])
        dz = loss.backward()[:, 0] * p * (1 - p)
        np.testing.assert_allclose(figure.picture.downhill(), -0.3 * (dz @ np.array(X)), rtol=1e-5)


def test_a_step_ends_at_the_edge_of_the_map():
    neuron = Neuron(weights=[2.99, 0], bias=0)
    figure = widgets.loss_landscape(neuron, [[4, 0], [4, 0]], [1, 1], loss="binary_crossentropy")
    neuron.w[:] = [-3, 0]
    figure.move(w1=-3)
    figure.press(40)
    assert abs(neuron.w).max() <= 3


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ((-3, -3, -4), "This is a plain"),
        ((0.7, 0.8, -4), "even the floor of the valley is too high"),
        ((0, 1, -7), "walk down, step by step"),
        ((0.9, 1.6, -7), "and you are close"),
        ((1.2, 1.4, -7), "✔ Correct: The deeper floor"),
    ],
)
def test_the_goal_says_how_it_stands(goal, place, words):
    assert words in goal.move(**dict(zip(("w1", "w2", "b"), place, strict=True)))
    assert goal.settings == [list(place)]


def test_the_goal_begins_anew_and_stands_as_it_was_left(goal):
    assert "Move a slider first" in goal.readout
    kept = below._figure([[1.2, 1.4, -7.0]], below.moved)
    assert "✔ Correct" in kept.readout
    assert [slider["value"] for slider in kept.sliders] == list(FIRST)


def test_no_place_is_left_without_a_sentence():
    rng = np.random.default_rng(6)
    for place in rng.uniform([-3, -3, -8], [3, 3, 8], size=(300, 3)):
        assert "The goal is not reached." not in below.judge([place.tolist()]).sentences
