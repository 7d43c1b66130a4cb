"""Layers that were called on a symbol with ``training=True`` or ``training=False``."""

import copy
import pickle
import warnings

import numpy as np
import pytest

import course_lib as keras
from course_lib import Dropout, Input, Model

X = np.ones((4, 200), np.float32)


def model(training):
    inputs = Input((200,))
    return Model(inputs, Dropout(0.5)(inputs, training=training))


def drops(a):
    return bool((a == 0).any())


@pytest.mark.parametrize(
    ("training", "called", "learning", "in_use"),
    [(True, True, True, False), (False, False, True, False), (None, False, True, False)],
)
@pytest.mark.parametrize(
    "again",
    [
        lambda model, path: model,
        lambda model, path: copy.deepcopy(model),
        lambda model, path: pickle.loads(pickle.dumps(model)),
        lambda model, path: keras.models.clone_model(model),
        lambda model, path: model.save(path) or keras.models.load_model(path),
    ],
)
@pytest.mark.filterwarnings("ignore:dropout.*called with training")
def test_it_counts_where_the_model_is_told_nothing(
    training, called, learning, in_use, again, tmp_path
):
    """As Keras 3.15 has it: tests/against_keras/test_layers.py."""
    twin = again(model(training), tmp_path / "model.keras")
    assert drops(twin(X)) == called
    assert drops(twin(X, training=True)) == learning
    assert drops(twin(X, training=False)) == in_use
    assert drops(twin.predict(X, verbose=0)) == in_use


def test_monte_carlo_dropout_gives_another_answer_each_time():
    net = model(True)
    assert not np.array_equal(net(X), net(X))


def test_where_it_does_not_count_that_is_said_once():
    net = model(True)
    with pytest.warns(UserWarning, match=r"dropout\w*: called with training=True, and told False"):
        net.predict(X, verbose=0)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        net.predict(X, verbose=0)


def test_frozen_statistics_that_fit_moves_are_said_too():
    inputs = Input((3,))
    net = Model(inputs, keras.layers.BatchNormalization()(inputs, training=False))
    net.compile("sgd", "mse")
    with pytest.warns(UserWarning, match="called with training=False, and told True now"):
        net.fit(np.ones((4, 3)), np.ones((4, 3)), verbose=0)


def test_a_file_from_before_has_no_such_thing():
    config = model(True).get_config()
    del config["called_with"]
    assert not drops(keras.models.Functional.from_config(config)(X))


def test_augmentation_on_a_symbol_waits_for_the_model():
    inputs = Input((8, 8, 1))
    net = Model(inputs, keras.layers.RandomTranslation(0.4, 0.4)(inputs))
    pictures = np.random.default_rng(1).normal(size=(5, 8, 8, 1)).astype(np.float32)
    np.testing.assert_array_equal(net(pictures), pictures)
    assert not np.array_equal(net(pictures, training=True), pictures)
    assert not np.array_equal(keras.layers.RandomTranslation(0.4, 0.4)(pictures), pictures)
