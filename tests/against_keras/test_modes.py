"""Layers with two modes against Keras: what they do in training, and what they do afterwards.

Random numbers differ between the libraries; where a layer draws some, both get the same ones.
"""

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

TRAIN = """
rng = np.random.default_rng(7)
model.set_weights([rng.uniform(0.2, 1, weight.shape) for weight in model.get_weights()])
history = model.fit(
    x, y, batch_size=4, epochs=3, shuffle=False, verbose=0, validation_data=(x[:3], y[:3])
).history
scores = model.evaluate(x, y, verbose=0, return_dict=True)
one = {"step": np.ravel(model.train_on_batch(x, y)), "test": np.ravel(model.test_on_batch(x, y))}
predictions = {
    "predicted": model.predict(x, verbose=0),
    "in use": np.array(model(x)),
    "learning": np.array(model(x, training=True)),
}
counts = {
    "trainable": [w.shape for w in model.trainable_weights],
    "others": [w.shape for w in model.non_trainable_weights],
}
lines = []
model.summary(print_fn=lines.append)
"""


def train(source, shape=(4,), outputs=2, **names):
    """Train both, with a last batch of 2 rows, and compare all that can be seen from outside."""
    rng = np.random.default_rng(5)
    x = rng.normal(2, 3, size=(10, *shape)).astype(np.float32)
    y = rng.normal(size=(10, outputs)).astype(np.float32)
    ours, theirs = both(source + TRAIN, x=x, y=y, **names)
    for name in ("history", "scores", "one", "predictions"):
        agree(ours[name], theirs[name])
    same_weights(ours["model"], theirs["model"])
    assert ours["counts"] == theirs["counts"]
    assert "".join(ours["lines"]) == "".join(theirs["lines"])
    return ours


NORMALIZED = """
model = keras.Sequential([
    keras.Input((4,)), keras.layers.Dense(5, activation="tanh"),
    keras.layers.BatchNormalization(**options), keras.layers.Dense(2),
])
model.compile("sgd", "mse", metrics=["mae"])
"""


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"momentum": 0.5, "epsilon": 0.1},
        {"center": False},
        {"scale": False},
        {"center": False, "scale": False, "momentum": 0.0},
        {"beta_regularizer": "l2", "gamma_regularizer": "l1"},
        {"trainable": False},
    ],
    ids=str,
)
def test_batch_normalization(options):
    ours = train(NORMALIZED, options=options)
    learning = ours["predictions"]["learning"]
    used = not np.allclose(ours["predictions"]["in use"], learning)
    assert used == options.get("trainable", True), "the two modes are to differ here"


def test_batch_normalization_of_pictures():
    train(
        """
model = keras.Sequential([
    keras.Input((3, 2, 4)), keras.layers.BatchNormalization(momentum=0.8), keras.layers.Flatten(),
    keras.layers.Dense(2),
])
model.compile(keras.optimizers.SGD(0.001), "mse")
""",
        shape=(3, 2, 4),
    )


def test_batch_normalization_last_and_first():
    train(
        """
model = keras.Sequential([
    keras.Input((4,)), keras.layers.BatchNormalization(), keras.layers.Activation("relu"),
    keras.layers.Dense(2, use_bias=False), keras.layers.BatchNormalization(),
])
model.compile(keras.optimizers.SGD(0.1), "mse")
"""
    )


@pytest.mark.parametrize("training", [True, False])
def test_batch_normalization_alone(training):
    source = """
layer = keras.layers.BatchNormalization(
    moving_mean_initializer=keras.initializers.Constant(0.5), gamma_initializer="zeros",
    moving_variance_initializer=keras.initializers.Constant(4.0), beta_initializer="ones",
)
layer(x)
layer.set_weights([np.array([1, 2, 3]), np.array([0, 1, 2]), *layer.get_weights()[2:]])
seen = {"a": np.array(layer(x, training=training))}
seen |= {str(i): weight for i, weight in enumerate(layer.get_weights())}
"""
    x = np.random.default_rng(1).normal(size=(6, 3)).astype(np.float32)
    ours, theirs = both(source, x=x, training=training)
    agree(ours["seen"], theirs["seen"])


PRICED = """
r = keras.regularizers
model = keras.Sequential([
    keras.Input((4,)),
    keras.layers.Dense(3, activation="tanh", kernel_regularizer=one, bias_regularizer=two),
    keras.layers.Dense(2, kernel_regularizer=r.L2(0.05)),
])
model.compile(keras.optimizers.SGD(0.05), "mse", metrics=["mae"])
"""


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("r.L2(0.1)", "None"),
        ("r.L1(0.1)", "r.L1L2(0.2, 0.3)"),
        ("r.l1_l2(l1=0.1, l2=0.02)", "r.l2(0.3)"),
        ("'l2'", "'l1'"),
        ("'L1L2'", "r.l1()"),
    ],
)
def test_regularizers(one, two):
    ours = train(PRICED.replace("=one", f"={one}").replace("=two", f"={two}"))
    scores = ours["scores"]
    plain = ours["model"].loss(ours["y"], ours["predictions"]["predicted"])
    assert scores["loss"] > plain + 0.01, "the price is part of the loss, in use too"


@pytest.mark.parametrize("name", ["L1(0.3)", "L2(0.3)", "L1L2(0.3, 0.4)", "L1()", "L2()", "L1L2()"])
def test_regularizers_as_functions(name):
    w = np.array([[0.0, -1.5], [2.0, 1e-3]], np.float32)
    ours, theirs = both(f"price = float(keras.regularizers.{name}(w))", w=w)
    assert ours["price"] == pytest.approx(theirs["price"], rel=1e-6)


def test_a_price_under_every_way_to_end():
    """The price is added to a fused loss too, and not to one of a frozen layer."""
    train(
        """
model = keras.Sequential([
    keras.Input((4,)), keras.layers.Dense(3, kernel_regularizer="l2", trainable=False),
    keras.layers.Dense(2, activation="softmax", kernel_regularizer="l1"),
])
model.compile("sgd", "categorical_crossentropy")
y = np.eye(2)[(y[:, 0] > 0).astype(int)]
"""
    )


@pytest.fixture
def same_random_numbers(monkeypatch):
    """Both libraries drop and add the same numbers: those of one table, from its top."""
    rng = np.random.default_rng(11)
    kept, noise = rng.random((10, 5)), rng.normal(size=(10, 5)).astype(np.float32)

    def mask(rate, columns):
        return ((kept[:, :columns] >= rate) / (1 - rate)).astype(np.float32)

    def keras_dropout(inputs, rate, noise_shape=None, seed=None):
        rows = with_keras.ops.shape(inputs)[0]
        return inputs * tensor(mask(rate, inputs.shape[1]))[:rows]

    def keras_normal(shape, mean, stddev, dtype, seed):
        return stddev * tensor(noise)[: shape[0], : shape[1]]

    tensor, random = with_keras.ops.convert_to_tensor, with_keras.src.backend.random
    monkeypatch.setattr(random, "dropout", keras_dropout)
    monkeypatch.setattr(random, "normal", keras_normal)
    layers = course_lib.layers
    monkeypatch.setattr(
        layers.Dropout, "draw", lambda self, x: mask(self.rate, x.shape[1])[: len(x)]
    )
    monkeypatch.setattr(
        layers.GaussianNoise,
        "draw",
        lambda self, x: self.stddev * noise[: len(x), : x.shape[1]],
    )


NOISY = """
model = keras.Sequential([
    keras.Input((4,)), keras.layers.{first}, keras.layers.Dense(5, activation="sigmoid"),
    keras.layers.{inside}, keras.layers.Dense(2),
])
model.compile(keras.optimizers.SGD(0.05), "mse", metrics=["mae"])
"""


@pytest.mark.usefixtures("same_random_numbers")
@pytest.mark.parametrize(
    ("first", "inside"),
    [
        ("Dropout(0.2)", "Dropout(0.5)"),
        ("GaussianNoise(0.5)", "GaussianNoise(0.1)"),
        ("GaussianNoise(1.0)", "GaussianNoise(1)"),  # the widest that Keras takes
        ("GaussianNoise(0.3)", "Dropout(0.7, seed=3)"),
    ],
)
def test_noise(first, inside):
    ours = train(NOISY.format(first=first, inside=inside))
    assert not np.allclose(ours["predictions"]["in use"], ours["predictions"]["learning"])


def test_no_noise_at_all():
    ours = train(NOISY.format(first="Dropout(0.0)", inside="GaussianNoise(0.0)"))
    np.testing.assert_array_equal(ours["predictions"]["in use"], ours["predictions"]["learning"])


@pytest.mark.parametrize("layer", ["Dropout(0.3)", "GaussianNoise(0.7)"])
def test_noise_comes_from_the_same_distribution(layer):
    """Other generators, so other numbers; but the same mean, the same spread, the same steps."""
    source = f"a = np.array(keras.layers.{layer}(np.ones((200, 200)), training=True))"
    ours, theirs = both(source)
    a, b = ours["a"], theirs["a"]
    assert a.dtype == b.dtype == np.float32
    np.testing.assert_allclose([a.mean(), a.std()], [b.mean(), b.std()], rtol=0.02)
    if "Dropout" in layer:
        np.testing.assert_allclose(np.unique(a), np.unique(b), rtol=1e-6)


FREEZE = """
model = keras.Sequential([
    keras.Input((4,)), keras.layers.Dense(5, activation="tanh", kernel_regularizer="l2"),
    keras.layers.BatchNormalization(momentum=0.5), keras.layers.Dense(3, activation="relu"),
    keras.layers.Dense(2),
])
"""


@pytest.mark.parametrize("frozen", [[0], [1], [0, 1], [2], [0, 3], [0, 1, 2, 3]])
def test_frozen_layers(frozen):
    source = """
for i in frozen:
    model.layers[i].trainable = False
model.compile(keras.optimizers.SGD(0.05), "mse")
"""
    if len(frozen) == 4:  # Keras warns, and goes on
        with pytest.warns(UserWarning, match="not have any trainable"):
            train(FREEZE + source, frozen=frozen)
    else:
        train(FREEZE + source, frozen=frozen)


def test_thawing():
    """Frozen, trained, thawed, compiled again and trained on: the two steps of fine-tuning."""
    train(
        FREEZE
        + """
model.layers[0].trainable = model.layers[1].trainable = False
model.compile(keras.optimizers.SGD(0.05), "mse")
rng = np.random.default_rng(3)
model.set_weights([rng.uniform(0.2, 1, weight.shape) for weight in model.get_weights()])
model.fit(x, y, batch_size=4, epochs=2, shuffle=False, verbose=0)
for layer in model.layers:
    layer.trainable = True
model.compile(keras.optimizers.SGD(0.01), "mse")
"""
    )


def test_a_frozen_model_tells_its_layers():
    source = """
model.trainable = False
said = [model.trainable, *(layer.trainable for layer in model.layers)]
"""
    ours, theirs = both(FREEZE + source)
    assert ours["said"] == theirs["said"] == [False] * 5


@pytest.mark.parametrize("columns", [60, 80])
def test_summary_of_what_is_not_built(columns, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(columns))
    ours, theirs = both(
        """
model = keras.Sequential([
    keras.layers.Dense(3), keras.layers.Dropout(0.5), keras.layers.BatchNormalization(),
    keras.layers.GaussianNoise(0.1),
])
lines = []
model.summary(print_fn=lines.append)
"""
    )
    assert "".join(ours["lines"]) == "".join(theirs["lines"])


def test_a_graph_with_modes_prices_and_a_frozen_layer():
    train(
        """
layers = keras.layers
inputs = keras.Input((4,))
short = layers.Dense(5, "tanh", kernel_regularizer="l2", trainable=False)(inputs)
long = layers.Dense(5, activation="tanh", kernel_regularizer="l1")(inputs)
long = layers.BatchNormalization(momentum=0.6)(long)
long = layers.Dropout(0.0)(long)
outputs = layers.Dense(2)(layers.Add()([short, long]))
model = keras.Model(inputs, outputs)
model.compile(keras.optimizers.SGD(0.02), "mse")
"""
    )
