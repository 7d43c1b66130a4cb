"""Activations: known values, extremes, and slopes that agree with measured ones."""

import math
import pickle

import numpy as np
import pytest

from course_lib import numerical_gradient
from course_lib.nn import activations

NAMES = ["linear", "sigmoid", "tanh", "relu", "leaky_relu", "softplus", "softmax"]


@pytest.mark.parametrize(
    ("name", "z", "a"),
    [
        ("linear", -3.5, -3.5),
        ("sigmoid", 7.0, 0.9990889488055994),
        ("sigmoid", -7.0, 1 - 0.9990889488055994),
        ("tanh", 0.5, math.tanh(0.5)),
        ("relu", -2.0, 0.0),
        ("relu", 2.0, 2.0),
        ("leaky_relu", -2.0, -0.4),
        ("leaky_relu", 2.0, 2.0),
        ("softplus", 0.0, math.log(2)),
    ],
)
def test_known_values(name, z, a):
    assert activations.get(name)(z) == pytest.approx(a, rel=1e-12)


@pytest.mark.parametrize("name", NAMES)
def test_backward_is_the_measured_slope(name, rng):
    f = activations.get(name)
    z, da = rng.normal(size=(3, 4)), rng.normal(size=(3, 4))
    slopes = numerical_gradient(lambda z: (da * f.forward(z)).sum(), z)
    np.testing.assert_allclose(f.backward(da, z, f.forward(z)), slopes, rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize("name", NAMES)
def test_extremes_are_finite_and_silent(name):
    """1,000 is far beyond where e^z overflows; warnings are errors here."""
    f = activations.get(name)
    for dtype in (np.float32, np.float64):
        z = np.array([[-1000.0, -1, 0, 1, 1000]], dtype)
        a = f(z)
        assert np.isfinite(a).all()
        slopes = f.backward(np.ones_like(z), z, a)
        assert np.isfinite(slopes).all()
        assert a.dtype == slopes.dtype == dtype


@pytest.mark.parametrize("name", NAMES)
def test_input_is_left_alone(name, rng):
    z = rng.normal(size=(2, 3))
    before = z.copy()
    f = activations.get(name)
    f.backward(np.ones_like(z), z, f(z))
    np.testing.assert_array_equal(z, before)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "softmax"])
def test_one_number_is_enough(name):
    f = activations.get(name)
    assert np.ndim(f(0.5)) == 0
    assert float(f(0.5)) == pytest.approx(float(f([0.5])[0]))


def test_whole_numbers_are_numbers():
    np.testing.assert_allclose(activations.sigmoid([0, 7]), [0.5, 0.9990889488055994])


def test_softmax_rows_add_up_to_one_and_keep_their_ratios(rng):
    z = rng.normal(size=(5, 3))
    a = activations.softmax(z)
    np.testing.assert_allclose(a.sum(axis=1), 1)
    np.testing.assert_allclose(a[:, 0] / a[:, 1], np.exp(z[:, 0] - z[:, 1]))
    np.testing.assert_allclose(a, activations.softmax(z + 1e4), rtol=1e-9)


def test_slope_of_relu_at_its_corner_is_zero():
    z = np.zeros(1)
    assert activations.relu.backward(np.ones(1), z, z) == 0


def test_your_own_function_gets_a_measured_slope(rng):
    def swish(z):
        return z / (1 + np.exp(-z))

    f = activations.get(swish)
    z, da = rng.normal(size=(2, 3)), rng.normal(size=(2, 3))
    slopes = numerical_gradient(lambda z: (da * swish(z)).sum(), z)
    np.testing.assert_allclose(f.backward(da, z, f(z)), slopes, rtol=1e-6)
    assert f.name == "swish"
    assert f.backward(da.astype(np.float32), z.astype(np.float32), None).dtype == np.float32


def test_none_is_linear_and_an_activation_stays_itself():
    assert activations.get(None) is activations.linear
    assert activations.get(activations.tanh) is activations.tanh


def test_unknown_names_get_a_suggestion():
    with pytest.raises(ValueError, match=r"Received: 'rleu'\. Did you mean 'relu'"):
        activations.get("rleu")
    with pytest.raises(ValueError, match="Received: 3"):
        activations.get(3)
    with pytest.raises(ValueError, match="Received: <class"):
        activations.get(activations.Sigmoid)


def test_pickle():
    leaky = pickle.loads(pickle.dumps(activations.LeakyRelu(0.3)))
    assert leaky(-1) == pytest.approx(-0.3)
