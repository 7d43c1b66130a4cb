"""The numbers that lesson 12 states, computed here once more and found in what it stores."""

import numpy as np
import pytest

from course_lib import (
    BatchNormalization,
    Dense,
    Dropout,
    GaussianNoise,
    Input,
    Sequential,
    callbacks,
    data,
    optimizers,
    regularizers,
    set_floatx,
    set_random_seed,
)
from course_lib.data.tide import WAVES
from course_lib.exercises.lesson_12 import best_possible
from tests.lessons.stored import printed

pytestmark = pytest.mark.usefixtures("exact")


@pytest.fixture(scope="module")
def tide():
    """The lesson's three parts, scaled by the first, with mean and deviation."""
    hours, metres = data.tide()
    parts = np.split(np.random.default_rng(0).permutation(60), 3)
    mean, std = hours[parts[0]].mean(), hours[parts[0]].std()
    return [((hours[rows] - mean) / std, metres[rows]) for rows in parts], mean, std


def trained(tide, *layers, seed=1, **more):
    (x, y), validation, _ = tide[0]
    set_random_seed(seed)
    model = Sequential([Input((1,)), *(layer() for layer in layers), Dense(1)])
    model.compile(optimizers.Adam(0.005), "mse")
    settings = {"epochs": 1000, "shuffle": False, "verbose": 0, "validation_data": validation}
    model.fit(x, y, batch_size=20, **settings | more)
    return model


def hidden(neurons, **more):
    return lambda: Dense(neurons, "tanh", **more)


def errors(tide, model):
    return [f"{np.mean((model.predict(x) - y) ** 2):.2f}" for x, y in tide[0]]


def test_the_valley_of_capacity(lesson, prose, tide):
    said = printed(lesson, "for neurons in (1, 2, 8, 64):").splitlines()
    for line, neurons in zip(said, (1, 2, 8, 64), strict=True):
        one, other, _ = errors(tide, trained(tide, hidden(neurons), hidden(neurons)))
        assert line == f"{neurons:2} neurons: training {one}   validation {other}"
    assert "With 1 neuron a layer both losses stay high, 0.55 and 0.79." in prose
    assert "they are 0.06 and 0.21; with 64, 0.02 and 0.50." in prose


def test_the_worst_small_network_beats_the_best_large_one(lesson, tide):
    small, large = printed(lesson, "ends = []").splitlines()
    assert float(small.split()[-1]) < float(large.split()[-3])
    ends = [errors(tide, trained(tide, hidden(2), hidden(2), seed=seed))[1] for seed in range(10)]
    assert small == f" 2 neurons: validation {min(ends)} to {max(ends)}"


def test_the_figure_and_the_cells_train_the_same(lesson):
    readout = printed(lesson, "widgets.fitting(network, **known, truth=")
    assert "the training loss is 0.02 and the validation loss 0.50" in readout
    assert "lowest after epoch 45: 0.17" in readout
    assert "64 neurons: training 0.02   validation 0.50" in printed(lesson, "in (1, 2, 8, 64)")
    assert "training loss is 0.06 and the validation loss 0.21" in printed(lesson, "neurons=2)")


def test_early_stopping(lesson, prose, tide):
    stop = callbacks.EarlyStopping(patience=50, restore_best_weights=True)
    model = trained(tide, hidden(64), hidden(64), callbacks=[stop])
    said = printed(lesson, "epochs instead of 1,000")
    assert said.splitlines() == [
        f"{len(model.history.epoch)} epochs instead of 1,000",
        "training {}   validation {}".format(*errors(tide, model)[:2]),
    ]
    assert "95 epochs, and a validation loss of 0.17" in prose
    assert stop.best_epoch + 1 == 45
    assert "After some 45 epochs" in prose


def test_the_step_of_a_lone_weight(lesson, prose):
    assert printed(lesson, "w - 0.5 * (d_w") == "2.7"
    shown = printed(lesson, "optimizers.Adam(0.005).step(array").splitlines()
    assert shown == ["3.0 loses 0.0050", "0.03 loses 0.0050"]
    assert "0.1 · 3² = 0.9, its slope is 0.1 · 2 · 3 = 0.6, and a step at a rate of 0.5" in prose


def test_what_penalties_do(lesson, prose, tide):
    none, losses = {}, {}
    for price in (regularizers.L2(0.01), regularizers.L1(0.003)):
        model = trained(tide, *2 * [hidden(64, kernel_regularizer=price)])
        none[type(price)] = np.mean(np.abs(model.layers[1].kernel) < 0.001)
        losses[type(price)] = float(errors(tide, model)[1])
    assert none[regularizers.L1] > 0.9 > 0.5 > none[regularizers.L2]
    assert "Then most weights go to 0" in prose
    assert max(losses.values()) < 0.25  # 0.50 without
    # A price of 0.1: nothing but the last bias is left.
    level = trained(tide, *2 * [hidden(64, kernel_regularizer=regularizers.L2(0.1))])
    assert np.ptp(level.predict(np.array([[-1.5], [0.0], [1.5]]))) < 0.01
    assert "At 0.1 not even the tide is worth its price, and what is left is a level line" in prose


def test_what_dropout_does(lesson, prose, tide):
    def with_dropout(p):
        return trained(tide, *2 * [hidden(64), lambda: Dropout(p)])

    plain, some = (errors(tide, with_dropout(p)) for p in (0.0, 0.1))
    assert float(some[1]) < 0.5 * float(plain[1])
    assert float(some[0]) > float(plain[0])
    much = with_dropout(0.8).predict(np.array([[-1.5], [0.0], [1.5]]))
    assert np.ptp(much) < 0.15  # of the tide's two metres
    assert "At 0.8 the line is all but level" in prose
    used, training = printed(lesson, "for training_mode in").splitlines()
    assert len(set(used.split()[1:])) == 1
    assert len(set(training.split()[1:])) == 4
    assert printed(lesson, "(1 - 0.4)).round(2)") == "array([1.67, 0.  , 1.67, 1.67, 0.  ])"


def test_batch_norm_alone_with_a_row(lesson, prose, tide):
    assert printed(lesson, "norm = BatchNormalization()") == "[0.0, 0.0, 0.0]"
    norm = BatchNormalization()
    for _ in range(100):
        norm(tide[0][0][0] + 5, training=True)
    assert 0.6 < norm.moving_mean.item() / 5 < 0.7
    assert "after 100 steps they are two thirds of the way" in prose


def test_what_the_figure_of_batch_norm_says(lesson):
    said = printed(lesson, "widgets.batch_norm(*training)")
    assert said.startswith("First weights times 1, epoch 400. Without batch norm the training loss")
    # What it says at both ends: tests/widgets/test_batch_norm.py.


def test_noise_on_the_hours_helps(tide):
    plain, noisy = (
        errors(tide, trained(tide, *first, hidden(64), hidden(64)))
        for first in ([], [lambda: GaussianNoise(0.2)])
    )
    assert float(noisy[1]) < 0.5 * float(plain[1])
    assert float(noisy[0]) > float(plain[0])


def test_more_readings_bring_both_losses_to_the_waves(lesson, prose):
    lines = printed(lesson, "for readings in (20").splitlines()
    pairs = np.array([[float(line.split()[i]) for i in (3, 5)] for line in lines])
    assert (np.diff(pairs[:, 0]) > 0).all()
    assert pairs[0, 1] > 2 * pairs[-1, 1]
    np.testing.assert_allclose(pairs[-1], WAVES**2, atol=0.03)
    assert "a little above 0.12: next to nothing but the waves" in prose
    assert f"{WAVES:.2f}², which is {WAVES**2:.2f}" in best_possible.options[best_possible.answer]


def test_the_best_of_many_is_too_good(tide):
    """By validation the best of six seeds; on rows that nothing was chosen by it is no luckier."""
    hours, metres = data.tide(500, seed=8)
    (_, mean, std) = tide
    new, seen = [], []
    for seed in range(6):
        model = trained(tide, hidden(64), hidden(64), seed=seed, epochs=100)
        seen.append(float(errors(tide, model)[1]))
        new.append(float(np.mean((model.predict((hours - mean) / std) - metres) ** 2)))
    assert min(seen) < np.mean(seen)
    gain_seen, gain_new = np.mean(seen) - min(seen), np.mean(new) - new[int(np.argmin(seen))]
    assert gain_new < gain_seen


def test_how_far_chance_can_shift_a_loss_of_20_rows(prose):
    """The mean square of 20 waves: its own deviation, by drawing many such days."""
    rng = np.random.default_rng(0)
    losses = (rng.normal(scale=WAVES, size=(2000, 20)) ** 2).mean(axis=1)
    assert 0.02 < losses.std() < 0.06
    assert "with 20 rows it can be off by some hundredths either way" in prose


def test_the_worked_example_of_patience(prose):
    from course_lib.exercises.lesson_12 import stop_early

    losses = [0.9, 0.5, 0.48, 0.44, 0.43, 0.42]
    assert f"the losses are {', '.join(map(str, losses))}." in prose
    assert "Say it is 0.05, the patience is 2" in prose
    assert stop_early.reference(losses, 2, 0.05) == (6, 3)
    assert "so it stops with 6 epochs trained, and goes back to epoch 3" in prose


def test_the_rule_that_is_given_is_lesson_10s(lesson):
    from course_lib.exercises.lesson_10 import stops
    from course_lib.exercises.lesson_12 import stop_early

    (cell,) = [c.source for c in lesson.cells if "def stop_early(" in c.source]
    given = {}
    exec(cell.partition("\n\n\ncheck.")[0], given)
    losses = [0.9, 0.5, 0.6, 0.4, 0.6, 0.5, 0.3]
    expected = stops.reference({"loss": losses, "val_loss": losses}, 2)
    assert given["stop_early"](losses, 2, 0.3) == expected == stop_early.reference(losses, 2, 0.0)


def test_the_exercise_stops_where_the_callback_does(tide):
    from course_lib.exercises.lesson_12 import stop_early

    stop = callbacks.EarlyStopping(patience=10, min_delta=0.02, restore_best_weights=True)
    model = trained(tide, hidden(64), hidden(64), epochs=200, callbacks=[stop])
    free = trained(tide, hidden(64), hidden(64), epochs=200)
    seen = free.history.history["val_loss"]
    expected = (len(model.history.epoch), stop.best_epoch)
    assert stop_early.reference(seen, 10, 0.02) == expected
    assert stop_early.reference(seen, 10, 0.0) != expected


def test_the_exercises_are_the_layers():
    from course_lib.exercises.lesson_12 import add_penalty, batch_norm, dropout

    rng = np.random.default_rng(3)
    x = rng.normal(2, 3, size=(6, 4))
    layer = BatchNormalization()
    y = layer(x, training=True)
    ours = batch_norm.reference(x, np.ones(4), np.zeros(4), np.zeros(4), np.ones(4), True)
    for got, expected in zip((y, layer.moving_mean, layer.moving_variance), ours, strict=True):
        np.testing.assert_allclose(got, expected, rtol=1e-6, atol=1e-6)
    in_use = batch_norm.reference(x, np.ones(4), np.zeros(4), *ours[1:], False)[0]
    np.testing.assert_allclose(layer(x), in_use, rtol=1e-6, atol=1e-6)
    kept = dropout.reference(x, 0.4, True, 0)
    np.testing.assert_allclose(kept[kept != 0], (x / 0.6)[kept != 0])
    np.testing.assert_allclose(
        add_penalty.reference(x, x[0], 0 * x, x[0], 0.1)[0], regularizers.L2(0.1).backward(x)
    )


def test_the_lessons_network_is_keras_s_too():
    """The same source, the library swapped: penalty, batch norm, early stopping, in float32."""
    keras = pytest.importorskip("keras", reason="there is no TensorFlow for this machine")
    import course_lib

    set_floatx("float32")
    set_random_seed(1)
    rng = np.random.default_rng(5)
    x = rng.normal(size=(20, 1))
    y = x + 1  # the validation rows ask for less: what is learned is soon too much

    def lesson_model(keras):
        price = {"activation": "tanh", "kernel_regularizer": keras.regularizers.L2(0.01)}
        layers = [keras.layers.Dense(8, **price), keras.layers.Dropout(0.0)]
        norm, last = keras.layers.BatchNormalization(), keras.layers.Dense(1)
        model = keras.Sequential([keras.layers.Input((1,)), norm, *layers, last])
        model.compile(optimizer=keras.optimizers.Adam(learning_rate=0.005), loss="mse")
        return model

    def end(keras, model):
        stop = keras.callbacks.EarlyStopping(patience=3, restore_best_weights=True)
        settings = {"batch_size": 20, "epochs": 60, "shuffle": False, "verbose": 0}
        history = model.fit(x, y, validation_data=(x, 0.3 * y), callbacks=[stop], **settings)
        return history.history, np.asarray(model.predict(x, verbose=0))

    ours, theirs = lesson_model(course_lib), lesson_model(keras)
    theirs.set_weights(ours.get_weights())
    (history, says), (expected, said) = end(course_lib, ours), end(keras, theirs)
    assert history.keys() == expected.keys()
    assert 10 < len(history["loss"]) < 60  # it did stop early
    for name, values in history.items():
        np.testing.assert_allclose(values, expected[name], rtol=1e-4)
    np.testing.assert_allclose(says, said, atol=1e-4)
