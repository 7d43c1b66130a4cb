"""Sequential: adding, building, predicting, and its table."""

import numpy as np
import pytest

from course_lib import Activation, Dense, Flatten, Input, Sequential


def test_layers_get_weights_as_soon_as_the_input_is_known():
    model = Sequential([Input((3,)), Dense(2), Dense(1)])
    assert model.built
    assert [weight.shape for weight in model.weights] == [(3, 2), (2,), (2, 1), (1,)]
    assert model.count_params() == 11
    assert [layer.name for layer in model.layers] == [layer.name for layer in model.layers]


@pytest.mark.parametrize("first", ["fit", "predict", "call", "evaluate", "build", "train_on_batch"])
def test_without_an_input_the_first_data_builds(first):
    model = Sequential([Dense(2), Dense(1)])
    model.compile("sgd", "mse")
    assert not model.built
    x, y = np.ones((4, 3)), np.ones(4)
    {
        "fit": lambda: model.fit(x, y, verbose=0),
        "predict": lambda: model.predict(x, verbose=0),
        "call": lambda: model(x),
        "evaluate": lambda: model.evaluate(x, y, verbose=0),
        "build": lambda: model.build((None, 3)),
        "train_on_batch": lambda: model.train_on_batch(x, y),
    }[first]()
    assert model.built
    assert model.layers[0].kernel.shape == (3, 2)


def test_predict_is_the_layers_one_after_the_other(rng):
    model = Sequential([Input((3,)), Dense(4, activation="relu"), Dense(2, activation="softmax")])
    x = rng.normal(size=(70, 3)).astype(np.float32)
    one, two = model.layers
    hidden = np.maximum(x @ one.kernel + one.bias, 0)
    z = hidden @ two.kernel + two.bias
    expected = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    for batch_size in (None, 1, 7, 1000):
        predicted = model.predict(x, batch_size=batch_size, verbose=0)
        np.testing.assert_allclose(predicted, expected, rtol=1e-5, atol=1e-6)
        assert predicted.dtype == np.float32
    np.testing.assert_allclose(model(x), expected, rtol=1e-5, atol=1e-6)
    assert two.a.shape == (70, 2)


def test_lists_are_fine():
    model = Sequential([Input((2,)), Dense(1, kernel_initializer="ones")])
    assert model.predict([[1, 2], [3, 4]], verbose=0).tolist() == [[3], [7]]


def test_predicting_prints_nothing(capsys):
    Sequential([Input((2,)), Dense(1)]).predict([[1, 2]])
    assert capsys.readouterr().out == ""


def test_data_is_left_alone(rng):
    x, y = rng.normal(size=(8, 2)).astype(np.float32), rng.normal(size=(8, 1)).astype(np.float32)
    before = x.copy(), y.copy()
    model = Sequential([Input((2,)), Dense(3, activation="relu"), Dense(1)])
    model.compile("sgd", "mse")
    model.fit(x, y, epochs=2, verbose=0, validation_split=0.25)
    model.predict(x, verbose=0)
    np.testing.assert_array_equal(x, before[0])
    np.testing.assert_array_equal(y, before[1])


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: Sequential([Dense]), "If this is a class, call it"),
        (lambda: Sequential(["dense"]), "A model is made of layers"),
        (lambda: Sequential([Dense(2), Input((2,))]), "the first thing in it"),
        (lambda: Sequential([Input((2,)), Input((2,))]), "Move it to the front"),
        (lambda: Sequential([Dense(1, name="a"), Dense(1, name="a")]), "a second 'a'"),
        (lambda: Sequential([Dense(2)]).build((2,)), "Put None in front"),
        (lambda: Sequential([Input((4, None)), Dense(2)]), "Say it in the Input"),
        (lambda: _fit([Input((2, 2)), Dense(1)]), r"put Flatten\(\) before the first Dense"),
    ],
)
def test_what_it_refuses(call, said):
    with pytest.raises(ValueError, match=said):
        call()


def _fit(layers):
    model = Sequential(layers)
    model.compile(loss="mse")
    model.fit(np.ones((3, 2, 2)), np.ones(3))


def test_shapes_have_the_number_of_samples_first():
    """As in Keras: Flatten().compute_output_shape((10, 3, 5, 5)) is (10, 75) there too."""
    layer = Dense(2)
    layer.build((None, 3))
    assert layer.kernel.shape == (3, 2)
    assert (layer.input_shape, layer.output_shape) == ((None, 3), (None, 2))
    assert Flatten().compute_output_shape((10, 3, 5, 5)) == (10, 75)
    assert Flatten().compute_output_shape((None, None, 5)) == (None, None)
    assert Dense(2).compute_output_shape((None, 7, 3)) == (None, 7, 2)


def test_a_sequence_may_have_any_length():
    model = Sequential([Input((None, 3)), Dense(2)])
    assert model.predict(np.ones((4, 5, 3))).shape == (4, 5, 2)
    assert model.predict(np.ones((4, 9, 3))).shape == (4, 9, 2)
    with pytest.raises(ValueError, match=r"samples of shape \(None, 3\)"):
        model.predict(np.ones((4, 5, 2)))


def test_dense_reads_each_row_of_the_last_axis_by_itself():
    layer = Dense(2)
    x = np.random.default_rng(1).normal(size=(4, 5, 3))
    steps = layer(x)
    rows = x.reshape(20, 3) @ layer.kernel + layer.bias
    np.testing.assert_allclose(steps, rows.reshape(4, 5, 2), rtol=1e-5, atol=1e-6)


def test_a_layer_belongs_to_one_model():
    model = Sequential([Input((2,)), Dense(1)])
    params = model.params
    with pytest.raises(ValueError, match="A layer belongs to one model"):
        Sequential([Input((2,)), model.layers[0]])
    with pytest.raises(ValueError, match="A layer belongs to one model"):
        model.add(model.layers[0])
    assert np.shares_memory(model.layers[0].kernel, params)


def test_a_refused_layer_leaves_the_model_as_it_was():
    model = Sequential([Input((2, 2)), Flatten()])
    with pytest.raises(ValueError, match="weights for samples of shape"):
        model.add(built_for_three())
    model.add(Dense(1))
    assert model.predict(np.ones((1, 2, 2)), verbose=0).shape == (1, 1)


def built_for_three():
    layer = Dense(1)
    layer.build((None, 3))
    return layer


def test_building_for_other_data_is_refused():
    model = Sequential([Dense(1)])
    model.build((None, 3))
    with pytest.raises(ValueError, match=r"weights for samples of shape \(3,\)"):
        model.build((None, 4))
    assert model.predict(np.ones((1, 3)), verbose=0).shape == (1, 1)


def test_a_layer_that_has_weights_brings_them_along():
    layer = built_for_three()
    before = layer.get_weights()
    model = Sequential([Input((3,)), layer])
    for old, new in zip(before, model.get_weights(), strict=True):
        np.testing.assert_array_equal(old, new)


def test_no_layers_no_learning():
    model = Sequential()
    model.compile("sgd", "mse")
    with pytest.raises(ValueError, match=r"Add some: model.add\(Dense\(1\)\)"):
        model.fit([[1]], [1])


def test_layers_without_weights_alone():
    model = Sequential([Input((2, 2)), Flatten(), Activation("relu")])
    model.compile("sgd", "mse")
    model.fit(np.ones((2, 2, 2)), np.ones((2, 4)), verbose=0)
    assert model.params.size == 0
    assert model.predict(-np.ones((1, 2, 2)), verbose=0).tolist() == [[0, 0, 0, 0]]


def test_summary_prints_the_table(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    Sequential([Input((20,)), Dense(64, name="a"), Dense(10, name="b")], name="mine").summary()
    assert (
        capsys.readouterr().out
        == """\
Model: "mine"
┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━┓
┃ Layer (type)                    ┃ Output Shape           ┃       Param # ┃
┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━┩
│ a (Dense)                       │ (None, 64)             │         1,344 │
├─────────────────────────────────┼────────────────────────┼───────────────┤
│ b (Dense)                       │ (None, 10)             │           650 │
└─────────────────────────────────┴────────────────────────┴───────────────┘
 Total params: 1,994 (7.79 KB)
 Trainable params: 1,994 (7.79 KB)
 Non-trainable params: 0 (0.00 B)
"""
    )


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"line_length": 5}, "line_length is a whole number from 28. Received: line_length=5"),
        ({"line_length": "wide"}, "Received: line_length='wide'"),
        (
            {"positions": [0.5, 0.8, 1.0]},
            r"Received: positions=\[0.5.*line_length makes",
        ),
    ],
)
def test_tables_of_other_forms(options, said):
    with pytest.raises(ValueError, match=said):
        Sequential([Input((2,)), Dense(1)]).summary(**options)
