"""Every layer's way back is the measured slope, alone and behind a layer that learns."""

import numpy as np
import pytest

from course_lib import (
    Dense,
    Input,
    Model,
    gradient_check,
    numerical_gradient,
    set_floatx,
    set_random_seed,
)
from course_lib.nn import layers

ONE = {
    "relu": (layers.ReLU, (4,)),
    "relu6": (lambda: layers.ReLU(max_value=0.6), (4,)),
    "relu, bent": (lambda: layers.ReLU(0.9, 0.3, 0.2), (3, 2)),
    "relu, ending below its threshold": (lambda: layers.ReLU(0.2, 0.3, 0.5), (4,)),
    "leaky relu": (layers.LeakyReLU, (4,)),
    "softmax": (layers.Softmax, (2, 4)),
    "elu": (lambda: layers.ELU(1.5), (4,)),
    "prelu": (lambda: layers.PReLU("ones", "l2"), (3, 2)),
    "prelu, shared": (lambda: layers.PReLU("he_normal", shared_axes=[1, 2]), (3, 2, 4)),
    "rescaling": (lambda: layers.Rescaling([2.0, -1.0], offset=3), (5, 2)),
    "reshape": (lambda: layers.Reshape((2, -1)), (3, 2)),
    "permute": (lambda: layers.Permute((3, 1, 2)), (2, 3, 4)),
    "repeat": (lambda: layers.RepeatVector(3), (2,)),
    "layer normalization": (layers.LayerNormalization, (5,)),
    "layer normalization of steps": (lambda: layers.LayerNormalization(epsilon=0.1), (3, 4)),
    "layer normalization, plain": (
        lambda: layers.LayerNormalization(center=False, scale=False),
        (4,),
    ),
    "layer normalization, priced": (
        lambda: layers.LayerNormalization(gamma_regularizer="l1", beta_regularizer="l2"),
        (4,),
    ),
}
SEVERAL = [
    *(layers.Add, layers.Average, layers.Multiply, layers.Maximum, layers.Minimum),
    *(layers.Subtract, layers.Concatenate),
]


@pytest.fixture(autouse=True)
def exact():
    set_floatx("float64")
    yield
    set_floatx("float32")


@pytest.mark.parametrize("which", ONE)
def test_of_one_layer(which, rng):
    make, shape = ONE[which]
    layer, x = make(), rng.normal(size=(6, *shape))
    da = rng.normal(size=layer(x).shape)
    assert layer.a.shape[1:] == layer.compute_output_shape(x.shape)[1:]
    for weight in layer.weights:
        weight[...] = rng.normal(size=weight.shape)

    def loss(_):
        return (da * layer.forward(x)).sum()

    loss(None)
    dx = layer.backward(da)
    slopes = {name: getattr(layer, f"d_{name}").copy() for name in layer.weight_shapes}
    np.testing.assert_allclose(dx, numerical_gradient(loss, x), rtol=1e-5, atol=1e-8)
    for name, slope in slopes.items():
        measured = numerical_gradient(loss, getattr(layer, name))
        np.testing.assert_allclose(slope, measured, rtol=1e-5, atol=1e-8)


@pytest.mark.parametrize("which", ONE)
def test_of_one_layer_in_a_model(which, rng):
    make, shape = ONE[which]
    set_random_seed(1)  # no sum lies so near 0 that a step would cross the kink of a ReLU
    inputs = Input((3,))
    x = layers.Reshape(shape)(Dense(int(np.prod(shape)), activation="tanh")(inputs))
    model = Model(inputs, Dense(2)(layers.Flatten()(make()(x))))
    model.compile("sgd", "mse")
    errors = gradient_check(model, rng.normal(size=(5, 3)), rng.normal(size=(5, 2)))
    assert max(errors.values()) < 1e-6


@pytest.mark.parametrize("make", SEVERAL)
def test_of_layers_that_merge(make, rng):
    inputs = Input((3,))
    n = 2 if make is layers.Subtract else 3
    model = Model(inputs, make()([Dense(2, activation="tanh")(inputs) for _ in range(n)]))
    model.compile("sgd", "mse")
    x, y = rng.normal(size=(5, 3)), rng.normal(size=(5, *model.output_shape[1:]))
    assert max(gradient_check(model, x, y).values()) < 1e-7


def test_of_equals_the_first_gets_the_slope():
    layer = layers.Maximum()
    layer([[[1.0, 2]], [[1.0, 3]], [[1.0, 3]]])
    slopes = layer.backward(np.ones((1, 2)))
    assert [slope.tolist() for slope in slopes] == [[[1, 0]], [[0, 1]], [[0, 0]]]


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_the_way_back_keeps_the_precision(dtype, rng):
    set_floatx(dtype)
    for make, shape in ONE.values():
        layer, x = make(), rng.normal(size=(2, *shape))
        da = layer(x).numpy()
        assert da.dtype == layer.backward(da).dtype == dtype
