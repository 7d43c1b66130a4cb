"""Metrics: which accuracy "accuracy" is, and what each counts."""

import numpy as np
import pytest

from course_lib import Activation, Dense, Input, Sequential, callbacks, losses, metrics


@pytest.mark.parametrize(
    ("metric", "y_true", "y_pred", "value"),
    [
        (metrics.BinaryAccuracy(), [[1], [0], [1], [0]], [[0.9], [0.2], [0.4], [0.5]], 0.75),
        (
            metrics.BinaryAccuracy(threshold=0.3),
            [[1], [0], [1], [0]],
            [[0.9], [0.2], [0.4], [0.5]],
            0.75,
        ),
        (metrics.BinaryAccuracy(), [[1, 0], [1, 1]], [[0.9, 0.9], [0.1, 0.8]], 0.5),
        (metrics.CategoricalAccuracy(), [[0, 1], [1, 0]], [[0.4, 0.6], [0.4, 0.6]], 0.5),
        (metrics.SparseCategoricalAccuracy(), [1, 0, 1], [[0, 1], [0, 1], [0, 1]], 2 / 3),
    ],
)
def test_known_values(metric, y_true, y_pred, value):
    assert metric(y_true, y_pred) == pytest.approx(value)


FLAT = [1, 1, 0, 0], [[0.98], [1], [0], [0.6]]
ALL = [
    (metrics.BinaryAccuracy, 0.75),
    (metrics.Precision, 2 / 3),
    (metrics.Recall, 1.0),
    (metrics.AUC, 1.0),
    (metrics.MeanAbsoluteError, 0.155),
    (metrics.MeanSquaredError, 0.0901),
    (metrics.RootMeanSquaredError, 0.0901**0.5),
]


@pytest.mark.parametrize(("made", "value"), ALL)
def test_a_flat_y_is_a_column(made, value):
    """Of (n,) against (n, 1), all pairs would be compared."""
    y_true, y_pred = FLAT
    column = np.reshape(y_true, (4, 1))
    for truth in (y_true, column):
        for pred in (y_pred, np.ravel(y_pred)):
            assert made()(truth, pred) == pytest.approx(value)


@pytest.mark.parametrize("made", [*(made for made, _ in ALL), metrics.BinaryCrossentropy])
@pytest.mark.parametrize(
    ("y_true", "y_pred"), [([1, 0, 1], [[1], [0]]), ([1, 0], np.ones((2, 2))), (["a"], [[1]])]
)
def test_shapes_that_do_not_fit(made, y_true, y_pred):
    with pytest.raises(ValueError, match="y_true"):
        made()(y_true, y_pred)


def test_class_numbers_and_one_hot_rows_are_checked():
    with pytest.raises(ValueError, match="classes are whole numbers from 0 to 1"):
        metrics.SparseCategoricalAccuracy()([0, 2], [[0.5, 0.5], [1, 0]])
    with pytest.raises(ValueError, match=r"Received y_true with shape \(2,\)"):
        metrics.CategoricalAccuracy()([0, 1], [[0.5, 0.5], [1, 0]])
    assert metrics.SparseCategoricalAccuracy()([[0], [1]], [[0.6, 0.4], [1, 0]]) == 0.5


def test_state_is_kept_from_batch_to_batch():
    """3 of 4 rows, then 0 of 1: 3 of 5; and 1 of 3 yeses, then 1 of 1: 2 of 4."""
    accuracy, precision = metrics.BinaryAccuracy(), metrics.Precision()
    accuracy.update_state([1, 1, 0, 0], [0.9, 0.9, 0.9, 0.1])
    accuracy.update_state([1], [0.1])
    assert accuracy.result() == 0.6
    precision.update_state([1, 0, 0, 0], [0.9, 0.9, 0.9, 0.1])
    assert precision.result() == pytest.approx(1 / 3)
    assert precision([1], [0.9]) == 0.5
    for metric in (accuracy, precision):
        metric.reset_state()
        assert metric.result() == 0


@pytest.mark.parametrize(("made", "value"), ALL)
def test_a_weight_is_as_many_rows(made, value):
    y_true, y_pred = np.array([1, 1, 0, 0]), np.array([0.98, 0.3, 0.7, 0.6])
    expected = made()(y_true[[0, 0, 1, 3]], y_pred[[0, 0, 1, 3]])
    assert made()(y_true, y_pred, sample_weight=[2, 1, 0, 1]) == pytest.approx(expected)


def classifier(watched):
    model = Sequential([Input((1,)), Activation("linear")])
    model.compile("sgd", "mse", metrics=watched)
    return model


@pytest.mark.parametrize("batch_size", [1, 3, 8])
def test_counts_are_over_the_epoch_and_not_means_of_batches(batch_size):
    rng = np.random.default_rng(0)
    x, y = rng.uniform(size=(8, 1)), rng.integers(0, 2, size=8)
    right = ((x[:, 0] > 0.5) & (y == 1)).sum()
    model = classifier(["precision", metrics.Recall(name="recall"), "root_mean_squared_error"])
    expected = {
        "precision": right / (x > 0.5).sum(),
        "recall": right / y.sum(),
        "root_mean_squared_error": np.sqrt(np.mean((x[:, 0] - y) ** 2)),
    }
    scores = model.evaluate(x, y, batch_size=batch_size, verbose=0, return_dict=True)
    history = model.fit(
        x, y, batch_size=batch_size, epochs=2, validation_data=(x, y), verbose=0
    ).history
    for name, value in expected.items():
        assert scores[name] == pytest.approx(value)
        assert history[name] == pytest.approx([value] * 2)
        assert history[f"val_{name}"] == pytest.approx([value] * 2)
        assert model.test_on_batch(x, y, return_dict=True)[name] == pytest.approx(value)


class Largest(metrics.Metric):
    """In Keras's form: the largest error of all."""

    def __init__(self, name="largest"):
        super().__init__(name=name)

    def reset_state(self):
        self.largest = 0.0

    def update_state(self, y_true, y_pred, sample_weight=None):
        self.largest = max(self.largest, np.abs(y_true - y_pred).max())

    def result(self):
        return self.largest


class Mean(metrics.Metric):
    """As short as it gets: the mean of one batch."""

    def __init__(self):
        pass

    def forward(self, y_true, y_pred):
        return np.mean(y_pred)


def bias(y_true, y_pred):
    return np.mean(y_pred - y_true, axis=-1)


def test_metrics_of_your_own():
    x, y = np.array([[0.0], [1], [2], [5]]), np.array([0, 1, 2, 3])
    model = classifier([Largest(), Mean(), bias, lambda y_true, y_pred: np.mean(y_true)])
    scores = model.evaluate(x, y, batch_size=3, verbose=0, return_dict=True)
    assert scores == {"<lambda>": 1.5, "bias": 0.5, "largest": 2, "loss": 1, "mean": 2}


def test_the_loss_functions_are_metrics_under_their_names():
    model = classifier([losses.mean_absolute_error, metrics.binary_accuracy, "AUC", "recall"])
    assert model.metrics_names[1:] == ["mean_absolute_error", "binary_accuracy", "AUC", "recall"]


class NoResult(metrics.Metric):
    def update_state(self, y_true, y_pred, sample_weight=None):
        pass

    def reset_state(self):
        pass


class NeverReset(NoResult):
    reset_state = metrics.Metric.reset_state

    def result(self):
        return 1


class WithVariables(Largest):
    def reset_state(self):
        self.total = self.add_weight(name="total", initializer="zeros")


class InKerasForm(Largest):
    """As Keras's guide writes it: the variables are made after Metric's own constructor."""

    def __init__(self, name="largest", **named):
        super().__init__(name=name, **named)
        self.total = self.add_weight(name="total", initializer="zeros")

    def reset_state(self):
        self.total.assign(0.0)


def test_what_a_metric_of_your_own_lacks_is_said():
    for lacks in (NoResult, NeverReset, metrics.Metric):
        with pytest.raises(ValueError, match=r"update_state\(y_true, y_pred.*Write them"):
            classifier([lacks()])
    with pytest.raises(ValueError, match=r"Write self.total = 0.0 in reset_state"):
        WithVariables()
    with pytest.raises(ValueError, match=r"Write self.total = 0.0 in reset_state"):
        InKerasForm()


def test_whether_your_function_should_grow_is_not_guessed():
    model = classifier([bias])
    stop = callbacks.EarlyStopping(monitor="bias")
    with pytest.raises(ValueError, match=r"knows whether 'loss' should grow.*Pass mode"):
        model.fit([[0.0]], [0], callbacks=[stop], epochs=2, verbose=0)


@pytest.mark.parametrize("made", [metrics.BinaryAccuracy, metrics.MeanSquaredError])
def test_a_name_is_text(made):
    with pytest.raises(ValueError, match=r"first argument is its name.*Received: 0.3"):
        made(0.3)


@pytest.mark.parametrize(
    ("units", "last", "loss", "y"),
    [
        (1, "sigmoid", "bce", [1, 0, 1, 1]),
        (3, "softmax", "categorical_crossentropy", np.eye(3)[[0, 1, 2, 2]]),
        (3, "softmax", "sparse_categorical_crossentropy", [0, 1, 2, 2]),
    ],
)
def test_accuracy_fits_itself_to_outputs_and_y(units, last, loss, y):
    model = Sequential([Input((2,)), Dense(units, activation=last)])
    model.compile("sgd", loss, metrics=["accuracy"])
    x = np.random.default_rng(0).normal(size=(4, 2))
    predictions = model.predict(x, verbose=0)
    right = predictions[:, 0] > 0.5 if units == 1 else predictions.argmax(axis=1)
    truth = np.argmax(y, axis=1) if np.ndim(y) == 2 else np.array(y)
    _, accuracy = model.evaluate(x, y, verbose=0)
    assert accuracy == np.mean(right == truth)


def test_names_in_history_are_the_ones_that_were_asked_for():
    model = Sequential([Input((2,)), Dense(1)])
    model.compile("sgd", "mse", metrics=["acc", "mae", metrics.BinaryAccuracy()])
    history = model.fit(np.ones((4, 2)), np.ones(4), verbose=0)
    assert set(history.history) == {"loss", "acc", "mae", "binary_accuracy"}
    assert model.metrics_names == ["loss", "acc", "mae", "binary_accuracy"]


def test_one_name_stands_in_a_list_too():
    """As in Keras, which refuses it as well."""
    model = Sequential([Input((2,)), Dense(1)])
    with pytest.raises(ValueError, match=r"metrics is a list\. Received: metrics='mae'"):
        model.compile("sgd", "mse", metrics="mae")
    assert model.loss is None


def test_metrics_do_not_change_what_is_learned():
    weights = []
    for chosen in ([], ["mse", "mae", "accuracy"]):
        model = Sequential([Input((2,)), Dense(1, kernel_initializer="ones")])
        model.compile("sgd", "mse", metrics=chosen)
        model.fit(np.eye(2), [0, 1], epochs=3, shuffle=False, verbose=0)
        weights.append(model.params)
    np.testing.assert_array_equal(*weights)


def test_a_metric_that_reads_another_y_is_refused():
    model = Sequential([Input((2,)), Dense(3, activation="softmax")])
    model.compile("sgd", "sparse_categorical_crossentropy", metrics=["categorical_accuracy"])
    with pytest.raises(ValueError, match="Use 'accuracy', which fits itself to the loss"):
        model.fit(np.ones((2, 2)), [0, 1], verbose=0)


def test_unknown_metrics():
    with pytest.raises(ValueError, match="Did you mean 'accuracy'"):
        metrics.get("acuracy")
    with pytest.raises(ValueError, match="call it"):
        metrics.get(metrics.BinaryAccuracy)
