"""Metrics: which accuracy "accuracy" is, and what each counts."""

import numpy as np
import pytest

from course_lib import Dense, Input, Sequential, metrics


@pytest.mark.parametrize(
    ("metric", "y_true", "y_pred", "value"),
    [
        (metrics.BinaryAccuracy(), [[1], [0], [1], [0]], [[0.9], [0.2], [0.4], [0.5]], 0.75),
        (metrics.BinaryAccuracy(0.3), [[1], [0], [1], [0]], [[0.9], [0.2], [0.4], [0.5]], 0.75),
        (metrics.BinaryAccuracy(), [[1, 0], [1, 1]], [[0.9, 0.9], [0.1, 0.8]], 0.5),
        (metrics.CategoricalAccuracy(), [[0, 1], [1, 0]], [[0.4, 0.6], [0.4, 0.6]], 0.5),
        (metrics.SparseCategoricalAccuracy(), [1, 0, 1], [[0, 1], [0, 1], [0, 1]], 2 / 3),
    ],
)
def test_known_values(metric, y_true, y_pred, value):
    assert metric(y_true, y_pred) == pytest.approx(value)


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
