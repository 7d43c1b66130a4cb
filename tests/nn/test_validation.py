"""Validation: bad input gets expected, received and what to do; the weights stay as they were."""

import numpy as np
import pytest

from course_lib import SGD, Callback, Dense, Input, Sequential

GOOD_X, GOOD_Y = np.arange(8.0).reshape(4, 2), [0, 1, 1, 0]
NAN = GOOD_X.copy()
NAN[2, 1] = np.nan


@pytest.fixture
def model():
    model = Sequential([Input((2,)), Dense(3, activation="relu"), Dense(1, activation="sigmoid")])
    model.compile(SGD(0.1), "bce", metrics=["accuracy"])
    return model


BAD_X = [
    ([1.0, 2.0], r"reads 2 columns per row. Received x with shape \(2,\)", r"x\[np.newaxis, :\]"),
    ([1.0, 2.0, 3.0, 4.0], r"Received x with shape \(4,\)", r"Input\(\(4,\)\)"),
    (np.ones((4, 3)), r"reads 2 columns per row. Received x with shape \(4, 3\)", r"Input\(\(3,\)"),
    (np.ones((2, 4)), r"Received x with shape \(2, 4\)", r"pass x\.T"),
    (np.ones((4, 2, 1)), r"Received x with shape \(4, 2, 1\)", r"Input\(\(2, 1\)\)"),
    ([["a", "b"]] * 4, "x is a table of numbers. Received values of type <U1", r"such as \['a'\]"),
    ([[1, None]] * 4, r"type object, such as \[None\] at x\[0, 1\]", "Turn text and objects into"),
    ([[1, 2], [1.0, "blue"]], r"type <U32, such as \['blue'\] at x\[1, 1\]", "Turn text"),
    (
        np.array([[1.0, 2], [3, "blue"], [5, "red"]], object),
        r"type object, such as \['blue'\] at x\[1, 1\]",
        "Turn text and objects into numbers",
    ),
    (np.array([[1, 2]] * 4, object), "numbers kept as text or objects", r"np.array\(x, float\)"),
    ([["1.5", "2"]] * 4, "numbers kept as text or objects, of type <U3", "Convert them"),
    ([[1, 2], [3]], "Received rows of different lengths", "same number of values"),
    (NAN, r"only finite numbers. Received nan at x\[2, 1\] \(row 2\)", "Remove such rows"),
    ([[1, 2], [3, np.inf]], r"Received inf at x\[1, 1\]", "missing values"),
    ([[1e300, 0]] * 4, r"float32, up to 3\.4e\+38. Received 1e\+300 at x\[0, 0\]", "Divide them"),
    (np.ones((0, 2)), r"Received an empty array of shape \(0, 2\)", "selected or loaded"),
    ([], "Received an empty array", "at least one row"),
    (3.0, r"Received x with shape \(\)", "Give x that shape"),
    (
        None,
        "x is a table of numbers. Received None",
        "if a function made x, look whether it returns",
    ),
    ("data.csv", "Received 'data.csv', of type str", "Pass an array"),
    (
        Dense(2, name="given"),
        "Received <Dense 'given'>, which is a part of a network",
        "data itself",
    ),
    (Sequential(name="other"), "Received <Sequential 'other': 0 layers>, which is a part", "fit"),
    (np.ones((4, 2)) * 1j, "Received values of type complex128", "numbers first"),
]
BAD_Y = [
    (
        [0, 1],
        r"one row for each row of x, here 4. Received y with shape \(2,\)",
        "same rows of both",
    ),
    (
        np.ones((4, 2)),
        r"puts out 1 number per row. Received y with shape \(4, 2\)",
        "as many units",
    ),
    (["no", "yes", "no", "no"], "y is a table of numbers. Received values of type <U3", "'no'"),
    ([0, 1, 2, 0], "from 0 to 2. Recode the labels", "use 'mse'"),
    ([0, 1, np.nan, 0], r"Received nan at y\[2\] \(row 2\)", "missing values"),
    ([], "y needs at least one row", "empty array"),
    (1, r"Received y with shape \(\)", "one row for each"),
    (None, "y is a table of numbers. Received None", "look whether it returns"),
]
METHODS = ["fit", "evaluate", "train_on_batch", "test_on_batch"]


def refused(model, call, *said):
    before = model.params.copy()
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the message is looked at below
        call()
    for part in said:
        caught.match(part)
    assert "Received" in str(caught.value)
    np.testing.assert_array_equal(model.params, before)
    assert np.isfinite(model.predict(GOOD_X, verbose=0)).all()


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(("x", "received", "to_do"), BAD_X)
def test_bad_x(model, method, x, received, to_do):
    refused(model, lambda: getattr(model, method)(x, GOOD_Y), received, to_do)


@pytest.mark.parametrize(("x", "received", "to_do"), BAD_X)
def test_bad_x_for_a_prediction(model, x, received, to_do):
    refused(model, lambda: model.predict(x), received, to_do)
    refused(model, lambda: model(x), received, to_do)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(("y", "received", "to_do"), BAD_Y)
def test_bad_y(model, method, y, received, to_do):
    refused(model, lambda: getattr(model, method)(GOOD_X, y), received, to_do)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"epochs": 0}, "epochs is a whole number from 1. Received: epochs=0"),
        ({"epochs": 2.0}, "Received: epochs=2.0"),
        ({"epochs": "3"}, "Received: epochs='3'"),
        ({"batch_size": 0}, "batch_size is a whole number from 1"),
        ({"batch_size": -4}, "Received: batch_size=-4"),
        ({"verbose": "loud"}, "Received: verbose='loud'"),
        ({"validation_split": 1.0}, "between 0 and 1"),
        ({"validation_split": -0.2}, "Received: validation_split=-0.2"),
        ({"validation_split": 0.999}, "leaves rows on both sides"),
        ({"validation_data": GOOD_X}, "validation_data is a pair"),
        ({"validation_data": (GOOD_X,)}, "Received: tuple of length 1"),
        ({"validation_data": (GOOD_X[:, :1], GOOD_Y)}, "Received validation x with shape"),
        ({"validation_data": (GOOD_X, [5, 5, 5, 5])}, "Received validation y from 5 to 5"),
        ({"callbacks": ["print"]}, "Received: 'print'"),
        ({"callbacks": 5}, "callbacks is a list of objects.*Received: 5"),
        ({"callbacks": Callback}, r"If this is a class, call it: \[MyCallback\(\)\]"),
        ({"validation_split": "0.2"}, "Received: validation_split='0.2' for 4 rows"),
        ({"validation_split": True}, "Received: validation_split=True"),
        ({"verbose": [1]}, r"Received: verbose=\[1\]"),
        ({"shuffle": "batch"}, "shuffle is True or False. Received: shuffle='batch'"),
        ({"shuffle": None}, "Received: shuffle=None"),
        ({"initial_epoch": -1}, "initial_epoch is a whole number from 0"),
        ({"steps_per_epoch": 0}, "Received: steps_per_epoch=0"),
        ({"validation_steps": 1.5}, "Received: validation_steps=1.5"),
        ({"validation_batch_size": -1}, "Received: validation_batch_size=-1"),
        ({"validation_freq": 0}, "Received: validation_freq=0"),
        ({"validation_freq": [0]}, "Received: epoch=0"),
        ({"validation_freq": "1"}, "Received: validation_freq='1'"),
        ({"sample_weight": [1, 2]}, r"sample_weight has one number for each row.*shape \(2,\)"),
        ({"sample_weight": "balanced"}, "sample_weight is a table of numbers"),
        ({"validation_data": (GOOD_X, GOOD_Y, [1])}, "validation sample_weight has one number"),
        ({"class_weight": "balanced"}, "class_weight is a dict.*Received: 'balanced'"),
        ({"class_weight": {"yes": 1}}, "names classes by number.*Received: class='yes'"),
        ({"class_weight": {0: None}}, r"class_weight\[0\] is a table of numbers. Received None"),
        ({"class_weight": {0: 1.0}, "sample_weight": [1] * 4}, "Rows get their weights in one way"),
        ({"callbacks": [SGD]}, r"If this is a class, call it: \[MyCallback\(\)\]"),
    ],
)
def test_bad_options_of_fit(model, options, said):
    refused(model, lambda: model.fit(GOOD_X, GOOD_Y, **options), said)
    assert model.history is None


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda model: model.compile("sdg", "mse"), "Unknown optimizer. Received: 'sdg'"),
        (lambda model: model.compile("sgd", "msee"), "Unknown loss. Received: 'msee'"),
        (lambda model: model.compile("sgd"), "The loss is a name or an object. Received: None"),
        (lambda model: model.compile("sgd", "mse", metrics=["acurracy"]), "Unknown metric"),
        (
            lambda model: model.compile("sgd", "mse", ["accuracy"]),
            r"Received: loss_weights=\['accuracy'\].*metrics are passed by their name",
        ),
        (
            lambda model: model.compile("sgd", "mse", metrics="accuracy"),
            r"metrics=\[\"accuracy\"\]",
        ),
        (lambda model: model.compile("sgd", "mse", metrics={"a": "mae"}), "metrics is a list"),
        (lambda model: model.compile("sgd", "mse", jit_compile=True), "NumPy is not compiled"),
        (
            lambda model: model.compile("sgd", "mse", weighted_metrics=["mae"]),
            "count every row the same",
        ),
        (lambda model: model.compile(SGD, "mse"), "Received: <class"),
        (lambda model: model.compile(0.1, "mse"), "Received: 0.1"),
    ],
)
def test_a_refused_compile_leaves_the_old_one(model, call, said):
    refused(model, lambda: call(model), said)
    assert model.optimizer.learning_rate == 0.1
    assert model.loss.name == "binary_crossentropy"
    assert len(model.train_on_batch(GOOD_X, GOOD_Y)) == 2


def test_logits_that_are_none():
    from course_lib import SparseCategoricalCrossentropy

    model = Sequential([Input((2,)), Dense(3, activation="softmax")])
    loss = SparseCategoricalCrossentropy(from_logits=True)
    with pytest.raises(ValueError, match=r"already puts out softmax\. Leave out one of the two"):
        model.compile("sgd", loss)
    assert model.loss is None


@pytest.mark.parametrize("method", METHODS)
def test_before_compile(method):
    model = Sequential([Input((2,)), Dense(1)])
    with pytest.raises(ValueError, match=r"Received data before compile\(\)\. Call model.compile"):
        getattr(model, method)(GOOD_X, GOOD_Y)


@pytest.mark.parametrize("y", [np.ones((4, 3)), ["a"] * 4, [0, 1]])
def test_a_refused_y_does_not_build(y):
    """Or the model would be bound to the columns of data that was wrong to begin with."""
    model = Sequential([Dense(1)])
    model.compile("sgd", "mse")
    with pytest.raises(ValueError, match="Received"):
        model.fit(GOOD_X, y)
    assert not model.built
    assert model.sample_shape is None


def test_a_sample_alone_before_the_model_is_built():
    model = Sequential([Dense(1)])
    with pytest.raises(ValueError, match=r"If x is one sample, pass x\[np.newaxis, :\]; if it is"):
        model.predict([1.0, 2.0])


@pytest.mark.parametrize("dtype", [np.uint8, np.int64, np.float16, np.float64, bool])
def test_every_kind_of_number_is_welcome(model, dtype):
    x = np.array([[0, 1], [1, 0]], dtype)
    assert model.predict(x, verbose=0).dtype == np.float32


@pytest.mark.parametrize("given", [Input((2,)), [Input((2,))]])
def test_what_a_layer_will_put_out_is_no_data(model, given):
    said = r"Received .*which is a part of a network", "called on Input"
    refused(model, lambda: model.fit(given, GOOD_Y), *said)
    refused(model, lambda: model.fit(GOOD_X, given), *said)


def test_a_batch_has_its_weights_in_one_way(model):
    weights = {"sample_weight": [1] * 4, "class_weight": {1: 2.0}}
    refused(model, lambda: model.train_on_batch(GOOD_X, GOOD_Y, **weights), "in one way")


def test_arguments_of_compile_that_change_nothing(model):
    """Keras's defaults, written out, are no reason to refuse."""
    model.compile("sgd", "mse", None, ["mae"], run_eagerly=False, jit_compile="auto")
    assert model.metrics_names == ["loss", "mae"]
    with pytest.raises(TypeError, match=r"unexpected argument: metric='mae'\. Look at its"):
        model.compile("sgd", "mse", metric="mae")


class Table:
    """What pandas has: a thing that becomes an array when it is asked to."""

    def __init__(self, values):
        self.values = np.asarray(values)

    def __array__(self, dtype=None, copy=None):
        return self.values if dtype is None else self.values.astype(dtype)


@pytest.mark.parametrize("form", [Table, list, np.asfortranarray, lambda x: x.astype(np.int8)])
def test_data_in_every_form(form):
    x, y = np.arange(8).reshape(4, 2), np.array([0, 1, 1, 0])
    losses = []
    for given in ((x, y), (form(x), form(y))):
        model = Sequential([Input((2,)), Dense(1, "sigmoid", kernel_initializer="ones")])
        model.compile(SGD(0.1), "bce")
        losses.append(model.fit(*given, epochs=3, shuffle=False, verbose=0).history["loss"])
    assert losses[0] == losses[1]
