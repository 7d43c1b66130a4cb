"""Callbacks on their own; what fit does with them is in test_training."""

import numpy as np
import pytest

from course_lib import SGD, Callback, Dense, History, Input, Sequential, set_random_seed
from course_lib.nn.callbacks import (
    CSVLogger,
    EarlyStopping,
    LambdaCallback,
    LearningRateScheduler,
    ModelCheckpoint,
    ReduceLROnPlateau,
    checked,
    in_words,
)
from course_lib.nn.models import load_model


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.25, "loss: 0.2500"),
        (0, "loss: 0.0000"),
        (0.00012345, "loss: 1.2345e-04"),
        (123.456, "loss: 123.4560"),
    ],
)
def test_numbers_as_keras_prints_them(value, words):
    assert in_words({"loss": value}) == words


def test_history_of_epochs_that_report_different_things():
    history = History()
    history.on_epoch_end(0, {"loss": 1.0})
    history.on_epoch_end(1, {"loss": 0.5, "val_loss": 2.0})
    assert history.history == {"loss": [1.0, 0.5], "val_loss": [2.0]}
    assert history.epoch == [0, 1]


def test_one_callback_need_not_be_in_a_list():
    one = Callback()
    assert checked(one) == checked([one]) == [one]
    assert checked(None) == []


# The ready-made ones: what they do stands in tests/against_keras/test_models.py, beside Keras's


def network(metrics=None):
    set_random_seed(0)
    model = Sequential([Input((2,)), Dense(3, activation="tanh"), Dense(1)])
    model.compile(SGD(0.1), "mse", metrics=metrics)
    return model


def train(*chosen, epochs=6, **options):
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(12, 2)), rng.normal(size=12)
    model = network(options.pop("metrics", None))
    history = model.fit(x, y, epochs=epochs, verbose=0, callbacks=list(chosen), **options)
    return model, history.history


class Numbers(Callback):
    """A training whose val_loss is written beforehand."""

    def __init__(self, *values):
        self.values = values

    def on_epoch_end(self, epoch, logs=None):
        logs["val_loss"] = self.values[epoch]


@pytest.mark.parametrize(
    ("options", "stops_after"),
    [
        ({}, 3),  # the first epoch that is no better
        ({"patience": 1}, 3),
        ({"patience": 2}, 6),
        ({"patience": 2, "min_delta": 0.5}, 4),
        ({"mode": "max"}, 2),
        ({"baseline": 1.0, "patience": 4}, 5),
        ({"start_from_epoch": 3}, 5),
    ],
)
def test_early_stopping_by_hand(options, stops_after):
    numbers = Numbers(3.0, 2.0, 2.1, 1.9, 2.0, 2.2, 1.95, 1.0)
    _, history = train(numbers, EarlyStopping(**options), epochs=8)
    assert len(history["loss"]) == stops_after


def test_the_weights_of_the_best_epoch_come_back():
    kept = []
    keep = LambdaCallback(on_epoch_end=lambda epoch, logs: kept.append(model_of(keep)))
    stop = EarlyStopping(patience=2, restore_best_weights=True)
    model, history = train(Numbers(3, 2, 1, 2, 2, 2), keep, stop)
    assert len(history["loss"]) == 5
    assert stop.best_epoch == 2
    np.testing.assert_array_equal(model.params, kept[2])
    assert not np.array_equal(model.params, kept[4])


def model_of(callback):
    return callback.model.params.copy()


def test_one_early_stopping_serves_twice():
    stop = EarlyStopping(patience=1)
    lengths = [len(train(Numbers(2, 1, 2, 2, 2, 2), stop)[1]["loss"]) for _ in range(2)]
    assert lengths == [3, 3]


def test_what_is_watched_and_not_there_is_said():
    said = r"EarlyStopping watches 'val_loss'.*Received: loss\. Pass validation_data or validation"
    with pytest.warns(UserWarning, match=said):
        _, history = train(EarlyStopping(), epochs=2)
    assert len(history["loss"]) == 2
    with pytest.warns(UserWarning, match=r"Pass it to compile\(metrics=\[...\]\)"):
        train(ReduceLROnPlateau("accuracy", mode="max"), epochs=1)


def test_a_rate_that_waits_cools_and_ends():
    numbers = Numbers(*[1.0] * 9)
    callback = ReduceLROnPlateau(factor=0.5, patience=2, cooldown=2, min_lr=0.03)
    _, history = train(numbers, callback, epochs=9)
    rates = history["learning_rate"]
    assert rates == pytest.approx([0.1] * 3 + [0.05] * 3 + [0.03] * 3)


def test_a_schedule_that_forgets_to_return():
    with pytest.raises(ValueError, match=r"Received: None\. Write return in front of it"):
        train(LearningRateScheduler(lambda epoch, rate: None))


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: EarlyStopping(mode="lowest"), "Received: mode='lowest'"),
        (
            lambda: EarlyStopping(patience=-1),
            "counted in epochs: patience is a whole number from 0",
        ),
        (lambda: EarlyStopping(patience=0.5), r"Received: patience=0\.5"),
        (lambda: EarlyStopping(patience=True), "Received: patience=True"),
        (lambda: ReduceLROnPlateau(cooldown="2"), "Received: cooldown='2'"),
        (lambda: ReduceLROnPlateau(factor=1.0), r"between 0 and 1. Received: factor=1\.0"),
        (lambda: ModelCheckpoint("best.h5"), r"the file's name ends in \.keras"),
        (lambda: ModelCheckpoint("best.keras", save_weights_only=True), r"ends in \.weights\.h5"),
        (lambda: ModelCheckpoint("best.keras", save_freq=10), "Received: save_freq=10"),
    ],
)
def test_refused_with_a_sentence(make, said):
    with pytest.raises(ValueError, match=said):
        make()


def test_whole_numbers_of_numpy_are_whole_numbers():
    stop = EarlyStopping(patience=np.int64(3), start_from_epoch=np.int32(2))
    assert (stop.patience, stop.start_from_epoch) == (3, 2)
    assert ReduceLROnPlateau(cooldown=np.int64(1)).cooldown == 1


class Mine(Callback):
    """Reports a number of the learner's own."""

    def on_epoch_end(self, epoch, logs=None):
        logs["val_trees"] = 3.0


def test_auto_knows_what_the_model_reports_and_asks_otherwise():
    with pytest.raises(ValueError, match=r"'loss', 'mse' should grow or fall.*Pass mode"):
        train(Mine(), EarlyStopping("val_trees", patience=1), metrics=["mse"])
    train(Mine(), EarlyStopping("val_trees", patience=1, mode="max"), metrics=["mse"])


def test_a_checkpoint_named_after_what_is_not_reported(tmp_path):
    with pytest.raises(KeyError, match=r"filepath names 'val_loss'.*Received: epoch, loss"):
        train(ModelCheckpoint(tmp_path / "{val_loss:.2f}.keras"), epochs=1)


def test_the_best_on_disk_is_the_best_there_was(tmp_path):
    path = tmp_path / "best.keras"
    kept = []
    keep = LambdaCallback(on_epoch_end=lambda epoch, logs: kept.append(model_of(keep)))
    numbers = Numbers(3, 1, 2, 2, 2, 2)
    train(numbers, keep, ModelCheckpoint(path, save_best_only=True))
    np.testing.assert_array_equal(load_model(path).params, kept[1])


def test_every_epoch_is_on_disk_when_it_is_over(tmp_path):
    path = tmp_path / "log.csv"
    seen = []
    look = LambdaCallback(on_epoch_end=lambda epoch, logs: seen.append(path.read_text()))
    train(CSVLogger(path), look, epochs=2)
    assert [len(text.splitlines()) for text in seen] == [2, 3]
    train(CSVLogger(path, append=True), epochs=2)
    lines = path.read_text().splitlines()
    assert [line.split(",")[0] for line in lines] == ["epoch", "0", "1", "0", "1"]
    assert lines[0] == "epoch,loss,val_loss"
    assert lines[1].endswith(",NA")
    train(CSVLogger(path, separator=";"), epochs=1)
    assert path.read_text().splitlines()[0] == "epoch;loss;val_loss"
