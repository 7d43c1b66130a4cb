"""The neuron under sliders: every callback called for real, at every end."""

from itertools import pairwise, product

import numpy as np
import pytest

from course_lib import Neuron, widgets


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def half_step(z):
    if z >= 0:
        return 1
    return 0


def stub(z):
    pass


def frames_of(live):
    """Every picture that ``live`` draws from now on, as bytes."""
    pictures = []
    live.send = lambda content, buffers=None: pictures.append(buffers[0])
    return pictures


def ends(live):
    return [(s["name"], end) for s in live.sliders for end in (s["low"], s["high"])]


def test_textbook():
    live = widgets.neuron(weights=[0, 1], bias=4, inputs=[2, 3])
    assert live.readout == "z = 0·2 + 1·3 + 4 = 7.0, a = 0.999: yes."
    assert live._repr_mimebundle_()[0]["text/plain"] == live.readout


def test_the_sliders_have_names_a_reader_knows():
    live = widgets.neuron()
    labels = [slider["label"] for slider in live.sliders]
    assert labels == ["weight w1", "weight w2", "bias b", "input x1", "input x2"]


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu", sigmoid, half_step, stub])
def test_every_slider_at_both_ends_draws_another_picture(activation):
    live = widgets.neuron([1, 1], 0.5, [1, 1], activation)
    pictures = frames_of(live)
    live.move()
    for name, end in ends(live):
        before = live.readout
        live.move(**{name: end})
        assert live.readout != before
        live.move(w1=1, w2=1, b=0.5, x1=1, x2=1)
    assert all(one != two for one, two in pairwise(pictures))
    assert len(pictures) == 1 + 2 * 10


def test_all_sliders_at_their_ends_at_once():
    live = widgets.neuron()
    names = [slider["name"] for slider in live.sliders]
    pairs = [(slider["low"], slider["high"]) for slider in live.sliders]
    for values in product(*pairs):
        readout = live.move(**dict(zip(names, values, strict=True)))
        assert readout.endswith((": yes.", ": no.", "past the arrowhead.", "same side."))


def test_a_learners_function_is_run():
    asked = []

    def mine(z):
        asked.append(np.size(z))
        return sigmoid(z) / 2

    live = widgets.neuron([0, 1], 0, [0, 0], mine)
    assert "a = 0.250" in live.readout
    count = len(asked)
    live.move(b=1)
    assert len(asked) > count


def test_a_function_for_one_number_is_run_too():
    live = widgets.neuron([0, 1], 0, [0, 2], half_step)
    assert live.readout == "z = 0·0 + 1·2 + 0 = 2.0, a = 1.000: yes."


def test_a_broken_function_is_named_and_the_figure_lives():
    live = widgets.neuron(activation=stub)
    assert live.readout == (
        "z = 0·2 + 1·3 + 4 = 7.0, a = 0.999: yes. "
        "stub returned nothing, so the picture shows the course's own sigmoid."
    )
    live.move(b=-10)
    assert "stub returned nothing" in live.readout


def test_its_stand_in_is_the_one_it_is_named_after():
    def my_relu(z):
        raise NotImplementedError

    live = widgets.neuron([0, 1], 0, [0, 3], my_relu)
    assert "a = 3.000" in live.readout
    assert "course's own relu" in live.readout


def test_the_sliders_move_a_neuron_that_is_given():
    neuron = Neuron([1, -1], 0.5, activation="tanh")
    live = widgets.neuron(neuron, inputs=[1, 1])
    assert live.values == {"w1": 1, "w2": -1, "b": 0.5, "x1": 1, "x2": 1}
    live.move(w1=-2.5, b=3)
    assert neuron.w.tolist() == [-2.5, -1]
    assert neuron.b == 3
    assert live.readout.startswith("z = (−2.5)·1 + (−1)·1 + 3 = −0.5, a = −0.462")


def test_a_neuron_with_a_function_of_its_own():
    live = widgets.neuron(Neuron([1, -1], 0, activation=half_step), inputs=[2, 1])
    assert "a = 1.000" in live.readout


def test_the_callers_lists_are_left_alone():
    weights, inputs = [0, 1], [2, 3]
    widgets.neuron(weights, 4, inputs).move(w1=3, x1=3)
    assert (weights, inputs) == ([0, 1], [2, 3])


def test_a_slider_is_wide_enough_for_where_it_starts():
    live = widgets.neuron([0, 12.5], 4, [2, 3])
    assert live.sliders[1]["high"] == 13
    assert live.values["w2"] == 12.5


@pytest.mark.parametrize("weights", [[1], [1, 2, 3], 1, [[1, 2]]])
def test_two_inputs_only(weights):
    with pytest.raises(ValueError, match=r"needs 2 weights and 2 inputs\. Received weights="):
        widgets.neuron(weights)


@pytest.mark.parametrize("bias", [float("nan"), float("inf")])
def test_finite_numbers_only(bias):
    with pytest.raises(ValueError, match="Sliders need finite numbers"):
        widgets.neuron(bias=bias)


def test_softmax_needs_company():
    with pytest.raises(ValueError, match="Softmax shares 1 out among several neurons"):
        widgets.neuron(activation="softmax")


def test_pyplot_knows_nothing_of_it():
    from matplotlib import pyplot

    before = pyplot.get_fignums()
    widgets.neuron()._repr_mimebundle_()
    assert pyplot.get_fignums() == before
