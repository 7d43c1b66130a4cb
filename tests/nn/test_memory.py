"""One memory, three views: the model's vector, the layers' arrays, the neurons."""

import copy
import pickle

import numpy as np
import pytest

from course_lib import SGD, Activation, Dense, Flatten, Input, Sequential


@pytest.fixture
def model():
    model = Sequential(
        [Input((2, 1)), Flatten(), Dense(3, activation="tanh"), Dense(1, activation="sigmoid")]
    )
    model.compile(SGD(0.5), "mse", metrics=["accuracy"])
    return model


def views(model):
    for layer in model.layers:
        for name in layer.weight_shapes:
            yield getattr(layer, name), getattr(layer, f"d_{name}")


def assert_one_memory(model):
    assert model.params.shape == model.grads.shape == (model.count_params(),)
    for weight, slope in views(model):
        assert np.shares_memory(weight, model.params)
        assert np.shares_memory(slope, model.grads)
    flat = np.concatenate([weight.ravel() for weight, _ in views(model)])
    np.testing.assert_array_equal(flat, model.params)
    for layer in model.layers[1:]:
        for j, neuron in enumerate(layer.neurons):
            assert np.shares_memory(neuron.w, model.params)
            np.testing.assert_array_equal(neuron.w, layer.kernel[:, j])
            assert neuron.b == layer.bias[j]


def test_all_views_show_the_same_numbers(model):
    assert_one_memory(model)
    model.params[:] = np.arange(model.params.size)
    assert_one_memory(model)
    assert model.layers[1].kernel.tolist() == [[0, 1, 2], [3, 4, 5]]
    assert model.layers[1].neurons[2].w.tolist() == [2, 5]
    assert model.layers[1].neurons[2].b == 8


def test_a_neuron_moves_the_model(model):
    x = np.ones((1, 2, 1), np.float32)
    before = model.predict(x, verbose=0)
    model.layers[1].neurons[0].w[:] = 5
    model.layers[1].neurons[0].b = -3
    after = model.predict(x, verbose=0)
    assert before != after
    assert model.layers[1].kernel[:, 0].tolist() == [5, 5]
    assert model.layers[1].bias[0] == -3
    assert_one_memory(model)


def test_neurons_answer_as_their_layer_does(model, rng):
    x = rng.normal(size=(4, 2, 1)).astype(np.float32)
    model(x)
    layer = model.layers[1]
    for j, neuron in enumerate(layer.neurons):
        np.testing.assert_allclose(neuron(x[:, :, 0]), layer.a[:, j], rtol=1e-6, atol=1e-6)


def test_neurons_stay_the_same_objects(model):
    layer = model.layers[1]
    layer.neurons[0]([1, 2])
    assert layer.neurons[0].x.tolist() == [1, 2]


@pytest.mark.parametrize("name", ["kernel", "bias", "d_kernel", "d_bias"])
def test_assigning_to_a_layer_writes_through(model, name):
    layer = model.layers[1]
    view = getattr(layer, name)
    setattr(layer, name, np.full(view.shape, 7.0))
    assert getattr(layer, name) is view
    assert (view == 7).all()
    assert_one_memory(model)


def test_assigning_to_the_model_writes_through(model):
    params = model.params
    model.params = np.arange(params.size)
    model.params -= 1
    assert model.params is params
    assert model.layers[1].kernel[0].tolist() == [-1, 0, 1]
    model.grads = np.ones(params.size)
    assert (model.layers[2].d_kernel == 1).all()


def test_updating_a_layer_by_hand(model):
    layer = model.layers[1]
    layer.d_kernel[:] = 1
    before = layer.kernel.copy()
    layer.kernel -= 0.5 * layer.d_kernel
    np.testing.assert_allclose(layer.kernel, before - 0.5, rtol=1e-6)
    assert_one_memory(model)


@pytest.mark.parametrize("values", [np.zeros(3), np.zeros((3, 2)), 0.0])
def test_another_shape_is_refused_and_nothing_changes(model, values):
    before = model.params.copy()
    with pytest.raises(ValueError, match=r"kernel has shape \(2, 3\)\. Received values of shape"):
        model.layers[1].kernel = values
    np.testing.assert_array_equal(model.params, before)


def test_no_memory_before_the_shapes_are_known():
    layer = Dense(2)
    assert layer.kernel is None
    with pytest.raises(AttributeError, match="There is no kernel to write to"):
        layer.kernel = np.zeros((2, 2))
    assert Sequential([layer]).params is None


@pytest.mark.parametrize(
    "copied",
    [copy.deepcopy, copy.copy, lambda model: pickle.loads(pickle.dumps(model))],
    ids=["deepcopy", "copy", "pickle"],
)
def test_a_copy_has_a_memory_of_its_own(model, copied, rng):
    x, y = rng.normal(size=(8, 2, 1)), rng.integers(0, 2, 8)
    model.fit(x, y, verbose=0)
    expected = model.predict(x, verbose=0)
    twin = copied(model)
    assert_one_memory(twin)
    assert_one_memory(model)
    assert not np.shares_memory(twin.params, model.params)
    np.testing.assert_array_equal(twin.predict(x, verbose=0), expected)
    twin.fit(x, y, epochs=3, verbose=0)
    assert_one_memory(twin)
    assert not np.array_equal(twin.params, model.params)
    np.testing.assert_array_equal(model.predict(x, verbose=0), expected)


def test_a_copied_model_can_be_trained_as_the_original(model, rng):
    x, y = rng.normal(size=(8, 2, 1)), rng.integers(0, 2, 8)
    twin = copy.deepcopy(model)
    for one in (model, twin):
        one.fit(x, y, epochs=3, shuffle=False, verbose=0)
    np.testing.assert_array_equal(model.params, twin.params)


def test_pickled_before_it_is_built():
    model = pickle.loads(pickle.dumps(Sequential([Dense(2)])))
    assert model.predict([[1, 2, 3]], verbose=0).shape == (1, 2)


def test_a_pickle_leaves_the_last_pass_behind(model):
    small = len(pickle.dumps(model))
    model.predict(np.ones((1000, 2, 1)), verbose=0)
    assert len(pickle.dumps(model)) < small + 100


def test_a_copied_layer_is_free_for_another_model(model):
    layer = copy.deepcopy(model.layers[1])
    other = Sequential([Input((2,)), layer])
    np.testing.assert_array_equal(other.layers[0].kernel, model.layers[1].kernel)
    assert not np.shares_memory(other.params, model.params)
    layer.neurons[0].w[:] = 9
    assert (other.params[:4:3] == 9).all()


def test_growing_a_model_keeps_its_weights(model):
    before = [weight.copy() for weight in model.weights]
    model.add(Activation("linear"))
    model.add(Dense(2))
    for old, new in zip(before, model.weights, strict=False):
        np.testing.assert_array_equal(old, new)
    assert model.params.size == model.count_params() == 9 + 4 + 4


def test_set_weights_and_get_weights(model):
    weights = model.get_weights()
    weights[0][:] = 4  # a copy: the model does not notice
    assert not (model.layers[1].kernel == 4).any()
    model.set_weights(weights)
    assert (model.layers[1].kernel == 4).all()
    assert_one_memory(model)
    model.layers[2].set_weights([np.ones((3, 1)), [2]])
    assert model.params[-4:].tolist() == [1, 1, 1, 2]


@pytest.mark.parametrize("change", [lambda w: w[:-1], lambda w: [w[0].T, *w[1:]], lambda w: []])
def test_set_weights_refuses_other_shapes_and_nothing_changes(model, change):
    before = model.params.copy()
    with pytest.raises(ValueError, match="Pass one array for each, in the order of get_weights"):
        model.set_weights(change([np.full_like(w, 9) for w in model.get_weights()]))
    np.testing.assert_array_equal(model.params, before)


def test_a_layer_without_bias_has_none():
    layer = Dense(2, use_bias=False, kernel_initializer="ones")
    assert layer([[1, 2]]).tolist() == [[3, 3]]
    assert layer.bias is None
    assert layer.neurons[0].b == 0
    with pytest.raises(ValueError, match="read-only"):
        layer.neurons[0].b = 1
    with pytest.raises(AttributeError, match="use_bias=False"):
        layer.bias = [1, 1]


def test_neurons_of_a_softmax_layer_give_their_sums():
    layer = Dense(2, activation="softmax", kernel_initializer="ones")
    layer([[1, 2]])
    assert [float(neuron([1, 2])) for neuron in layer.neurons] == layer.z[0].tolist() == [3, 3]
