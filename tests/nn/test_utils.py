"""What is in ``utils`` and ``backend``, and what comes out of a call."""

import random

import numpy as np
import pytest

import course_lib as keras


def test_labels_as_one_hot_rows():
    assert keras.utils.to_categorical([0, 2]).tolist() == [[1, 0, 0], [0, 0, 1]]
    assert keras.utils.to_categorical([[0], [1]], 3).tolist() == [[1, 0, 0], [0, 1, 0]]
    assert keras.utils.to_categorical([[0, 1], [2, 0]]).shape == (2, 2, 3)
    assert keras.utils.to_categorical(2).tolist() == [0, 0, 1]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: keras.utils.to_categorical([0, 5], 3), "from 0 to 2. Received 5 among them"),
        (lambda: keras.utils.to_categorical([0, -1], 3), "Received -1 among them"),
        (lambda: keras.utils.to_categorical([0.5]), "Received 0.5 among them"),
        (lambda: keras.utils.to_categorical([0, 1], "3"), "num_classes is a whole number"),
        (lambda: keras.utils.to_categorical(["a"]), "Turn text and objects into numbers"),
        (lambda: keras.set_random_seed(-1), "seed is a whole number from 0"),
        (lambda: keras.set_random_seed("a"), "seed is a whole number from 0"),
        (lambda: keras.set_random_seed(1.5), "seed is a whole number from 0"),
        (lambda: keras.layers.Dropout(0.5, seed="a"), "seed is a whole number from 0"),
        (lambda: keras.initializers.HeNormal(seed=-3), "seed is a whole number from 0"),
        (lambda: keras.initializers.HeNormal(seed=True), "seed is a whole number from 0"),
    ],
)
def test_what_they_refuse(call, said):
    with pytest.raises(ValueError, match=said):
        call()


def test_rows_of_length_1():
    np.testing.assert_allclose(keras.utils.normalize([[3, 4], [0, 0]]), [[0.6, 0.8], [0, 0]])
    np.testing.assert_allclose(
        keras.utils.normalize([[3, 1], [1, 1]], axis=0, order=1)[0], [0.75, 0.5]
    )


@pytest.mark.parametrize("seed", [7, 2**40])
def test_one_seed_for_all_that_draws(seed):
    def drawn():
        keras.utils.set_random_seed(seed)
        return [np.random.normal(), random.random(), float(keras.layers.Dense(1)([[1.0]])[0, 0])]

    assert drawn() == drawn()


@pytest.mark.parametrize("place", [keras, keras.utils, keras.backend])
def test_names_are_counted_anew(place):
    keras.layers.Dense(1)
    place.clear_session()
    assert keras.layers.Dense(1).name == "dense"


def test_folders_are_modules_too():
    from course_lib.backend import clear_session
    from course_lib.layers import Dense
    from course_lib.models import Sequential
    from course_lib.utils import to_categorical

    assert Dense is keras.Dense
    assert Sequential is keras.Sequential
    assert to_categorical is keras.utils.to_categorical
    assert clear_session is keras.clear_session


class TestOutputs:
    def test_a_call_gives_an_array_that_answers_to_numpy(self):
        inputs = keras.Input((3,))
        graph = keras.Model(inputs, keras.layers.add([inputs, keras.Dense(3)(inputs)]))
        for called in (keras.Dense(2), graph, keras.Sequential([keras.layers.ReLU()])):
            a = called(np.ones((2, 3)))
            assert isinstance(a, np.ndarray)
            assert type(a.numpy()) is np.ndarray
            np.testing.assert_array_equal(a.numpy(), a)
            assert repr(a) == repr(a.numpy())
            assert str(a) == str(a.numpy())

    def test_what_is_computed_from_it_is_plain(self):
        a = keras.Dense(2)(np.ones((2, 3)))
        for computed in (a - 1, a @ a.T, a.mean(axis=0), np.round(a), np.exp(a)):
            assert type(computed) is np.ndarray
        for number in (a.sum(), a.max(), a[0, 0]):
            assert type(number) is np.float32
        assert type(a[0].numpy()) is np.ndarray

    def test_losses_and_metrics_answer_to_numpy(self):
        """As in ``loss_fn(y[:1], predictions).numpy()`` of Keras's first tutorial."""
        y, p = [1, 0, 1, 1], [0.9, 0.2, 0.4, 0.6]
        losses, metrics = keras.losses, keras.metrics
        for made in (metrics.Precision, metrics.AUC, metrics.RootMeanSquaredError):
            metric = made()
            assert metric.result().numpy() == 0
            metric.update_state(y, p)
            assert metric.result().numpy() == metric.result() > 0
        loss = losses.BinaryCrossentropy()(y, p)
        assert loss.numpy() == loss == metrics.BinaryCrossentropy()(y, p).numpy()
        assert type(loss.numpy()) is type(loss + 1) is float
        assert repr(loss) == repr(loss.numpy())
        ones = np.ones(2, np.float32)
        for computed in (ones * loss, loss * ones, np.subtract(ones, loss), ones / loss):
            assert computed.dtype == np.float32  # as with a plain number
        for rows in (
            losses.MeanSquaredError("none")(y, p),
            losses.mean_squared_error([y], [p]),
            metrics.binary_accuracy([y], [p]),
        ):
            assert type(rows.numpy()) is np.ndarray

    def test_training_and_predicting_use_plain_arrays(self):
        model = keras.Sequential([keras.Input((3,)), keras.Dense(2), keras.Dense(1)])
        model.compile("sgd", "mse")
        assert type(model.predict(np.ones((2, 3)))) is np.ndarray
        model.fit(np.ones((2, 3)), np.ones(2), verbose=0)
        assert {type(layer.a) for layer in model.layers} == {np.ndarray}
