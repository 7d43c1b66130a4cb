"""Losses: known values, Keras's means, measured slopes, and no log of 0."""

import copy
import math
import warnings

import numpy as np
import pytest

from course_lib import (
    SGD,
    Activation,
    Dense,
    Input,
    Sequential,
    activations,
    losses,
    metrics,
    numerical_gradient,
    set_floatx,
)

NAMES = {
    "mse": losses.MeanSquaredError(),
    "mae": losses.MeanAbsoluteError(),
    "huber": losses.Huber(0.2),
    "log_cosh": losses.LogCosh(),
    "bce": losses.BinaryCrossentropy(),
    "bce from logits": losses.BinaryCrossentropy(from_logits=True),
    "cce": losses.CategoricalCrossentropy(),
    "cce from logits": losses.CategoricalCrossentropy(from_logits=True),
    "sparse": losses.SparseCategoricalCrossentropy(),
    "bce smoothed": losses.BinaryCrossentropy(label_smoothing=0.1),
    "bce smoothed from logits": losses.BinaryCrossentropy(from_logits=True, label_smoothing=0.1),
    "cce smoothed": losses.CategoricalCrossentropy(label_smoothing=0.1),
    "sparse from logits": losses.SparseCategoricalCrossentropy(from_logits=True),
}


def y_for(loss, rng, n=5, k=3):
    """True values of the form that this loss reads."""
    labels = rng.integers(0, k, n)
    if isinstance(loss, losses.SparseCategoricalCrossentropy):
        return labels
    if isinstance(loss, losses.CategoricalCrossentropy):
        return np.eye(k)[labels]
    return rng.uniform(size=(n, k))


@pytest.mark.parametrize("name", NAMES)
def test_backward_is_the_measured_slope(name, rng):
    loss = NAMES[name]
    y = y_for(loss, rng)
    y_pred = rng.uniform(0.1, 0.9, size=(5, 3))
    if "logits" in name:
        y_pred = rng.normal(size=(5, 3))
    loss.forward(y, y_pred)
    slope = loss.backward()
    measured = numerical_gradient(lambda y_pred: loss.forward(y, y_pred), y_pred)
    np.testing.assert_allclose(slope, measured, rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize("reduction", ["sum_over_batch_size", "sum", "mean_with_sample_weight"])
@pytest.mark.parametrize("name", NAMES)
def test_backward_of_weighted_rows_is_the_measured_slope(name, reduction, rng):
    loss = copy.copy(NAMES[name])
    loss.reduction = reduction
    y, weight = y_for(loss, rng), rng.uniform(0, 3, size=5)
    y_pred = rng.uniform(0.1, 0.9, size=(5, 3))
    loss.forward(y, y_pred, weight)
    slope = loss.backward()
    measured = numerical_gradient(lambda y_pred: loss.forward(y, y_pred, weight), y_pred)
    np.testing.assert_allclose(slope, measured, rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize("name", NAMES)
def test_a_weight_is_as_many_rows(name, rng):
    """Weights 2, 0 and 1 are two rows, no row and one row, in a mean that divides by 3."""
    loss = NAMES[name]
    y, y_pred = y_for(loss, rng, n=3), rng.uniform(0.1, 0.9, size=(3, 3))
    weighted = loss(y, y_pred, sample_weight=[2, 0, 1])
    assert weighted == pytest.approx(loss(y[[0, 0, 2]], y_pred[[0, 0, 2]]))


@pytest.mark.parametrize("weight", [[1, 2], [[1, 2, 3]], 1.0, ["a", "b", "c"], [1, np.nan, 1]])
def test_weights_that_are_refused(weight):
    with pytest.raises(ValueError, match="sample_weight"):
        losses.MeanSquaredError()([1, 2, 3], [1, 2, 3], sample_weight=weight)


def test_a_reduction_that_is_none():
    with pytest.raises(ValueError, match=r"'sum_over_batch_size'.*Received: 'average'"):
        losses.MeanSquaredError("average")


@pytest.mark.parametrize("name", NAMES)
def test_columns_that_lie_one_after_the_other_in_memory_change_nothing(name, rng):
    loss = NAMES[name]
    y_pred = rng.uniform(0.1, 0.9, size=(5, 3))
    y_true = y_for(loss, rng)
    expected, slope = loss.forward(y_true, y_pred), loss.backward()
    assert loss.forward(y_true, np.asfortranarray(y_pred)) == pytest.approx(expected, rel=1e-15)
    np.testing.assert_allclose(loss.backward(), slope, rtol=1e-14, atol=1e-16)


def test_a_class_that_is_ruled_out_costs_nothing():
    loss = losses.SparseCategoricalCrossentropy(from_logits=True)
    assert loss([0], [[1.0, -np.inf]]) == 0.0
    assert loss.backward().tolist() == [[0.0, 0.0]]


@pytest.mark.parametrize("name", NAMES)
def test_float32_stays_float32(name, rng):
    loss = NAMES[name]
    y, y_pred = y_for(loss, rng), rng.uniform(0.1, 0.9, size=(5, 3)).astype(np.float32)
    y = y.astype(np.float32) if y.dtype.kind == "f" else y
    for weight in (None, np.ones(5, np.float32)):
        loss.forward(y, y_pred, weight)
        assert loss.backward().dtype == np.float32


def test_means_are_over_batch_and_outputs_or_over_the_batch():
    """Each row counted by hand: squared errors 1, 4, 9 and 16; log 2 and log 4."""
    assert losses.MeanSquaredError()([[0, 0], [0, 0]], [[1, 2], [3, 4]]) == 30 / 4
    assert losses.MeanAbsoluteError()([[0, 0], [0, 0]], [[1, -2], [3, -4]]) == 10 / 4
    half = [[0.5, 0.5], [0.25, 0.75]]
    expected = (math.log(2) + math.log(4)) / 2
    assert losses.CategoricalCrossentropy()([[1, 0], [1, 0]], half) == pytest.approx(expected)
    assert losses.SparseCategoricalCrossentropy()([0, 0], half) == pytest.approx(expected)
    four = -(math.log(0.5) + math.log(0.5) + math.log(0.25) + math.log(0.25)) / 4
    assert losses.BinaryCrossentropy()([[1, 0], [1, 0]], half) == pytest.approx(four)


@pytest.mark.parametrize("name", NAMES)
def test_certain_and_wrong_is_dear_but_finite(name):
    loss = NAMES[name]
    sure = [[1000.0, -1000.0]] if "logits" in name else [[1.0, 0.0]]
    y = [1] if name.startswith("sparse") else [[0.0, 1.0]]
    value = loss(y, sure)
    assert np.isfinite(value)
    assert np.isfinite(loss.backward()).all()
    if "ce" in name.split():
        assert value > 15


@pytest.mark.parametrize(
    ("last", "loss", "y"),
    [
        ("softmax", "categorical_crossentropy", np.eye(3)[[0, 2, 1, 1]]),
        ("softmax", "sparse_categorical_crossentropy", np.array([0, 2, 1, 1])),
        ("sigmoid", "binary_crossentropy", np.eye(3)[[0, 2, 1, 1]]),
    ],
)
def test_fused_and_one_after_the_other_agree(last, loss, y, rng):
    """The `if` in the model changes how the slope is computed, not what it is."""
    set_floatx("float64")
    try:
        model = Sequential([Input((2,)), Dense(4, activation="tanh"), Dense(3, activation=last)])
    finally:
        set_floatx("float32")
    model.compile("sgd", loss)
    x = rng.normal(size=(4, 2))
    assert model.fused_loss is not None
    fused = model.test_on_batch(x, y)
    model.backward()
    fused_grads = model.grads.copy()
    model.fused_loss = None
    unfused = model.test_on_batch(x, y)
    model.backward()
    assert fused == pytest.approx(unfused, rel=1e-9)
    np.testing.assert_allclose(model.grads, fused_grads, rtol=1e-9, atol=1e-12)


def upside_down(z):
    return 1 / (1 + np.exp(z))


class Halved(activations.Sigmoid):
    def forward(self, z):
        return super().forward(z) / 2

    def backward(self, da, z, a):
        return super().backward(da / 2, z, 2 * a)


class Doubled(losses.BinaryCrossentropy):
    def forward(self, y_true, y_pred, weight=None):
        return 2 * super().forward(y_true, y_pred, weight)

    def backward(self):
        return 2 * super().backward()


@pytest.mark.parametrize("as_layer", [False, True])
@pytest.mark.parametrize("own", [upside_down, Halved(), lambda z: np.tanh(z) ** 2])
def test_your_own_function_is_never_taken_for_the_one_of_that_name(own, as_layer, rng):
    """The loss that is reported is the one of what the model puts out, whatever it is called."""
    if not isinstance(own, activations.ActivationFunction):
        own.__name__ = "sigmoid"
    last = [Dense(1), Activation(own)] if as_layer else [Dense(1, activation=own)]
    model = Sequential([Input((2,)), *last])
    model.compile("sgd", "binary_crossentropy")
    x, y = rng.normal(size=(8, 2)), rng.integers(0, 2, size=(8, 1))
    p = model.predict(x, verbose=0).astype(np.float64)
    by_hand = -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
    assert model.evaluate(x, y, verbose=0) == pytest.approx(by_hand, rel=1e-5)


def test_your_own_loss_reads_what_the_model_puts_out(rng):
    model = Sequential([Input((2,)), Dense(1, activation="sigmoid")])
    x, y = rng.normal(size=(8, 2)), rng.integers(0, 2, size=8)
    model.compile("sgd", "binary_crossentropy")
    once = model.evaluate(x, y, verbose=0)
    model.compile("sgd", Doubled())
    assert model.fused_loss is None
    assert model.evaluate(x, y, verbose=0) == pytest.approx(2 * once, rel=1e-5)


class Squares(losses.Loss):
    """In Keras's form."""

    def call(self, y_true, y_pred):
        return np.mean(np.square(y_true - y_pred), axis=-1)


class SquaresByHand(losses.Loss):
    """As the course's own are written, without weights."""

    def __init__(self):
        pass

    def forward(self, y_true, y_pred):
        self.error = y_pred - y_true
        return np.mean(self.error**2)

    def backward(self):
        return 2 * self.error / self.error.size


OWN = {
    "a class with call": Squares(),
    "a class with forward and backward": SquaresByHand(),
    "a value for each row": lambda y_true, y_pred: np.mean((y_true - y_pred) ** 2, axis=-1),
    "a value for each number": lambda y_true, y_pred: (y_true - y_pred) ** 2,
    "one value": lambda y_true, y_pred: np.mean((y_true - y_pred) ** 2),
    "the course's own function": losses.mean_squared_error,
    "the same, called": lambda y_true, y_pred: losses.mean_squared_error(y_true, y_pred),
}


@pytest.mark.parametrize("name", OWN)
def test_a_loss_of_your_own_learns_as_the_course_s_own_does(name, rng):
    x, y = rng.normal(size=(10, 2)), rng.normal(size=(10, 3))
    histories = []
    for loss in (OWN[name], "mse"):
        model = Sequential([Input((2,)), Dense(3, kernel_initializer="ones")])
        model.compile(SGD(0.1), loss)
        histories.append(model.fit(x, y, batch_size=4, epochs=5, shuffle=False, verbose=0).history)
    np.testing.assert_allclose(histories[0]["loss"], histories[1]["loss"], rtol=1e-5, atol=1e-6)


CENTRED = lambda y_true, y_pred: np.mean((y_pred - y_pred.mean(axis=0) - y_true) ** 2, axis=-1)  # noqa: E731


@pytest.mark.parametrize("call", [*OWN.values(), CENTRED])
def test_the_slope_of_a_loss_of_your_own(call, rng):
    loss = losses.get(call)
    y, y_pred = rng.normal(size=(5, 3)), rng.normal(size=(5, 3))
    loss.forward(y, y_pred)
    slope = loss.backward()
    measured = numerical_gradient(lambda y_pred: loss.forward(y, y_pred), y_pred)
    np.testing.assert_allclose(slope, measured, rtol=1e-6, atol=1e-9)


def test_the_slope_of_weighted_rows_of_your_own(rng):
    y, y_pred, weight = rng.normal(size=(5, 3)), rng.normal(size=(5, 3)), rng.uniform(size=5)
    slopes = []
    for loss in (losses.get(Squares()), losses.get("mse")):
        loss.forward(y, y_pred, weight)
        slopes.append(loss.backward())
    np.testing.assert_allclose(*slopes, rtol=1e-6, atol=1e-6)
    assert Squares()(y, y_pred, weight) == pytest.approx(losses.get("mse")(y, y_pred, weight))


@pytest.mark.parametrize("form", [(-1,), (-1, 1)])
def test_a_loss_function_of_class_numbers(form, rng):
    def own(y_true, y_pred):
        assert y_true.shape[1:] == form[1:]
        return losses.sparse_categorical_crossentropy(y_true, y_pred, from_logits=True)

    x, y = rng.normal(size=(10, 2)), rng.integers(0, 3, size=10).reshape(form)
    histories = []
    for loss in (own, losses.SparseCategoricalCrossentropy(from_logits=True)):
        model = Sequential([Input((2,)), Dense(3, kernel_initializer="ones")])
        model.compile(SGD(0.1), loss, metrics=["accuracy", LabelsSeen(name="seen")])
        histories.append(model.fit(x, y, batch_size=4, epochs=5, shuffle=False, verbose=0).history)
    for name, values in histories[0].items():
        np.testing.assert_allclose(values, histories[1][name], rtol=1e-5, atol=1e-6)


class LabelsSeen(metrics.Metric):
    """A metric of your own reads y as the loss does."""

    def forward(self, y_true, y_pred):
        return np.mean(y_true)


def test_a_loss_function_of_other_shapes_is_refused():
    model = Sequential([Input((2,)), Dense(3)])
    model.compile("sgd", lambda y_true, y_pred: np.mean(y_pred))
    with pytest.raises(ValueError, match="puts out 3 numbers per row"):
        model.fit(np.ones((2, 2)), np.ones((2, 2)), verbose=0)
    with pytest.raises(ValueError, match="whole numbers from 0 to 2"):
        model.fit(np.ones((2, 2)), [0, 3], verbose=0)


class ForwardAlone(losses.Loss):
    def forward(self, y_true, y_pred):
        return np.mean(y_pred)


class NothingAtAll(losses.Loss):
    pass


class SlopeOfAnother(losses.MeanSquaredError):
    def forward(self, y_true, y_pred, weight=None):
        return 2 * super().forward(y_true, y_pred, weight)


class CallOverForward(losses.MeanSquaredError):
    def call(self, y_true, y_pred):
        return 3 * np.mean((y_pred - y_true) ** 2, axis=-1)


def test_a_call_of_your_own_wins_over_what_it_inherits(rng):
    y, y_pred = rng.normal(size=(5, 3)), rng.normal(size=(5, 3))
    plain = losses.MeanSquaredError()
    for loss in (losses.get(CallOverForward()), CallOverForward()):
        assert loss(y, y_pred) == pytest.approx(3 * plain(y, y_pred))
        np.testing.assert_allclose(loss.backward(), 3 * plain.backward(), rtol=1e-6, atol=1e-6)


def test_what_a_loss_of_your_own_lacks_is_said_by_compile():
    model = Sequential([Input((2,)), Dense(1)])
    for lacks, has in (
        (ForwardAlone, "has forward"),
        (SlopeOfAnother, "has forward"),
        (NothingAtAll, "has none of them"),
    ):
        with pytest.raises(ValueError, match=rf"backward\(\), which gives its slope.*{has}"):
            model.compile("sgd", lacks())
    with pytest.raises(ValueError, match="learns from one number"):
        model.compile("sgd", losses.MeanSquaredError("none"))


def test_weights_where_a_loss_of_your_own_cannot_use_them():
    for loss in (SquaresByHand(), lambda y_true, y_pred: np.mean(y_pred)):
        with pytest.raises(ValueError, match="Weights"):
            losses.get(loss)([1, 2], [1, 2], sample_weight=[1, 2])


def test_a_loss_of_your_own_of_another_shape():
    with pytest.raises(ValueError, match=r"shape \(3,\) for 2 rows"):
        losses.get(lambda y_true, y_pred: np.ones(3))([1, 2], [1, 2])


def test_functions_give_a_loss_for_each_row():
    y, y_pred = [[0, 0], [0, 0]], [[1, 2], [3, 4]]
    np.testing.assert_allclose(losses.mean_squared_error(y, y_pred), [2.5, 12.5])
    np.testing.assert_allclose(losses.mean_absolute_error(y, y_pred), [1.5, 3.5])
    assert losses.mean_squared_error([0, 0], [1, 2]) == 2.5


def test_fused_keeps_the_arguments():
    model = Sequential([Input((2,)), Dense(3, activation="softmax")])
    model.compile("sgd", losses.CategoricalCrossentropy(label_smoothing=0.1, reduction="sum"))
    assert (model.fused_loss.label_smoothing, model.fused_loss.reduction) == (0.1, "sum")


def test_fused_still_learns_where_the_unfused_slope_is_zero():
    """A sum of 200 makes a probability of exactly 1; its logarithm knows nothing of the other."""
    model = Sequential([Input((1,)), Dense(2, activation="softmax", kernel_initializer="zeros")])
    model.compile("sgd", "sparse_categorical_crossentropy")
    model.layers[0].bias = [200, 0]
    assert model.train_on_batch([[1.0]], [1]) == pytest.approx(200)
    np.testing.assert_allclose(model.layers[0].d_bias, [1, -1])


def test_a_flat_y_is_a_column():
    assert losses.MeanSquaredError()([1, 2], [[1], [4]]) == 2


@pytest.mark.parametrize(
    ("loss", "y_true", "y_pred", "said"),
    [
        ("mse", [1, 2], [[1], [2], [3]], "y_true has one row for each row of y_pred, here 3"),
        ("mse", [[1, 2]], [[1, 2, 3]], "y_pred has 3 numbers per row"),
        ("mse", [1, 2], [[1, 2], [3, 4]], r"Received y_true with shape \(2,\)"),
        ("mse", ["a"], [[1]], "y_true is a table of numbers"),
        ("bce", [2], [[0.5]], "from 2 to 2. Recode the labels as 0 and 1"),
        ("bce", [-1, 1], [[0.5], [0.5]], "from -1 to 1"),
        ("categorical_crossentropy", [0, 1], [[0.5, 0.5], [1, 0]], "If these are class numbers"),
        ("categorical_crossentropy", [[1, 1]], [[0.5, 0.5]], r"y_true\[0\] = \[1.0, 1.0\]"),
        ("categorical_crossentropy", [[1]], [[0.5]], "2 outputs per row or more"),
        (
            "sparse_categorical_crossentropy",
            [2],
            [[0.5, 0.5]],
            r"from 0 to 1. Received y_true\[0\] = 2",
        ),
        ("sparse_categorical_crossentropy", [-1], [[0.5, 0.5]], r"Received y_true\[0\] = -1"),
        ("sparse_categorical_crossentropy", [0.5], [[0.5, 0.5]], r"Received y_true\[0\] = 0.5"),
        ("sparse_categorical_crossentropy", [[0, 1]], [[0.5, 0.5]], "If these are one-hot rows"),
        (
            "sparse_categorical_crossentropy",
            [0, 1],
            [[0.5, 0.5]],
            "y_true has one row for each row of y_pred",
        ),
        ("sparse_categorical_crossentropy", [0], [[0.5]], "use 'binary_crossentropy'"),
    ],
)
def test_what_they_refuse(loss, y_true, y_pred, said):
    with pytest.raises(ValueError, match=said):
        losses.get(loss)(y_true, y_pred)


@pytest.mark.parametrize(
    ("name", "cls"),
    [
        ("mse", "MeanSquaredError"),
        ("MSE", "MeanSquaredError"),
        ("mean_squared_error", "MeanSquaredError"),
        ("MeanSquaredError", "MeanSquaredError"),
        ("mae", "MeanAbsoluteError"),
        ("bce", "BinaryCrossentropy"),
        ("sparse_categorical_crossentropy", "SparseCategoricalCrossentropy"),
    ],
)
def test_names(name, cls):
    assert type(losses.get(name)).__name__ == cls


def test_unknown_names():
    with pytest.raises(ValueError, match="Did you mean 'categorical_crossentropy'"):
        losses.get("categorical_cross_entropy")
    with pytest.raises(ValueError, match="if yours is a class, call it"):
        losses.get(losses.MeanSquaredError)
    with pytest.raises(ValueError, match="Received: None"):
        losses.get(None)


def warned(layers, loss, built_first):
    """What compile() says of these layers, or fit() where they are not built before."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        model = Sequential([*([Input((2,))] if built_first else []), *layers])
        model.compile("sgd", loss)
        assert built_first or not caught
        model.fit(np.ones((2, 2)), [0, 1], epochs=2, verbose=0)
        model.evaluate(np.ones((2, 2)), [0, 1], verbose=0)
    return [str(one.message) for one in caught]


@pytest.mark.parametrize("built_first", [True, False])
def test_softmax_over_one_output_is_warned_of_once(built_first):
    for loss in ("binary_crossentropy", "mse"):
        (said,) = warned([Dense(1, activation="softmax", name="last")], loss, built_first)
        assert "over one output, in layer 'last': that is always 1" in said
    assert warned([Dense(1), Activation("softmax")], "mse", built_first)
    assert not warned([Dense(1, activation="sigmoid")], "mse", built_first)


@pytest.mark.parametrize("built_first", [True, False])
@pytest.mark.parametrize("last", [None, "linear", "relu", "tanh"])
def test_cross_entropy_of_what_is_no_probability_is_warned_of_once(last, built_first):
    (said,) = warned([Dense(1, activation=last)], "binary_crossentropy", built_first)
    assert 'activation="sigmoid"; or leave' in said
    loss = losses.SparseCategoricalCrossentropy()
    (said,) = warned([Dense(2), Activation(last)], loss, built_first)
    assert "pass SparseCategoricalCrossentropy(from_logits=True)" in said


@pytest.mark.parametrize("last", ["sigmoid", "softplus", "hard_sigmoid", lambda z: np.exp(-z * z)])
def test_probabilities_and_sums_are_not_warned_of(last):
    assert not warned([Dense(1, activation=last)], "binary_crossentropy", True)
    assert not warned([Dense(1)], losses.BinaryCrossentropy(from_logits=True), True)
    assert not warned([Dense(1)], "mse", True)
