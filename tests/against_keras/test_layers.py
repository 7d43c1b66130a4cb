"""Layers against Keras, one by one: trained, in use, their summaries, and the tutorials' forms."""

import numpy as np
import pytest

from tests.against_keras.comparison import (  # noqa: F401 - fresh_names is a fixture
    agree,
    both,
    fresh_names,
    same_weights,
    with_keras,
)

TRAIN = """
rng = np.random.default_rng(7)
model.set_weights([rng.normal(0, 0.5, weight.shape) for weight in model.get_weights()])
model.compile(keras.optimizers.SGD(0.05), "mse")
history = model.fit(x, y, batch_size=4, epochs=3, shuffle=False, verbose=0).history
seen = {
    "predicted": model.predict(x, verbose=0),
    "in use": model(x).numpy(),
    "learning": model(x, training=True).numpy(),
}
shapes = model.input_shape, model.output_shape, [layer.output.shape for layer in model.layers]
counts = [len(model.variables), len(model.trainable_variables), model.count_params()]
names = [layer.name for layer in model.layers]
lines = []
model.summary(print_fn=lines.append)
"""


def train(source, shape=(4,)):
    """Train both, with a last batch of 2 rows, and compare all that can be seen from outside."""
    rng = np.random.default_rng(5)
    x = rng.normal(size=(10, *shape)).astype(np.float32)
    ours, theirs = both(source + TRAIN, x=x, y=rng.normal(size=(10, 2)).astype(np.float32))
    agree(ours["history"], theirs["history"])
    agree(ours["seen"], theirs["seen"])
    same_weights(ours["model"], theirs["model"])
    for name in ("shapes", "counts", "names", "lines"):
        assert ours[name] == theirs[name]


ROWS = [
    *("ReLU()", "ReLU(max_value=0.5, negative_slope=0.25, threshold=0.125)", "ReLU(6)"),
    *("LeakyReLU()", "ELU(alpha=0.5)", "PReLU(alpha_regularizer='l2')"),
    *("Rescaling(0.5, offset=-1)", "LayerNormalization()", "Reshape((2, -1))"),
    *("LayerNormalization(scale=False, trainable=False)", "RepeatVector(3)"),
]
STEPS = [
    *("Softmax()", "PReLU(shared_axes=[1])", "Permute((2, 1))"),
    *("LayerNormalization(epsilon=0.25, center=False)", "ReLU()"),
]


def behind_a_dense(layers):
    """Each layer behind one that learns: a few in a model, since Keras takes its time to begin."""
    return "".join(
        f"    keras.layers.Dense(4), keras.layers.{layer}, keras.layers.Flatten(),\n"
        if "Reshape" in layer or "Repeat" in layer
        else f"    keras.layers.Dense(4), keras.layers.{layer},\n"
        for layer in layers
    )


@pytest.mark.parametrize(
    ("shape", "layers"), [((4,), ROWS[:6]), ((4,), ROWS[6:]), ((3, 4), STEPS)], ids=str
)
def test_layers_behind_others_that_learn(shape, layers):
    train(
        f"""
model = keras.Sequential([
    keras.Input({shape}),
{behind_a_dense(layers)}    keras.layers.Flatten(), keras.layers.Dense(2),
])
""",
        shape,
    )


@pytest.mark.parametrize("layer", ROWS)
def test_a_layer_first_in_a_model_that_is_not_built(layer):
    source = f"""
model = keras.Sequential([keras.layers.{layer}])
lines = []
model.summary(print_fn=lines.append)
"""
    ours, theirs = both(source)
    assert ours["lines"] == theirs["lines"]


FUNCTIONS = ["add", "subtract", "multiply", "average", "maximum", "minimum", "concatenate"]


def test_merging_layers():
    merged = "".join(
        f"b = keras.layers.{name}([a, b], name='{name}_named')\n"
        f"b = keras.layers.{name.capitalize()}()([b, b])\n"
        "b = keras.layers.Dense(3, activation='tanh')(b)\n"
        for name in FUNCTIONS
    )
    train(
        f"""
inputs = keras.Input((4,))
a = keras.layers.Dense(3, activation="tanh")(inputs)
b = keras.layers.Dense(3)(inputs)
{merged}
model = keras.Model(inputs, keras.layers.Dense(2)(b))
"""
    )


@pytest.mark.parametrize("name", FUNCTIONS)
def test_merging_arrays(name):
    source = f"""
a = np.array(keras.layers.{name}([x, y]))
b = np.array(keras.layers.{name.capitalize()}()([x, y]))
"""
    rng = np.random.default_rng(1)
    x, y = rng.normal(size=(2, 5, 3)).astype(np.float32)
    ours, theirs = both(source, x=x, y=y)
    for one in ("a", "b"):
        np.testing.assert_allclose(ours[one], theirs[one], rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("name", ["Add", "Multiply", "Average", "Maximum"])
@pytest.mark.parametrize("rows", [1, 2])
def test_merging_other_numbers_of_rows_is_refused_by_both(name, rows):
    source = f"keras.layers.{name}()([np.ones(({rows}, 3)), np.ones((4, 3))])"
    for library in ("course_lib", "keras"):
        with pytest.raises(ValueError, match=r"rows|batch sizes"):
            exec(f"import {library} as keras\n{source}", {"np": np})


def test_signs_between_symbols():
    """Keras makes of them operations, which are no layers to it: so layers are not compared."""
    source = """
inputs = keras.Input((4,))
a, b = keras.layers.Dense(3)(inputs), keras.layers.Dense(3)(inputs)
model = keras.Model(inputs, keras.layers.Dense(2)((a + b) * a - b))
rng = np.random.default_rng(7)
model.set_weights([rng.normal(0, 0.5, weight.shape) for weight in model.get_weights()])
predicted = model.predict(x, verbose=0)
lines = []
model.summary(print_fn=lines.append)
"""
    ours, theirs = both(source, x=np.random.default_rng(1).normal(size=(5, 4)))
    np.testing.assert_allclose(ours["predicted"], theirs["predicted"], rtol=1e-5, atol=1e-6)
    assert ours["lines"] == theirs["lines"]


@pytest.mark.filterwarnings("ignore:Do not pass an `input_shape`", "ignore:Argument `input_shape`")
@pytest.mark.parametrize(
    "layers",
    [
        "keras.layers.Dense(3, input_shape=(4,)), keras.layers.Dense(2)",
        "keras.layers.Dense(3, activation='relu', input_dim=4), keras.layers.Dense(2)",
        "keras.layers.InputLayer(shape=(4,)), keras.layers.Dense(2)",
        "keras.layers.Dropout(0.0, input_shape=(4,)), keras.layers.Dense(2)",
    ],
)
def test_the_first_layer_says_what_comes_in(layers):
    train(f"model = keras.Sequential([{layers}])")


def test_pop_and_another_end():
    train(
        """
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3), keras.layers.Dense(5)])
model.pop()
model.add(keras.layers.Dense(2))
"""
    )


def test_cloned():
    train(
        """
first = keras.Sequential([
    keras.Input((4,)), keras.layers.LayerNormalization(), keras.layers.Dense(2),
])
model = keras.models.clone_model(first)
"""
    )


TOLD = """
inputs = keras.Input((4,))
a = keras.layers.BatchNormalization(momentum=0.5)(inputs, training=told)
model = keras.Model(inputs, keras.layers.Dense(2)(a))
"""


@pytest.mark.parametrize("told", [True, False, None])
@pytest.mark.filterwarnings("ignore:batch_normalization.*called with training")
def test_layers_that_were_told_whether_they_learn(told):
    """What counts, the call of the layer or that of the model, is Keras's choice."""
    train(TOLD.replace("=told", f"={told}"))


VALUES = [-100, -2, -1, -0.5, -1e-3, 0, 1e-3, 0.25, 0.5, 1, 2, 6, 100]


@pytest.mark.parametrize(
    "layer",
    [
        *("ReLU()", "ReLU(6.0)", "ReLU(1.0, 0.5)", "ReLU(None, 0.5, 1.0)", "ReLU(2.0, 0.5, 1.0)"),
        *("ReLU(0.25, 0.5, 1.0)", "LeakyReLU()", "LeakyReLU(0.01)", "ELU()", "ELU(2.0)"),
        *("Softmax()", "PReLU('ones')", "Rescaling(2.0)", "Rescaling(0.5, -1.0)"),
        *("LayerNormalization()", "LayerNormalization(epsilon=1.0)", "RepeatVector(2)"),
        *("Reshape((13, 1))", "Reshape((-1, 1))", "UnitNormalization(1)", "Rescaling([0.5] * 13)"),
    ],
)
def test_what_a_layer_makes_of_numbers(layer):
    x = np.array([VALUES, VALUES[::-1]], np.float32)
    ours, theirs = both(f"a = keras.layers.{layer}(x).numpy()", x=x)
    np.testing.assert_allclose(ours["a"], theirs["a"], rtol=1e-5, atol=1e-6)
    assert ours["a"].dtype == np.float32


@pytest.mark.parametrize(
    "call",
    [
        *("to_categorical([0, 2, 1])", "to_categorical([[1], [0]], 3)", "to_categorical(2)"),
        *("to_categorical([[0, 1], [2, 0]])", "to_categorical(np.array([1, 0], np.uint8))"),
        *("normalize(np.array([[3.0, 4.0], [0, 0]]))", "normalize(np.eye(3) + 1, axis=0)"),
        *("normalize([3.0, 4.0])", "normalize(np.eye(3) + 1, order=1)"),
    ],
)
def test_utils(call):
    ours, theirs = both(f"a = np.array(keras.utils.{call})")
    np.testing.assert_allclose(ours["a"], theirs["a"], rtol=1e-6, atol=1e-6)
    assert ours["a"].shape == theirs["a"].shape
