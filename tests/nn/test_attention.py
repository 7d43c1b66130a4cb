"""Attention: its way back, what it shows of a pass, what it keeps in a file, what it refuses."""

import copy

import numpy as np
import pytest

import course_lib as keras
from course_lib import Dense, Input, Model, gradient_check, layers, numerical_gradient, set_floatx

OPTIONS = [{}, {"use_bias": False}, {"value_dim": 5, "kernel_regularizer": "l2"}]


@pytest.fixture
def exact():
    set_floatx("float64")
    yield
    set_floatx("float32")


def attention(heads=2, **options):
    return layers.MultiHeadAttention(heads, 3, **options)


@pytest.mark.parametrize("causal", [False, True])
@pytest.mark.parametrize("heads", [1, 4])
@pytest.mark.parametrize("options", OPTIONS, ids=str)
def test_slopes_of_self_attention(exact, causal, heads, options, rng):
    layer, x = attention(heads, **options), rng.normal(size=(2, 5, 4))
    layer.use_causal_mask = causal
    layer.build([x.shape, x.shape])
    check_slopes(layer, [x, x], rng)


@pytest.mark.parametrize("causal", [False, True])
@pytest.mark.parametrize("key", [False, True])
def test_slopes_across_sequences(exact, causal, key, rng):
    layer, query, value = attention(), rng.normal(size=(2, 5, 4)), rng.normal(size=(2, 3, 2))
    x = [query, value, *([rng.normal(size=(2, 3, 6))] if key else [])]
    layer.use_causal_mask = causal
    layer.build([one.shape for one in x])
    check_slopes(layer, x, rng)


def check_slopes(layer, x, rng):
    """Of all that comes in, and of every weight: that of a key's bias is 0, as softmax has it."""
    for weight in layer.weights:
        weight[...] = rng.normal(size=weight.shape)
    da = rng.normal(size=layer.forward(x).shape)

    def loss(_):
        return (da * layer.forward(x)).sum()

    slopes = layer.backward(da)
    of_weights = {name: getattr(layer, f"d_{name}").copy() for name in layer.weight_shapes}
    for one, slope in zip(x, slopes, strict=True):
        if slope is not None:
            np.testing.assert_allclose(slope, numerical_gradient(loss, one), 1e-5, 1e-8)
    for name, slope in of_weights.items():
        measured = numerical_gradient(loss, getattr(layer, name))
        np.testing.assert_allclose(slope, measured, rtol=1e-5, atol=1e-8)


@pytest.mark.parametrize("training", [False, True])
def test_slopes_of_a_block(exact, training, rng):
    inputs = Input((5, 3))
    x = Dense(4, activation="tanh")(inputs)
    looks = attention(use_bias=False, dropout=0.3, seed=1)
    x = x + looks(layers.LayerNormalization()(x), x, use_causal_mask=True)
    model = Model(inputs, Dense(2)(layers.LayerNormalization()(x)))
    model.compile("sgd", "mse")
    x, y = rng.normal(size=(3, 5, 3)), rng.normal(size=(3, 5, 2))
    assert max(gradient_check(model, x, y, training=training).values()) < 1e-6


@pytest.mark.parametrize("turned", [False, True])
def test_slopes_where_a_layer_hands_on_the_array_that_it_got(exact, turned, rng):
    """Their places in the graph are two, and each has a slope of its own."""

    class Turned(layers.Layer):
        """Hands on what comes in, and half of the slope."""

        def forward(self, x, training=False):
            self.x = self.a = x
            return x

        def backward(self, da):
            return da / 2

    inputs = Input((5, 3))
    x = Dense(4, activation="tanh", name="first")(inputs)
    other = Turned()(x) if turned else layers.Activation("linear")(x)
    model = Model(inputs, Dense(2)(attention(use_bias=False, name="looks")(x, other)))
    model.compile("sgd", "mse")
    errors = gradient_check(model, rng.normal(size=(3, 5, 3)), rng.normal(size=(3, 5, 2)))
    assert (max(errors.values()) > 1e-6) == turned
    assert errors["looks.key_kernel"] < 1e-6


LOSSES = ["sparse_categorical_crossentropy", "categorical_crossentropy"]


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("last", ["softmax", "softplus"])
def test_slopes_of_classes_at_every_step(exact, loss, last, rng):
    model = keras.Sequential([Input((5, 3)), Dense(4, activation=last)])
    model.compile("sgd", loss)
    y = rng.integers(0, 4, size=(3, 5))
    y = y if loss.startswith("sparse") else np.eye(4)[y]
    assert max(gradient_check(model, rng.normal(size=(3, 5, 3)), y).values()) < 1e-7


def test_by_hand():
    """One head, kernels that change nothing: the weights are softmax(x @ x.T / sqrt(2))."""
    layer, x = layers.MultiHeadAttention(1, 2, use_bias=False), np.array([[[1.0, 0], [0, 2]]])
    layer(x, x)
    layer.set_weights([np.eye(2).reshape(weight.shape) for weight in layer.weights])
    mixed, weights = layer(x, x, return_attention_scores=True)
    e = np.exp(np.array([[1, 0], [0, 4]]) / np.sqrt(2))
    expected = e / e.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(weights[0, 0], expected, rtol=1e-6, atol=1e-6)
    np.testing.assert_allclose(mixed[0], expected @ x[0], rtol=1e-6, atol=1e-6)
    assert (layer(x, x, use_causal_mask=True)[0, 0] == x[0, 0]).all()


def test_a_step_does_not_see_those_behind_it(exact, rng):
    layer, x = attention(), rng.normal(size=(1, 6, 4))
    before = layer(x, x, use_causal_mask=True).numpy()
    x[0, 4:] = 100
    after = layer(x, x, use_causal_mask=True).numpy()
    np.testing.assert_allclose(before[0, :4], after[0, :4], rtol=1e-5)
    assert np.abs(before[0, 4:] - after[0, 4:]).min() > 0
    np.testing.assert_allclose(layer.attention_scores.sum(axis=-1), 1, rtol=1e-5)
    assert not np.triu(layer.attention_scores, 1).any()


def test_scores_too_large_for_exp(rng):
    layer, x = attention(), 1e4 * rng.normal(size=(2, 6, 4))
    assert np.isfinite(layer(x, x)).all()
    np.testing.assert_allclose(layer.attention_scores.sum(axis=-1), 1, rtol=1e-5)


def block():
    inputs = Input((6,))
    x = layers.Embedding(9, 4)(inputs)
    x = x + attention(name="looks", dropout=0.2)(x, x, use_causal_mask=True)
    model = Model(inputs, Dense(9)(x))
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile("adam", loss, metrics=["accuracy"])
    return model


def signs(rng):
    x = rng.integers(0, 9, size=(7, 6))
    return x, np.roll(x, -1, axis=1)


def test_a_file_a_copy_and_a_clone_look_the_same_way(tmp_path, rng):
    model, (x, y) = block(), signs(rng)
    model.fit(x, y, epochs=2, verbose=0)
    model.save(tmp_path / "block.keras")
    clone = keras.models.clone_model(model)
    clone.set_weights(model.get_weights())
    loaded = keras.models.load_model(tmp_path / "block.keras")
    for twin in (clone, copy.deepcopy(model), loaded):
        np.testing.assert_array_equal(twin.predict(x), model.predict(x))
        assert not np.triu(twin.get_layer("looks").attention_scores, 1).any()
    assert loaded.evaluate(x, y, verbose=0) == model.evaluate(x, y, verbose=0)
    model.save_weights(tmp_path / "block.weights.h5")
    clone.load_weights(tmp_path / "block.weights.h5")


def test_a_call_on_arrays_leaves_the_model_as_it_is(rng):
    model, (x, _) = block(), signs(rng)
    before = model.predict(x)
    steps = rng.normal(size=(1, 3, 4))
    model.get_layer("looks")(steps, steps)
    np.testing.assert_array_equal(model.predict(x), before)


def test_a_model_of_several_lengths(rng):
    inputs = Input((None, 4))
    model = Model(inputs, attention()(inputs, inputs, use_causal_mask=True))
    short, long = rng.normal(size=(2, 3, 4)), rng.normal(size=(2, 8, 4))
    assert model.predict(long).shape == (2, 8, 4)
    together = model.predict(np.concatenate([short, long[:, 3:]], axis=1))
    np.testing.assert_allclose(model.predict(short), together[:, :3], rtol=1e-4, atol=1e-6)


def test_dropout_leaves_weights_out_while_it_learns(rng):
    x = rng.normal(size=(2, 6, 4))
    layer = attention(dropout=0.5, seed=3)
    used = layer(x, x)
    assert (layer(x, x) == used).all()
    assert (layer(x, x, training=True) != used).any()
    dropped = layer.weights_used == 0
    assert 0.3 < dropped.mean() < 0.7
    np.testing.assert_allclose(layer.weights_used[~dropped], 2 * layer.attention_scores[~dropped])


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"num_heads": 0}, "Attention has heads: num_heads is a whole number from 1"),
        ({"key_dim": 1.5}, "A key is made of numbers"),
        ({"value_dim": 0}, "A value is made of numbers"),
        ({"dropout": 1}, "Dropout sets a fraction"),
        ({"use_gate": True}, "is here with Keras's default use_gate=False alone"),
        ({"output_shape": 3}, "is here with Keras's default output_shape=None alone"),
        ({"heads": 3}, "has no argument 'heads'"),
    ],
)
def test_bad_arguments_are_refused(options, sentence):
    with pytest.raises(ValueError, match=sentence):
        layers.MultiHeadAttention(**{"num_heads": 2, "key_dim": 3} | options)


def test_bad_calls_are_refused(rng):
    x, rows = rng.normal(size=(2, 5, 4)), rng.normal(size=(2, 4))
    with pytest.raises(ValueError, match="reads sequences"):
        attention()(rows, rows)
    with pytest.raises(ValueError, match="Received 3 steps of key and 5 of value"):
        attention()(x, x, x[:, :3])
    with pytest.raises(ValueError, match="as many rows"):
        attention()(x, x[:1])
    with pytest.raises(ValueError, match="attention_mask=None alone"):
        attention()(x, x, attention_mask=np.ones((2, 5, 5)))
    with pytest.raises(ValueError, match="use_causal_mask is True or False"):
        attention()(x, x, use_causal_mask="yes")
    layer = attention()
    layer(x, x)
    with pytest.raises(ValueError, match=r"of \[4, 4, 4\] columns. Received \[4, 3, 3\]"):
        layer(x, x[:, :, :3])
    inputs = Input((5, 4))
    with pytest.raises(ValueError, match="In a model, a layer puts out one value"):
        attention()(inputs, inputs, return_attention_scores=True)
    with pytest.raises(ValueError, match="Received both: a ndarray among symbols"):
        attention()(inputs, x)
    with pytest.raises(ValueError, match="Received both: a list among symbols"):
        layers.Add()([inputs, [[1.0]]])
    with pytest.raises(ValueError, match="reads one value"):
        keras.Sequential([inputs, attention()])


def test_class_numbers_have_one_for_each_step(rng):
    model = block()
    x, y = signs(rng)
    with pytest.raises(ValueError, match=r"\(7, 6\). Received y with shape \(7,\)"):
        model.fit(x, y[:, 0], verbose=0)
    y[2, 3] = 9
    with pytest.raises(ValueError, match=r"Received y\[2, 3\] = 9"):
        model.fit(x, y, verbose=0)
    model.compile("adam", keras.losses.CategoricalCrossentropy(from_logits=True))
    with pytest.raises(ValueError, match="If these are class numbers"):
        model.fit(x, y, verbose=0)


def test_weights_are_of_rows_or_of_steps(rng):
    model, (x, y) = block(), signs(rng)
    rows = np.arange(7.0)
    of_rows = model.evaluate(x, y, sample_weight=rows, verbose=0)
    of_steps = model.evaluate(x, y, sample_weight=np.tile(rows[:, np.newaxis], 6), verbose=0)
    assert of_rows == pytest.approx(of_steps)
    with pytest.raises(ValueError, match=r"or the shape \(7, 6\): one for each step"):
        model.fit(x, y, sample_weight=np.ones((7, 5)), verbose=0)
    with pytest.raises(ValueError, match="class_weight reads one class per row"):
        model.fit(x, y, class_weight={0: 2.0}, verbose=0)


def test_a_loss_of_ones_own_reads_classes_at_every_step(rng):
    """Its values, and its measured slopes, are those of the loss that it copies."""

    def own(y_true, y_pred):
        return -np.log(np.take_along_axis(y_pred, y_true[..., np.newaxis], -1)[..., 0])

    y, weights = rng.integers(0, 4, size=(3, 5)), rng.uniform(size=(3, 5))
    after = []
    for loss in (own, "sparse_categorical_crossentropy"):
        keras.set_random_seed(1)
        model = keras.Sequential([Input((5, 3)), Dense(4, activation="softmax")])
        model.compile(keras.optimizers.SGD(0.5), loss)
        x = np.linspace(-1, 1, 45).reshape(3, 5, 3)
        after.append([model.train_on_batch(x, y, weights), model.train_on_batch(x, y)])
    np.testing.assert_allclose(after[0], after[1], rtol=1e-5, atol=1e-6)
