"""Trainings under sliders: real ones, the same as in a cell, and both ends of each slider."""

import numpy as np
import pytest

from course_lib import Dense, Dropout, Input, Sequential, regularizers, set_random_seed, widgets
from course_lib.exercises.lesson_12 import diagnose
from course_lib.nn.optimizers import Adam
from course_lib.nn.randomness import generator
from course_lib.widgets import training_figure
from course_lib.widgets.learning_curves import TRAININGS, history
from course_lib.widgets.trained import EVERY, SLICE, Training

X = np.linspace(-1.5, 1.5, 12)[:, np.newaxis]
TRAINING = X[::2], np.cos(2 * X[::2])
VALIDATION = X[1::2], np.cos(2 * X[1::2])
EPOCHS = 60


def network(neurons=8, penalty=0.0, dropout=0.0):
    price = regularizers.L2(penalty)
    hidden = Dense(neurons, "tanh", kernel_regularizer=price)
    model = Sequential([Input((1,)), hidden, Dropout(dropout), Dense(1)])
    model.compile(Adam(0.02), "mse")
    return model


def fitting(build=network, **settings):
    return widgets.fitting(build, TRAINING, VALIDATION, epochs=EPOCHS, **settings)


def squared_error(model, rows):
    return float(np.mean((model.predict(rows[0]) - rows[1]) ** 2))


@pytest.mark.parametrize(
    "setting", [{"neurons": 4}, {"penalty": 0.01}, {"dropout": 0.3}], ids=lambda s: next(iter(s))
)
def test_what_is_shown_is_the_training_that_a_cell_would_do(setting):
    live = fitting(**setting)
    set_random_seed(1)
    model = network(**setting)
    history = model.fit(*TRAINING, batch_size=6, epochs=EPOCHS, shuffle=False, verbose=0)
    np.testing.assert_array_equal(live.model.params, model.params)
    assert live.trained.losses[-1] == pytest.approx(squared_error(model, TRAINING))
    assert live.trained.val_losses[-1] == pytest.approx(squared_error(model, VALIDATION))
    assert f"the training loss is {squared_error(model, TRAINING):.2f}" in live.readout
    if set(setting) & {"penalty", "dropout"}:  # what fit reports is another number
        assert history.history["loss"][-1] != pytest.approx(live.trained.losses[-1], rel=1e-3)


def test_the_curve_is_what_the_network_says_on_the_grid():
    live = fitting(neurons=4)
    grid = live.picture.grid
    np.testing.assert_allclose(
        live.picture.curve.get_ydata(), live.model.predict(grid)[:, 0], rtol=1e-5
    )
    scaled = widgets.fitting(
        network, TRAINING, VALIDATION, epochs=EPOCHS, scale=(6.0, 2.0), neurons=4
    )
    np.testing.assert_allclose(scaled.picture.training[0], 6 + 2 * TRAINING[0])
    drawn, expected = (one.picture.curve.get_ydata() for one in (scaled, live))
    np.testing.assert_allclose(drawn, expected, rtol=1e-5)


def test_the_epoch_goes_back_through_the_same_training():
    live = fitting(neurons=4)
    trained = live.trained
    assert trained.epochs == list(range(0, EPOCHS + 1, EVERY))
    for epoch in (0, 20, EPOCHS):
        assert f"After epoch {epoch} " in live.move(epoch=epoch)
        np.testing.assert_array_equal(
            live.picture.curve.get_ydata(), trained.curves[epoch // EVERY]
        )
    assert live.trained is trained
    assert trained.losses[0] > 2 * trained.losses[-1]


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("neurons", "Neurons 1.", "Neurons 64."),
        ("penalty", "Lambda 0.00001.", "Lambda 1."),
        ("dropout", "Dropout 0.", "Dropout 0.9."),
    ],
)
def test_a_slider_at_both_ends_is_another_training(name, low, high):
    live = fitting(**{name: {"neurons": 8, "penalty": 0.01, "dropout": 0.3}[name]})
    first = live.readout
    (slider,) = [slider for slider in live.sliders if slider["name"] == name]
    said = [live.move(**{name: slider[end]}) for end in ("low", "high")]
    assert said[0].startswith(low)
    assert said[1].startswith(high)
    assert len({first, *said}) == 3


@pytest.mark.parametrize("steps", range(7))
def test_neurons_double_from_step_to_step(steps):
    live = fitting(neurons=64)
    (slider, _) = live.sliders
    assert np.log10(slider["low"]) + 6 * slider["step"] <= np.log10(slider["high"])
    assert live.move(neurons=10 ** (steps * slider["step"])).startswith(f"Neurons {2**steps}.")


def test_a_slider_that_comes_back_finds_the_same_training():
    live = fitting(dropout=0.3)
    before = live.readout
    live.move(dropout=0.5)
    assert live.move(dropout=0.1 + 0.2) == before


def test_the_random_numbers_of_the_lesson_go_on_undisturbed():
    set_random_seed(5)
    expected = generator().normal()
    set_random_seed(5)
    fitting(dropout=0.3).move(dropout=0.6)
    assert generator().normal() == expected


def test_a_training_that_breaks_is_shown_as_far_as_it_went():
    def wild(neurons):
        model = network(neurons)
        model.compile("sgd", "mse")
        model.optimizer.learning_rate = 1e6
        return model

    live = fitting(wild, neurons=8)
    assert len(live.trained.epochs) < 1 + EPOCHS // EVERY
    assert "Training stopped in epoch" in live.readout
    assert live.move(epoch=EPOCHS).startswith("Neurons 8. After epoch")


def test_without_a_grid_there_is_nothing_to_draw_and_the_losses_are_there():
    trained = Training(network, TRAINING, VALIDATION, np.empty((0, 1)), epochs=10, seed=1)
    trained.advance()
    assert trained.epochs == [0, 5, 10]
    assert all(len(curve) == 0 for curve in trained.curves)


@pytest.mark.parametrize("epochs", [EPOCHS, EPOCHS + 2, 3])
def test_a_training_in_slices_is_the_training_in_one_go(epochs):
    """With dropout, which draws in each step; and while a cell draws in between."""
    arguments = lambda: network(dropout=0.3), TRAINING, VALIDATION, X, epochs, 1
    whole, sliced = Training(*arguments), Training(*arguments)
    whole.advance()
    slices = 0
    while sliced.more:
        sliced.advance(seconds=0)
        generator().normal()
        slices += 1
    assert slices == -(-epochs // SLICE)
    np.testing.assert_array_equal(sliced.model.params, whole.model.params)
    assert sliced.epochs == whole.epochs
    assert sliced.losses == whole.losses
    assert not whole.more


# What a view sees while it waits


@pytest.fixture
def waiting(monkeypatch):
    """What waits for its turn on the thread of the cells; a test says when that comes."""
    tasks = []
    monkeypatch.setattr(training_figure, "run_after_what_waits", tasks.append)
    return tasks


@pytest.fixture
def watched(waiting, monkeypatch):
    """A figure that trains in the smallest slices, and the frames that it has sent."""
    live = fitting(neurons=4)
    live.pace.run = lambda train, draw: (train(0.0), draw())
    live.frames = []
    monkeypatch.setattr(live, "send", lambda content, buffers=None: live.frames.append(content))
    return live


def drag(live, **values):
    live._on_message(live, {"type": "move", "view": "a", "values": live.values | values}, [])


def test_a_view_is_answered_before_the_training_has_begun(watched, waiting):
    before, model = watched.readout, watched.model
    drag(watched, neurons=8)
    (frame,) = watched.frames
    assert (frame["view"], frame["readout"]) == ("a", before)  # the old answer stays
    assert frame["status"] == training_figure.ASKED
    assert frame["values"]["neurons"] == 8
    assert watched.model is model
    assert len(waiting) == 1


def test_the_picture_follows_the_training_and_ends_where_one_go_ends(watched, waiting):
    drag(watched, neurons=8)
    seen = []
    while waiting:
        waiting.pop(0)()
        seen.append((watched.trained.done, watched.frames[-1]["status"]))
    assert seen == [
        (25, training_figure.TRAINING), (50, training_figure.TRAINING), (EPOCHS, ""),
    ]  # fmt: skip
    assert [frame["view"] for frame in watched.frames] == ["a", None, None, None]
    assert watched.frames[1]["readout"].startswith("Neurons 8. After epoch 25 ")
    assert watched.frames[-1]["readout"] == fitting(neurons=8).readout


def test_a_slider_that_moves_on_drops_the_training_before(watched, waiting):
    drag(watched, neurons=8)
    waiting.pop(0)()
    drag(watched, neurons=16)
    while waiting:
        waiting.pop(0)()
    assert watched.readout == fitting(neurons=16).readout
    assert not any("Neurons 8. After epoch 50 " in f["readout"] for f in watched.frames)


def test_the_epoch_can_be_moved_while_it_trains(watched, waiting):
    drag(watched, neurons=8)
    waiting.pop(0)()
    drag(watched, epoch=10)
    assert watched.readout.startswith("Neurons 8. After epoch 10 ")
    assert watched.frames[-1]["status"] == training_figure.TRAINING
    while waiting:
        waiting.pop(0)()
    assert watched.readout == fitting(neurons=8).move(epoch=10)


def test_python_waits_for_the_end_whatever_is_under_way(watched, waiting):
    drag(watched, neurons=8)
    assert watched.move(neurons=8) == fitting(neurons=8).readout
    assert watched.frames[-1]["status"] == ""
    waiting.pop(0)()  # finds it done
    assert not waiting


def test_a_figure_that_is_closed_meanwhile_trains_no_more(watched, waiting):
    drag(watched, neurons=8)
    watched.close()
    waiting.pop(0)()
    assert watched.trained is None
    assert not waiting


def test_a_network_that_can_not_be_built_is_said_and_waited_for_no_longer(waiting):
    def only_small(neurons):
        if neurons > 4:
            raise ValueError("too many")
        return network(neurons)

    live = fitting(only_small, neurons=4)
    drag(live, neurons=8)
    waiting.pop(0)()
    assert live.readout == "The picture did not move. ValueError: too many"
    assert live.status == ""


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({}, "Choose what to put on sliders"),
        ({"rate": 0.1}, "Choose what to put on sliders"),
        ({"penalty": 7}, "penalty goes from 1e-05 to 1"),
        ({"neurons": 3}, "neurons is one of"),
    ],
)
def test_a_setting_that_has_no_slider_is_refused(settings, words):
    with pytest.raises(ValueError, match=words):
        fitting(**settings)


def test_rows_of_two_columns_are_refused():
    with pytest.raises(ValueError, match=r"Received \(6, 2\) and \(6, 1\)"):
        widgets.fitting(network, (np.zeros((6, 2)), np.zeros(6)), VALIDATION, neurons=4)


def test_a_closed_figure_answers_nobody():
    live = fitting(neurons=4)
    live.close()
    live._on_message(live, {"type": "move", "view": "a", "values": {"neurons": 8}}, [])
    assert live.trained is None


# The four patients


@pytest.fixture(scope="module")
def ill():
    return {name: history(*case) for name, case in TRAININGS.items()}


def test_the_patients_have_what_the_form_says(ill):
    losses = {name: np.array(one["loss"]) for name, one in ill.items()}
    seen = {name: np.array(one["val_loss"]) for name, one in ill.items()}
    right = diagnose.right_answer
    assert [right[name] for name in "abcd"] == [
        "overfits", "underfits", "learns well", "rate too high",
    ]  # fmt: skip
    assert losses["A"][-1] < 0.05 < 1.8 * seen["A"].min() < seen["A"][-1]
    assert min(losses["B"].min(), seen["B"].min()) > 0.4
    assert np.abs(losses["B"] - seen["B"]).max() < 0.1
    assert max(losses["C"][-1], seen["C"][-1]) < 0.15
    assert min(losses["C"].min(), seen["C"].min()) > 0.12
    assert np.mean(losses["D"][1:] > 1.2 * losses["D"][:-1]) > 0.1


def test_their_picture_tells_them_in_words():
    said = widgets.patients().alt
    assert [said.count(f"{name}: training") for name in "ABCD"] == [1, 1, 1, 1]
    assert "D: training jumps up and down to the end, validation jumps" in said
