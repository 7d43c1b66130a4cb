"""The descents under their sliders: real optimizers, real trainings, both ends of each slider."""

import itertools
import math

import numpy as np
import pytest

from course_lib import SGD, Dense, Input, Sequential, optimizers, widgets
from course_lib.widgets.descent import OPTIMIZERS, RAVINE_START, STEEPNESS, _Network, _Ravine

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


def drawn(live, name, place=0):
    """The weights that the figure shows: (steps + 1, 2)."""
    picture = live._fit.__self__
    (line, *_) = picture.lines[place][name]
    return np.transpose(line.get_data())


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
    live = widgets.descent(name, learning_rate=0.05, beta=0.7, steps=6)
    np.testing.assert_allclose(drawn(live, name), expected)


def test_the_ravines_slopes_are_those_of_its_loss():
    ravine = _Ravine()
    w, h = np.array([1.3, -0.4]), 1e-5

    def loss(w):
        return (w[0] ** 2 + 50 * w[1] ** 2) / 10

    slopes = [(loss(w + h * e) - loss(w - h * e)) / (2 * h) for e in np.eye(2)]
    np.testing.assert_allclose(STEEPNESS * w, slopes, rtol=1e-8)
    path = ravine.descend(SGD(0.1), steps=3, batch_size=0)
    np.testing.assert_allclose(path.losses, [loss(w) for w in path.weights])
    i, j = 7, 30
    height = ravine.drawn.heights[i, j]
    assert height == pytest.approx(loss((ravine.drawn.columns[j], ravine.drawn.rows[i])))


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_with_all_rows_in_a_batch_the_networks_path_is_fit(model, name):
    ground = _Network(model, X, Y)
    path = ground.descend(OPTIMIZERS[name](0.1, 0.8), steps=5, batch_size=len(X))
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
    drawn = ground.drawn
    for i, j in ((0, 0), (10, 40), (33, 5)):
        model.params[:] = drawn.columns[j], drawn.rows[i]
        assert drawn.heights[i, j] == pytest.approx(model.evaluate(X, Y, verbose=0)[0], rel=1e-5)


def test_small_batches_take_every_row_once_an_epoch(model):
    seen = []
    ground = _Network(model, X, Y)
    learn = ground.model.train_on_batch
    ground.model.train_on_batch = lambda x, y: (seen.append((x, y)), learn(x, y))
    ground.descend(SGD(0.01), steps=6, batch_size=5)
    assert [len(x) for x, _ in seen] == [5, 5, 2, 5, 5, 2]
    for epoch in (seen[:3], seen[3:]):
        rows = np.concatenate([np.hstack(batch) for batch in epoch])
        assert sorted(map(tuple, rows)) == sorted(map(tuple, np.hstack([X, Y])))
    assert not np.array_equal(seen[0][0], seen[3][0])  # shuffled anew


def test_every_optimizer_sees_the_same_batches(model):
    ground, first = _Network(model, X, Y), []
    for _ in range(2):
        path = ground.descend(SGD(0.1), steps=9, batch_size=2)
        first.append(path.weights)
    np.testing.assert_array_equal(*first)


def test_the_learners_model_stays_as_it_is(model):
    before, optimizer = model.params.copy(), model.optimizer
    live = widgets.descent("Adam", model=model, x=X, y=Y)
    live.move(rate=0.5, batch=3)
    np.testing.assert_array_equal(model.params, before)
    assert model.optimizer is optimizer
    np.testing.assert_array_equal(drawn(live, "Adam", place=1)[0], before)


def test_who_runs_away_is_stopped_and_said_to_have(model):
    live = widgets.descent("SGD", "Adam", learning_rate=0.9, steps=100)
    assert "SGD runs away, Adam" in live.readout
    assert len(drawn(live, "SGD")) < 20
    assert np.isfinite(drawn(live, "SGD")).all()
    model.params[:] = 50, 50
    model.compile(SGD(1.0), "mse")
    path = _Network(model, X, Y).descend(SGD(50.0), steps=50, batch_size=12)
    assert path.lost
    assert np.isfinite(path.losses).all()


# ------------------------------------------------------------------------------ the sliders


def test_every_slider_at_both_ends(model):
    live = widgets.descent(model=model, x=X, y=Y)
    names = [slider["name"] for slider in live.sliders]
    assert names == ["rate", "beta", "steps", "batch"]
    said = set()
    for values in itertools.product(*[(s["low"], s["high"]) for s in live.sliders]):
        said.add(live.move(**dict(zip(names, values, strict=True))))
        assert not live.readout.startswith("The picture did not move")
    assert len(said) == 16
    assert sum("runs away" in readout for readout in said) >= 2


def test_one_step_is_called_one_step():
    assert widgets.descent("SGD", steps=1).readout.startswith("Rate 0.12, 1 step. ")
    assert ", 2 steps. " in widgets.descent("SGD", steps=2).readout


def test_plain_sgd_has_no_memory_and_no_slider_for_it():
    assert [s["name"] for s in widgets.descent("SGD").sliders] == ["rate", "steps"]
    assert "beta" in [s["name"] for s in widgets.descent("SGD", "momentum").sliders]
    assert "beta" in [s["name"] for s in widgets.descent("SGD", mine=OPTIMIZERS["Adam"]).sliders]


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

    live = widgets.descent("RMSprop", learning_rate=0.1, beta=0, steps=9, mine=lambda r, b: Sign(r))
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
