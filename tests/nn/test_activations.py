"""Activations: known values, extremes, and slopes that agree with measured ones."""

import copy
import math
import pickle

import numpy as np
import pytest

from course_lib import (
    Activation,
    BatchNormalization,
    Dense,
    Dropout,
    Input,
    Sequential,
    numerical_gradient,
)
from course_lib.nn import activations

BY_ROW = ["softmax", "log_softmax"]  # all others take the numbers of z one by one
NAMES = [
    *("linear", "sigmoid", "tanh", "relu", "leaky_relu", "softplus", *BY_ROW),
    *("elu", "selu", "gelu", "silu", "swish", "relu6", "hard_sigmoid", "softsign", "exponential"),
]


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
        ("elu", -1.0, math.exp(-1) - 1),
        ("selu", 1.0, 1.0507009873554805),
        ("gelu", 1.0, 0.8413447460685429),
        ("silu", 1.0, 0.7310585786300049),
        ("relu6", 7.0, 6.0),
        ("hard_sigmoid", 1.5, 0.75),
        ("softsign", -3.0, -0.75),
        ("exponential", 2.0, math.e**2),
    ],
)
def test_known_values(name, z, a):
    assert activations.get(name)(z) == pytest.approx(a, rel=1e-12)


def test_the_approximate_gelu_is_off_by_less_than_half_a_thousandth():
    z = np.linspace(-10, 10, 20001)
    error = np.abs(activations.Gelu(True).forward(z) - activations.Gelu().forward(z)).max()
    assert 0.0004 < error < 0.0005


@pytest.mark.parametrize("f", [activations.Gelu(True), activations.Elu(0.3)], ids=["gelu", "elu"])
def test_backward_of_other_arguments(f, rng):
    z, da = rng.normal(size=(3, 4)), rng.normal(size=(3, 4))
    slopes = numerical_gradient(lambda z: (da * f.forward(z)).sum(), z)
    np.testing.assert_allclose(f.backward(da, z, f.forward(z)), slopes, rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize("slope", [-0.5, 0.0, 0.2, 1.0, 2.0])
def test_a_leaky_relu_of_any_slope(slope):
    f = activations.LeakyRelu(slope)
    np.testing.assert_array_equal(f([-1, 1]), [-slope, 1])
    np.testing.assert_array_equal(f.backward(np.ones(2), np.array([-1, 1]), None), [slope, 1])


def test_arguments_may_be_passed_with_z():
    assert activations.leaky_relu(-1, negative_slope=0.3) == pytest.approx(-0.3)
    assert activations.elu(-1, 2.0) == pytest.approx(2 * (math.exp(-1) - 1))


@pytest.mark.parametrize("name", NAMES)
def test_backward_is_the_measured_slope(name, rng):
    f = activations.get(name)
    z, da = rng.normal(size=(3, 4)), rng.normal(size=(3, 4))
    slopes = numerical_gradient(lambda z: (da * f.forward(z)).sum(), z)
    np.testing.assert_allclose(f.backward(da, z, f.forward(z)), slopes, rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "exponential"])
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


@pytest.mark.parametrize("name", [name for name in NAMES if name not in BY_ROW])
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
    np.testing.assert_allclose(f.backward(da, z, f(z)), slopes, rtol=1e-6, atol=1e-6)
    assert f.name == "swish"
    assert f.backward(da.astype(np.float32), z.astype(np.float32), None).dtype == np.float32


def own_softmax(z):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def in_place(z):
    z[z < 0] = 0
    return z


OWN = {
    "softmax": own_softmax,
    "rows normalised": lambda z: (z - z.mean(axis=1, keepdims=True)) / z.std(axis=1, keepdims=True),
    "rows by their largest": lambda z: z / np.abs(z).max(axis=1, keepdims=True),
    "columns normalised": lambda z: z / np.sqrt((z**2).mean(axis=0) + 1),
    "softmax without its axis": lambda z: np.exp(z) / np.exp(z).sum(),
    "a slope for each column": lambda z: z * np.array([1.0, 2, 3, 4]),
    "for three rows only": lambda z: z * np.arange(1, 4).reshape(3, *[1] * (z.ndim - 1)),
    "elementwise": lambda z: z * np.tanh(z),
    "in place": in_place,
}


@pytest.mark.parametrize("shape", [(3, 4), (3, 2, 4)])
@pytest.mark.parametrize("name", OWN)
def test_a_function_of_your_own_may_look_at_other_numbers_too(name, shape, rng):
    f = activations.get(OWN[name])
    for z in (rng.normal(size=shape), rng.normal(size=shape), np.linspace(-3, 3, math.prod(shape))):
        z, da = z.reshape(shape), rng.normal(size=shape)
        before = z.copy()
        slopes = numerical_gradient(lambda z: (da * f(z)).sum(), z)  # noqa: B023 - called at once
        np.testing.assert_allclose(f.backward(da, z, f(z)), slopes, rtol=1e-5, atol=1e-9)
        np.testing.assert_array_equal(z, before)


def test_your_own_softmax_moves_from_where_all_sums_are_zero(rng):
    """There a row alone and a row among others look the same, if only values are compared."""
    z, da = np.zeros((4, 3)), rng.normal(size=(4, 3))
    f = activations.get(lambda z: z - z.mean(axis=1, keepdims=True))
    np.testing.assert_allclose(f.backward(da, z, f(z)), da - da.mean(axis=1, keepdims=True))


def test_elementwise_functions_are_measured_with_two_calls(rng):
    calls = []

    def counted(z):
        calls.append(z.shape)
        return np.tanh(z)

    f = activations.get(counted)
    z = rng.normal(size=(8, 16))
    f.backward(z, z, None)  # the first one tries out what kind of function it is
    calls.clear()
    f.backward(z, z, None)
    assert calls == [(8, 16), (8, 16)]


@pytest.mark.parametrize("own", [lambda z: z.sum(axis=1), lambda z: 0.0, lambda z: z[:, :1]])
def test_another_shape_is_refused(own):
    with pytest.raises(ValueError, match=r"here of shape \(2, 3\). Received shape"):
        activations.get(own)(np.ones((2, 3)))


def test_what_your_function_gives_back_is_in_the_precision_of_z():
    step = activations.get(lambda z: z > 0)
    assert step(np.ones((2, 3), np.float32)).dtype == np.float32


def test_a_layer_that_is_an_activation_is_its_function(rng):
    assert activations.get(Activation("relu")) is activations.relu
    model = Sequential([Input((3,)), Dense(2, activation=Activation("softmax"))])
    assert model.layers[0].activation is activations.softmax
    for other in (Dense(2), Dropout(0.5), BatchNormalization()):
        with pytest.raises(ValueError, match=r"Put it behind the other layer: model.add"):
            activations.get(other)


def test_a_slope_of_another_function_is_refused():
    class Halved(activations.Sigmoid):
        def forward(self, z):
            return super().forward(z) / 2

    class Alone(activations.ActivationFunction):
        def forward(self, z):
            return z

    for lacks in (Halved(), Alone()):
        with pytest.raises(ValueError, match=r"in the same class backward\(da, z, a\)"):
            activations.get(lacks)


def test_relu_with_keras_arguments():
    z = [-3, -1, 0.5, 2, 9]
    np.testing.assert_allclose(activations.relu(z, negative_slope=0.5), [-1.5, -0.5, 0.5, 2, 9])
    np.testing.assert_allclose(activations.relu(z, max_value=6), [0, 0, 0.5, 2, 6])
    np.testing.assert_allclose(activations.relu(z, 0.0, None, 1.0), [0, 0, 0, 2, 9])


@pytest.mark.parametrize("f", [activations.softmax, activations.log_softmax])
def test_the_last_axis_may_be_written_out(f):
    z = np.array([[1.0, 2], [3, 5]])
    np.testing.assert_array_equal(f(z, axis=-1), f(z))
    np.testing.assert_array_equal(f(z, -1), f(z))
    with pytest.raises(ValueError, match=r"default axis=-1 alone. Received: axis=0"):
        f(z, axis=0)


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


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_of_the_course_s_own_is_the_same_object(name):
    f = activations.get(name)
    assert pickle.loads(pickle.dumps(f)) is copy.deepcopy(f) is copy.copy(f) is f
