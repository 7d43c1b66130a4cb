"""The neuron: its three steps, its slopes, its memory, and what it refuses."""

import copy

import numpy as np
import pytest

from course_lib import Neuron, numerical_gradient
from course_lib.nn.activations import sigmoid


def test_steps_stay_on_it():
    neuron = Neuron([1, -2], bias=0.5)
    assert neuron([3, 1]) == sigmoid(1.5)
    assert (neuron.z, neuron.a) == (1.5, sigmoid(1.5))
    assert neuron.x.tolist() == [3, 1]


def test_rows_of_samples_are_that_many_answers(rng):
    neuron = Neuron(rng.normal(size=3), bias=0.2, activation="tanh")
    x = rng.normal(size=(5, 3))
    np.testing.assert_allclose(neuron(x), [neuron(row) for row in x])


@pytest.mark.parametrize("shape", [(3,), (5, 3)])
@pytest.mark.parametrize("activation", ["sigmoid", "relu", "leaky_relu", "linear"])
def test_backward_is_the_measured_slope(shape, activation, rng):
    neuron = Neuron(rng.normal(size=3), bias=0.3, activation=activation)
    x, da = rng.normal(size=shape), rng.normal(size=shape[:-1])

    def loss(_):
        return np.sum(da * neuron(x))

    neuron(x)
    dx = neuron.backward(da)
    d_w, d_b = neuron.d_w, neuron.d_b
    np.testing.assert_allclose(d_w, numerical_gradient(loss, neuron.w), rtol=1e-6, atol=1e-9)
    np.testing.assert_allclose(dx, numerical_gradient(loss, x), rtol=1e-6, atol=1e-9)

    def loss_of_bias(b):
        return np.sum(da * neuron.activation.forward(x @ neuron.w + b[0]))

    slope = numerical_gradient(loss_of_bias, np.array([neuron.b]))
    np.testing.assert_allclose(d_b, slope[0], rtol=1e-6, atol=1e-9)


def test_weights_are_its_own_and_float64():
    mine = np.array([1.0, 2.0])
    neuron = Neuron(mine)
    neuron.w[:] = 0
    assert mine.tolist() == [1, 2]
    assert Neuron(np.array([1, 2], np.float32)).w.dtype == np.float64


def test_assigning_writes_into_the_same_memory():
    neuron = Neuron([1, 2], bias=3)
    w = neuron.w
    neuron.w = [5, 6]
    assert neuron.w is w
    assert w.tolist() == [5, 6]
    neuron.b = -1
    neuron.b -= 1
    assert neuron.b == -2
    with pytest.raises(ValueError, match=r"w has shape \(2,\)\. Received values of shape \(3,\)"):
        neuron.w = [1, 2, 3]
    assert w.tolist() == [5, 6]


def test_a_copy_is_on_its_own():
    neuron = Neuron([1, 2], bias=3)
    twin = copy.deepcopy(neuron)
    twin.w[:] = 0
    twin.b = 0
    assert neuron.w.tolist() == [1, 2]
    assert neuron.b == 3


def test_repr_builds_it_again():
    neuron = Neuron([0, 1], bias=4)
    assert repr(neuron) == "Neuron(weights=[0.0, 1.0], bias=4.0, activation='sigmoid')"
    assert repr(eval(repr(neuron))) == repr(neuron)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: Neuron([]), "Received an empty array"),
        (lambda: Neuron([[1, 2]]), r"Received weights of shape \(1, 2\)"),
        (lambda: Neuron([1], bias=[1, 2]), r"bias of shape \(2,\)"),
        (lambda: Neuron(["a", "b"]), "weights is a table of numbers. Received values of type"),
        (lambda: Neuron([1, float("nan")]), r"Received nan at weights\[1\]"),
        (lambda: Neuron([1.0], bias=float("nan")), "bias is a finite number. Received nan"),
        (lambda: Neuron([1, 2])(float("inf")), "x is a finite number. Received inf"),
        (lambda: Neuron([1, 2], activation="softmax"), "Softmax compares the neurons of a layer"),
        (lambda: Neuron([1, 2], activation="sigmod"), "Did you mean 'sigmoid'"),
        (lambda: Neuron([1, 2])([1, 2, 3]), r"This neuron has 2 weights.* shape \(3,\)"),
        (lambda: Neuron([1, 2])(5), r"Received x with shape \(\)"),
        (lambda: Neuron([1, 2])([1, float("inf")]), r"Received inf at x\[1\]"),
        (lambda: Neuron([1, 2])([[1, 2], [3]]), "rows of different lengths"),
    ],
)
def test_what_it_refuses(call, said):
    with pytest.raises(ValueError, match=said):
        call()
