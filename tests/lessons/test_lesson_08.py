"""The numbers that lesson 08 states, computed here once more and found in what it stores."""

import re

import numpy as np
import pytest

from course_lib import SGD, Dense, Input, Sequential, data
from course_lib.nn import side_by_side
from course_lib.widgets.training_run import TrainingRun
from tests.lessons.stored import printed

KNOWN, UNSEEN = data.people()


@pytest.fixture(scope="module")
def sgd(project):
    import json

    numbers = json.loads((project / "tests" / "textbook_numbers.json").read_text("utf-8"))
    return numbers["sgd_measurements"]


@pytest.fixture(scope="module")
def prose(lesson):
    return " ".join(c.source for c in lesson.cells if c.cell_type == "markdown")


def after(lesson, code):
    """What the cell after the one with this code has stored."""
    code_cells = [c for c in lesson.cells if c.cell_type == "code"]
    (place,) = [i for i, c in enumerate(code_cells) if code in c.source]
    return "".join(o.get("text", "") for o in code_cells[place + 1].outputs)


def first_weights(seed=44):
    return np.random.RandomState(seed).normal(size=9)


def trained(x, epochs=1000, learning_rate=0.1):
    """The training of the textbook, with the course's own model."""
    w1, w2, w3, w4, w5, w6, b1, b2, b3 = first_weights()
    model = Sequential(
        [Input((2,)), Dense(2, activation="sigmoid"), Dense(1, activation="sigmoid")]
    )
    model.set_weights([[[w1, w3], [w2, w4]], [b1, b2], [[w5], [w6]], [b3]])
    model.compile(SGD(learning_rate), "mse")
    if epochs:
        model.fit(x, KNOWN.y, batch_size=1, epochs=epochs, shuffle=False, verbose=0)
    return model


def test_emily_and_frank_before_and_after(lesson, sgd, prose):
    before = trained(KNOWN.x, epochs=0).predict(UNSEEN.x).ravel()
    assert printed(lesson, "trained = new_model()\nfor") == "Emily 0.183\nFrank 0.146\n"
    assert before == pytest.approx([0.183, 0.146], abs=5e-4)
    emily, frank = trained(KNOWN.x).predict(UNSEEN.x).ravel()
    assert emily == pytest.approx(sgd["exact"]["Emily"], abs=1e-5)
    assert frank == pytest.approx(sgd["exact"]["Frank"], abs=1e-5)
    assert after(lesson, "sgd = SGD(") == "Emily 0.951\nFrank 0.039\n"
    assert sgd["published"] == {"Emily": 0.951, "Frank": 0.039}
    assert "Emily 0.951" in prose
    assert "Frank 0.039" in prose


def test_the_picture_ends_with_the_published_numbers(lesson):
    assert printed(lesson, "widgets.training(model") == (
        "Epoch 1,000 of 1,000: loss 0.0023. Emily 0.951, Frank 0.039."
    )


def test_the_band_over_two_hundred_seeds(lesson, sgd, prose):
    starts = [first_weights(seed) for seed in range(200)]
    ends = side_by_side.train(starts, KNOWN.x, KNOWN.y, 0.1, epochs=1000)
    emily, frank = side_by_side.predict(ends, UNSEEN.x).T
    assert [emily.min(), emily.max()] == pytest.approx(sgd["over_200_seeds"]["Emily"], abs=5e-4)
    assert [frank.min(), frank.max()] == pytest.approx(sgd["over_200_seeds"]["Frank"], abs=5e-4)
    stored = printed(lesson, "starts = ")
    assert stored == "Emily 0.944 to 0.975\nFrank 0.034 to 0.062\n"
    for number in re.findall(r"0\.\d+", stored):
        assert number in prose
    assert (emily > 0.5).all(), "all 200 get both people right"
    assert (frank < 0.5).all()
    assert len(set(emily.round(8))) == 200, "and no two agree"
    assert (emily.round(3) == 0.951).sum() < 20, "few of them say 0.951"


def test_the_band_of_learning_rates(lesson, sgd):
    stored = printed(lesson, "rates = np.array")
    rows = re.findall(r"rate (\S+) +Emily (\S+) +Frank (\S+)", stored)
    assert {rate: [float(e), float(f)] for rate, e, f in rows} == sgd["by_learning_rate_seed_44"]


def test_raw_pounds_and_inches_are_stuck(lesson, prose):
    model = trained(KNOWN.raw)
    assert model.predict(KNOWN.raw).round(3).ravel() == pytest.approx([0.5] * 4)
    assert printed(lesson, "raw = new_model()") == "['0.500', '0.500', '0.500', '0.500']"
    start = trained(KNOWN.raw, epochs=0)
    moved = np.abs(model.layers[0].kernel - start.layers[0].kernel).max()
    assert f"no weight of the hidden neurons moves by more than {moved:.2f}" in prose


def test_what_it_says_of_the_course_of_the_training(prose):
    assert "by epoch 30 Alice too" in prose
    at_10, at_30 = (trained(KNOWN.x, epochs).predict(KNOWN.x).ravel() for epochs in (10, 30))
    alice, diana = 0, 3
    assert at_10[diana] < 0.5
    assert at_10[alice] < at_10[diana], "Diana comes first"
    assert at_30[[alice, diana]].min() > 0.5
    assert at_30[[1, 2]].max() < 0.5
    slow = trained(KNOWN.x, 1000, learning_rate=0.001).predict(KNOWN.x).ravel()
    assert slow[alice] < 0.5, "Alice is still on the wrong side"
    mad = trained(KNOWN.x, 1, learning_rate=10).predict(KNOWN.x).ravel()
    assert ((mad > 0.5) == KNOWN.y).all(), "all four are right after a single epoch"


def test_the_first_step_in_the_bowl(lesson, prose):
    w = 4 - 0.1 * 2 * 4
    assert printed(lesson, "w = 4.0") == str(w) == "3.2"
    assert f"now it is {w**2:.2f}" in prose
    assert f"shorter: {0.1 * 2 * w:.2f}" in prose


def the_crowd():
    rng = np.random.default_rng(8)
    rows = [rng.normal(mean, [12, 3], size=(32, 2)) for mean in ([125, 64], [155, 69])]
    return np.concatenate(rows) - KNOWN.shift, np.repeat([1.0, 0.0], 32)


@pytest.fixture(scope="module")
def by_batch():
    """The losses of the figure of 64 people, by rate and batch size."""
    losses = {}
    for rate, size in ((0.5, 64), (0.5, 8), (0.5, 1), (0.1, 1)):
        model = trained(KNOWN.x, epochs=0, learning_rate=rate)
        run = TrainingRun(model, *the_crowd(), 100, size, shuffle=True)
        run.advance(100)
        losses[rate, size] = np.array(run.losses)
    return losses


def test_what_a_batchs_size_changes(by_batch, lesson, prose):
    said = printed(lesson, "widgets.training(many")
    assert said.startswith("Epoch 100 of 100, 100 updates: loss 0.10")
    ends = {key: losses[-1] for key, losses in by_batch.items()}
    assert "100 updates bring it to about 0.10. Eights make 800, and reach 0.06." in prose
    assert ends[0.5, 64] == pytest.approx(0.10, abs=0.005)
    assert ends[0.5, 8] == pytest.approx(0.06, abs=0.005)
    jumps = {key: np.abs(np.diff(losses[50:])).max() for key, losses in by_batch.items()}
    assert np.median(by_batch[0.5, 1][50:]) < 0.8 * ends[0.5, 8], "ones get furthest"
    assert jumps[0.5, 1] > 20 * jumps[0.5, 64], "and jump"
    assert jumps[0.1, 1] < jumps[0.5, 1] / 3, "at a rate of 0.1 they are tame again"


def test_when_the_line_moves():
    """Most of what it sweeps over is swept by epoch 30: the prediction's answer."""
    sides = np.meshgrid(np.linspace(-27, 37, 33), np.linspace(-10, 11, 33))
    grid = np.column_stack([side.ravel() for side in sides])
    run = TrainingRun(trained(KNOWN.x, epochs=0), KNOWN.x, KNOWN.y, 1000, 1)
    before, swept = None, []
    for epoch in (*range(31), 1000):
        run.advance(epoch - run.epoch)
        side = run.model.predict(grid, batch_size=len(grid), verbose=0).ravel() > 0.5
        swept.append(0 if before is None else np.mean(side != before))
        before = side
    assert sum(swept[:-1]) > 2 * swept[-1]
    assert swept[-1] < 0.2
