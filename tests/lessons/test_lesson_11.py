"""The numbers that lesson 11 states, computed here once more and found in what it stores."""

import re

import numpy as np
import pytest

from course_lib import SGD, Dense, Input, Sequential, optimizers, set_random_seed, widgets
from course_lib.exercises import lesson_11 as check
from course_lib.widgets.descent import OPTIMIZERS, RAVINE_START, _Network

STEEPNESS = np.array([0.2, 10.0])
START = np.array([-4.0, 1.5])


def printed(lesson, code):
    """What the cell in which this code stands has stored."""
    (cell,) = [c for c in lesson.cells if c.cell_type == "code" and code in c.source]
    return "".join(o.get("text") or o["data"]["text/plain"] for o in cell.outputs).strip()


def down_the_ravine(optimizer, steps=40):
    """The weights before the first step and after each: (steps + 1, 2)."""
    w, path = START.copy(), [START]
    for _ in range(steps):
        optimizer.step(w, STEEPNESS * w)
        path.append(w.copy())
    return np.array(path)


def loss(path):
    """The ravine's loss at the end of a path."""
    return float(path[-1] ** 2 @ STEEPNESS / 2)


def tap_and_data():
    rng = np.random.default_rng(0)
    x = rng.uniform(-3, 3, size=(32, 1))
    y = 1.5 * np.tanh(1.2 * x) + rng.normal(scale=0.4, size=(32, 1))
    hidden = Dense(1, activation="tanh", use_bias=False)
    return Sequential([Input((1,)), hidden, Dense(1, use_bias=False)]), x, y


# ------------------------------------------------------------------------------ the ravine


def test_the_first_step_and_the_crawl(lesson, prose):
    assert printed(lesson, "w - 0.18 * gradient(w)") == "array([-3.856, -1.2  ])"
    path = down_the_ravine(SGD(0.18))
    assert path[-1, 0] == pytest.approx(-0.9, abs=0.05)
    assert "after 40 steps w1 is still at -0.9" in prose
    assert "SGD 0.085 at (−0.9, 0.0)" in printed(lesson, 'widgets.descent("SGD", learning_rate')
    assert loss(path) == pytest.approx(0.085, abs=5e-4)


def test_the_border_of_the_ravine_is_02():
    for rate, grows in ((0.19, False), (0.21, True)):
        path = down_the_ravine(SGD(rate))
        assert bool(abs(path[-1, 1]) > START[1]) is grows
    assert abs(down_the_ravine(SGD(0.1), steps=1)[-1, 1]) < 1e-12  # one step lands on the floor


def test_the_border_is_two_over_the_steepness():
    """Half as steep: 0.4. It is the same from any start."""
    for walls, border in ((10, 0.2), (5, 0.4)):
        for start in (RAVINE_START, (2.0, -0.1)):
            for share, away in ((0.98, False), (1.02, True)):
                live = widgets.descent(
                    "SGD", learning_rate=share * border, steepness=walls, start=start, steps=100
                )
                assert bool(abs(paths_end(live)[1]) > abs(start[1])) is away


def paths_end(live):
    """The last place of the first path: (w1, w2)."""
    path, *_ = next(iter(live.picture.lines.values()))
    return np.transpose(path.get_data())[-1]


def test_rmsprop_hardly_sees_the_ravine_however_steep():
    ends = [widgets.descent("RMSprop", steepness=walls).ends[0][2] for walls in (1, 10, 40)]
    assert len(set(ends)) == 1


def test_a_velocity_grows_to_ten_times_a_step(lesson):
    velocity, moves = 0.0, []
    for _ in range(50):
        velocity = 0.9 * velocity + 0.096
        moves.append(velocity)
    said = re.findall(r"step (\d+): ([\d.]+)", printed(lesson, "velocity, moves = 0.0, []"))
    assert [(int(n), float(value)) for n, value in said] == [
        (n, round(moves[n - 1], 3)) for n in (1, 2, 3, 10, 50)
    ]
    assert moves[-1] == pytest.approx(0.96, rel=0.01)


def test_momentum_beside_sgd(lesson, prose):
    assert loss(down_the_ravine(SGD(0.12, momentum=0.8))) == pytest.approx(0.002, abs=5e-4)
    assert loss(down_the_ravine(SGD(0.12))) == pytest.approx(0.229, abs=5e-4)
    assert "its loss is 0.002, where SGD's is 0.229" in prose
    shown = printed(lesson, 'widgets.descent("SGD", "momentum"')
    assert "SGD 0.229 at (−1.5, 0.0), momentum 0.002 at (0.0, 0.0)." in shown
    ends = {beta: loss(down_the_ravine(SGD(0.12, momentum=beta))) for beta in np.arange(1, 20) / 20}
    assert min(ends, key=ends.get) == 0.75
    assert ends[0.95] > ends[0.75]
    assert down_the_ravine(SGD(0.12, momentum=0.95))[:, 0].max() > 0  # past the bottom


def test_nesterov_beside_momentum(prose):
    heavy = down_the_ravine(SGD(0.09, momentum=0.9))
    ahead = down_the_ravine(SGD(0.09, momentum=0.9, nesterov=True))
    assert abs(ahead[3:, 1]).max() < 0.05
    assert abs(heavy[-8:, 1]).max() > 0.2
    assert "Nesterov is at rest after three steps, and momentum still swings after forty" in prose
    for nesterov, border in ((True, 0.136), (False, 0.38)):
        assert f"{border}" in prose
        for rate, away in ((0.98 * border, False), (1.02 * border, True)):
            path = down_the_ravine(SGD(rate, momentum=0.9, nesterov=nesterov), steps=400)
            assert bool(abs(path[-1, 1]) > START[1]) is away


def test_rmsprop_does_not_see_the_ravine(lesson):
    path = down_the_ravine(optimizers.RMSprop(0.12))
    first = np.abs(path[1] - path[0])
    assert first[0] == pytest.approx(first[1], rel=1e-6)
    assert round(15 / 0.8) == 19
    assert "RMSprop 0.002" in printed(lesson, 'widgets.descent("SGD", "RMSprop"')
    restless = down_the_ravine(optimizers.RMSprop(0.95), steps=100)
    assert abs(restless[-20:, 1]).max() > 0.3
    assert (np.diff(np.sign(restless[-20:, 1])) != 0).all()  # to and fro, every time


# ------------------------------------------------------------------------------ Adam


def test_adams_first_step_without_its_correction(lesson, prose):
    assert printed(lesson, "m, v = 0.1 * 15") == "m = 1.5   root of v = 0.474   m / root = 3.16"
    assert "first step is 3.16 times too long" in prose
    w = np.array([0.0])
    optimizers.RMSprop(0.1).step(w, np.array([15.0]))
    assert round(float(-w[0] / 0.1), 2) == 3.16
    assert "a tenth: 3.16 times the rate" in prose


def test_where_epsilon_is_added_matters_for_tiny_slopes(prose):
    w, slope = np.array([0.0]), 1e-6
    optimizers.Adam(1.0).step(w, np.array([slope]))
    assert round(float(-w[0]), 2) == 0.24
    assert round(slope / (slope + 1e-7), 2) == 0.91
    assert "0.24 of the rate in place of 0.91" in prose


def test_the_numbers_that_lesson_10_counted(lesson, prose):
    assert printed(lesson, "model.optimizer.memory.items()") == "{'m': 1994, 'v': 1994}"
    assert 2 * 1994 == 3988
    assert 5984 - 1994 == 3990 == 3988 + 2
    assert "3,988 numbers" in prose


def test_an_optimizer_refuses_a_second_model(prose):
    optimizer = optimizers.Adam()
    optimizer.step(np.zeros(5), np.ones(5))
    with pytest.raises(ValueError, match=r"Received another, of shape \(3,\)"):
        optimizer.step(np.zeros(3), np.ones(3))
    assert "So an optimizer refuses a second model" in prose


@pytest.mark.parametrize("steps", [1, 7])
def test_the_exercises_are_the_course_s_own_optimizers(steps):
    """What learners write, and what `fit` runs, move weights alike."""
    rng = np.random.default_rng(steps)
    w, slopes = rng.normal(size=5), rng.normal(size=(steps, 5))
    theirs, velocity, s = {name: w.copy() for name in ("momentum", "rmsprop")}, 0 * w, 0 * w
    for d_w in slopes:
        theirs["momentum"], velocity = check.momentum.reference(
            theirs["momentum"], velocity, d_w, 0.1, 0.9
        )
        theirs["rmsprop"], s = check.rmsprop.reference(theirs["rmsprop"], s, d_w, 0.1, 0.9)
    theirs["adam"] = check.adam.reference(w, slopes, 0.1, 0.9, 0.999)
    ours = {
        "momentum": SGD(0.1, momentum=0.9),
        "rmsprop": optimizers.RMSprop(0.1),
        "adam": optimizers.Adam(0.1),
    }
    for name, optimizer in ours.items():
        moved = w.copy()
        for d_w in slopes:
            optimizer.step(moved, d_w)
        np.testing.assert_allclose(theirs[name], moved, rtol=1e-4, atol=1e-6, err_msg=name)


@pytest.mark.parametrize("staircase", [False, True])
def test_the_schedule_is_the_course_s_own(staircase):
    schedule = optimizers.schedules.ExponentialDecay(0.3, 7, 0.6, staircase=staircase)
    for step in (0, 3, 7, 20):
        assert check.rate_at.reference(step, 0.3, 7, 0.6, staircase) == pytest.approx(
            schedule(step)
        )


@pytest.mark.filterwarnings("ignore:invalid value")
def test_a_weight_without_a_slope_is_met_in_the_exercise():
    """Who forgets the tiny number meets 0 / 0 there, and is told what to add."""
    forgotten = next(m.answer for m in check.rmsprop.mistakes if "divides 0 by 0" in m.message)
    outcomes = [forgotten(*args) for args in check.rmsprop.draw_args(0)]
    assert [bool(np.isnan(w).any()) for w, _ in outcomes] == [False, True, *3 * [False]]
    assert "Add 1e-7 to s under the root." in check.rmsprop.judge(forgotten).sentences[0]


# ------------------------------------------------------------------------------ the tap


def test_two_valleys_from_one_start(lesson, prose):
    shown = printed(lesson, "widgets.descent(model=tap")
    ends = dict(re.findall(r"(\w+) [\d.]+ at \((−?[\d.]+),", shown.partition("At the end:")[2]))
    left = {name for name, w1 in ends.items() if w1.startswith("−")}
    assert left == {"SGD", "momentum", "Nesterov"}
    assert set(ends) - left == {"RMSprop", "Adam"}
    assert "fall straight down into the lower left valley" in prose


def test_another_start_leads_momentum_into_the_other_valley():
    live = live_figure(learning_rate=0.12, beta=0.8)
    assert ends_on_the_network(live.readout)["momentum"][1] < 0
    assert ends_on_the_network(live.move(w1=0.5))["momentum"][1] > 0


def test_a_higher_rate_takes_momentum_across_the_pass():
    live = live_figure(learning_rate=0.12, beta=0.8)
    ends = [ends_on_the_network(live.move(rate=0.12 * 10**up))["momentum"] for up in (0, 0.75)]
    assert ends[0][1] < 0 < ends[1][1]


def live_figure(*names, **options):
    tap, x, y = tap_and_data()
    tap.compile(loss="mse")
    tap.params[:] = -2, 2
    return widgets.descent(*names, model=tap, x=x, y=y, **options)


def ends_on_the_network(readout):
    """Where each optimizer ended: {name: (loss, w1, w2)}."""
    said = readout.replace("−", "-").partition("At the end:")[2]
    found = re.findall(r"(\w+) ([\d.]+) at \((-?[\d.]+), (-?[\d.]+)\)", said)
    return {name: tuple(map(float, numbers)) for name, *numbers in found}


def test_small_batches_let_nobody_rest(prose):
    tap, x, y = tap_and_data()
    tap.compile(loss="mse")
    place, steps = _Network(tap, x, y), {}
    settings = {"steps": 100, "batch": 2, "w1": -2, "w2": 2}
    for name, make in OPTIMIZERS.items():
        path = place.descend(make(0.12, 0.8), settings)
        steps[name] = np.linalg.norm(np.diff(path.weights[-31:], axis=0), axis=1).mean()
    assert min(steps, key=steps.get) == "Adam"  # "Adam is the calmest"
    assert min(steps.values()) > 0.005
    live = live_figure(beta=0.8, rho=0.8, beta_1=0.8)
    assert ends_on_the_network(live.move(batch=1, steps=100))["momentum"][1] < -3
    assert "momentum is even thrown out of the picture" in prose


def test_a_falling_rate_may_fall_too_soon():
    def falling(rate, rho):
        halving = optimizers.schedules.ExponentialDecay(rate, decay_steps=20, decay_rate=0.5)
        return optimizers.RMSprop(halving, rho=rho)

    live = live_figure("RMSprop", falling=falling, learning_rate=0.3, steps=100, batch_size=2)
    early = ends_on_the_network(live.move(steps=20))
    assert max(loss for loss, *_ in early.values()) < 0.2  # in the valley
    late = ends_on_the_network(live.move(steps=100, rate=0.05))
    assert late["RMSprop"][0] < 0.2
    assert late["falling"][0] > 2
    assert late["falling"][1] < 0 < late["RMSprop"][1]  # not across the pass


def test_both_bottoms_are_the_same_network(lesson):
    tap, x, y = tap_and_data()
    tap.compile(loss="mse")
    said = []
    for sign in (-1, 1):
        tap.params[:] = 1.4 * sign, 1.5 * sign
        said.append(tap.predict(x, verbose=0))
        assert tap.evaluate(x, y, verbose=0) == pytest.approx(0.160, abs=5e-4)
    np.testing.assert_allclose(*said, rtol=1e-6)
    first, second = printed(lesson, "for w1, w2 in ((-1.4").splitlines()
    assert first.partition("loss")[2] == second.partition("loss")[2]
    assert "0.160" in first


def test_a_falling_rate_comes_to_rest(lesson, prose):
    shown = printed(lesson, "falling=falling").partition("At the end:")[2]
    assert "RMSprop 0.198" in shown
    assert "falling 0.160" in shown
    assert "whatever the last batch made of it: 0.198" in prose
    assert printed(lesson, "[round(halving(step), 3)") == "[0.12, 0.085, 0.06, 0.03, 0.015, 0.007]"


def test_the_curve_of_a_rate_that_is_too_high_begins_well():
    tap, x, y = tap_and_data()
    curves = {}
    for name, rate in {"A": 0.003, "B": 0.03, "C": 0.3, "D": 1.2}.items():
        tap.compile(SGD(rate), loss="mse")
        tap.params[:] = -2, 2
        curves[name] = tap.fit(x, y, batch_size=32, epochs=20, verbose=0).history["loss"]
    assert curves["D"][2] < curves["C"][2]  # "D is below C after the third epoch"
    assert curves["D"][-1] > 100
    assert curves["A"][-1] > 0.8 * curves["A"][0]
    assert 1 < curves["B"][-1] < 2
    assert max(curves["C"][6:]) < 0.17  # "down after six epochs"
    last = np.array([curve[-1] for curve in curves.values()])[:, np.newaxis]
    assert check.choose_rate.reference(list("ABCD"), last) == "C"


# ------------------------------------------------------------------------------ the race


def test_the_table(lesson, prose):
    rows = [row.split() for row in printed(lesson, "for name, make in five.items()").splitlines()]
    table = {name: [float(box) for box in boxes] for name, *boxes in rows[1:]}
    assert list(table) == ["SGD", "momentum", "Nesterov", "RMSprop", "Adam"]
    assert all(row[-1] == 0 for row in table.values())
    assert "At a rate of 0.3 all five end at 0.00" in prose
    np.testing.assert_allclose(table["SGD"][1:], table["momentum"][:-1], atol=0.01)
    assert max(table["RMSprop"][0], table["Adam"][0]) < min(
        table[name][0] for name in ("SGD", "momentum", "Nesterov")
    )
    assert table["RMSprop"][2] > table["RMSprop"][1]  # "it gets worse from 0.003 to 0.03"


def test_no_star_is_on_the_wrong_side(lesson, prose):
    rng = np.random.default_rng(0)
    arm = np.arange(150) % 2
    turn = 1.5 * np.pi * np.sqrt(rng.uniform(0.02, 1, size=150))
    angle = turn + np.pi * arm
    stars = turn[:, np.newaxis] * np.column_stack([np.cos(angle), np.sin(angle)]) / 3
    set_random_seed(2)
    hidden = [Dense(16, activation="tanh"), Dense(16, activation="tanh")]
    model = Sequential([Input((2,)), *hidden, Dense(1, activation="sigmoid")])
    model.compile(optimizers.Adam(0.03), "binary_crossentropy", metrics=["accuracy"])
    model.fit(stars, arm, batch_size=15, epochs=80, verbose=0)
    assert model.evaluate(stars, arm, verbose=0)[1] == 1
    assert "No star is on the wrong side" in prose
