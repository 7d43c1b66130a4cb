"""Losses and activations against Keras: the same source text, run with either library, agrees."""

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

LOSSES = {  # each with what it learns: how many outputs, and y made from class numbers 0, 1, 2
    "mse": (3, lambda labels: np.eye(3)[labels] + 0.5),
    "mae": (3, lambda labels: np.eye(3)[labels] + 0.5),
    "binary_crossentropy": (1, lambda labels: (labels == 1).astype(float)),
    "categorical_crossentropy": (3, lambda labels: np.eye(3)[labels]),
    "sparse_categorical_crossentropy": (3, lambda labels: labels),
}
ACTIVATIONS = ["linear", "sigmoid", "tanh", "relu", "leaky_relu", "softplus", "softmax"]
PROBABILITIES = ["sigmoid", "softplus", "softmax"]  # above 0, so that they have a logarithm


def data(loss, rows=10, columns=4):
    rng = np.random.default_rng(5)
    outputs, form = LOSSES[loss]
    x = rng.normal(size=(rows, columns)).astype(np.float32)
    return {"x": x, "y": form(rng.integers(0, 3, rows)), "outputs": outputs, "loss": loss}


TRAIN = """
model = keras.Sequential([keras.Input((4,))])
for activation in hidden:
    model.add(keras.layers.Dense(5, activation=activation))
model.add(keras.layers.Dense(outputs, activation=last))
model.compile(optimizer=keras.optimizers.SGD(learning_rate), loss=loss, metrics=metrics)
rng = np.random.default_rng(7)
model.set_weights([rng.normal(0, 0.5, weight.shape) for weight in model.get_weights()])
history = model.fit(
    x, y, batch_size=batch_size, epochs=3, shuffle=False, verbose=0, validation_data=(x[:3], y[:3])
)
scores = model.evaluate(x, y, batch_size=batch_size, verbose=0, return_dict=True)
predictions = model.predict(x, verbose=0)
"""


def train(loss, last, hidden=("tanh",), batch_size=4, learning_rate=0.1):
    """Train both, with a last batch of 2 rows unless told otherwise, and compare everything."""
    settings = {"hidden": hidden, "last": last, "batch_size": batch_size}
    settings["metrics"] = ["accuracy"] if loss.startswith("sparse") else ["accuracy", "mae"]
    ours, theirs = both(TRAIN, learning_rate=learning_rate, **settings, **data(loss))
    agree(ours["history"].history, theirs["history"].history)
    agree(ours["scores"], theirs["scores"])
    np.testing.assert_allclose(ours["predictions"], theirs["predictions"], rtol=1e-5, atol=1e-6)
    same_weights(ours["model"], theirs["model"])


@pytest.mark.parametrize("last", ACTIVATIONS)
@pytest.mark.parametrize("loss", ["mse", "mae"])
def test_every_last_activation_under_losses_of_numbers(loss, last):
    train(loss, last)


@pytest.mark.parametrize(
    ("loss", "last"),
    [
        *[("binary_crossentropy", last) for last in PROBABILITIES if last != "softmax"],
        *[("categorical_crossentropy", last) for last in PROBABILITIES],
        *[("sparse_categorical_crossentropy", last) for last in PROBABILITIES],
    ],
)
def test_every_last_activation_under_losses_of_probabilities(loss, last):
    train(loss, last)


@pytest.mark.parametrize("loss", LOSSES)
def test_every_activation_inside_under_every_loss(loss):
    train(loss, "linear" if loss in ("mse", "mae") else "sigmoid", hidden=ACTIVATIONS)


@pytest.mark.parametrize("batch_size", [1, 10, None])
@pytest.mark.parametrize("learning_rate", [0.01, 1.0])
def test_batches_and_rates(batch_size, learning_rate):
    train("mse", "sigmoid", batch_size=batch_size, learning_rate=learning_rate)


@pytest.mark.parametrize("loss", [name for name in LOSSES if "crossentropy" in name])
def test_sure_and_wrong(loss):
    """Sums in the hundreds, where probabilities are 0 and 1 and only z still tells."""
    settings = data(loss)
    settings["x"] = 300 * settings["x"]
    last = "sigmoid" if loss.startswith("binary") else "softmax"
    source = TRAIN.replace("for activation in hidden:", "for activation in []:")
    ours, theirs = both(
        source, hidden=[], last=last, batch_size=4, learning_rate=1e-5, metrics=[], **settings
    )
    assert max(theirs["history"].history["loss"]) > 20
    agree(ours["history"].history, theirs["history"].history)


def test_outputs_of_zero_under_cross_entropy():
    """ReLU may put out 0 for the true class: log 0, were it not kept away from it."""
    source = """
loss = keras.losses.SparseCategoricalCrossentropy()
model = keras.Sequential([keras.Input((3,)), keras.layers.Activation("relu")])
model.compile(loss=loss, optimizer="sgd")
score = model.evaluate(x, y, verbose=0)
"""
    x = np.array([[0.0, 1, 2], [3, 0, 0], [-1, 2, 2]], np.float32)
    with pytest.warns(UserWarning, match="puts out other numbers too"):
        ours, theirs = both(source, x=x, y=np.array([0, 0, 1]))
    assert ours["score"] == pytest.approx(theirs["score"], rel=1e-5)


MORE = {
    "from logits": """
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3)])
loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
model.compile("sgd", loss, metrics=["sparse_categorical_accuracy"])
y = labels
""",
    "one-hot from logits": """
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3)])
loss = keras.losses.CategoricalCrossentropy(from_logits=True)
model.compile("sgd", loss, metrics=["categorical_accuracy", "mse"])
y = np.eye(3)[labels]
""",
    "yes or no from logits": """
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])
loss = keras.losses.BinaryCrossentropy(from_logits=True)
model.compile("sgd", loss, metrics=[keras.metrics.BinaryAccuracy(threshold=0.0)])
y = (labels == 1).reshape(-1, 1)
""",
    "an activation as a layer": """
model = keras.Sequential([
    keras.Input((4,)), keras.layers.Dense(3), keras.layers.Activation("softmax"),
])
model.compile(keras.optimizers.SGD(0.5), "categorical_crossentropy", metrics=["acc"])
y = np.eye(3)[labels]
""",
    "pictures, flattened": """
x = x.reshape(10, 2, 2)
model = keras.Sequential([
    keras.Input((2, 2)), keras.layers.Flatten(), keras.layers.Dense(3, use_bias=False),
    keras.layers.Activation("relu"), keras.layers.Dense(2),
])
model.compile("sgd", keras.losses.MeanSquaredError(), metrics=["mean_absolute_error"])
y = x[:, 0]
""",
    "no Input, flat y": """
model = keras.Sequential([keras.layers.Dense(3, activation=keras.activations.tanh)])
model.add(keras.layers.Dense(1))
model.build((None, 4))
model.compile("SGD", "MAE", metrics=["mse", "MeanAbsoluteError"])
y = x[:, 1] - x[:, 2]
""",
}


@pytest.mark.parametrize("what", MORE)
def test_more_ways_to_say_it(what):
    source = (
        MORE[what]
        + """
weights = np.random.default_rng(3)
model.set_weights([weights.normal(0, 0.5, weight.shape) for weight in model.get_weights()])
first = np.ravel(model.train_on_batch(x[:4], y[:4]))
tested = np.ravel(model.test_on_batch(x[:4], y[:4]))
history = model.fit(
    x, y, batch_size=3, epochs=2, shuffle=False, verbose=0, validation_split=0.25
).history
scores = np.ravel(model.evaluate(x, y, verbose=0))
"""
    )
    rng = np.random.default_rng(9)
    x = rng.normal(size=(10, 4)).astype(np.float32)
    ours, theirs = both(source, x=x, labels=rng.integers(0, 3, 10))
    agree(ours["history"], theirs["history"])
    for name in ("first", "tested", "scores"):
        np.testing.assert_allclose(ours[name], theirs[name], rtol=1e-5, atol=1e-6)


OTHERS = [
    *("elu", "selu", "gelu", "silu", "relu6", "hard_sigmoid", "softsign", "exponential"),
    "log_softmax",
]


def test_every_other_activation_inside():
    train("mse", "linear", hidden=[*OTHERS, "swish"])


CALLED = {
    "leaky_relu(z, negative_slope=2.0)",
    "leaky_relu(z, 0.0)",
    "elu(z, alpha=0.3)",
    "gelu(z, approximate=True)",
    "relu(z, negative_slope=0.3, max_value=6, threshold=0.5)",
    "relu(z, 0.0, 6)",
    "softmax(z, axis=-1)",
    "log_softmax(z, -1)",
}


@pytest.mark.parametrize("called", sorted(CALLED))
def test_activations_with_arguments(called):
    z = np.array([[-20, -1, -1e-3, 0, 1e-3, 1, 20]], np.float32)
    ours, theirs = both(f"a = np.array(keras.activations.{called})", z=z)
    np.testing.assert_allclose(ours["a"], theirs["a"], rtol=1e-5, atol=1e-6)


OWN = {  # the same function, written with NumPy for the one and with Keras's ops for the other
    "softmax": (
        lambda z: np.exp(z) / np.exp(z).sum(axis=-1, keepdims=True),
        lambda z: (
            with_keras.ops.exp(z)
            / with_keras.ops.sum(with_keras.ops.exp(z), axis=-1, keepdims=True)
        ),
    ),
    "sigmoid": (lambda z: 1 / (1 + np.exp(-z)), lambda z: 1 / (1 + with_keras.ops.exp(-z))),
    "softplus": (
        lambda z: np.log(1 + np.exp(z)),
        lambda z: with_keras.ops.log1p(with_keras.ops.exp(z)),
    ),
}


@pytest.mark.parametrize("loss", ["mse", "sparse_categorical_crossentropy"])
@pytest.mark.parametrize("name", OWN)
def test_activations_of_your_own(name, loss):
    """Of a name that the course knows, too: the loss is computed from what they put out."""
    functions = dict(zip((course_lib, with_keras), OWN[name], strict=True))
    for function in OWN[name]:
        function.__name__ = name
    source = TRAIN.replace("activation=last", "activation=functions[keras]")
    ours, theirs = both(
        source,
        functions=functions,
        hidden=["tanh"],
        batch_size=4,
        learning_rate=0.5,
        metrics=[],
        **data(loss),
    )
    agree(ours["history"].history, theirs["history"].history)
    same_weights(ours["model"], theirs["model"])


@pytest.mark.parametrize("name", [*ACTIVATIONS, *OTHERS])
def test_activations_as_functions(name):
    z = np.array([[-1000, -88, -20, -1, -1e-3, 0, 1e-3, 1, 20, 88, 1000]], np.float32)
    ours, theirs = both(f"a = np.array(keras.activations.{name}(z))", z=z)
    small = 1e-37 if name in ACTIVATIONS else 1e-7  # near 0, Keras's e^z - 1 loses digits
    np.testing.assert_allclose(ours["a"], theirs["a"], rtol=1e-5, atol=small)
    assert ours["a"].dtype == np.float32


@pytest.mark.parametrize(
    ("name", "y_true"),
    [
        ("MeanSquaredError", [[0.0, 1], [2, 3]]),
        ("MeanAbsoluteError", [[0.0, 1], [2, 3]]),
        ("BinaryCrossentropy", [[0.0, 1], [1, 0.25]]),
        ("CategoricalCrossentropy", [[0.0, 1], [1, 0]]),
        ("SparseCategoricalCrossentropy", [1, 0]),
    ],
)
def test_losses_as_functions(name, y_true):
    """Of probabilities that are sums too, of certain ones, and of ones that don't add up to 1."""
    source = f"value = float(keras.losses.{name}()(np.array(y_true), np.array(y_pred)))"
    for y_pred in ([[0.25, 0.75], [0.5, 0.5]], [[1.0, 0], [0, 1]], [[0.2, 0.2], [0.9, 0.6]]):
        ours, theirs = both(source, y_true=y_true, y_pred=np.array(y_pred, np.float32))
        assert ours["value"] == pytest.approx(theirs["value"], rel=1e-5), y_pred


WATCHED = """
model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1, activation="sigmoid")])
model.set_weights([np.array([[1.0], [-0.5]]), np.array([0.1])])
watched = [
    "accuracy", "AUC", keras.metrics.Precision(), keras.metrics.Recall(0.3),
    keras.metrics.Precision(thresholds=0.7, name="sure"), keras.metrics.AUC(20, name="coarse"),
    keras.metrics.RootMeanSquaredError(), keras.metrics.MeanSquaredError(name="squares"),
    keras.metrics.BinaryCrossentropy(label_smoothing=0.2), keras.losses.mean_absolute_error,
    keras.metrics.binary_accuracy, bias,
]
model.compile(keras.optimizers.SGD(0.5), loss=keras.losses.Huber(0.3), metrics=watched)
history = model.fit(
    x, y, epochs=3, batch_size=16, shuffle=False, verbose=0, validation_data=(x[:20], y[:20])
).history
scores = model.evaluate(x, y, batch_size=16, verbose=0, return_dict=True)
kept = keras.metrics.Precision()
kept.update_state(y[:9], x[:9, :1])
steps = [float(kept.result()), float(kept(y[9:], x[9:, :1], sample_weight=weight))]
kept.reset_state()
steps.append(float(kept.result()))
area = keras.metrics.AUC()
steps.append(float(area(y, np.abs(x[:, 1:]) % 1, sample_weight=np.append(np.ones(9), weight))))
"""


def test_metrics_over_epochs_and_by_hand():
    """Counts, roots and areas are of all rows, not means of what they are in each batch."""

    def bias(y_true, y_pred):
        return y_pred - y_true

    rng = np.random.default_rng(0)
    x = rng.normal(size=(50, 2)).astype(np.float32)
    y = (x[:, :1] + 0.5 * rng.normal(size=(50, 1)) > 0).astype(np.float32)
    ours, theirs = both(WATCHED, x=x, y=y, bias=bias, weight=rng.uniform(size=41))
    agree(ours["history"], theirs["history"])
    agree(ours["scores"], theirs["scores"])
    np.testing.assert_allclose(ours["steps"], theirs["steps"], rtol=1e-5, atol=1e-6)


def test_a_loss_that_is_a_function_of_your_own():
    """What Keras derives from the function, we measure."""
    source = """
class Fourth(keras.losses.Loss):
    def call(self, y_true, y_pred):
        return (y_pred - y_true) ** 4

histories = []
own = lambda y_true, y_pred: (y_pred - y_true) ** 2 / 3
for loss in (own, Fourth(), keras.losses.mean_squared_error):
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3)])
    model.set_weights([np.linspace(-1, 1, 12).reshape(4, 3), np.zeros(3)])
    model.compile(keras.optimizers.SGD(0.05), loss=loss)
    histories.append(model.fit(
        x, y, batch_size=4, epochs=3, shuffle=False, verbose=0
    ).history["loss"])
"""
    ours, theirs = both(source, **data("mse"))
    np.testing.assert_allclose(ours["histories"], theirs["histories"], rtol=1e-5, atol=1e-6)


FUNCTIONS = {
    "mean_squared_error": "numbers",
    "mean_absolute_error": "numbers",
    "huber": "numbers",
    "log_cosh": "numbers",
    "binary_crossentropy": "one-hot",
    "categorical_crossentropy": "one-hot",
    "sparse_categorical_crossentropy": "labels",
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_functions_give_a_loss_for_each_row(name):
    rng = np.random.default_rng(4)
    labels = rng.integers(0, 3, 6)
    forms = {"labels": labels, "one-hot": np.eye(3)[labels], "numbers": rng.normal(size=(6, 3))}
    ours, theirs = both(
        f"rows = np.array(keras.losses.{name}(y_true, y_pred))",
        y_true=forms[FUNCTIONS[name]].astype(np.int32 if name[0] == "s" else np.float32),
        y_pred=rng.dirichlet([1, 1, 1], 6).astype(np.float32),
    )
    np.testing.assert_allclose(ours["rows"], theirs["rows"], rtol=1e-5, atol=1e-6)


WEIGHTED = {
    "MeanSquaredError()": "one-hot",
    "MeanAbsoluteError()": "one-hot",
    "Huber(0.2)": "one-hot",
    "LogCosh()": "one-hot",
    "BinaryCrossentropy()": "one-hot",
    "BinaryCrossentropy(False, 0.1)": "one-hot",
    "BinaryCrossentropy(True, 0.1)": "one-hot",
    "CategoricalCrossentropy()": "one-hot",
    "CategoricalCrossentropy(False, 0.1)": "one-hot",
    "CategoricalCrossentropy(True, 0.1)": "one-hot",
    "SparseCategoricalCrossentropy()": "numbers",
    "SparseCategoricalCrossentropy(True)": "numbers",
}
REDUCTIONS = ["sum_over_batch_size", "sum", "none", None, "mean", "mean_with_sample_weight"]


@pytest.mark.parametrize("made", WEIGHTED)
def test_reductions_and_weights(made):
    rng = np.random.default_rng(4)
    labels = rng.integers(0, 3, 6)
    source = f"""
loss = keras.losses.{made}
values = []
for loss.reduction in reductions:
    values.append(np.array(loss(y_true, y_pred)))
    values.append(np.array(loss(y_true, y_pred, sample_weight=weight)))
"""
    ours, theirs = both(
        source,
        reductions=REDUCTIONS,
        y_true=labels if WEIGHTED[made] == "numbers" else np.eye(3)[labels],
        y_pred=rng.dirichlet([1, 1, 1], 6).astype(np.float32),
        weight=rng.uniform(0, 2, 6),
    )
    for value, expected in zip(ours["values"], theirs["values"], strict=True):
        np.testing.assert_allclose(value, expected, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize(
    "name",
    [
        *("GlorotUniform", "GlorotNormal", "HeUniform", "HeNormal", "LecunUniform", "LecunNormal"),
        *("RandomUniform", "RandomNormal", "TruncatedNormal", "Zeros", "Ones", "Constant"),
    ],
)
def test_initializers_draw_from_the_same_distribution(name):
    """Other generators, so other numbers; but the same spread, and the same outermost ones."""
    seed = "" if name in ("Zeros", "Ones", "Constant") else "seed=1"
    source = f"values = np.array(keras.initializers.{name}({seed})((300, 100)))"
    ours, theirs = both(source)
    a, b = np.sort(ours["values"], None), np.sort(theirs["values"], None)
    np.testing.assert_allclose(a.mean(), b.mean(), atol=0.03 * b.std())
    np.testing.assert_allclose(a.std(), b.std(), rtol=0.02)
    np.testing.assert_allclose(a[[0, -1]], b[[0, -1]], rtol=0.15)


@pytest.mark.parametrize("value", ["[1.0, 2.0]", "[[1.0], [2.0], [3.0]]", "np.log([0.1])"])
def test_a_constant_for_each_place(value):
    ours, theirs = both(f"values = np.array(keras.initializers.Constant({value})((3, 2)))")
    np.testing.assert_allclose(ours["values"], theirs["values"], rtol=1e-6, atol=1e-6)


SUMMARIES = {
    "built": """
model = keras.Sequential([
    keras.Input((20,)), keras.layers.Dense(64, activation="relu"), keras.layers.Dense(10),
])""",
    "flattened": """
model = keras.Sequential([
    keras.Input((28, 28)), keras.layers.Flatten(), keras.layers.Dense(3000),
    keras.layers.Activation("relu"), keras.layers.Dense(1, use_bias=False),
], name="wide")""",
    "not built": """
model = keras.Sequential([
    keras.layers.Flatten(), keras.layers.Dense(3), keras.layers.Activation("relu"),
])""",
    "empty": "model = keras.Sequential()",
    "long names": """
model = keras.Sequential([
    keras.Input((2,)), keras.layers.Dense(1, name="the_first_layer_with_a_name_beyond_measure"),
    keras.layers.Dense(123456, name="a_name_that_nearly_fits_"), keras.layers.Dense(1),
])""",
    "trained": """
model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
model.compile("sgd", "mse")
model.fit(np.ones((4, 2)), np.ones(4), verbose=0)""",
    "the second of its kind": """
keras.Sequential([keras.layers.Dense(1)])
model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1), keras.layers.Dense(1)])""",
}


@pytest.mark.parametrize("columns", [60, 80, 83, 120])
@pytest.mark.parametrize("what", SUMMARIES)
def test_summary_is_the_same_to_the_character(what, columns, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(columns))
    source = SUMMARIES[what] + "\nlines = []\nmodel.summary(print_fn=lines.append)"
    ours, theirs = both(source)
    assert "".join(ours["lines"]) == "".join(theirs["lines"])
