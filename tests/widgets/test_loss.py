"""Losses under sliders: to their ends, and one neuron for the figure and its reader."""

import pytest

from course_lib import Neuron, widgets

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
