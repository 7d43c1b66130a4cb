"""The training player's Python half: history, training run, and the browser's messages by hand."""

import sys
import threading
import types

import numpy as np
import pytest

from course_lib import (
    SGD,
    Adam,
    BatchNormalization,
    Dense,
    Input,
    RMSprop,
    Sequential,
    widgets,
)
from course_lib.data import people
from course_lib.widgets import main_thread
from course_lib.widgets.training import Player
from course_lib.widgets.training_run import TrainingRun
from course_lib.widgets.weight_history import WeightHistory

KNOWN, UNSEEN = people()
SEED_44 = np.random.RandomState(44).normal(size=9)


def network(learning_rate=0.1):
    w1, w2, w3, w4, w5, w6, b1, b2, b3 = SEED_44
    model = Sequential(
        [Input((2,)), Dense(2, activation="sigmoid"), Dense(1, activation="sigmoid")]
    )
    model.set_weights([[[w1, w3], [w2, w4]], [b1, b2], [[w5], [w6]], [b3]])
    model.compile(optimizer=SGD(learning_rate=learning_rate), loss="mse")
    return model


class Spy(Player):
    """A player whose messages to the browser are kept."""

    def __init__(self, *args, **kwargs):
        self.sent = []
        super().__init__(*args, **kwargs)

    def send(self, content, buffers=None):
        self.sent.append(content)

    def hear(self, **message):
        del self.sent[:]
        self._handle_custom_msg({"view": "a"} | message, [])
        return [(m["type"], m.get("more")) for m in self.sent]


@pytest.fixture
def model():
    return network()


@pytest.fixture
def player(model, monkeypatch):
    module = sys.modules["course_lib.widgets.training"]  # its function has the name now
    monkeypatch.setattr(module, "Player", Spy)
    return widgets.training(
        model, KNOWN.x, KNOWN.y, epochs=1000, batch_size=1, names=KNOWN.names,
        unseen=UNSEEN.x, unseen_names=UNSEEN.names,
    )  # fmt: skip


# ------------------------------------------------------------------------------ the history


def test_a_history_shows_every_epoch_while_there_is_room():
    history = WeightHistory(max_bytes=1000)
    for epoch in range(10):
        history.keep(epoch, np.full(3, float(epoch)))
    for epoch in range(10):
        found, params = history.at(epoch)
        assert (found, params.tolist()) == (epoch, [epoch] * 3)


def test_a_historys_memory_is_bounded_and_its_ends_are_always_there():
    history = WeightHistory(max_bytes=800)
    for epoch in range(10_000):
        history.keep(epoch, np.array([float(epoch)]))
        assert len(history.epochs) * 8 <= 800
        assert history.epochs[0] == 0
        assert history.epochs[-1] == epoch
    gaps = np.diff(history.epochs[:-1])
    assert set(gaps) == {history.every}
    assert len(history.epochs) > 40


def test_a_history_keeps_copies():
    history, params = WeightHistory(), np.zeros(2)
    history.keep(0, params)
    params[:] = 7
    assert history.at(0)[1].tolist() == [0, 0]


def test_a_history_that_is_cut_forgets_what_came_after():
    history = WeightHistory()
    for epoch in range(5):
        history.keep(epoch, np.array([epoch]))
    history.cut(2)
    assert history.epochs == [0, 1, 2]
    assert history.at(4)[0] == 2


# ------------------------------------------------------------------------------ the training run


def test_a_training_run_is_fit_in_slices(model):
    training_run = TrainingRun(model, KNOWN.x, KNOWN.y, 60, 1)
    for slice_ in (1, 7, 52):
        training_run.advance(slice_)
    other = network()
    other.fit(KNOWN.x, KNOWN.y, batch_size=1, epochs=60, shuffle=False, verbose=0)
    np.testing.assert_array_equal(model.params, other.params)
    assert training_run.epoch == 60
    assert len(training_run.losses) == 61
    assert training_run.losses[-1] == pytest.approx(other.evaluate(KNOWN.x, KNOWN.y, verbose=0))
    assert not training_run.more


def test_going_back_puts_the_old_weights_into_the_model_and_on_makes_the_same_future(model):
    training_run = TrainingRun(model, KNOWN.x, KNOWN.y, 50, 1)
    training_run.advance(20)
    at_20 = model.params.copy()
    training_run.advance(20)
    at_40, losses = model.params.copy(), training_run.losses.copy()
    training_run.seek(20)
    np.testing.assert_array_equal(model.params, at_20)
    training_run.seek(33)
    training_run.seek(20)
    training_run.advance(20)
    np.testing.assert_array_equal(model.params, at_40)
    assert training_run.losses == losses


@pytest.mark.parametrize("optimizer", [Adam(0.1), SGD(0.1, momentum=0.9), RMSprop(0.01)])
def test_what_the_optimizer_remembers_goes_back_with_the_weights(model, optimizer):
    model.add(BatchNormalization())  # it has weights of its own that no optimizer moves
    model.compile(optimizer, "mse")
    training_run = TrainingRun(model, KNOWN.x, KNOWN.y, 50, 2)
    training_run.advance(40)
    at_40, losses, state = model.get_weights(), training_run.losses.copy(), optimizer.get_state()
    for epoch in (20, 0):
        training_run.seek(epoch)
        training_run.advance(40 - epoch)
        assert training_run.losses == losses
    training_run.restart()
    assert optimizer.iterations == 0
    assert not optimizer.memory
    training_run.advance(40)
    assert training_run.losses == losses
    for weight, twin in zip(model.get_weights(), at_40, strict=True):
        np.testing.assert_array_equal(weight, twin)
    for name, kept in optimizer.get_state().items():
        np.testing.assert_array_equal(kept, state[name], err_msg=name)


def test_a_cell_may_compile_the_model_anew(model):
    """The history then holds what another optimizer remembered, which is of no use to this one."""
    model.compile(SGD(0.1, momentum=0.9), "mse")
    training_run = TrainingRun(model, KNOWN.x, KNOWN.y, 60, 2)
    training_run.advance(20)
    at_10 = training_run.losses[10]
    model.compile(RMSprop(0.01), "mse")
    training_run.advance(20)
    for epoch in (30, 10):
        training_run.seek(epoch)
        training_run.advance(10)
        assert training_run.losses[10] == at_10
        assert training_run.losses[epoch + 10] < training_run.losses[epoch]
    training_run.restart()
    training_run.advance(5)
    training_run.seek(2)
    assert model.optimizer.iterations == 2 * 2


def test_an_optimizer_of_your_own_need_not_remember(model):
    class Sign:
        def step(self, params, grads):
            params -= 0.01 * np.sign(grads)

    model.compile(Sign(), "mse")
    training_run = TrainingRun(model, KNOWN.x, KNOWN.y, 20, 2)
    training_run.advance(20)
    losses = training_run.losses.copy()
    training_run.seek(10)
    training_run.advance(10)
    assert training_run.losses == losses


def test_a_slice_ends_when_its_time_is_over_but_not_before_one_epoch(model):
    training_run = TrainingRun(model, KNOWN.x, KNOWN.y, 50, 1)
    training_run.advance(50, seconds=-1)
    assert training_run.epoch == 1


def test_it_goes_on_from_weights_that_a_cell_has_changed(model):
    training_run = TrainingRun(model, KNOWN.x, KNOWN.y, 50, 1)
    training_run.advance(10)
    training_run.catch_up()
    assert not training_run.changed
    model.params[:] = 0.5
    training_run.catch_up()
    assert training_run.changed
    assert training_run.losses[10] == pytest.approx(model.evaluate(KNOWN.x, KNOWN.y, verbose=0))
    training_run.advance(1)
    assert not training_run.changed
    other = network()
    other.params[:] = 0.5
    other.fit(KNOWN.x, KNOWN.y, batch_size=1, epochs=1, shuffle=False, verbose=0)
    np.testing.assert_array_equal(model.params, other.params)


def test_a_training_that_runs_away_stops_with_a_reason_and_the_last_good_weights():
    model = Sequential([Input((2,)), Dense(1)])
    model.compile(optimizer=SGD(learning_rate=1e6), loss="mse")
    training_run = TrainingRun(model, KNOWN.x, KNOWN.y, 50, 4)
    training_run.advance(50)
    assert 0 < training_run.epoch < 50
    assert "learning rate" in training_run.trouble
    assert not training_run.more
    assert np.isfinite(model.params).all()
    training_run.restart()
    assert training_run.trouble == ""
    assert training_run.more


# ------------------------------------------------------------------------------ the player


def test_it_trains_the_learners_own_model(player, model):
    assert player.readout == "Epoch 0 of 1,000: loss 0.3669. Emily 0.183, Frank 0.146."
    player.advance(1000)
    assert player.readout == "Epoch 1,000 of 1,000: loss 0.0023. Emily 0.951, Frank 0.039."
    assert model.predict(UNSEEN.x).ravel().round(3).tolist() == pytest.approx([0.951, 0.039])


def test_what_the_buttons_ask(player):
    assert player.hear(type="step") == [("frame", None), ("done", True)]
    assert player.epoch == 1
    assert player.hear(type="play", begin=True, speed="normal") == [("frame", None), ("done", True)]
    assert player.epoch > 1
    player.advance(1000)
    assert player.hear(type="step") == [("frame", None), ("done", False)]
    assert player.hear(type="play", begin=False, speed="normal") == [
        ("frame", None),
        ("done", False),
    ]
    assert player.epoch == 1000  # a slice that was asked for before the end was known
    assert player.hear(type="play", begin=True, speed="normal")[-1] == (
        "done",
        True,
    )  # again, from the beginning
    assert 0 < player.epoch < 50
    assert player.sent[0]["values"]["epoch"] == player.epoch


def test_the_browser_hears_how_long_python_was_at_work(player):
    ticks = iter([10.0, 10.02, 10.05])
    player.pace.clock = lambda: next(ticks)
    player.hear(type="step")
    assert player.sent[-1]["busy"] == pytest.approx(50)


def test_the_epochs_slider_goes_no_further_than_training_has_come(player):
    player.advance(10)
    player.hear(type="move", values={"epoch": 700, "rate": 0.1})
    assert player.epoch == 10
    assert player.sent[0]["values"]["epoch"] == 10
    player.hear(type="move", values={"epoch": 4, "rate": 0.1})
    assert player.readout.startswith("Epoch 4 of")


@pytest.mark.parametrize("rate", [0.001, 10.0])
def test_both_ends_of_the_rate_begin_again_with_that_rate(player, model, rate):
    player.advance(10)
    player.hear(type="move", values={"epoch": 10, "rate": rate})
    assert player.epoch == 0
    assert model.optimizer.learning_rate == pytest.approx(rate)
    player.advance(1000)
    expected = {0.001: [0.428, 0.202], 10.0: [0.995, 0.004]}[rate]
    assert model.predict(UNSEEN.x).ravel() == pytest.approx(expected, abs=6e-4)


def test_the_still_is_the_end_of_the_training_and_nothing_has_moved(player, model):
    player.advance(5)
    before = model.params.copy()
    (data, metadata) = player._repr_mimebundle_()
    assert data["text/plain"].startswith("Epoch 1,000 of 1,000: loss 0.0023. Emily 0.951")
    assert metadata["image/png"]["alt"].endswith(data["text/plain"])
    np.testing.assert_array_equal(model.params, before)
    assert player.epoch == 5
    assert player.readout.startswith("Epoch 5 of")
    again = widgets.training(
        network(), KNOWN.x, KNOWN.y, epochs=1000, batch_size=1, names=KNOWN.names,
        unseen=UNSEEN.x, unseen_names=UNSEEN.names,
    )._repr_mimebundle_()[0]  # fmt: skip
    assert again["image/png"] == data["image/png"]


def test_a_new_view_is_told_when_a_cell_has_changed_the_weights(player, model):
    player.advance(3)
    model.params[:] = 0
    player.hear(type="show", width=760, sharpness=1, near=True)
    assert "A cell has changed the weights" in player.readout
    assert "Emily 0.500, Frank 0.500" in player.readout
    player.hear(type="step")
    assert "A cell has changed" not in player.readout


def test_something_that_fails_is_said_and_the_view_is_answered(player):
    del player.training_run.x  # no data any more
    answers = player.hear(type="step")
    assert answers[-1][0] == "done"
    assert "did not go on" in player.readout


def test_a_closed_player_lets_go_and_answers_nothing(player):
    player.close()
    assert player.training_run is None
    assert player.hear(type="play", begin=True, speed="normal") == []


@pytest.fixture
def xor():
    X = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]])
    model = Sequential([
        Input((3,)), Dense(4, activation="sigmoid", use_bias=False),
        Dense(1, activation="sigmoid", use_bias=False),
    ])  # fmt: skip
    model.compile(optimizer=SGD(learning_rate=4.0), loss="mse")
    menu = {"ones": "ones", "zeros": "zeros", "Xavier": "glorot_uniform", "He": "he_normal"}
    return widgets.training(
        model, X, [[0], [1], [1], [0]], epochs=1500, initializers=menu, seed=42, hidden=True
    )


@pytest.mark.parametrize(
    ("option", "last", "lines", "loss"),
    [
        ("zeros", "0.500", 0, 0.25), ("ones", "0.528", 1, 0.2494), ("Xavier", "0.024", 4, 0.0004),
        ("He", "0.026", 3, 0.0005),  # the fourth passes the map by
    ],
)  # fmt: skip
def test_the_menu_begins_again_and_twins_are_one_line(xor, option, last, lines, loss):
    xor.advance(3)
    xor.choose("first weights", option)
    assert xor.epoch == 0
    xor.advance(1500)
    assert f"(1, 1) {last}. Hidden neurons' lines on the map: {lines}." in xor.readout
    assert xor.training_run.losses[-1] == pytest.approx(loss, abs=1e-4)
    names = [name.get_text() for name in xor.picture.hidden.names if name.get_text()]
    assert len(names) == lines
    assert (names == ["h1 = h2 = h3 = h4"]) == (option == "ones")


def test_the_menu_is_the_same_every_time_and_leaves_the_courses_chance_alone(xor):
    from course_lib import set_random_seed
    from course_lib.nn.randomness import generator

    set_random_seed(5)
    expected = generator().normal()
    set_random_seed(5)
    first = xor.choose("first weights", "He")
    xor.choose("first weights", "Xavier")
    assert xor.choose("first weights", "He") == first
    assert generator().normal() == expected


def test_a_menu_knows_its_options(xor):
    with pytest.raises(ValueError, match="Expected one of"):
        xor.choose("first weights", "Zeus")


def test_what_the_figure_cannot_show_is_refused_at_the_door():
    model = Sequential([Input((2,)), Dense(1)])
    with pytest.raises(ValueError, match=r"model\.compile"):
        widgets.training(model, KNOWN.x, KNOWN.y)
    model = Sequential([Input((4,)), Dense(1)])
    model.compile("sgd", "mse")
    with pytest.raises(ValueError, match="Received rows of 4"):
        widgets.training(model, np.zeros((3, 4)), np.zeros(3))


# ------------------------------------------------------------------------------ between cells


def test_from_another_thread_work_goes_to_the_cells_own_thread(monkeypatch):
    waiting = []
    kernel = types.SimpleNamespace(io_loop=types.SimpleNamespace(add_callback=waiting.append))
    shell = types.SimpleNamespace(kernel=kernel)
    monkeypatch.setattr(main_thread, "get_ipython", lambda: shell)
    done = []
    thread = threading.Thread(target=main_thread.run_on_main_thread, args=(lambda: done.append(1),))
    thread.start()
    thread.join()
    assert done == []
    waiting[0]()
    assert done == [1]
    main_thread.run_on_main_thread(lambda: done.append(2))  # on this thread, at once
    assert done == [1, 2]


def test_a_weight_that_a_cell_has_broken_breaks_nothing_else(player, model):
    model.params[3] = np.nan
    player.hear(type="show", width=400, sharpness=1, near=True)
    assert "loss nan. Emily nan, Frank nan. A cell has changed the weights" in player.readout
    player.hear(type="step")
    assert "weight" in player.readout
    player.hear(type="move", values={"epoch": 0, "rate": 10.0})
    assert player.readout == "Epoch 0 of 1,000: loss 0.3669. Emily 0.183, Frank 0.146."


# ------------------------------------------------------------------------------ batches and speed


@pytest.fixture
def batches(monkeypatch):
    """A player with a slider for the batch size, on 64 rows."""
    monkeypatch.setattr(sys.modules["course_lib.widgets.training"], "Player", Spy)
    x = np.random.default_rng(3).normal(size=(64, 2))
    return widgets.training(
        network(), x, x[:, 0] > 0, epochs=50, batch_size=64, batches=True, shuffle=True
    )


def test_the_batch_size_goes_from_one_row_to_all_and_begins_again(batches):
    (slider,) = [s for s in batches.sliders if s["name"] == "batch"]
    assert (slider["low"], round(slider["high"], 3)) == (1, 64)
    assert "1 update:" in batches.advance(1)
    for size, updates in ((1, 128), (16, 8), (64, 2)):
        batches.hear(type="move", values={"epoch": batches.epoch, "rate": 0.1, "batch": size})
        assert batches.epoch == 0
        assert f", {updates} updates: loss" in batches.advance(2)
    batches.hear(type="move", values={"epoch": 1, "rate": 0.1, "batch": 64.0000001})
    assert batches.epoch == 1, "the same size, rounded: nothing begins again"


def test_the_run_before_stays_on_the_chart_dashed(batches):
    assert "The run before" not in batches.advance(20)
    losses = batches.training_run.losses.copy()
    for size in (8, 4):  # the second begins again before an epoch was trained
        batches.hear(type="move", values={"epoch": 20, "rate": 0.1, "batch": size})
    assert list(batches.picture.before.get_ydata()) == losses
    assert f"The run before, dashed: loss {losses[-1]:.4f} after epoch 20." in batches.advance(3)
    assert batches.picture.chart.get_ylim()[1] > max(losses)


def test_many_rows_have_no_names_and_are_counted(batches):
    said = batches.advance(50)
    assert "Right: " in said
    assert "of 64." in said
    assert "(" not in said
    assert not batches.picture.list.get_visible()


def test_a_shuffled_epoch_has_the_same_order_whenever_it_is_trained(batches):
    batches.hear(type="move", values={"epoch": 0, "rate": 0.1, "batch": 8})
    batches.advance(10)
    losses = batches.training_run.losses.copy()
    batches.training_run.seek(4)
    batches.advance(6)
    assert batches.training_run.losses == losses
    plain = TrainingRun(network(), batches.training_run.x, batches.training_run.y, 50, 8)
    plain.advance(10)
    assert plain.losses[-1] != losses[-1], "and it is another than the rows' own"


def test_an_early_epoch_stays_longer_than_a_late_one(player, monkeypatch):
    monkeypatch.setattr(player, "_send_frame", lambda **view: None)  # which is shown is enough
    shown = {}
    player.pace.clock = lambda: 0.0  # no machine is too slow
    for speed in ("slow", "normal", "fast"):
        player.training_run.restart()
        frames = [0]
        while player.training_run.more:
            player.hear(type="play", begin=False, speed=speed)
            frames.append(player.epoch)
        shown[speed] = np.array(frames)
    assert (np.diff(shown["slow"]) == 1).all()
    assert (np.diff(shown["normal"])[:40] == 1).all()
    assert np.diff(shown["normal"])[-2] > 20
    assert len(shown["fast"]) < len(shown["normal"]) / 2 < len(shown["slow"]) / 8


def test_two_hidden_sigmoids_show_their_space_and_others_are_refused(model):
    pair = widgets.training(model, KNOWN.x, KNOWN.y, batch_size=1, space=True)
    pair.advance(30)
    h = model.layers[0]
    h(KNOWN.x)
    for mark, place in zip(pair.picture.space.marks, h.a, strict=True):
        np.testing.assert_allclose([*mark.get_xdata(), *mark.get_ydata()], place, atol=1e-6)
    assert "folded" in pair.alt
    pair.advance(1)
    assert not pair.figure.stale, "only what moves is drawn again"
    for wrong in (Dense(3, activation="sigmoid"), Dense(2, activation="relu")):
        other = Sequential([Input((2,)), wrong, Dense(1, activation="sigmoid")])
        other.compile("sgd", "mse")
        with pytest.raises(ValueError, match="two of them, with a sigmoid each"):
            widgets.training(other, KNOWN.x, KNOWN.y, space=True)
