"""Layers with two modes: gradients in both, what chance does, and what is left alone."""

import copy
import pickle

import numpy as np
import pytest

from course_lib import (
    SGD,
    BatchNormalization,
    Dense,
    Dropout,
    Flatten,
    GaussianNoise,
    Input,
    Sequential,
    gradient_check,
    numerical_gradient,
    set_floatx,
    set_random_seed,
)


@pytest.fixture
def float64():
    set_floatx("float64")
    yield
    set_floatx("float32")


def model_of(*layers, shape=(4,)):
    model = Sequential([Input(shape), *layers])
    model.compile("sgd", "mse")
    for weight in model.weights:  # ones and zeros would hide what is multiplied or added
        weight += np.random.default_rng(weight.size).uniform(0.1, 0.5, weight.shape)
    return model


STACKS = {
    "batch normalization": lambda: [Dense(3), BatchNormalization(), Dense(1)],
    "the same at the ends": lambda: [
        BatchNormalization(epsilon=0.1),
        Dense(3, "tanh"),
        BatchNormalization(momentum=0.5),
    ],
    "neither scaled nor shifted": lambda: [
        Dense(3, "tanh"),
        BatchNormalization(center=False, scale=False),
        Dense(1),
    ],
    "with penalties": lambda: [
        Dense(3, kernel_regularizer="l2", bias_regularizer="l1"),
        BatchNormalization(gamma_regularizer="l2", beta_regularizer="l1"),
        Dense(1),
    ],
    "dropout": lambda: [Dropout(0.3), Dense(5, "tanh"), Dropout(0.5, seed=1), Dense(1)],
    "noise": lambda: [GaussianNoise(0.2, seed=2), Dense(3, "tanh"), GaussianNoise(0.5), Dense(1)],
    "all of them": lambda: [
        Dense(6),
        BatchNormalization(),
        GaussianNoise(0.1),
        Dropout(0.4),
        Dense(1),
    ],
}


@pytest.mark.usefixtures("float64")
@pytest.mark.parametrize("training", [True, False])
@pytest.mark.parametrize("stack", STACKS)
def test_gradients(stack, training, rng):
    model = model_of(*STACKS[stack]())
    x, y = rng.normal(1, 2, size=(7, 4)), rng.normal(size=(7, *model.layers[-1].output_shape[1:]))
    errors = gradient_check(model, x, y, training=training)
    # Batch normalization takes out again what a bias adds: its slopes are 0, but for rounding.
    if training and stack in ("batch normalization", "all of them"):
        assert np.abs(model.layers[0].d_bias).max() < 1e-12
        errors.pop(f"{model.layers[0].name}.bias")
    assert len(errors) >= 2
    assert max(errors.values()) < 1e-6, errors


@pytest.mark.usefixtures("float64")
@pytest.mark.parametrize("training", [True, False])
@pytest.mark.parametrize(
    "make",
    [
        BatchNormalization,
        lambda: BatchNormalization(center=False),
        lambda: BatchNormalization(scale=False, epsilon=0.1),
        lambda: Dropout(0.4, seed=5),
        lambda: GaussianNoise(0.4, seed=5),
    ],
)
@pytest.mark.parametrize("shape", [(6, 3), (2, 2, 3, 3)])
def test_dx_is_the_measured_slope(make, shape, training, rng):
    x, da = rng.normal(1, 2, shape), rng.normal(size=shape)
    layer = make()
    layer(x)
    for weight in layer.weights:
        weight += rng.uniform(0.5, 1, weight.shape)
    own = getattr(layer, "own_generator", None)
    before = own and own.bit_generator.state

    def loss(x):
        if own:
            own.bit_generator.state = before
        return (da * layer.forward(x, training)).sum()

    loss(x)
    np.testing.assert_allclose(layer.backward(da), numerical_gradient(loss, x), atol=1e-7)


@pytest.mark.usefixtures("float64")
def test_a_check_changes_nothing(rng):
    model = model_of(Dense(3), BatchNormalization(), Dropout(0.5, seed=1), Dropout(0.5), Dense(1))
    before = model.params.copy(), model.state.copy()
    gradient_check(model, rng.normal(size=(5, 4)), rng.normal(size=5), training=True)
    np.testing.assert_array_equal(model.params, before[0])
    np.testing.assert_array_equal(model.state, before[1])


@pytest.mark.usefixtures("float64")
def test_the_check_finds_a_mask_that_is_forgotten_on_the_way_back(rng):
    class Forgetful(Dropout):
        def backward(self, da):
            return da

    model = model_of(Dense(5, name="below"), Forgetful(0.5), Dense(1, name="above"))
    errors = gradient_check(model, rng.normal(size=(6, 4)), rng.normal(size=6), training=True)
    assert {name for name, error in errors.items() if error > 1e-2} == {
        "below.kernel",
        "below.bias",
    }


@pytest.mark.usefixtures("float64")
def test_the_check_finds_a_mean_taken_for_a_constant(rng):
    class Careless(BatchNormalization):
        def backward(self, da):
            super().backward(da)
            return self.gamma * da / self.deviation

    model = model_of(Dense(5, name="below"), Careless(name="n"), Dense(1))
    errors = gradient_check(model, rng.normal(size=(6, 4)), rng.normal(size=6), training=True)
    assert errors["below.kernel"] > 1e-2
    assert errors["n.gamma"] < 1e-6


class TestDropout:
    def test_some_are_dropped_and_the_others_grow(self):
        layer = Dropout(0.2, seed=4)
        x = np.arange(1, 20_001, dtype=np.float32).reshape(100, 200)
        a = layer(x, training=True)
        dropped = a == 0
        assert 0.18 < dropped.mean() < 0.22
        np.testing.assert_allclose(a[~dropped], x[~dropped] / 0.8, rtol=1e-6)
        assert a.dtype == np.float32
        assert layer(x) is layer.a
        np.testing.assert_array_equal(layer.a, x)

    def test_other_ones_each_time(self):
        layer, ones = Dropout(0.5, seed=1), np.ones((1, 50))
        assert (layer(ones, training=True) != layer(ones, training=True)).any()

    def test_the_sum_keeps_its_size(self):
        a = Dropout(0.7, seed=1)(np.ones((400, 400)), training=True)
        assert a.mean() == pytest.approx(1, abs=0.02)

    def test_a_seed_repeats(self):
        ones = np.ones((3, 9))
        one, two = Dropout(0.5, seed=8), Dropout(0.5, seed=8)
        for _ in range(3):
            np.testing.assert_array_equal(one(ones, training=True), two(ones, training=True))
        layer = Dropout(0.5)
        set_random_seed(3)
        first = layer(ones, training=True)
        set_random_seed(3)
        np.testing.assert_array_equal(layer(ones, training=True), first)

    def test_x_is_left_alone(self):
        x = np.ones((3, 4), np.float32)
        Dropout(0.5)(x, training=True)
        assert (x == 1).all()


class TestBatchNormalization:
    def test_columns_of_a_batch_come_to_mean_0_and_variance_1(self, rng):
        x = rng.normal([5, -3], [0.5, 20], size=(200, 2))
        a = BatchNormalization(epsilon=1e-9)(x, training=True)
        np.testing.assert_allclose(a.mean(axis=0), 0, atol=1e-5)
        np.testing.assert_allclose(a.std(axis=0), 1, rtol=1e-4)

    def test_the_moving_averages_get_there(self, rng):
        layer = BatchNormalization(momentum=0.9)
        for _ in range(200):
            layer(rng.normal([5, -3], [0.5, 2], size=(500, 2)), training=True)
        np.testing.assert_allclose(layer.moving_mean, [5, -3], atol=0.1)
        np.testing.assert_allclose(layer.moving_variance, [0.25, 4], rtol=0.1)

    def test_one_row_is_enough_in_use(self, rng):
        model = model_of(Dense(3), BatchNormalization(), Dense(1))
        x = rng.normal(size=(5, 4))
        whole = model.predict(x, verbose=0)
        by_row = np.concatenate([model.predict(row[np.newaxis], verbose=0) for row in x])
        np.testing.assert_allclose(whole, by_row, rtol=1e-5, atol=1e-6)

    def test_only_training_moves_the_averages(self, rng):
        model = model_of(Dense(3), BatchNormalization(), Dense(1))
        x, y = rng.normal(size=(8, 4)), rng.normal(size=8)
        before = model.state.copy()
        model.predict(x, verbose=0)
        model.evaluate(x, y, verbose=0)
        model.test_on_batch(x, y)
        model(x)
        np.testing.assert_array_equal(model.state, before)
        model.train_on_batch(x, y)
        once = model.state.copy()
        assert (once != before).all()
        model(x, training=True)
        assert (model.state != once).all()

    def test_validation_is_in_use_and_training_is_not(self, rng):
        model = model_of(Dropout(0.5, seed=1), Dense(1))
        x, y = rng.normal(size=(50, 4)), rng.normal(size=50)
        model.compile(SGD(1e-30), "mse")
        history = model.fit(
            x, y, validation_data=(x, y), epochs=2, verbose=0, shuffle=False
        ).history
        assert history["val_loss"][0] == pytest.approx(model.evaluate(x, y, verbose=0))
        assert history["val_loss"][0] == history["val_loss"][1]
        assert history["loss"][0] != history["loss"][1]

    def test_a_model_that_needs_it_learns_faster_with_it(self):
        def loss(*between):
            set_random_seed(0)
            rng = np.random.default_rng(0)
            x = rng.normal(size=(64, 2)) * [1, 0.01]
            model = Sequential([Input((2,)), *between, Dense(1)])
            model.compile(SGD(0.1), "mse")
            y = x[:, 1] * 100
            return model.fit(x, y, epochs=20, batch_size=16, verbose=0).history["loss"][-1]

        assert loss(BatchNormalization()) < 0.2 * loss()


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda model: pickle.loads(pickle.dumps(model))])
def test_a_copy_takes_its_averages_and_its_generator_along(copied, rng):
    model = model_of(Dense(3), BatchNormalization(), Dropout(0.5, seed=1), Dense(1))
    x, y = rng.normal(size=(8, 4)), rng.normal(size=8)
    model.fit(x, y, verbose=0, shuffle=False)
    twin = copied(model)
    for one in (model, twin):
        one.fit(x, y, epochs=2, verbose=0, shuffle=False)
    np.testing.assert_array_equal(model.params, twin.params)
    np.testing.assert_array_equal(model.state, twin.state)
    assert not np.shares_memory(model.state, twin.state)
    assert len(pickle.dumps(model)) < 40_000


def test_a_pickle_leaves_the_last_pass_behind():
    model = model_of(Dropout(0.5), BatchNormalization(), GaussianNoise(0.1), Flatten(), Dense(1))
    model(np.ones((2, 4)), training=True)
    small = len(pickle.dumps(model))
    model(np.ones((1000, 4)), training=True)
    assert len(pickle.dumps(model)) < small + 100


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: Dropout(1), "rate is a number from 0, and below 1. Received: rate=1"),
        (lambda: Dropout(-0.1), "Received: rate=-0.1"),
        (lambda: Dropout(20), "Write a fifth as rate=0.2"),
        (lambda: Dropout("0.2"), "Received: rate='0.2'"),
        (lambda: Dropout(True), "Received: rate=True"),
        (lambda: Dropout(float("nan")), "Received: rate=nan"),
        (lambda: GaussianNoise(-1), "stddev is a number from 0 to 1. Received: stddev=-1"),
        (lambda: GaussianNoise(1.01), "Received: stddev=1.01. Write a fifth as stddev=0.2"),
        (lambda: BatchNormalization(momentum=1), "momentum is a number from 0, and below 1"),
        (lambda: BatchNormalization(epsilon=0), "epsilon is a number above 0"),
        (lambda: BatchNormalization(gamma_initializer="onse"), "Did you mean 'ones'"),
    ],
)
def test_what_they_refuse(call, said):
    with pytest.raises(ValueError, match=said):
        call()
