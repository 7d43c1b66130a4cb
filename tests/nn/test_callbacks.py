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
    with pytest.warns(UserWarning, match=r"which this epoch does not .* after every epoch\."):
        _, history = train(EarlyStopping(), epochs=3, validation_split=0.25, validation_freq=2)
    assert len(history["val_loss"]) == 1
    with pytest.warns(UserWarning, match=r"Pass it to compile\(metrics=\[...\]\)"):
        train(ReduceLROnPlateau("accuracy", mode="max"), epochs=1)
    said = (
        r"Received: loss, val_loss\. Pass it to compile\(metrics=\[...\]\), or watch one of these"
    )
    with pytest.warns(UserWarning, match=said):  # it is validated, and has another name
        train(EarlyStopping("val_acc", mode="max"), epochs=1, validation_split=0.25)


def test_a_rate_that_waits_cools_and_ends():
    numbers = Numbers(*[1.0] * 9)
    callback = ReduceLROnPlateau(factor=0.5, patience=2, cooldown=2, min_lr=0.03)
    _, history = train(numbers, callback, epochs=9)
    rates = history["learning_rate"]
    assert rates == pytest.approx([0.1] * 3 + [0.05] * 3 + [0.03] * 3)


def test_a_schedule_that_forgets_to_return():
    with pytest.raises(ValueError, match=r"Received: None\. Write return in front of it"):
        train(LearningRateScheduler(lambda epoch, rate: None))


def test_a_schedule_of_the_epoch_alone():
    _, history = train(LearningRateScheduler(lambda epoch: 0.1 / (1 + epoch)), epochs=3)
    assert history["learning_rate"] == pytest.approx([0.1, 0.05, 0.1 / 3])


def test_a_schedule_with_a_mistake_inside_shows_it():
    """Keras calls it again with one argument, and tells of that."""
    with pytest.raises(TypeError, match="multiply sequence"):
        train(LearningRateScheduler(lambda epoch, rate: rate * "half"))


class Rateless:
    def step(self, params, grads):
        pass


@pytest.mark.parametrize(
    "make", [lambda: LearningRateScheduler(lambda epoch: 0.1), lambda: ReduceLROnPlateau("loss")]
)
@pytest.mark.parametrize("compiled", [True, False])
def test_no_rate_to_set(make, compiled):
    """In a loop of your own, the model may not be compiled."""
    model, callback = Sequential([Input((2,)), Dense(1)]), make()
    if compiled:
        model.compile(Rateless(), "mse")
    callback.set_model(model)
    called = getattr(callback, "on_epoch_begin" if "Scheduler" in str(callback) else "on_epoch_end")
    with pytest.raises(ValueError, match=r"sets the learning_rate .* Received .*Compile the model"):
        called(0, {"loss": 1.0})


def test_early_stopping_in_a_loop_of_your_own():
    model, stop = Sequential([Input((2,)), Dense(1)]), EarlyStopping("loss")
    stop.set_model(model)
    stop.on_train_begin()
    for epoch, loss in enumerate([2.0, 1.0, 1.5]):
        stop.on_epoch_end(epoch, {"loss": loss})
    assert model.stop_training
    assert stop.stopped_epoch == 2
    other = EarlyStopping("accuracy")
    other.set_model(model)
    other.on_epoch_end(0, {"accuracy": 1.0})  # better than nothing
    with pytest.raises(ValueError, match=r"'loss' should grow or fall.*Pass mode"):
        other.on_epoch_end(1, {"accuracy": 1.0})


def test_older_names_of_a_step(capsys):
    heard = []

    class Old(Callback):
        def on_batch_begin(self, batch, logs=None):
            heard.append(("begin", batch, logs))

        def on_batch_end(self, batch, logs=None):
            heard.append(("end", batch, list(logs)))

    class Both(Old):
        def on_train_batch_end(self, batch, logs=None):
            super().on_train_batch_end(batch, logs)
            heard.append("newer")

    train(Old(), epochs=1, batch_size=6)
    assert heard == [
        ("begin", i, {}) if k == 0 else ("end", i, ["loss"]) for i in (0, 1) for k in (0, 1)
    ]
    heard.clear()
    train(Both(), epochs=1)
    assert heard == [("begin", 0, {}), ("end", 0, ["loss"]), "newer"]


def test_logs_of_every_moment():
    heard = {}

    class Ear(Callback):
        def on_train_begin(self, logs):
            heard["train begin"] = logs

        def on_epoch_begin(self, epoch, logs):
            heard["epoch begin"] = logs

        def on_train_batch_begin(self, batch, logs):
            heard["batch begin"] = logs

        def on_epoch_end(self, epoch, logs):
            heard["epoch end"] = dict(logs)
            logs["more"] = 1

        def on_test_end(self, logs):
            heard["test end"] = list(logs)

        def on_train_end(self, logs):
            heard["train end"] = logs

    _, history = train(Ear(), epochs=1, validation_split=0.25)
    assert heard["train begin"] == heard["epoch begin"] == heard["batch begin"] == {}
    assert heard["test end"] == ["loss"]
    assert list(heard["epoch end"]) == ["loss", "val_loss"]
    assert heard["train end"] == heard["epoch end"]
    assert list(history) == ["loss", "val_loss", "more"]


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: LambdaCallback(on_epoch_stop=print), "Received: on_epoch_stop=<built-in"),
        (lambda: LambdaCallback(on_epoch_end="print"), "Received: on_epoch_end='print'"),
        (lambda: LearningRateScheduler(0.1), "A schedule is a function .* Received: 0.1"),
        (lambda: LearningRateScheduler(lambda a, b, c: a), "of the epoch, or of the epoch and"),
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
