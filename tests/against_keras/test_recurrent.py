"""Layers that read sequences against Keras: each alone, in stacks, with masks, and in files."""

import numpy as np
import pytest

import course_lib
from tests.against_keras.comparison import (  # noqa: F401 - fresh_names is a fixture
    agree,
    both,
    fresh_names,
    same_weights,
    with_keras,
)
from tests.against_keras.test_modes import TRAIN

KINDS = ["SimpleRNN", "LSTM", "GRU"]
EAGER = "model.run_eagerly = True  # quicker here: compiling a loop takes Keras seconds\n"
WEIGHTS = EAGER + TRAIN.replace(
    "rng.uniform(0.2, 1, weight.shape)", "rng.normal(0, 0.5, weight.shape)"
)


def train(source, x=None, outputs=2, **names):
    """Train both, with a last batch of 2 sequences, and compare all that can be seen."""
    rng = np.random.default_rng(5)
    if x is None:
        x = rng.normal(0, 1, size=(10, 6, 3)).astype(np.float32)
    y = rng.normal(size=(10, *np.atleast_1d(outputs))).astype(np.float32)
    ours, theirs = both(source + WEIGHTS, x=x, y=y, **names)
    for name in ("history", "scores", "one", "predictions"):
        agree(ours[name], theirs[name])
    same_weights(ours["model"], theirs["model"])
    assert ours["counts"] == theirs["counts"]
    assert "".join(ours["lines"]) == "".join(theirs["lines"])
    return ours


def words(zeros="behind", steps=6):
    """Sequences of whole numbers from 1 to 4, of other lengths each, and 0 where they are over."""
    rng = np.random.default_rng(3)
    x = rng.integers(1, 5, size=(10, steps))
    for row, length in zip(x, rng.integers(0, steps + 1, size=10), strict=True):
        fill = {"behind": slice(length, None), "before": slice(steps - length)}.get(zeros)
        row[fill if fill is not None else rng.random(steps) < 0.4] = 0
    return x


ONE = """
model = keras.Sequential([
    keras.Input(shape), getattr(keras.layers, kind)(4, **options), keras.layers.Dense(2),
])
model.compile(keras.optimizers.SGD(0.1), "mse", metrics=["mae"])
"""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "options",
    [
        {},
        {"activation": "relu"},
        {"activation": None, "use_bias": False},
        {"go_backwards": True},
        {
            "kernel_regularizer": "l2",
            "recurrent_regularizer": "l1",
            "bias_regularizer": "l2",
        },
        {"trainable": False},
    ],
    ids=str,
)
def test_one_layer(kind, options):
    train(ONE, kind=kind, options=options, shape=(6, 3))


@pytest.mark.parametrize("kind", ["LSTM", "GRU"])
def test_another_gate(kind):
    train(ONE, kind=kind, options={"recurrent_activation": "softplus"}, shape=(None, 3))


def test_all_states_at_the_end():
    for kind in KINDS:
        course_lib.clear_session()
        with_keras.backend.clear_session()
        source = ONE.replace(", keras.layers.Dense(2)", "")
        options = {"return_sequences": True, "go_backwards": True}
        train(source, kind=kind, options=options, shape=(None, 3), outputs=(6, 4))


STACK = """
layers = keras.layers
model = keras.Sequential([
    keras.Input((None, 3)), layers.Dense(4, "tanh"), layers.LSTM(4, return_sequences=True),
    layers.Dropout(0.0), layers.GRU(3, return_sequences=True, go_backwards=True),
    layers.TimeDistributed(layers.Dense(3, "tanh", kernel_regularizer="l2")),
    layers.SimpleRNN(5), layers.Dense(2),
])
model.compile(keras.optimizers.SGD(0.1, global_clipnorm=0.5), "mse")
"""


def test_a_stack():
    ours = train(STACK)
    longer = np.ones((2, 17, 3))
    assert ours["model"].predict(longer, verbose=0).shape == (2, 2)


WORDS = """
layers = keras.layers
model = keras.Sequential([
    keras.Input((None,), dtype="int32"),
    layers.Embedding(n_words, 3, mask_zero=mask_zero), layers.Dense(4, "tanh"),
    getattr(layers, kind)(4, return_sequences=True, go_backwards=go_backwards),
    layers.Activation("tanh"), getattr(layers, kind)(3), layers.Dense(2),
])
model.compile(keras.optimizers.{optimizer}, "mse")
"""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("zeros", ["behind", "before", "anywhere"])
def test_masks(kind, zeros):
    source = WORDS.format(optimizer="SGD(0.1)")
    train(
        source, words(zeros), kind=kind, mask_zero=True, go_backwards=zeros == "before", n_words=5
    )


@pytest.mark.parametrize(
    "optimizer",
    ["SGD(0.1, momentum=0.5)", "Adam(0.01, 0.875, 0.96875)", "RMSprop(0.01, global_clipnorm=0.1)"],
)
def test_a_step_on_rows_of_a_table(optimizer):
    """No word comes twice in a batch: Keras on TensorFlow would square each slope by itself.

    (Its Adam and RMSprop, and its clipping, take the square of a row's slope before they add up
    those of the same word; on its other backends they do not.)
    """
    x = np.random.default_rng(4).permutation(60).reshape(10, 6)
    source = WORDS.format(optimizer=optimizer)
    train(source, x, kind="GRU", mask_zero=False, go_backwards=False, n_words=60)


GRAPH = """
layers = keras.layers
inputs = keras.Input((6,))
words = layers.Embedding(5, 3, mask_zero=True, embeddings_regularizer="l2", name="a")(inputs)
left = layers.SimpleRNN(4, return_sequences=True, name="b")(words)
right = layers.GRU(4, return_sequences=True, name="c")(words)
all_steps = layers.Embedding(5, 4, name="d")(inputs)
all_steps = layers.LSTM(4, return_sequences=True, name="e")(all_steps)
merged = layers.{merge}([left, right{third}])
model = keras.Model(inputs, layers.Dense(2, name="g")(layers.LSTM(3, name="f")(merged)))
model.compile(keras.optimizers.SGD(0.1), "mse")
model.run_eagerly = True
rng = np.random.default_rng(7)
for name in {names!r}:
    layer = model.get_layer(name)
    layer.set_weights([rng.normal(0, 0.5, weight.shape) for weight in layer.get_weights()])
history = model.fit(x, y, batch_size=4, epochs=3, shuffle=False, verbose=0).history
seen = {{"predicted": model.predict(x, verbose=0)}}
"""


@pytest.mark.parametrize("merge", ["Add()", "Multiply()", "Concatenate()", "Concatenate(axis=1)"])
@pytest.mark.parametrize("third", ["", ", all_steps"])
def test_masks_through_a_graph(merge, third):
    """By name: Keras counts how it computes masks (NotEqual) among the layers, and orders by it."""
    source = GRAPH.format(merge=merge, third=third, names="abcdefg" if third else "abcfg")
    y = np.random.default_rng(5).normal(size=(10, 2))
    ours, theirs = both(source, x=words("anywhere"), y=y)
    agree(ours["history"], theirs["history"])
    agree(ours["seen"], theirs["seen"])


@pytest.mark.parametrize("kind", KINDS)
def test_a_mask_by_hand(kind):
    source = """
layer = getattr(keras.layers, kind)(4, return_sequences=True)
layer(x)
rng = np.random.default_rng(2)
layer.set_weights([rng.normal(size=weight.shape) for weight in layer.get_weights()])
seen = {"a": np.array(layer(x, mask=mask)), "without": np.array(layer(x))}
"""
    rng = np.random.default_rng(1)
    x, mask = rng.normal(size=(5, 6, 3)).astype(np.float32), rng.random((5, 6)) < 0.5
    ours, theirs = both(source, kind=kind, x=x, mask=mask)
    agree(ours["seen"], theirs["seen"])


def test_a_learned_table_alone():
    source = """
layer = keras.layers.Embedding(5, 3)
layer(x)
layer.set_weights([np.arange(15).reshape(5, 3)])
seen = {"a": np.array(layer(x)), "floats": np.array(layer(x.astype("float32")))}
shape = layer.compute_output_shape((None, 6))
"""
    ours, theirs = both(source, x=words())
    agree(ours["seen"], theirs["seen"])
    assert ours["shape"] == theirs["shape"]


@pytest.mark.parametrize("kind", KINDS)
def test_first_weights(kind):
    source = """
layer = getattr(keras.layers, kind)(8)
layer.build((None, 5, 3))
weights = layer.get_weights()
"""
    ours, theirs = both(source, kind=kind)
    for weight, twin in zip(ours["weights"], theirs["weights"], strict=True):
        assert weight.shape == twin.shape
        np.testing.assert_allclose(abs(weight).mean(), abs(twin).mean(), rtol=0.3)
    np.testing.assert_array_equal(ours["weights"][2], theirs["weights"][2])
    for name in ("weights",):
        u, v = ours[name][1], theirs[name][1]
        np.testing.assert_allclose(u @ u.T, v @ v.T, atol=1e-5)


AVERAGE = """
layers = keras.layers
model = keras.Sequential([
    keras.Input((None,)), layers.Embedding(6, 3, mask_zero=True),
    layers.LayerNormalization(), layers.GlobalAveragePooling1D(), layers.Dense(1),
])
rng = np.random.default_rng(3)
model.set_weights([rng.normal(size=weight.shape) for weight in model.get_weights()])
model.compile(keras.optimizers.SGD(0.1), "mse")
history = model.fit(words, means, epochs=3, batch_size=2, shuffle=False, verbose=0).history
predictions = model.predict(words, verbose=0)
"""


def test_a_mean_over_the_steps_that_count():
    words = np.array([[1, 2, 0, 0], [3, 4, 5, 0], [2, 2, 2, 2]])
    ours, theirs = both(AVERAGE, words=words, means=np.array([[1.0], [2.0], [3.0]]))
    agree(ours["history"], theirs["history"])
    np.testing.assert_allclose(ours["predictions"], theirs["predictions"], rtol=1e-5, atol=1e-6)
