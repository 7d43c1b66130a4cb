"""The descents under their sliders: real optimizers, real trainings, both ends of each slider."""

import itertools
import math

import anywidget
import numpy as np
import pytest

from course_lib import SGD, Dense, Input, Sequential, optimizers, widgets
from course_lib.exercises.lesson_11 import land
from course_lib.exercises.lesson_11.land import _path as land_path
from course_lib.progress import store
from course_lib.widgets.descent import OPTIMIZERS, RAVINE_START, _Network, _Ravine

RNG = np.random.default_rng(5)
X = RNG.uniform(-3, 3, size=(12, 1))
Y = np.tanh(X) + RNG.normal(scale=0.3, size=(12, 1))


@pytest.fixture
def model():
    hidden = Dense(1, activation="tanh", use_bias=False)
    model = Sequential([Input((1,)), hidden, Dense(1, use_bias=False)])
    model.compile(loss="mse", metrics=["mae"])
    model.set_weights([[[-2.0]], [[1.5]]])
    return model


def drawn(live, name):
    """The weights that the figure shows: (steps + 1, 2)."""
    line, *_ = live.picture.lines[name]
    return np.transpose(line.get_data())


def settings(**other):
    """What the sliders say, for a descent without a figure."""
    return {"steps": 5, "batch": len(X), "w1": -2.0, "w2": 1.5} | other


# ------------------------------------------------------------------------------ the paths


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_the_ravines_paths_are_the_optimizers_own_steps(name):
    made = {
        "SGD": SGD(0.05),
        "momentum": SGD(0.05, momentum=0.7),
        "Nesterov": SGD(0.05, momentum=0.7, nesterov=True),
        "RMSprop": optimizers.RMSprop(0.05, rho=0.7),
        "Adam": optimizers.Adam(0.05, beta_1=0.7),
    }
    w, expected = np.array(RAVINE_START), [np.array(RAVINE_START)]
    for _ in range(6):
        made[name].step(w, np.array([w[0] / 5, 10 * w[1]]))
        expected.append(w.copy())
    live = widgets.descent(name, learning_rate=0.05, beta=0.7, rho=0.7, beta_1=0.7, steps=6)
    np.testing.assert_allclose(drawn(live, name), expected)


@pytest.mark.parametrize("walls", [10.0, 25.0])
def test_the_ravines_slopes_are_those_of_its_loss(walls):
    w, h = np.array([1.3, -0.4]), 1e-5

    def loss(w):
        return (0.2 * w[0] ** 2 + walls * w[1] ** 2) / 2

    slopes = [(loss(w + h * e) - loss(w - h * e)) / (2 * h) for e in np.eye(2)]
    path = _Ravine.descend(SGD(0.01), {"steps": 3, "steepness": walls, "w1": 1.3, "w2": -0.4})
    np.testing.assert_allclose((path.weights[0] - path.weights[1]) / 0.01, slopes, rtol=1e-6)
    np.testing.assert_allclose(path.losses, [loss(w) for w in path.weights])
    i, j, ground = 7, 30, _Ravine.ground({"steepness": walls})
    assert ground.heights[i, j] == pytest.approx(loss((ground.columns[j], ground.rows[i])))


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_with_all_rows_in_a_batch_the_networks_path_is_fit(model, name):
    ground = _Network(model, X, Y)
    path = ground.descend(OPTIMIZERS[name](0.1, 0.8), settings())
    model.compile(OPTIMIZERS[name](0.1, 0.8), "mse")
    losses = [model.evaluate(X, Y, verbose=0)]
    for _ in range(5):
        model.fit(X, Y, batch_size=len(X), epochs=1, shuffle=False, verbose=0)
        losses.append(model.evaluate(X, Y, verbose=0))
    np.testing.assert_allclose(path.weights[-1], model.params, rtol=1e-4)
    np.testing.assert_allclose(path.losses, losses, rtol=1e-4)
    assert not path.lost


def test_the_networks_map_is_its_loss(model):
    ground = _Network(model, X, Y)
    drawn = ground.ground(settings())
    for i, j in ((0, 0), (10, 40), (33, 5)):
        model.params[:] = drawn.columns[j], drawn.rows[i]
        assert drawn.heights[i, j] == pytest.approx(model.evaluate(X, Y, verbose=0)[0], rel=1e-5)


def test_small_batches_take_every_row_once_an_epoch(model):
    seen = []
    ground = _Network(model, X, Y)
    learn = ground.model.train_on_batch
    ground.model.train_on_batch = lambda x, y: (seen.append((x, y)), learn(x, y))
    ground.descend(SGD(0.01), settings(steps=6, batch=5))
    assert [len(x) for x, _ in seen] == [5, 5, 2, 5, 5, 2]
    for epoch in (seen[:3], seen[3:]):
        rows = np.concatenate([np.hstack(batch) for batch in epoch])
        assert sorted(map(tuple, rows)) == sorted(map(tuple, np.hstack([X, Y])))
    assert not np.array_equal(seen[0][0], seen[3][0])  # shuffled anew


def test_every_optimizer_sees_the_same_batches(model):
    ground, first = _Network(model, X, Y), []
    for _ in range(2):
        path = ground.descend(SGD(0.1), settings(steps=9, batch=2))
        first.append(path.weights)
    np.testing.assert_array_equal(*first)


def test_the_learners_model_stays_as_it_is(model):
    before, optimizer = model.params.copy(), model.optimizer
    live = widgets.descent("Adam", model=model, x=X, y=Y)
    live.move(rate=0.5, batch=3)
    np.testing.assert_array_equal(model.params, before)
    assert model.optimizer is optimizer
    np.testing.assert_array_equal(drawn(live, "Adam")[0], before)


def test_who_runs_away_is_stopped_and_said_to_have(model):
    live = widgets.descent("SGD", "Adam", learning_rate=0.9, steps=100)
    assert "SGD runs away, Adam" in live.readout
    assert len(drawn(live, "SGD")) < 20
    assert np.isfinite(drawn(live, "SGD")).all()
    model.params[:] = 50, 50
    model.compile(SGD(1.0), "mse")
    path = _Network(model, X, Y).descend(SGD(50.0), settings(steps=50, w1=50, w2=50))
    assert path.lost
    assert np.isfinite(path.losses).all()


# ------------------------------------------------------------------------------ the sliders


def test_every_slider_at_both_ends(model):
    live = widgets.descent(model=model, x=X, y=Y)
    names = [slider["name"] for slider in live.sliders]
    assert names == ["rate", "beta", "rho", "beta_1", "steps", "batch", "w1", "w2"]
    said = set()
    for values in itertools.product(*[(s["low"], s["high"]) for s in live.sliders[:6]]):
        said.add(live.move(**dict(zip(names, values, strict=False))))
        assert not live.readout.startswith("The picture did not move")
    assert len(said) == 64
    assert sum("runs away" in readout for readout in said) >= 2


def test_the_ravines_sliders_at_both_ends():
    live = widgets.descent()
    for slider in live.sliders:
        said = {live.move(**{slider["name"]: slider[end]}) for end in ("low", "high")}
        assert len(said) == 2
        assert not any(words.startswith("The picture did not move") for words in said)
        live.move(**{slider["name"]: slider["value"]})


def test_three_memories_have_three_names_and_a_slider_each():
    live = widgets.descent()
    labels = [slider["label"] for slider in live.sliders[1:4]]
    assert labels == ["β of momentum", "ρ of RMSprop", "β₁ of Adam"]
    before = {name: drawn(live, name) for name in OPTIMIZERS}
    moved = {}
    for slider in ("beta", "rho", "beta_1"):
        live.move(**{slider: 0.5})
        moved[slider] = {n for n in OPTIMIZERS if not np.array_equal(drawn(live, n), before[n])}
        live.move(**{slider: 0.9})
    assert moved == {"beta": {"momentum", "Nesterov"}, "rho": {"RMSprop"}, "beta_1": {"Adam"}}


def test_an_optimizer_of_ones_own_is_moved_by_the_slider_that_it_names():
    live = widgets.descent("RMSprop", mine=lambda rate, rho: optimizers.RMSprop(rate, rho=rho))
    assert [s["name"] for s in live.sliders][:2] == ["rate", "rho"]
    live.move(rho=0.5)
    np.testing.assert_array_equal(drawn(live, "mine"), drawn(live, "RMSprop"))


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_another_start_begins_there(name):
    live = widgets.descent(name, start=(3.0, -1.0))
    assert drawn(live, name)[0].tolist() == [3.0, -1.0]
    live.move(w1=-2.5, w2=0.5)
    assert drawn(live, name)[0].tolist() == [-2.5, 0.5]
    assert np.ravel(live.picture.start.get_data()).tolist() == [-2.5, 0.5]


def test_steeper_walls_are_another_map():
    live = widgets.descent("SGD", learning_rate=0.15)
    before = live.picture.ground
    assert "runs away" in live.move(steepness=20)
    assert live.picture.ground.heights.max() > before.heights.max()
    live.move(steepness=10)
    assert live.picture.ground is before


def test_the_network_starts_elsewhere_if_it_is_told_to(model):
    live = widgets.descent("SGD", model=model, x=X, y=Y, start=(1.0, 0.5))
    assert drawn(live, "SGD")[0].tolist() == [1.0, 0.5]
    np.testing.assert_array_equal(model.params, np.array([-2.0, 1.5], model.params.dtype))


def test_a_view_has_the_ends_in_a_table_and_the_setting_in_words(monkeypatch):
    live, sent = widgets.descent("SGD", "Adam"), []
    monkeypatch.setattr(
        anywidget.AnyWidget, "send", lambda self, content, buffers=None: sent.append(content)
    )
    live.move(rate=0.2, steps=1)
    assert sent[-1]["readout"] == "Rate 0.2, β₁ 0.9, 1 step, walls of 10."
    assert [row[0] for row in live.ends] == ["SGD", "Adam"]
    assert "At the end: SGD" in live.readout
    assert live.ends[0][1] in live.readout
    live._on_message(live, {"type": "move", "view": "a", "values": {"rate": float("nan")}}, [])
    assert sent[-1]["readout"].startswith("The picture did not move. ValueError")


def test_one_step_is_called_one_step():
    assert widgets.descent("SGD", steps=1).readout.startswith("Rate 0.12, 1 step, ")
    assert ", 2 steps, " in widgets.descent("SGD", steps=2).readout


def test_plain_sgd_has_no_memory_and_no_slider_for_it():
    names = [s["name"] for s in widgets.descent("SGD").sliders]
    assert names == ["rate", "steps", "steepness", "w1", "w2"]
    assert "beta" in [s["name"] for s in widgets.descent("SGD", "momentum").sliders]
    assert "beta_1" in [s["name"] for s in widgets.descent("SGD", mine=OPTIMIZERS["Adam"]).sliders]


@pytest.mark.parametrize("rate", [0.12, 0.3, 0.047])
def test_the_first_rate_is_a_place_on_its_slider(rate):
    (slider, *_) = widgets.descent("SGD", learning_rate=rate).sliders
    notches = math.log10(rate / slider["low"]) / slider["step"]
    assert notches == pytest.approx(round(notches), abs=1e-9)
    assert slider["low"] == pytest.approx(0.01, rel=0.06)
    assert slider["high"] == pytest.approx(1, rel=0.06)


def test_at_beta_0_momentum_is_sgd():
    live = widgets.descent("SGD", "momentum", "Nesterov", beta=0, learning_rate=0.15)
    np.testing.assert_array_equal(drawn(live, "SGD"), drawn(live, "momentum"))
    np.testing.assert_array_equal(drawn(live, "SGD"), drawn(live, "Nesterov"))


# ------------------------------------------------------------------------------ what is passed


def test_an_optimizer_of_ones_own():
    class Sign:
        def __init__(self, rate):
            self.rate = rate

        def step(self, params, grads):
            params -= self.rate * np.sign(grads)

    live = widgets.descent("RMSprop", learning_rate=0.1, rho=0, steps=9, mine=lambda r, b: Sign(r))
    np.testing.assert_allclose(drawn(live, "mine"), drawn(live, "RMSprop"), atol=2e-3)
    assert "mine" in live.readout


def test_all_five_if_none_is_named():
    live = widgets.descent()
    assert all(name in live.readout for name in OPTIMIZERS)
    assert "Shown: Ravine." in live.alt


def test_an_unknown_name():
    with pytest.raises(ValueError, match=r"Expected some of SGD, .*Received 'adam'"):
        widgets.descent("adam")


def test_a_network_with_more_than_two_weights_has_no_map():
    model = Sequential([Input((1,)), Dense(1)])
    with pytest.raises(ValueError, match="Received one that is not compiled"):
        widgets.descent(model=model, x=X, y=Y)
    model = Sequential([Input((2,)), Dense(1)])
    model.compile(loss="mse")
    with pytest.raises(ValueError, match="Received one with 3 weights"):
        widgets.descent(model=model, x=X, y=Y)
    model = Sequential([Dense(1)])
    model.compile(loss="mse")
    with pytest.raises(ValueError, match="Received one that is not built"):
        widgets.descent(model=model, x=X, y=Y)


def test_a_network_without_data(model):
    with pytest.raises(ValueError, match="Received a model without x or y"):
        widgets.descent(model=model, x=X)


# ------------------------------------------------------------------------------ the goal


@pytest.fixture
def kept(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "progress.sqlite"))


def test_the_goal_is_reached_under_the_sliders_and_kept(kept):
    live = land._figure(None, land.moved)
    assert "momentum runs away" in live.readout
    assert "Not attempted: Move a slider first." in live.readout
    assert "it still swings" in live.move(beta=0.95)
    assert store.latest(11, "land") is None
    assert "✔ Correct: Twice the steepness" in live.move(beta=0.75)
    again = land.read(store.latest(11, "land").answer)
    assert "✔ Correct" in land._figure(again, land.moved).readout


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"steepness": 10.0}, "the number of steps is another one"),
        ({"start w2": 0.1}, "the number of steps is another one"),
        ({"steps": 100}, "the number of steps is another one"),
        ({"rate": 0.2, "beta": 0.0}, "The border is 2 · (1 + β) divided by the steepness"),
        ({"rate": 0.03, "beta": 0.2}, "crawls along the floor"),
        ({"beta": 0.95}, "β is so large"),
        ({"rate": 0.03, "beta": 0.75}, "Near."),
    ],
)
def test_what_is_said_of_settings_that_miss_it(change, words):
    row = dict(zip(land.columns, land.right_answer[0], strict=True)) | change
    judged = land.judge([list(row.values())])
    assert words in judged.sentences[0]


def test_the_check_walks_the_figures_path():
    live = land._figure(land.right_answer, None)
    assert live.picture.lines["momentum"][0].get_xdata()[-1] == pytest.approx(
        land_path(land.right_answer)[-1, 0]
    )


def test_no_rate_lands_without_a_memory():
    for rate in np.geomspace(0.01, 1, 41):
        row = [rate, 0.0, *land.right_answer[0][2:]]
        assert not land([row])
