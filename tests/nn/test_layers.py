"""Layers: forward, backward, and who needs dL/dx."""

import numpy as np
import pytest

from course_lib import Activation, Dense, Flatten, Input, Sequential, numerical_gradient, set_floatx


@pytest.fixture
def float64():
    set_floatx("float64")
    yield
    set_floatx("float32")


def built(layer, x):
    layer(x)
    return layer


@pytest.mark.parametrize("activation", ["linear", "sigmoid", "relu", "softmax"])
@pytest.mark.parametrize("use_bias", [True, False])
@pytest.mark.parametrize("axes", [(5,), (2, 3), (2, 2, 2)])
@pytest.mark.usefixtures("float64")
def test_dense_backward_is_the_measured_slope(activation, use_bias, axes, rng):
    x, da = rng.normal(size=(*axes, 3)), rng.normal(size=(*axes, 2))
    layer = built(Dense(2, activation=activation, use_bias=use_bias, bias_initializer="ones"), x)

    def loss(_):
        return (da * layer.forward(x)).sum()

    dx = layer.backward(da)
    slopes = {name: getattr(layer, f"d_{name}").copy() for name in layer.weight_shapes}
    assert set(slopes) == ({"kernel", "bias"} if use_bias else {"kernel"})
    np.testing.assert_allclose(dx, numerical_gradient(loss, x), rtol=1e-5, atol=1e-8)
    for name, slope in slopes.items():
        measured = numerical_gradient(loss, getattr(layer, name))
        np.testing.assert_allclose(slope, measured, rtol=1e-5, atol=1e-8)


def test_dense_is_the_formula(rng):
    x = rng.normal(size=(4, 3)).astype(np.float32)
    layer = built(Dense(2, activation="relu"), x)
    layer.bias = [0.5, -0.5]
    a = layer(x)
    np.testing.assert_allclose(layer.z, x @ layer.kernel + layer.bias, rtol=1e-6, atol=1e-6)
    np.testing.assert_array_equal(a, np.maximum(layer.z, 0))
    assert layer.x is x
    assert layer.a is a


def test_activation_layer(rng):
    x, da = rng.normal(size=(2, 3)), rng.normal(size=(2, 3))
    layer = Activation("tanh")
    a = layer.forward(x)
    np.testing.assert_allclose(a, np.tanh(x))
    slopes = numerical_gradient(lambda x: (da * np.tanh(x)).sum(), x)
    np.testing.assert_allclose(layer.backward(da), slopes, rtol=1e-6, atol=1e-6)


def test_flatten_and_back():
    layer = Flatten()
    x = np.arange(24).reshape(2, 3, 4)
    assert layer.forward(x).tolist() == x.reshape(2, 12).tolist()
    assert layer.backward(layer.a).tolist() == x.tolist()
    assert layer.compute_output_shape((10, 3, 4)) == (10, 12)


def test_only_the_first_layer_with_weights_is_spared_its_dx(rng):
    model = Sequential([Input((2, 2)), Flatten(), Dense(3), Dense(3), Activation("relu"), Dense(1)])
    assert [layer.needs_dx for layer in model.layers] == [True, False, True, True, True]
    x = rng.normal(size=(4, 2, 2)).astype(np.float32)
    model.forward(x)
    assert model.layers[1].backward(np.ones((4, 3), np.float32)) is None
    assert model.layers[2].backward(np.ones((4, 3), np.float32)).shape == (4, 3)


def test_a_model_of_one_layer_learns(rng):
    model = Sequential([Input((2,)), Dense(1)])
    model.compile("sgd", "mse")
    x = rng.normal(size=(64, 2))
    model.fit(x, x @ [1, -2] + 0.5, epochs=100, verbose=0, batch_size=8)
    np.testing.assert_allclose(model.params, [1, -2, 0.5], atol=0.01)


def test_float32_unless_told_otherwise():
    assert built(Dense(1), [[1, 2]]).kernel.dtype == np.float32
    assert Dense(1)([[1.5]]).dtype == np.float32


@pytest.mark.usefixtures("float64")
def test_float64_when_told():
    layer = built(Dense(1), [[1, 2]])
    set_floatx("float32")
    assert layer([[1, 2]]).dtype == layer.kernel.dtype == np.float64


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: Dense(0), "units is a whole number from 1. Received: units=0"),
        (lambda: Dense(2.5), "Received: units=2.5"),
        (lambda: Dense("2"), "Received: units='2'"),
        (lambda: Dense(True), "Received: units=True"),
        (lambda: Dense(2, activation="rellu"), "Did you mean 'relu'"),
        (lambda: Dense(2, kernel_initializer="he"), "Unknown initializer. Received: 'he'"),
        (lambda: Input(20), r"Received: 20\. Mind the comma"),
        (lambda: Input((0,)), "size is a whole number from 1"),
        (lambda: Input(()), r"Received: \(\)"),
        (lambda: Dense(2)([1, 2, 3]), r"shape \(3,\). If x is one sample, pass x\[np.newaxis, :\]"),
        (lambda: Dense(2).build((2,)), "Put None in front of the shape of one sample"),
    ],
)
def test_what_they_refuse(call, said):
    with pytest.raises(ValueError, match=said):
        call()


def test_names_count_up():
    from course_lib import clear_session

    clear_session()
    assert [Dense(1).name, Dense(1).name, Flatten().name, Dense(1).name] == [
        *("dense", "dense_1", "flatten", "dense_2"),
    ]
    assert Dense(1, name="mine").name == "mine"
    assert repr(Dense(1)) == "<Dense 'dense_3'>"
