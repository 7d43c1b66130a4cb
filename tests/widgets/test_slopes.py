"""The widgets of lessons 06 and 07: a nudged weight, and a step on a logarithmic slider."""

import numpy as np
import pytest

from course_lib import Dense, Input, Sequential, set_floatx, widgets

ALICE = [[-2, -1]]


def alice(dtype="float64"):
    set_floatx(dtype)
    try:
        layers = [Dense(units, "sigmoid", kernel_initializer="ones") for units in (2, 1)]
        model = Sequential([Input((2,)), *layers])
    finally:
        set_floatx("float32")
    model.compile("sgd", loss="mse")
    return model


def test_a_nudge_goes_to_both_ends_and_leaves_the_model_alone():
    model = alice("float32")
    figure = widgets.nudge(model, ALICE, [1], "w1")
    assert "w1 from 1 to 1.5: the loss changes by 0.0071." in figure.readout
    assert "the loss changes by −0.1587" in figure.move(dw=-99)
    assert "0.02147 · (−4) = −0.0859" in figure.readout
    assert "0.02147 · 4 = 0.0859" in figure.move(dw=99)
    np.testing.assert_array_equal(model.params, [1, 1, 1, 1, 0, 0, 1, 1, 0])


def test_a_step_goes_to_both_ends():
    figure = widgets.step_size(alice(), ALICE, [1])
    assert "h = 1:" in figure.move(h=9)
    assert "The error is 0.008." in figure.readout
    assert "h = 1e-15:" in figure.move(h=0)
    assert figure.sliders[0]["log"]


def test_without_a_loss_there_is_no_slope():
    model = Sequential([Input((2,)), Dense(1)])
    with pytest.raises(ValueError, match="Expected a compiled model"):
        widgets.nudge(model, ALICE, [1])
    with pytest.raises(ValueError, match="compiled model that keeps float64"):
        widgets.step_size(model, ALICE, [1])


def test_float32_is_refused():
    with pytest.raises(ValueError, match="float32"):
        widgets.step_size(alice("float32"), ALICE, [1])
