"""Activation functions under a slider: the neuron follows, and nobody's function brings it down."""

import numpy as np
import pytest

from course_lib import Neuron, widgets


@pytest.mark.parametrize("name", ["sigmoid", "tanh", "relu", "leaky_relu", "softplus", "linear"])
def test_the_slider_goes_to_both_ends(name):
    figure = widgets.activation(name)
    assert figure.move(z=-6).startswith("z = −6.0")
    assert figure.move(z=6).startswith("z = 6.0")


def test_the_slider_moves_the_neuron():
    neuron = Neuron(weights=[2], bias=-1, activation="tanh")
    figure = widgets.activation(neuron)
    assert (float(neuron.z), figure.sliders[0]["label"]) == (1.0, "input x")
    assert figure.move(z=3).startswith("z = 5.0")
    assert float(neuron.a) == pytest.approx(np.tanh(5))
    with pytest.raises(ValueError, match="one with 2"):
        widgets.activation(Neuron(weights=[1, 2]))


def test_it_follows_a_change_of_the_neurons_activation():
    neuron = Neuron(weights=[1], activation=lambda z: z**3)
    assert "The slope there is 3:" in widgets.activation(neuron).readout


@pytest.mark.parametrize(
    "function", [lambda z: None, lambda z: 1 / 0, lambda z: "a", lambda z: z + np.inf]
)
def test_a_function_that_fails_leaves_the_figure_standing(function):
    figure = widgets.activation(function)
    assert figure.readout.startswith("z = 1.0, a = 1.000. The slope there is 1")
    assert "so the picture shows the straight line instead" in figure.move(z=-6)


def test_a_function_for_one_number_is_enough():
    def relu(z):
        return z if z > 0 else 0

    assert "The slope there is 0" in widgets.activation(relu, z=-2).readout


def test_the_rivals_go_to_both_ends():
    figure = widgets.rivals()
    assert "linear 1" in figure.move(z=-4)
    assert "softplus 0.982" in figure.move(z=4)
