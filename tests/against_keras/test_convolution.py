"""Convolution and pooling against Keras: what comes out, what is learned, what summary() prints."""

import numpy as np
import pytest

from tests.against_keras.comparison import (  # noqa: F401 - fresh_names is a fixture
    agree,
    both,
    fresh_names,
    same_weights,
    with_keras,
)

CHAIN = """
layers = keras.layers
model = keras.Sequential([keras.Input(x.shape[1:]), {}])
"""
GRAPH = """
layers = keras.layers
inputs = keras.Input(x.shape[1:])
a = layers.Conv2D(3, 3, padding="same")(inputs)
b = layers.Conv2D(3, 1, activation="tanh")(inputs)
both = layers.Concatenate()([inputs, layers.Add()([a, b])])
model = keras.Model(inputs, layers.Dense(2)(layers.GlobalMaxPooling2D()(both)))
"""
TRAIN = """
rng = np.random.default_rng(7)
model.set_weights([
    rng.normal(0, 0.25, w.shape) if w.ndim > 1 else rng.uniform(0.2, 1, w.shape)
    for w in model.get_weights()
])
model.compile(keras.optimizers.SGD(0.02), "mse", metrics=["mae"])
model.run_eagerly = True  # compiling the steps would take Keras longer than the steps do
history = model.fit(
    x, y, batch_size=4, epochs=2, shuffle=False, verbose=0, validation_data=(x[:3], y[:3])
).history
scores = model.evaluate(x, y, verbose=0, return_dict=True)
predictions = {
    "predicted": model.predict(x, verbose=0),
    "in use": np.array(model(x)),
    "learning": np.array(model(x, training=True)),
}
lines = []
model.summary(print_fn=lines.append)
"""
CONV = "layers.Conv2D(3, {kernel_size}, strides={strides}, padding='{padding}', activation='tanh')"


def train_chain(layers, shape, outputs=2):
    """The same for layers one behind the other, written as the inside of a list."""
    return train(CHAIN.format(layers), shape, outputs)


def train(source, shape, outputs=2):
    """Train both, with a last batch of 2 rows, and compare all that can be seen from outside."""
    rng = np.random.default_rng(5)
    x = rng.normal(size=(10, *shape)).astype(np.float32)
    y = rng.normal(size=(10, outputs)).astype(np.float32)
    ours, theirs = both(source + TRAIN, x=x, y=y)
    for name in ("history", "scores", "predictions"):
        agree(ours[name], theirs[name])
    same_weights(ours["model"], theirs["model"])
    assert "".join(ours["lines"]) == "".join(theirs["lines"])
    return ours


@pytest.mark.parametrize("padding", ["valid", "same"])
@pytest.mark.parametrize("strides", [1, 2, (3, 1)], ids=str)
@pytest.mark.parametrize("kernel_size", [1, 3, (2, 3)], ids=str)
def test_conv2d(kernel_size, strides, padding):
    """Twice, one behind the other, so that the slope of x is compared too."""
    conv = CONV.format(kernel_size=kernel_size, strides=strides, padding=padding)
    train_chain(f"layers.Conv2D(2, 1), {conv}, layers.Flatten(), layers.Dense(2)", (7, 6, 2))


@pytest.mark.parametrize("padding", ["valid", "same"])
@pytest.mark.parametrize(
    ("pool_size", "strides"), [(2, None), (2, 1), (3, 2), (2, 3), ((3, 2), None), (1, (2, 1))]
)
@pytest.mark.parametrize("kind", ["Max", "Average"])
def test_pooling(kind, pool_size, strides, padding):
    pool = f"layers.{kind}Pooling2D({pool_size}, strides={strides}, padding='{padding}')"
    train_chain(f"layers.Conv2D(2, 2), {pool}, layers.Flatten(), layers.Dense(2)", (8, 6, 2))


@pytest.mark.parametrize("keepdims", [True, False])
@pytest.mark.parametrize("kind", ["Max", "Average"])
def test_global_pooling(kind, keepdims):
    pool = f"layers.Global{kind}Pooling2D(keepdims={keepdims})"
    train_chain(f"layers.Conv2D(3, 3), {pool}, layers.Flatten(), layers.Dense(2)", (5, 4, 2))
    pool = pool.replace("2D", "1D")
    train_chain(f"layers.Conv1D(3, 3), {pool}, layers.Flatten(), layers.Dense(2)", (6, 2))


@pytest.mark.parametrize("padding", ["valid", "same", "causal"])
@pytest.mark.parametrize(("size", "strides"), [(1, 1), (3, 1), (4, 1), (2, 2), (3, 2)])
def test_sequences(size, strides, padding):
    conv = f"layers.Conv1D(3, {size}, {strides}, '{padding}', activation='tanh')"
    border = "same" if padding == "same" else "valid"
    train_chain(
        f"layers.Conv1D(2, 2), {conv}, layers.MaxPooling1D(padding='{border}'), "
        f"layers.AveragePooling1D(2, 1, '{border}'), layers.Flatten(), layers.Dense(2)",
        (12, 2),
    )


POOLS = [
    *("MaxPooling2D()", "MaxPooling2D(3, 1)", "MaxPooling2D((2, 3), padding='same')"),
    *("MaxPooling2D(3, 2, 'same')", "GlobalMaxPooling2D()", "AveragePooling2D(3, 2, 'same')"),
]


@pytest.mark.parametrize("pool", POOLS)
def test_who_gets_the_slope_among_equals(pool):
    import tensorflow as tf

    rng = np.random.default_rng(2)
    x = rng.integers(-1, 2, size=(4, 7, 6, 2)).astype(np.float32)
    ours, theirs = both(f"layer = keras.layers.{pool}")
    with tf.GradientTape() as tape:
        pictures = tf.constant(x)
        tape.watch(pictures)
        a = theirs["layer"](pictures)
        da = rng.normal(size=a.shape).astype(np.float32)
        loss = tf.reduce_sum(a * da)
    np.testing.assert_allclose(ours["layer"](x), a, rtol=1e-6, atol=1e-6)
    dx = ours["layer"].backward(da)
    np.testing.assert_allclose(dx, tape.gradient(loss, pictures), rtol=1e-5, atol=1e-6)


LESSON = {
    "the numbers of the textbook": (
        "layers.Conv2D(2, 3, padding='same', activation='relu'), "
        "layers.Conv2D(3, 3, padding='same', activation='relu'), layers.Flatten(), "
        "layers.Dense(2)",
        (20, 20, 3),
    ),
    "penalties, no bias, frozen": (
        "layers.Conv2D(3, 3, use_bias=False, kernel_regularizer='l2'), "
        "layers.Conv2D(2, 2, bias_regularizer='l1', activation='sigmoid'), "
        "layers.Conv2D(2, 2, trainable=False), layers.BatchNormalization(epsilon=0.25), "
        "layers.GlobalAveragePooling2D()",
        (6, 6, 1),
    ),
    "softmax over the filters": (
        "layers.Conv2D(3, 2, activation='softmax'), layers.Activation('relu'), "
        "layers.MaxPooling2D(), layers.Dropout(0.0), layers.Flatten(), layers.Dense(2)",
        (6, 5, 1),
    ),
    "by position": (
        "layers.Conv2D(2, (2, 1), (1, 2), 'same', None, 1, 1, 'tanh', False, 'he_normal', "
        "'zeros', 'l1', 'l2'), layers.MaxPooling2D((2, 1), None, 'same', None, 'pool'), "
        "layers.Flatten(), layers.Dense(2)",
        (6, 5, 1),
    ),
}


@pytest.mark.parametrize("what", LESSON)
def test_networks(what):
    train_chain(*LESSON[what])


def test_a_graph_of_convolutions():
    train(GRAPH, (5, 5, 2))


def test_summary_of_what_is_not_built():
    ours, theirs = both(
        """
layers = keras.layers
model = keras.Sequential([
    layers.Conv2D(3, 3), layers.MaxPooling2D(), layers.AveragePooling2D(2), layers.Conv1D(2, 1),
    layers.GlobalMaxPooling2D(), layers.GlobalAveragePooling1D(), layers.MaxPooling1D(),
])
lines = []
model.summary(print_fn=lines.append)
"""
    )
    assert "".join(ours["lines"]) == "".join(theirs["lines"])


def test_summary_of_pictures_of_any_size():
    ours, theirs = both(
        """
layers = keras.layers
model = keras.Sequential([
    keras.Input((None, None, 3)), layers.Conv2D(2, 3), layers.MaxPooling2D(),
    layers.Conv2D(2, 3, 2, "same"), layers.GlobalMaxPooling2D(), layers.Dense(1),
])
lines = []
model.summary(print_fn=lines.append)
"""
    )
    assert "".join(ours["lines"]) == "".join(theirs["lines"])


@pytest.mark.parametrize("mode", ["fan_in", "fan_out", "fan_avg"])
@pytest.mark.parametrize("shape", [(3, 3, 16, 32), (5, 1, 2, 300), (4, 8, 90)])
def test_first_kernels_are_as_large(shape, mode):
    """As many inputs as a window has numbers: the fans of Glorot's and He's rules."""
    source = """
draw = keras.initializers.VarianceScaling(1.0, mode, "uniform", seed=1)
largest = float(np.abs(np.array(draw(shape))).max())
"""
    ours, theirs = both(source, shape=shape, mode=mode)
    assert ours["largest"] == pytest.approx(theirs["largest"], rel=0.01)
