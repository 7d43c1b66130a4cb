"""Attention against Keras: alone, across sequences, in a block, with masks, and over classes."""

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
from tests.against_keras.names import compared

TRAIN = """
rng = np.random.default_rng(7)
model.set_weights([rng.normal(0, 0.5, weight.shape) for weight in model.get_weights()])
model.compile(keras.optimizers.SGD(0.05), loss, metrics=metrics)
model.run_eagerly = True
history = model.fit(
    x, y, batch_size=4, epochs=3, shuffle=False, verbose=0, validation_data=(x[:3], y[:3])
).history
scores = model.evaluate(x, y, verbose=0, return_dict=True)
seen = {
    "step": np.ravel(model.train_on_batch(x, y)),
    "predicted": model.predict(x, verbose=0),
    "in use": np.array(model(x)),
    "learning": np.array(model(x, training=True)),
}
shapes = model.input_shape, model.output_shape, [layer.output.shape for layer in model.layers]
counts = len(model.variables), len(model.trainable_variables), model.count_params()
names = [layer.name for layer in model.layers]
lines = []
model.summary(print_fn=lines.append)
"""


def train(source, x=None, y=None, loss="mse", metrics=(), **names):
    """Train both, with a last batch of 2 sequences, and compare all that can be seen."""
    rng = np.random.default_rng(5)
    x = rng.normal(size=(10, 6, 3)).astype(np.float32) if x is None else x
    y = rng.normal(size=(10, 6, 2)).astype(np.float32) if y is None else y
    options = {"loss": loss, "metrics": list(metrics)}
    ours, theirs = both(source + TRAIN, x=x, y=y, **options, **names)
    for name in ("history", "scores", "seen"):
        agree(ours[name], theirs[name])
    same_weights(ours["model"], theirs["model"])
    for name in ("shapes", "counts", "names", "lines"):
        assert ours[name] == theirs[name], name
    return ours


ALONE = """
inputs = keras.Input((6, 3))
attention = keras.layers.MultiHeadAttention(heads, 2, **options)
a = attention(inputs, inputs, use_causal_mask=causal)
attention.trainable = learns
model = keras.Model(inputs, keras.layers.Dense(2)(a))
"""


@pytest.mark.parametrize("causal", [False, True])
@pytest.mark.parametrize("heads", [1, 4])
@pytest.mark.parametrize(
    "options",
    [
        {},
        {"use_bias": False},
        {"value_dim": 5, "kernel_regularizer": "l2", "bias_regularizer": "l1"},
    ],
    ids=str,
)
def test_self_attention(causal, heads, options):
    train(ALONE, causal=causal, heads=heads, options=options, learns=True)


def test_self_attention_that_does_not_learn():
    """Told behind its call: with ``trainable=False`` in the call, Keras's goes on to learn."""
    train(ALONE, causal=True, heads=2, options={}, learns=False)


ACROSS = """
inputs = keras.Input((6, 3))
query = keras.layers.Dense(4, "tanh")(inputs)
value = keras.layers.Conv1D(3, 2)(inputs)
read = [query, value] if two else [query, value, keras.layers.Conv1D(5, 2)(inputs)]
a = keras.layers.MultiHeadAttention(2, 3)(*read, use_causal_mask=causal)
model = keras.Model(inputs, keras.layers.Dense(2)(a))
"""


@pytest.mark.parametrize("causal", [False, True])
@pytest.mark.parametrize("two", [False, True])
def test_from_one_sequence_into_another(two, causal):
    train(ACROSS, two=two, causal=causal)


BLOCK = """
layers = keras.layers
inputs = keras.Input((6, 3))
a = layers.Dense(8, "tanh")(inputs)
normal = layers.LayerNormalization()(a)
a = layers.add([a, layers.MultiHeadAttention(4, 2)(normal, normal, use_causal_mask=True)])
normal = layers.LayerNormalization()(a)
hidden = layers.Dense(16, "relu")(normal)
a = layers.add([a, layers.Dropout(0.0)(layers.Dense(8)(hidden))])
model = keras.Model(inputs, layers.Dense(2)(layers.LayerNormalization()(a)))
"""


def test_a_block():
    train(BLOCK)


def letters(steps=6, zeros=False):
    x = np.random.default_rng(3).integers(1, 5, size=(10, steps))
    if zeros:
        for row, length in zip(x, [6, 5, 3, 1, 6, 2, 4, 6, 1, 5], strict=True):
            row[length:] = 0
    return x


CHARACTERS = """
layers = keras.layers
inputs = keras.Input((6,), dtype="int32")
places = layers.Rescaling(0.0, offset=list(range(6)))(inputs)
a = layers.add([layers.Embedding(5, 8)(inputs), layers.Embedding(6, 8)(places)])
normal = layers.LayerNormalization()(a)
a = layers.add([a, layers.MultiHeadAttention(4, 2)(normal, normal, use_causal_mask=True)])
model = keras.Model(inputs, layers.Dense(5, activation=last)(a))
"""
CLASSES = [
    ("sparse_categorical_crossentropy", "softmax", "sparse_categorical_accuracy"),
    ("SparseCategoricalCrossentropy", None, "accuracy"),
    ("categorical_crossentropy", "softmax", "categorical_accuracy"),
    ("CategoricalCrossentropy", None, "accuracy"),
    ("sparse_categorical_crossentropy", "softplus", "accuracy"),
    ("categorical_crossentropy", "softplus", "accuracy"),
]


@pytest.mark.parametrize(("loss", "last", "metric"), CLASSES)
def test_the_next_letter_at_every_step(loss, last, metric):
    x = letters()
    y = np.roll(x, -1, axis=1)
    source = CHARACTERS
    if loss[0].isupper():
        source += f"loss = keras.losses.{loss}(from_logits=True)\n"
    if "parse" not in loss:
        y = np.eye(5)[y]
    train(
        source, x, y, loss=loss, metrics=[metric, loss] if loss.islower() else [metric], last=last
    )


PADDED = """
layers = keras.layers
inputs = keras.Input((6,), dtype="int32")
a = layers.Embedding(5, 8, mask_zero=True)(inputs)
b = layers.LayerNormalization()(a)  # on its way, Keras's attention takes the mask off what it reads
b = layers.MultiHeadAttention(4, 2, **options)(b, b, use_causal_mask=causal)
a = layers.LayerNormalization()(layers.add([a, b]))
model = keras.Model(inputs, layers.Dense(5, activation=last)(a))
if from_logits:
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True, reduction=reduction)
"""


@pytest.mark.parametrize("causal", [False, True])
@pytest.mark.parametrize("reduction", ["sum_over_batch_size", "sum"])
def test_steps_that_only_fill_up_do_not_count(causal, reduction):
    """Neither among those that are asked, nor in the loss, nor in the metrics."""
    x = letters(zeros=True)
    names = {"causal": causal, "options": {}, "from_logits": True, "reduction": reduction}
    ours, theirs = both(
        PADDED + TRAIN, x=x, y=np.roll(x, -1, axis=1), metrics=["accuracy"], loss=None, last=None,
        **names,
    )  # fmt: skip
    for name in ("history", "scores", "seen"):
        agree(ours[name], theirs[name])
    same_weights(ours["model"], theirs["model"])


@pytest.mark.parametrize("loss", ["sparse_categorical_crossentropy", "mse", "mae"])
def test_metrics_of_steps_that_count(loss):
    x = letters(zeros=True)
    y = np.roll(x, -1, axis=1)
    y = y if loss.startswith("sparse") else np.eye(5)[y]
    metrics = [loss, "accuracy" if loss.startswith("sparse") else "categorical_accuracy"]
    names = {"causal": True, "options": {"use_bias": False}, "from_logits": False}
    ours, theirs = both(
        PADDED + TRAIN, x=x, y=y, metrics=metrics, loss=loss, last="softmax", **names
    )
    for name in ("history", "scores", "seen"):
        agree(ours[name], theirs[name])
    same_weights(ours["model"], theirs["model"])


WEIGHED = """
inputs = keras.Input((6, 3))
model = keras.Model(inputs, keras.layers.Dense(5, activation="softmax")(inputs))
rng = np.random.default_rng(7)
model.set_weights([rng.normal(0, 0.5, weight.shape) for weight in model.get_weights()])
model.compile(keras.optimizers.SGD(0.05), "sparse_categorical_crossentropy", metrics=["accuracy"])
history = model.fit(
    x, y, batch_size=4, epochs=3, shuffle=False, verbose=0, sample_weight=weights,
).history
metric = keras.metrics.SparseCategoricalAccuracy()
metric.update_state(y, model.predict(x, verbose=0), weights)
loss = keras.losses.SparseCategoricalCrossentropy()(y, model.predict(x, verbose=0), weights)
seen = {"metric": float(metric.result()), "loss": float(loss)}
"""


@pytest.mark.parametrize("shape", [(10, 6), (10, 1)])
def test_weights_of_steps(shape):
    rng = np.random.default_rng(5)
    x, y = rng.normal(size=(10, 6, 3)), rng.integers(0, 5, size=(10, 6))
    ours, theirs = both(WEIGHED, x=x, y=y, weights=rng.uniform(size=shape))
    agree(ours["history"], theirs["history"])
    agree(ours["seen"], theirs["seen"])
    same_weights(ours["model"], theirs["model"])


LOOK = """
layer = keras.layers.MultiHeadAttention(2, 3, value_dim=4)
layer(x, x)
rng = np.random.default_rng(7)
layer.set_weights([rng.normal(size=weight.shape) for weight in layer.get_weights()])
seen = {}
for causal in (False, True):
    pair = layer(x, x, use_causal_mask=causal, return_attention_scores=True)
    seen[f"a, {causal}"], seen[f"scores, {causal}"] = map(np.array, pair)
    seen[f"across, {causal}"] = np.array(layer(x, longer, use_causal_mask=causal))
shapes = [weight.shape for weight in layer.get_weights()]
"""


@pytest.mark.parametrize("size", [1, 30])
def test_the_weights_to_look_at(size):
    """Large numbers too, whose exponentials overflow."""
    rng = np.random.default_rng(5)
    x = size * rng.normal(size=(3, 6, 5)).astype(np.float32)
    longer = size * rng.normal(size=(3, 9, 5)).astype(np.float32)
    ours, theirs = both(LOOK, x=x, longer=longer)
    assert ours["shapes"] == theirs["shapes"]
    for name in ours["seen"]:
        np.testing.assert_allclose(ours["seen"][name], theirs["seen"][name], 1e-4, 1e-5 * size)


def test_first_weights():
    source = """
layer = keras.layers.MultiHeadAttention(4, 8, value_dim=6)
layer(np.ones((1, 3, 32)), np.ones((1, 3, 32)))
weights = layer.get_weights()
"""
    ours, theirs = both(source)
    for weight, twin in zip(ours["weights"], theirs["weights"], strict=True):
        assert weight.shape == twin.shape
        np.testing.assert_allclose(abs(weight).mean(), abs(twin).mean(), rtol=0.2)


def test_the_layer_is_called_with_the_same_arguments():
    ours, theirs = course_lib.layers.MultiHeadAttention, with_keras.layers.MultiHeadAttention
    _, wrong = compared("MultiHeadAttention", ours.__call__, theirs.call)
    assert not wrong
