"""Optimizers: a step downhill, in place, on any vector."""

import numpy as np
import pytest

from course_lib import SGD
from course_lib.nn import optimizers


def test_a_step_is_rate_times_gradient_downhill():
    params = np.array([1.0, 2.0, -3.0])
    memory = params
    SGD(0.5).step(params, np.array([2.0, 0.0, -1.0]))
    assert memory.tolist() == [0, 2, -2.5]


def test_gradients_are_left_alone():
    grads = np.array([1.0, 2.0])
    SGD(0.5).step(np.zeros(2), grads)
    assert grads.tolist() == [1, 2]


def test_a_ball_in_a_bowl_rolls_to_the_middle_or_out():
    """On x^2 + 10 y^2 the largest rate that settles is 2 / 20: the steepest direction decides."""
    slope = np.array([2.0, 20.0])
    for rate, settles in ((0.09, True), (0.11, False)):
        ball, optimizer = np.array([1.0, 1.0]), SGD(rate)
        for _ in range(200):
            optimizer.step(ball, slope * ball)
        assert (np.abs(ball).max() < 1e-6) == settles


@pytest.mark.parametrize("rate", [np.float64(0.1), np.float32(0.5), 1])
def test_float32_stays_float32(rate):
    params = np.ones(3, np.float32)
    optimizer = SGD(rate)
    optimizer.step(params, params.copy())
    assert params.dtype == np.float32
    assert type(optimizer.learning_rate) is float


def test_it_counts_its_steps():
    optimizer = SGD()
    for _ in range(3):
        optimizer.step(np.zeros(1), np.zeros(1))
    assert optimizer.iterations == 3


@pytest.mark.parametrize("rate", [0, -0.1, float("nan"), float("inf"), "0.1", None, [0.1]])
def test_rates_that_are_refused(rate):
    with pytest.raises(ValueError, match=r"The learning rate is a number above 0\. Received"):
        SGD(rate)
    optimizer = SGD(0.1)
    with pytest.raises(ValueError, match="learning rate"):
        optimizer.learning_rate = rate
    assert optimizer.learning_rate == 0.1


def test_names():
    assert optimizers.get("sgd").learning_rate == optimizers.get("SGD").learning_rate == 0.01
    mine = SGD(3)
    assert optimizers.get(mine) is mine
    with pytest.raises(ValueError, match=r"Received: 'sdg'\. Did you mean 'sgd'"):
        optimizers.get("sdg")
    with pytest.raises(ValueError, match="call it"):
        optimizers.get(SGD)
