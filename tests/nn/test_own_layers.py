"""Layers that a learner writes: they work, or a sentence says what is missing."""

import copy
import pickle

import numpy as np
import pytest

import course_lib as keras
from course_lib import Dense, Input, Model, Sequential, gradient_check, set_floatx
from course_lib.nn.layers import Layer


class Scale(Layer):
    """As Keras's guide writes it, but for forward and backward."""

    def __init__(self, start="ones", **named):
        super().__init__(**named)
        self.start = start

    def build(self, input_shape):
        self.factor = self.add_weight(
            name="factor", shape=input_shape[1:], initializer=self.start, regularizer="l2"
        )
        self.seen = self.add_weight(name="seen", initializer="zeros", trainable=False)

    def forward(self, x, training=False):
        self.x = x
        if training:
            self.seen += len(x)
        self.a = x * self.factor
        return self.a

    def backward(self, da):
        self.d_factor = (da * self.x).sum(axis=0)
        return da * self.factor


class Linear(Layer):
    """It changes the shape, and calls super().build()."""

    def __init__(self, units=4, **named):
        super().__init__(**named)
        self.units = units

    def build(self, input_shape):
        self.kernel = self.add_weight(name="kernel", shape=(input_shape[-1], self.units))
        super().build(input_shape)

    def compute_output_shape(self, input_shape):
        return (*input_shape[:-1], self.units)

    def forward(self, x, training=False):
        self.x = x
        self.a = x @ self.kernel
        return self.a

    def backward(self, da):
        self.d_kernel[:] = self.x.T @ da
        return da @ self.kernel.T


@pytest.fixture
def exact():
    set_floatx("float64")
    yield
    set_floatx("float32")


def chain():
    return Sequential([Input((3,)), Scale(), Linear(), Scale(start="random_normal"), Dense(2)])


def graph():
    inputs = Input((3,))
    return Model(inputs, Dense(2)(keras.layers.add([Scale()(inputs), Linear(3)(inputs)])))


@pytest.mark.usefixtures("exact")
@pytest.mark.parametrize("make", [chain, graph])
def test_they_learn_in_a_model(make):
    model = make()
    model.compile("sgd", "mse")
    rng = np.random.default_rng(1)
    x, y = rng.normal(size=(5, 3)), rng.normal(size=(5, 2))
    assert max(gradient_check(model, x, y).values()) < 1e-7
    assert all(
        np.shares_memory(weight, model.params) or np.shares_memory(weight, model.state)
        for weight in model.weights
    )
    model.fit(x, y, epochs=2, verbose=0)
    assert next(layer.seen for layer in model.layers if isinstance(layer, Scale)) == 10
    assert max(gradient_check(model, x, y).values()) < 1e-7


@pytest.mark.parametrize(
    "again", [copy.deepcopy, lambda m: pickle.loads(pickle.dumps(m)), keras.models.clone_model]
)
def test_they_are_copied_with_the_model(again):
    model = chain()
    twin = again(model)
    twin.set_weights(model.get_weights())
    x = np.ones((2, 3))
    np.testing.assert_array_equal(twin.predict(x, verbose=0), model.predict(x, verbose=0))
    assert not np.shares_memory(twin.params, model.params)


def test_alone_and_unbuilt():
    assert Scale()(np.ones((2, 3))).tolist() == [[1, 1, 1]] * 2
    model = Sequential([Linear(), Dense(1)])
    assert model(np.ones((2, 3))).shape == (2, 1)
    assert [w.shape for w in model.layers[0].get_weights()] == [(3, 4)]
    assert Scale(input_shape=(3,)).declared_shape == (3,)


def with_methods(**methods):
    return type("Mine", (Layer,), methods)


def forward(self, x, training=False):
    return x


def backward(self, da):
    return da


def no_super(self):
    self.units = 3


def keeps_elsewhere(self, input_shape):
    self.w = self.add_weight(name="kernel", shape=(3,))


def without_name(self, input_shape):
    self.w = self.add_weight(shape=(3,))


def halves(self, x, training=False):
    return x[:, :1]


@pytest.mark.parametrize(
    ("methods", "said"),
    [
        (
            {"call": forward},
            "but with call. Rename call to forward.*Keras works out the slopes for you, and here",
        ),
        ({"forward": forward}, "without backward. Write the way back beside it"),
        ({"call": forward, "forward": forward}, "without backward, but with call. Write the way"),
        (
            {"forward": lambda self, x: x, "backward": backward},
            "with a forward that does not take training",
        ),
        (
            {"__init__": no_super, "forward": forward, "backward": backward},
            r"Write super\(\).__init__\(\) as its first line",
        ),
        ({"__init__": no_super, "call": forward}, r"Write super\(\).__init__\(\)"),
        (
            {"build": keeps_elsewhere, "forward": forward, "backward": backward},
            r"Received 'kernel' as self.w. Write self.w = self.add_weight\(name='w'",
        ),
        (
            {"build": without_name, "forward": forward, "backward": backward},
            r"has a name of its own, .*Received: name=None",
        ),
        (
            {"forward": halves, "backward": backward},
            r"shape \(3,\) come out as \(3,\). Received \(1,\).*Write compute_output_shape",
        ),
    ],
)
@pytest.mark.parametrize(
    "use",
    [
        lambda layer: Sequential([Input((3,)), layer()]),
        lambda layer: layer()(Input((3,))),
        lambda layer: layer()(np.ones((2, 3))),
    ],
)
def test_what_is_missing_is_said(methods, said, use):
    with pytest.raises(ValueError, match=said):
        use(with_methods(**methods))


def test_a_weight_has_arguments_of_keras():
    class Mine(Scale):
        def build(self, input_shape):
            self.factor = self.add_weight(name="factor", shape=input_shape[1:], constraint=abs)

    with pytest.raises(ValueError, match="default constraint=None alone"):
        Mine()(np.ones((2, 3)))


def test_there_is_no_lambda():
    with pytest.raises(AttributeError, match="derive a class from Layer that has forward"):
        keras.layers.Lambda(lambda x: x)
    with pytest.raises(AttributeError, match=r"has no 'Dence'\. Did you mean 'Dense'"):
        _ = keras.layers.Dence
