"""Training: the loop, what it reports, what it calls, and how it ends when something goes wrong."""

import copy
import signal

import numpy as np
import pytest

from course_lib import SGD, Adam, Callback, Dense, History, Input, Sequential, set_random_seed
from course_lib.nn import losses
from course_lib.nn.callbacks import LambdaCallback
from course_lib.nn.means import Means
from course_lib.nn.regularizers import L2


def network(last="sigmoid", loss="mse", rate=0.5, **compiled):
    model = Sequential([Input((2,)), Dense(3, activation="tanh"), Dense(1, activation=last)])
    model.compile(SGD(rate), loss, **compiled)
    return model


@pytest.fixture
def x(rng):
    return rng.normal(size=(10, 2)).astype(np.float32)


@pytest.fixture
def y(x):
    return (x[:, 0] * x[:, 1] > 0).astype(np.float32)


def test_it_learns(x, y):
    set_random_seed(1)
    model = network(rate=1.0, metrics=["accuracy"])
    losses = model.fit(x, y, batch_size=2, epochs=500, verbose=0).history
    assert losses["loss"][-1] < 0.1 * losses["loss"][0]
    assert losses["accuracy"][-1] == 1


def test_an_epoch_is_the_steps_one_after_the_other(x, y):
    """fit with a last batch of 2 rows, against train_on_batch by hand."""
    one, two = network(), network()
    two.set_weights(one.get_weights())
    history = one.fit(x, y, batch_size=4, epochs=2, shuffle=False, verbose=0).history["loss"]
    for loss in history:
        by_hand = [two.train_on_batch(x[i : i + 4], y[i : i + 4]) for i in (0, 4, 8)]
        assert loss == pytest.approx(np.average(by_hand, weights=[4, 4, 2]))
    np.testing.assert_array_equal(one.params, two.params)


def test_a_step_is_forward_loss_backward_update(x, y):
    model = network()
    before = model.params.copy()
    loss = model.train_on_batch(x, y)
    np.testing.assert_allclose(
        model.params, before - np.float32(0.5) * model.grads, rtol=1e-6, atol=1e-6
    )
    assert model.test_on_batch(x, y) < loss
    model.params = before
    assert model.test_on_batch(x, y) == pytest.approx(loss)


def test_shuffling_keeps_rows_and_answers_together(x):
    seen = []

    class Watch(Callback):
        def on_train_batch_end(self, batch, logs=None):
            seen.extend(zip(self.model.layers[0].x[:, 0], self.model.loss.error[:, 0], strict=True))

    model = Sequential([Input((2,)), Dense(1, kernel_initializer="zeros")])
    model.compile(SGD(1e-30), "mse")  # predicts 0, so that the error is -y
    model.fit(x, 2 * x[:, 0], epochs=2, batch_size=3, verbose=0, callbacks=Watch())
    rows, errors = np.array(seen).T
    np.testing.assert_allclose(errors, -2 * rows, rtol=1e-5, atol=1e-6)
    assert sorted(rows[:10]) == sorted(x[:, 0])
    assert rows[:10].tolist() != rows[10:].tolist()


def test_a_seed_repeats_the_training(x, y):
    def trained():
        set_random_seed(3)
        model = network()
        model.fit(x, y, batch_size=3, epochs=3, verbose=0)
        return model.params

    np.testing.assert_array_equal(trained(), trained())


def test_history():
    model = network()
    x, y = np.eye(2), [0, 1]
    history = model.fit(x, y, epochs=3, verbose=0)
    assert isinstance(history, History)
    assert history is model.history
    assert history.epoch == [0, 1, 2]
    assert history.params == {"verbose": 0, "epochs": 3, "steps": 1}
    assert history.model is model
    assert all(type(loss) is float for loss in history.history["loss"])
    assert model.fit(x, y, verbose=0).epoch == [0]


def test_the_history_is_in_the_order_of_the_alphabet(x, y):
    model = network(metrics=[losses.MeanSquaredError(name="zeta")])
    history = model.fit(x, y, validation_split=0.2, verbose=0).history
    assert list(history) == ["loss", "val_loss", "val_zeta", "zeta"]


def test_validation_is_watched_and_not_learned(x, y):
    one, two = network(metrics=["mae"]), network(metrics=["mae"])
    two.set_weights(one.get_weights())
    split = one.fit(x, y, validation_split=0.3, epochs=2, shuffle=False, verbose=0).history
    pair = two.fit(
        x[:7], y[:7], validation_data=(x[7:], y[7:]), epochs=2, shuffle=False, verbose=0
    ).history
    assert split == pair
    assert set(split) == {"loss", "mae", "val_loss", "val_mae"}
    np.testing.assert_array_equal(one.params, two.params)
    assert split["val_loss"][-1] == pytest.approx(one.evaluate(x[7:], y[7:], verbose=0)[0])


def test_callbacks_hear_of_every_moment_in_turn(x, y):
    heard = []

    class Ear(Callback):
        def on_train_begin(self, logs=None):
            heard.append("train")

        def on_epoch_begin(self, epoch, logs=None):
            heard.append(f"epoch {epoch}")

        def on_train_batch_begin(self, batch, logs=None):
            heard.append(f"batch {batch}")

        def on_train_batch_end(self, batch, logs=None):
            heard.append(sorted(logs))

        def on_epoch_end(self, epoch, logs=None):
            heard.append(sorted(logs))

        def on_train_end(self, logs=None):
            heard.append("end")

    network().fit(x, y, batch_size=5, epochs=2, callbacks=[Ear()], validation_split=0.4, verbose=0)
    steps = ["batch 0", ["loss"], "batch 1", ["loss"], ["loss", "val_loss"]]
    assert heard == ["train", "epoch 0", *steps, "epoch 1", *steps, "end"]


class TestFitInsideACallback:
    """Each training has its own history, its own epochs and its own end."""

    def test_each_returns_its_own_history(self, x, y):
        inner = []

        class Again(Callback):
            def on_epoch_end(self, epoch, logs=None):
                inner.append(self.model.fit(x, y, epochs=3, verbose=0))

        model = network()
        outer = model.fit(x, y, epochs=2, verbose=0, callbacks=[Again()])
        assert model.history is outer
        assert [len(history.history["loss"]) for history in (outer, *inner)] == [2, 3, 3]
        assert inner[0].history["loss"][-1] > outer.history["loss"][1] > inner[1].history["loss"][0]

    @pytest.mark.parametrize("stopping", ["inner", "outer"])
    def test_stopping_one_does_not_stop_the_other(self, x, y, stopping):
        lengths = []

        class Stop(Callback):
            def on_epoch_end(self, epoch, logs=None):
                self.model.stop_training = True

        class Again(Callback):
            def on_epoch_end(self, epoch, logs=None):
                self.model.stop_training = stopping == "outer"
                stop = [Stop()] if stopping == "inner" else []
                again = self.model.fit(x, y, epochs=3, verbose=0, callbacks=stop)
                lengths.append(len(again.epoch))

        model = network()
        outer = model.fit(x, y, epochs=2, verbose=0, callbacks=[Again()])
        assert (lengths, len(outer.epoch)) == {"inner": ([1, 1], 2), "outer": ([3], 1)}[stopping]
        assert model.stop_training is (stopping == "outer")

    def test_the_epoch_of_the_sentence_is_the_one_that_runs(self, x, y):
        class Spoil(Callback):
            def on_epoch_end(self, epoch, logs=None):
                if epoch == 1:
                    self.model.fit(x, y, epochs=5, verbose=0)
                    self.model.optimizer.learning_rate = 30.0

        model = Sequential([Input((2,)), Dense(1)])
        model.compile(SGD(0.1), "mse")
        own = History()
        with pytest.raises(FloatingPointError) as said:
            model.fit(x, x[:, 0], epochs=500, verbose=0, callbacks=[Spoil(), own])
        assert f"stopped in epoch {len(own.epoch) + 1}:" in str(said.value)
        assert model.history is own
        model.compile(SGD(0.1), "mse")  # nothing runs any more

    def test_another_model_may_train_too(self, x, y):
        alone, other = network(), network()
        model = network()
        for one in (alone, other):
            one.set_weights(model.get_weights())
        train_other = LambdaCallback(
            on_epoch_end=lambda epoch, logs: other.fit(x, y, epochs=1, shuffle=False, verbose=0)
        )
        model.fit(x, y, epochs=3, shuffle=False, verbose=0, callbacks=[train_other])
        alone.fit(x, y, epochs=3, shuffle=False, verbose=0)
        np.testing.assert_array_equal(model.params, alone.params)
        np.testing.assert_array_equal(other.params, alone.params)

    def test_compiling_has_to_wait(self, x, y):
        class Compile(Callback):
            def on_epoch_end(self, epoch, logs=None):
                self.model.compile("adam", "mse")

        model = network()
        with pytest.raises(ValueError, match=r"Received compile\(\) from a callback, while fit"):
            model.fit(x, y, verbose=0, callbacks=[Compile()])
        model.compile("adam", "mse")

    def test_a_copy_is_no_model_that_trains(self, x, y):
        copies = []
        keep = LambdaCallback(on_epoch_end=lambda epoch, logs: copies.append(copy.deepcopy(model)))
        model = network()
        model.fit(x, y, epochs=2, verbose=0, callbacks=[keep])
        for one in copies:
            one.compile(SGD(0.1), "mse")
            assert len(one.fit(x, y, epochs=2, verbose=0).epoch) == 2
        assert not np.array_equal(copies[0].params, copies[1].params)


def test_only_moments_that_somebody_overrides_are_told(x, y, monkeypatch):
    """Logs are made for those who read them: otherwise they are a part of every step's time."""
    made = []
    logs = Means.logs
    monkeypatch.setattr(Means, "logs", lambda self: made.append(1) or logs(self))
    network().fit(x, y, batch_size=2, epochs=3, verbose=0, callbacks=[Callback()])
    assert len(made) == 3
    made.clear()
    listen = LambdaCallback(on_train_batch_end=lambda batch, logs: None)
    network().fit(x, y, batch_size=2, epochs=3, verbose=0, callbacks=[listen])
    assert len(made) == 3 + 3 * 5


def test_a_prediction_can_be_ended_early(x):
    class Enough(Callback):
        def on_predict_batch_end(self, batch, logs=None):
            self.model.stop_predicting = len(logs["outputs"]) < 4

        def on_test_batch_end(self, batch, logs=None):
            self.model.stop_evaluating = batch == 1

    model = network()
    assert model.predict(x, batch_size=3, callbacks=[Enough()]).shape == (3, 1)
    some = model.evaluate(x, x[:, 0], batch_size=3, verbose=0, callbacks=[Enough()])
    assert some == pytest.approx(model.evaluate(x[:6], x[:6, 0], verbose=0))
    assert model.predict(x, batch_size=3).shape == (10, 1)


@pytest.mark.parametrize(("moment", "epochs"), [("on_epoch_end", 2), ("on_train_batch_end", 2)])
def test_a_callback_can_stop_the_training(x, y, moment, epochs):
    class Stop(Callback):
        def stop(self, number, logs=None):
            if len(self.model.history.epoch) == 1:
                self.model.stop_training = True

    setattr(Stop, moment, Stop.stop)
    model = network()
    history = model.fit(x, y, epochs=9, verbose=0, callbacks=[Stop()])
    assert len(history.epoch) == epochs
    assert len(model.fit(x, y, epochs=1, verbose=0).epoch) == 1


def test_a_callback_can_change_the_rate(x, y):
    class Halve(Callback):
        def on_epoch_end(self, epoch, logs=None):
            self.model.optimizer.learning_rate /= 2

    model = network(rate=0.4)
    model.fit(x, y, epochs=2, verbose=0, callbacks=[Halve()])
    assert model.optimizer.learning_rate == pytest.approx(0.1)


def test_what_is_printed(x, y, capsys):
    model = network(metrics=["accuracy"])
    model.fit(x, y, epochs=2, verbose=0)
    assert capsys.readouterr().out == ""
    history = model.fit(x, y, epochs=2, verbose=2).history
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == (
        f"Epoch 2/2 - accuracy: {history['accuracy'][1]:.4f} - loss: {history['loss'][1]:.4f}"
    )
    model.fit(x, y, epochs=2)
    printed = capsys.readouterr().out
    assert printed.count("\rEpoch") == 2
    assert printed.count("\n") == 1
    model.evaluate(x, y)
    assert capsys.readouterr().out.startswith("accuracy: ")


def test_evaluate_in_any_batches_is_the_same(x, y):
    model = network(metrics=["accuracy"])
    whole = model.evaluate(x, y, batch_size=10, verbose=0)
    assert model.evaluate(x, y, batch_size=3, verbose=0) == pytest.approx(whole)
    assert model.evaluate(x, y, verbose=0, return_dict=True) == pytest.approx(
        {"loss": whole[0], "accuracy": whole[1]}
    )
    assert isinstance(network().evaluate(x, y, verbose=0), float)


def test_compiling_again_changes_no_weight(x, y):
    model = network()
    before = model.params.copy()
    model.compile(SGD(0.1), "bce")
    np.testing.assert_array_equal(model.params, before)


@pytest.mark.parametrize("signalled", [False, True])
def test_an_interrupt_leaves_a_model_to_go_on_with(x, y, signalled):
    class Interrupt(Callback):
        def on_train_batch_end(self, batch, logs=None):
            if batch == 1 and len(self.model.history.epoch) == 2:
                if signalled:
                    signal.raise_signal(signal.SIGINT)
                raise KeyboardInterrupt

    model = network()
    state = np.geterr()
    with pytest.raises(KeyboardInterrupt):
        model.fit(x, y, batch_size=2, epochs=9, verbose=0, callbacks=[Interrupt()])
    assert len(model.history.history["loss"]) == 2
    assert np.isfinite(model.predict(x, verbose=0)).all()
    assert np.geterr() == state
    before = model.evaluate(x, y, verbose=0)
    model.fit(x, y, epochs=200, verbose=0)
    assert model.evaluate(x, y, verbose=0) < before


class TestDivergence:
    """NaN and inf end in a sentence: the epoch, the layer, the likely cause."""

    def test_a_rate_too_high(self, x):
        model = Sequential([Input((2,)), Dense(3, activation="relu", name="hidden"), Dense(1)])
        model.compile(SGD(1000), "mse")
        set_random_seed(0)
        model.layers[0].bias = [1, 1, 1]
        with pytest.raises(FloatingPointError) as caught:
            model.fit(x, x[:, 0], epochs=50, batch_size=2, verbose=0)
        assert "Training stopped in epoch" in str(caught.value)
        assert "The learning rate, 1000, is probably too high" in str(caught.value)
        assert "of layer '" in str(caught.value)

    def test_the_epoch_is_the_one_of_the_history(self, x):
        model = Sequential([Input((2,)), Dense(1, name="only")])
        model.compile(SGD(30), "mse")
        with pytest.raises(FloatingPointError) as caught:
            model.fit(x, x[:, 0], epochs=500, batch_size=10, verbose=0)
        assert f"in epoch {len(model.history.epoch) + 1}:" in str(caught.value)
        assert "layer 'only'" in str(caught.value)

    def test_weights_that_already_are_not_numbers(self, x, y):
        model = network()
        model.layers[1].name = "second"
        model.layers[1].kernel[0] = np.nan
        with pytest.raises(FloatingPointError, match="a weight of layer 'second' is no longer"):
            model.train_on_batch(x, y)

    def test_weights_that_were_broken_before_are_no_fault_of_the_rate(self, x, y):
        for value in (np.nan, -np.inf):
            model = network()
            model.layers[1].name = "second"
            model.layers[1].kernel[0] = value
            for call in (model.fit, model.train_on_batch):
                with pytest.raises(
                    FloatingPointError, match=r"cannot begin.*layer 'second'"
                ) as said:
                    call(x, y)
                assert "set_weights()" in str(said.value)
                assert "rate" not in str(said.value)

    def test_a_penalty_that_throws_weights_past_0(self, x):
        model = Sequential(
            [Input((2,)), Dense(3), Dense(1, kernel_regularizer=L2(10.0), name="l2")]
        )
        model.compile(SGD(0.5), "mse")
        said = r"the penalty l2=10 of layer 'l2': .* 2 \* l2 \* rate = 10 times .* smaller penalty"
        with pytest.raises(FloatingPointError, match=said):
            model.fit(0.01 * x, 0.01 * x[:, 0], epochs=500, verbose=0)

    def test_a_small_penalty_is_not_to_blame(self, x):
        model = Sequential([Input((2,)), Dense(1, kernel_regularizer=L2(0.01))])
        model.compile(SGD(30.0), "mse")
        with pytest.raises(FloatingPointError, match="The learning rate, 30, is probably too high"):
            model.fit(x, x[:, 0], epochs=500, verbose=0)

    def test_a_penalty_beyond_measure(self):
        layer = Dense(1, kernel_regularizer="l2", kernel_initializer="ones", name="huge")
        model = Sequential([Input((1,)), layer])
        model.compile(Adam(), "mse")
        layer.kernel[:] = 1e25
        with pytest.raises(
            FloatingPointError, match="'huge' is so large that its penalty overflow"
        ):
            model.fit([[0.0]], [1.0], verbose=0)

    def test_a_loss_of_yours(self):
        class Broken(losses.Loss):
            def forward(self, y_true, y_pred, weight=None):
                return np.float32(np.nan)

            def backward(self):
                return np.zeros((1, 1), np.float32)

        model = Sequential([Input((1,)), Dense(1)])
        model.compile("sgd", Broken())
        with pytest.raises(FloatingPointError, match="is finite, and broken made a loss of it"):
            model.fit([[1.0]], [1.0], verbose=0)

    @pytest.mark.parametrize("form", ["a function", "call", "forward without weights"])
    def test_a_loss_of_yours_in_other_forms(self, form):
        def broken(y_true, y_pred):
            return np.sqrt(-1 - (y_true - y_pred) ** 2)

        class Broken(losses.Loss):
            if form == "call":
                call = staticmethod(broken)
            else:

                def forward(self, y_true, y_pred):
                    return np.float32(np.nan)

                def backward(self):
                    return np.zeros((1, 1), np.float32)

        model = Sequential([Input((1,)), Dense(1)])
        model.compile("sgd", broken if form == "a function" else Broken())
        with pytest.raises(FloatingPointError, match="is finite, and broken made a loss of it"):
            model.fit([[1.0]], [1.0], verbose=0)

    def test_large_weights_are_finite(self):
        """Their squares are not, and it is by a product that weights are looked at."""
        model = Sequential([Input((1,)), Dense(1, kernel_initializer="ones")])
        model.compile(SGD(1e-30), "mse")
        model.layers[0].kernel[:] = 1e25
        model.fit([[1e-30]], [0.0], verbose=0)
        assert model.layers[0].kernel[0, 0] == np.float32(1e25)

    def test_an_update_too_far_in_the_last_step(self):
        model = Sequential([Input((1,)), Dense(1, kernel_initializer="ones", name="only")])
        model.compile(SGD(1e38), "mse")
        with pytest.raises(FloatingPointError, match="in epoch 1: a weight of layer 'only'"):
            model.fit([[10.0]], [0.0], verbose=0)

    def test_a_logarithm_of_zero(self):
        model = Sequential([Input((2,)), Dense(2, activation="relu", name="outputs")])
        model.layers[0].kernel = -np.ones((2, 2))
        with pytest.warns(UserWarning, match="reads probabilities"):
            model.compile("sgd", "categorical_crossentropy")
        with pytest.raises(
            FloatingPointError, match=r"'outputs' makes .* End the model in softmax"
        ):
            model.fit([[1.0, 1.0]], [[0, 1]], verbose=0)

    def test_an_activation_of_yours(self):
        def broken(z):
            return z * np.nan

        model = Sequential([Input((1,)), Dense(1, activation=broken, name="mine")])
        model.compile("sgd", "mse")
        with pytest.raises(FloatingPointError, match="'mine' is not finite: broken made it"):
            model.fit([[1.0]], [1], verbose=0)

    def test_answers_beyond_measure(self):
        model = Sequential([Input((1,)), Dense(1)])
        model.compile("sgd", "mse")
        with pytest.raises(FloatingPointError, match="so far off that its error overflows"):
            model.fit([[1.0]], [1e30], verbose=0)

    def test_an_optimizer_without_a_rate(self):
        class Reckless:
            def step(self, params, grads):
                params[:] = np.inf

        model = Sequential([Input((1,)), Dense(1)])
        model.compile(Reckless(), "mse")
        with pytest.raises(FloatingPointError, match="The learning rate is probably too high"):
            model.fit([[1.0]], [1.0], verbose=0)


def test_your_own_optimizer(x, y):
    class Sign:
        """Moves every weight by the same amount."""

        def step(self, params, grads):
            params -= 0.01 * np.sign(grads)

    model = network()
    model.compile(Sign(), "mse")
    losses = model.fit(x, y, epochs=50, verbose=0).history["loss"]
    assert losses[-1] < losses[0]
