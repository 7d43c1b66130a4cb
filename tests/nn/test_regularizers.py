"""Prices on weights: what they cost, how they pull, and whose they are."""

import numpy as np
import pytest

from course_lib import (
    SGD,
    Dense,
    Input,
    Sequential,
    gradient_check,
    numerical_gradient,
    regularizers,
    set_floatx,
)

L1, L2, L1L2 = regularizers.L1, regularizers.L2, regularizers.L1L2


@pytest.mark.parametrize("penalty", [L1(0.3), L2(0.3), L1L2(0.2, 0.7), L1L2(l2=0.1)], ids=repr)
def test_the_slope_is_the_measured_one(penalty, rng):
    w = rng.normal(size=(3, 2))
    np.testing.assert_allclose(penalty.backward(w), numerical_gradient(penalty, w), rtol=1e-7)


def test_of_the_textbook():
    w = np.array([[1.0, -2.0], [3.0, 0.0]])
    assert L1(0.1)(w) == pytest.approx(0.6)
    assert L2(0.1)(w) == pytest.approx(1.4)
    assert L1L2(0.1, 0.1)(w) == pytest.approx(2.0)
    np.testing.assert_allclose(L2(0.1).backward(w), 0.2 * w)
    np.testing.assert_allclose(L1(0.1).backward(w), [[0.1, -0.1], [0.1, 0]])


@pytest.mark.parametrize("penalty", [L1(), L2(), L1L2(0.1, 0.1)], ids=repr)
def test_float32_stays_float32(penalty):
    assert penalty.backward(np.ones((2, 2), np.float32)).dtype == np.float32


@pytest.fixture
def float64():
    set_floatx("float64")
    yield
    set_floatx("float32")


@pytest.mark.usefixtures("float64")
@pytest.mark.parametrize(
    ("last", "loss", "classes"),
    [("linear", "mse", 2), ("sigmoid", "bce", 1), ("softmax", "categorical_crossentropy", 2)],
)
def test_a_model_with_penalties(last, loss, classes, rng):
    def built(**penalized):
        model = Sequential(
            [Input((3,)), Dense(4, "tanh", **penalized), Dense(classes, last, **penalized)]
        )
        model.compile("sgd", loss)
        model.params = np.random.default_rng(1).normal(size=model.params.size)
        return model

    x, y = rng.normal(size=(6, 3)), np.eye(classes)[rng.integers(0, classes, 6)]
    dear = built(kernel_regularizer=L2(0.1), bias_regularizer=L1(0.2))
    errors = gradient_check(dear, x, y)
    assert max(errors.values()) < 1e-7
    plain = built()
    penalty = sum(
        0.1 * (layer.kernel**2).sum() + 0.2 * np.abs(layer.bias).sum() for layer in plain.layers
    )
    extra = dear.evaluate(x, y, verbose=0) - plain.evaluate(x, y, verbose=0)
    assert extra == pytest.approx(penalty)


def test_a_penalty_makes_weights_smaller(rng):
    def size(penalty):
        model = Sequential(
            [Input((3,)), Dense(1, kernel_initializer="ones", kernel_regularizer=penalty)]
        )
        model.compile(SGD(0.02), "mse")
        x = np.random.default_rng(0).normal(size=(40, 3))
        model.fit(x, x @ [2, -1, 0.05], epochs=300, verbose=0, shuffle=False)
        return np.abs(model.layers[0].kernel).ravel()

    free, squared, absolute = size(None), size(L2(0.3)), size(L1(0.3))
    assert np.linalg.norm(squared) < 0.9 * np.linalg.norm(free)
    assert absolute.sum() < 0.9 * free.sum()
    assert absolute[2] < 0.04, "L1 brings a weight that is not worth its penalty to about 0"
    assert squared[2] > 0.1, "and L2 does not"


def test_there_is_no_penalty_for_a_bias_that_is_not_there():
    layer = Dense(2, use_bias=False, bias_regularizer="l2")
    layer([[1, 2]])
    assert layer.penalty() == 0


def test_a_penalty_of_your_own(rng):
    class Cubed(regularizers.Regularizer):
        def __call__(self, weights):
            return np.abs(weights**3).sum()

        def backward(self, weights):
            return 3 * weights**2 * np.sign(weights)

    layer = Dense(2, kernel_regularizer=Cubed())
    layer(rng.normal(size=(2, 3)))
    assert layer.penalty() == pytest.approx(float(np.abs(layer.kernel**3).sum()))


def test_half_a_penalty_says_what_is_missing():
    class Half(regularizers.Regularizer):
        def __call__(self, weights):
            return 1.0

    model = Sequential([Input((1,)), Dense(1, kernel_regularizer=Half())])
    model.compile("sgd", "mse")
    with pytest.raises(NotImplementedError, match=r"Add one: def backward\(self, weights\)"):
        model.fit([[1.0]], [1.0], verbose=0)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: L2(-0.1), "a number from 0. Received: l2=-0.1"),
        (lambda: L1("0.1"), "Received: l1='0.1'"),
        (lambda: L1L2(l2=float("inf")), "Received: l2=inf"),
        (lambda: Dense(1, kernel_regularizer="l3"), "Unknown regularizer. Received: 'l3'"),
        (lambda: Dense(1, kernel_regularizer=0.01), "The regularizer is a name or an object"),
        (lambda: Dense(1, kernel_regularizer=L2), "if yours is a class, call it"),
    ],
)
def test_what_they_refuse(call, said):
    with pytest.raises(ValueError, match=said):
        call()
