"""Models as graphs: what goes forward, what comes back, and what is refused at the validation."""

import copy
import pickle

import numpy as np
import pytest

from course_lib import Dense, Input, Model, Sequential, gradient_check, set_floatx
from course_lib.nn.layers import Activation, Add, BatchNormalization, Concatenate, Flatten, Multiply


@pytest.fixture
def exact():
    set_floatx("float64")
    yield
    set_floatx("float32")


def forked():
    """One input that four layers read, one of which three others read."""
    inputs = Input((3,))
    a = Dense(4, activation="tanh")(inputs)
    b = Dense(4, activation="sigmoid")(inputs)
    both = Add()([a, b])
    gated = Multiply()([both, a, b])
    joined = Concatenate()([inputs, both, Activation("softplus")(gated), b])
    return Model(inputs, Dense(2)(joined))


def data(rng, n=5, outputs=2):
    return rng.normal(size=(n, 3)), rng.normal(size=(n, outputs))


def test_every_gradient_of_a_fork_is_the_measured_one(exact):
    model = forked()
    model.compile("sgd", "mse")
    errors = gradient_check(model, *data(np.random.default_rng(1)))
    assert len(errors) == 6
    assert max(errors.values()) < 1e-7


def test_one_value_read_twice_by_one_layer_gets_both_slopes(exact):
    inputs = Input((3,))
    a = Dense(2, activation="tanh")(inputs)
    model = Model(inputs, Multiply()([a, a]))
    model.compile("sgd", "mse")
    assert max(gradient_check(model, *data(np.random.default_rng(2))).values()) < 1e-7
    a = model.layers[1].a
    np.testing.assert_array_equal(model.predict(model.layers[0].x), a * a)


def test_fused_with_its_loss_in_a_graph(exact):
    inputs = Input((3,))
    hidden = Dense(3, activation="tanh")(inputs)
    model = Model(inputs, Dense(2, activation="softmax")(Add()([inputs, hidden])))
    model.compile("sgd", "categorical_crossentropy")
    rng = np.random.default_rng(3)
    x, y = rng.normal(size=(6, 3)), np.eye(2)[rng.integers(0, 2, 6)]
    assert max(gradient_check(model, x, y).values()) < 1e-7


def test_a_chain_is_the_sequential_of_the_same_layers():
    inputs = Input((3,))
    chain = Model(inputs, Dense(2)(Dense(4, activation="relu")(inputs)))
    twin = Sequential([Input((3,)), Dense(4, activation="relu"), Dense(2)])
    twin.set_weights(chain.get_weights())
    x, y = data(np.random.default_rng(4))
    for model in (chain, twin):
        model.compile("sgd", "mse")
        model.fit(x, y, epochs=3, shuffle=False, verbose=0)
    np.testing.assert_array_equal(chain.params, twin.params)


def test_one_memory_for_the_whole_graph():
    model = forked()
    assert model.count_params() == model.params.size == 64
    for weight in model.weights:
        assert np.shares_memory(weight, model.params)
    model.params[:] = 0
    assert not model.layers[1].kernel.any()


@pytest.mark.parametrize(
    "again", [copy.copy, copy.deepcopy, lambda m: pickle.loads(pickle.dumps(m))]
)
def test_a_copy_is_a_graph_of_its_own(again):
    model = forked()
    model.compile("sgd", "mse")
    x, y = data(np.random.default_rng(5))
    twin = again(model)
    np.testing.assert_array_equal(model.predict(x), twin.predict(x))
    twin.fit(x, y, verbose=0)
    assert all(np.shares_memory(weight, twin.params) for weight in twin.weights)
    assert not np.shares_memory(model.params, twin.params)
    assert not np.allclose(model.predict(x), twin.predict(x))


def test_no_slope_is_computed_for_nobody():
    """What only the input leads to hands nothing on; the input layer is never asked."""
    inputs = Input((2, 2))
    first = Dense(3)(Flatten()(inputs))
    second = Dense(3)(first)
    model = Model(inputs, Add()([first, second]))
    model.compile("sgd", "mse")
    model.layers[0].backward = None  # would raise if called
    model.layers[1].backward = None
    model.train_on_batch(np.ones((4, 2, 2)), np.ones((4, 3)))
    assert [layer.needs_dx for layer in model.layers] == [False, False, False, True, True]


def test_a_frozen_layer_stays_and_lets_the_slope_through(exact):
    inputs = Input((3,))
    below = Dense(3)(inputs)
    frozen = Dense(3, activation="tanh")(below)
    model = Model(inputs, Dense(2)(Add()([below, frozen])))
    model.layers[2].trainable = False
    model.compile("sgd", "mse")
    kept = model.layers[2].get_weights()
    x, y = data(np.random.default_rng(6))
    model.fit(x, y, epochs=2, verbose=0)
    np.testing.assert_array_equal(kept[0], model.layers[2].kernel)
    assert max(gradient_check(model, x, y).values()) < 1e-7


def test_below_a_frozen_beginning_no_slope_is_computed():
    inputs = Input((3,))
    first = Dense(3)(inputs)
    model = Model(inputs, Dense(3)(Dense(3)(first)))
    model.layers[1].trainable = False
    model.compile("sgd", "mse")
    assert [layer.needs_dx for layer in model.layers] == [False, False, False, True]
    model.layers[1].backward = None  # would raise if called
    model.train_on_batch(np.ones((4, 3)), np.ones((4, 3)))
    del model.layers[1].backward
    model.layers[1].trainable = True
    model.compile("sgd", "mse")
    assert [layer.needs_dx for layer in model.layers] == [False, False, True, True]


def test_both_modes_in_a_graph():
    inputs = Input((3,))
    model = Model(inputs, Add()([inputs, BatchNormalization()(inputs)]))
    x = np.random.default_rng(7).normal(5, size=(50, 3))
    learning, in_use = model(x, training=True), model(x)
    assert learning.mean() == pytest.approx(5, abs=0.2)
    assert in_use.mean() == pytest.approx(10, abs=0.4)


def test_the_order_of_layers_is_from_far_to_near():
    inputs = Input((2,))
    near = Dense(2, name="near")(inputs)
    far = Dense(2, name="far")(inputs)
    farther = Dense(2, name="after_far")(far)
    model = Model(inputs, Add(name="sum")([near, farther]))
    names = [layer.name for layer in model.layers][1:]
    assert names == ["far", "near", "after_far", "sum"]


def test_deep_graphs_are_walked_without_recursion():
    inputs = x = Input((2,))
    for _ in range(1500):
        x = Add()([x, x])
    model = Model(inputs, Dense(1)(x))
    assert len(model.layers) == 1502


def test_what_can_be_looked_at():
    inputs = Input((8, 8))
    symbol = Flatten(name="flat")(inputs)
    assert inputs.shape == (None, 8, 8)
    assert symbol.shape == (None, 64)
    assert repr(symbol) == "<Symbol of shape (None, 64) from 'flat'>"
    model = Model(inputs, symbol, name="net")
    assert repr(model) == "<Functional 'net': 2 layers>"
    assert model.get_layer("flat") is model.get_layer(index=1) is model.layers[1]
    assert isinstance(model, Model)
    assert not isinstance(model, Sequential)


def in_a_model():
    inputs = Input((2,))
    outputs = Dense(1, name="taken")(inputs)
    Model(inputs, outputs)
    return inputs, outputs


def called_twice():
    layer = Dense(2, name="shared")
    inputs = Input((2,))
    layer(layer(inputs))


def two_inputs():
    one, other = Input((2,)), Input((2,))
    Model(one, Add()([one, other]))


def two_names():
    inputs = Input((2,))
    Model(inputs, Dense(1, name="d")(Dense(1, name="d")(inputs)))


def begins_inside():
    hidden = Dense(3, name="hidden")(Input((2,)))
    Model(hidden, Dense(1)(hidden))


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Model(Input((2,)), Dense(1)), r"outputs is one value: .*Received: <Dense"),
        (lambda: Model([Input((2,)), Input((2,))], Input((2,))), "several inputs or outputs"),
        (lambda: Model(Input((2,)), Dense(1)(Input((2,)))), "do not lead back to inputs"),
        (two_inputs, "need another Input too"),
        (begins_inside, r"begins: Input\(\(3,\)\)\. Received what the layer 'hidden' puts out"),
        (lambda: Sequential(Dense(1)), r"Received: <Dense .*Sequential\(\[\.\.\.\]\)"),
        (
            lambda: Multiply()([np.ones((1, 3)), np.ones((4, 3))]),
            r"Received arrays of shapes \[\(1, 3\), \(4, 3\)\]",
        ),
        (
            lambda: Add()([np.ones((2, 3)), np.ones((4, 3))]),
            r"Received arrays of shapes \[\(2, 3\), \(4, 3\)\]",
        ),
        (lambda: Concatenate()([np.ones((2, 3)), np.ones((4, 3))]), "Select the same rows"),
        (
            lambda: Model(*in_a_model()),
            r"in a model already: input_layer\w*, taken\. Run the lines",
        ),
        (called_twice, "second call of 'shared'. Make a new layer"),
        (two_names, "Received 'd' twice"),
        (lambda: Sequential([in_a_model()[1].layer]), "Received <Dense 'taken'>, which is in a"),
        (lambda: Dense(1)(Flatten()), "x is a table of numbers"),
        (lambda: Add()(Input((2,))), r"merges a list of two or more.*Write Add\(\)\(\[a, b\]\)"),
        (lambda: Add()([Input((2,))]), "merges a list of two or more"),
        (lambda: Add()([Input((2,)), Input((3,))]), r"Received shapes \[\(2,\), \(3,\)\]"),
        (lambda: Concatenate()([Input((2, 2)), Input((3, 2))]), "differ along axis -1 only"),
        (lambda: Concatenate(axis=True), "Received: axis=True"),
        (lambda: Concatenate(axis=0), "Axis 0 are the samples"),
        (lambda: Dense(1)([Input((2,)), Input((2,))]), "Merge them first"),
        (lambda: Sequential([Dense(1)])(Input((2,))), "Models inside of models are not here"),
    ],
)
def test_refused_with_a_sentence(make, said):
    with pytest.raises(ValueError, match=said):
        make()


def test_an_axis_may_be_a_whole_number_of_numpy():
    a, b = np.ones((2, 1)), np.zeros((2, 2))
    np.testing.assert_array_equal(Concatenate(axis=np.int64(1))([a, b]), [[1, 0, 0]] * 2)


def test_merging_arrays_at_once():
    a, b = np.array([[1.0, 2], [3, 4]]), np.array([[5.0, 6], [7, 8]])
    np.testing.assert_array_equal(Add()([a, b]), a + b)
    np.testing.assert_array_equal(Multiply()([a, b, a]), a * b * a)
    np.testing.assert_array_equal(Concatenate(axis=1)([a, b[:, :1]]), np.hstack([a, b[:, :1]]))
    assert a.tolist() == [[1, 2], [3, 4]]
