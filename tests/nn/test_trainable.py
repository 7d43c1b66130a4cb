"""What the optimizer moves and what it leaves alone: two vectors, and layers between them."""

import copy
import pickle

import numpy as np
import pytest

from course_lib import (
    SGD,
    BatchNormalization,
    Dense,
    Dropout,
    Input,
    Sequential,
    gradient_check,
    set_floatx,
)


@pytest.fixture
def model():
    model = Sequential(
        [Input((2,)), Dense(3, "tanh"), BatchNormalization(), Dropout(0.1), Dense(1)]
    )
    model.compile(SGD(0.1), "mse")
    return model


@pytest.fixture
def x(rng):
    return rng.normal(size=(12, 2)).astype(np.float32)


@pytest.fixture
def y(x):
    return x[:, 0] - x[:, 1]


def assert_two_memories(model):
    """Every weight lies in one of the two vectors, in the order of the layers."""
    learned = [weight for layer in model.layers for weight in layer.trainable_weights]
    others = [weight for layer in model.layers for weight in layer.non_trainable_weights]
    for vector, weights in ((model.params, learned), (model.state, others)):
        assert all(np.shares_memory(weight, vector) for weight in weights)
        flat = np.concatenate([weight.ravel() for weight in weights] or [[]])
        np.testing.assert_array_equal(vector, flat)
    assert model.grads.shape == model.params.shape
    for layer in model.layers:
        for name in layer.weight_shapes:
            shared = np.shares_memory(getattr(layer, f"d_{name}"), model.grads)
            assert shared == layer.trainable


def test_what_is_written_down_is_not_learned(model):
    assert_two_memories(model)
    assert model.params.size == 9 + 6 + 4
    assert model.state.tolist() == [0, 0, 0, 1, 1, 1]
    assert model.count_params() == 25
    assert [len(layer.weights) for layer in model.layers] == [2, 4, 0, 2]


def test_both_vectors_are_the_layers_weights(model):
    norm = model.layers[1]
    model.state[:] = np.arange(6)
    assert norm.moving_mean.tolist() == [0, 1, 2]
    assert norm.moving_variance.tolist() == [3, 4, 5]
    norm.moving_mean = [7, 8, 9]
    assert model.state[:3].tolist() == [7, 8, 9]
    model.state = np.ones(6)
    assert norm.moving_mean.tolist() == [1, 1, 1]
    with pytest.raises(ValueError, match=r"moving_mean has shape \(3,\)"):
        norm.moving_mean = 0.0


@pytest.mark.parametrize("frozen", [[0], [1], [3], [0, 1], [0, 1, 3]])
def test_freezing_moves_weights_from_one_vector_to_the_other(model, frozen, x, y):
    before = model.get_weights()
    for i in frozen:
        model.layers[i].trainable = False
    model.compile(SGD(0.1), "mse")
    assert_two_memories(model)
    for old, new in zip(before, model.get_weights(), strict=True):
        np.testing.assert_array_equal(old, new)
    model.fit(x, y, epochs=2, verbose=0)
    for i, layer in enumerate(model.layers):
        for name, old in zip(layer.weight_shapes, _of(layer, before, model), strict=False):
            moved = (getattr(layer, name) != old).any()
            assert moved == (i not in frozen), (i, name)
    moving = model.layers[1].moving_mean
    assert (moving == 0).all() == (1 in frozen), "a frozen one is in use at all times"
    assert_two_memories(model)


def _of(layer, weights, model):
    """This layer's part of the model's list of weights."""
    start = sum(len(other.weights) for other in model.layers[: model.layers.index(layer)])
    return weights[start : start + len(layer.weights)]


def test_thawing(model, x, y):
    model.trainable = False
    assert not model.trainable
    model.compile(SGD(0.1), "mse")
    assert model.params.size == 0
    assert model.state.size == 25
    model.fit(x, y, verbose=0)
    model.trainable = True
    model.compile(SGD(0.1), "mse")
    assert_two_memories(model)
    assert model.params.size == 19
    before = model.params.copy()
    model.fit(x, y, verbose=0)
    assert (model.params != before).any()


def test_compiling_again_leaves_the_memory_where_it_is(model):
    params = model.params
    model.compile(SGD(0.5), "mse")
    assert model.params is params


def test_before_the_first_step_a_frozen_layer_counts_too(model, x, y):
    before = model.layers[0].kernel.copy()
    model.layers[0].trainable = False
    model.fit(x, y, verbose=0)
    np.testing.assert_array_equal(model.layers[0].kernel, before)
    assert_two_memories(model)


def test_during_training_it_is_refused(model, x, y):
    model.fit(x, y, verbose=0)
    model.layers[0].trainable = False
    name = model.layers[0].name
    for learn in (model.fit, model.train_on_batch):
        with pytest.raises(ValueError, match=rf"changed during training: {name}\. Call"):
            learn(x, y)
    model.evaluate(x, y, verbose=0)
    model.compile(SGD(0.1), "mse")
    model.fit(x, y, verbose=0)


def test_no_slope_is_handed_to_frozen_layers_at_the_bottom(model, x, y):
    model.layers[0].trainable = model.layers[1].trainable = False
    model.compile(SGD(0.1), "mse")
    assert [layer.needs_dx for layer in model.layers] == [True, True, True, False]
    model.layers[0].d_kernel[:] = 5
    model.train_on_batch(x, y)
    assert (model.layers[0].d_kernel == 5).all()


def test_a_frozen_layer_in_between_hands_the_slope_on(x, y):
    set_floatx("float64")
    try:
        model = Sequential(
            [Input((2,)), Dense(3, "tanh"), Dense(3, "tanh", trainable=False), Dense(1)]
        )
        model.compile("sgd", "mse")
        errors = gradient_check(model, x, y)
    finally:
        set_floatx("float32")
    names = [f"{model.layers[i].name}.{what}" for i in (0, 2) for what in ("kernel", "bias")]
    assert list(errors) == names
    assert max(errors.values()) < 1e-6


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda m: pickle.loads(pickle.dumps(m))])
def test_a_copy_of_a_frozen_model(model, copied, x, y):
    model.layers[0].trainable = False
    model.compile(SGD(0.1), "mse")
    twin = copied(model)
    assert_two_memories(twin)
    assert_two_memories(model)
    assert not np.shares_memory(twin.state, model.state)
    before = model.state.copy()
    twin.fit(x, y, verbose=0)
    assert_two_memories(twin)
    np.testing.assert_array_equal(model.state, before)
    np.testing.assert_array_equal(twin.layers[0].kernel, model.layers[0].kernel)


def test_neurons_of_a_frozen_layer_look_at_the_same_memory(model):
    layer = model.layers[0]
    layer.neurons[0].w[:] = 1
    layer.trainable = False
    model.compile(SGD(0.1), "mse")
    layer.neurons[1].w[:] = 2
    assert layer.kernel[:, :2].tolist() == [[1, 2], [1, 2]]
    assert np.shares_memory(layer.neurons[1].w, model.state)


def test_growing_a_model_keeps_the_averages(model):
    model.layers[1].moving_mean = [4, 5, 6]
    model.add(Dense(2))
    assert model.layers[1].moving_mean.tolist() == [4, 5, 6]
    assert_two_memories(model)


def test_a_layer_that_comes_with_weights_keeps_them(x):
    norm = BatchNormalization()
    norm(x, training=True)
    mean = norm.moving_mean.copy()
    model = Sequential([Input((2,)), norm])
    np.testing.assert_array_equal(model.layers[0].moving_mean, mean)
    assert_two_memories(model)
