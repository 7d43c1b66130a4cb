"""The numbers that lesson 08 states, computed here once more and found in what it stores."""

import re

import nbformat
import numpy as np
import pytest

from course_lib import SGD, Dense, Input, Sequential, data
from course_lib.nn import side_by_side

KNOWN, UNSEEN = data.people()


@pytest.fixture(scope="module")
def lesson(project):
    return nbformat.read(project / "notebooks" / "08_sgd.ipynb", as_version=4)


@pytest.fixture(scope="module")
def sgd(project):
    import json

    numbers = json.loads((project / "tests" / "textbook_numbers.json").read_text("utf-8"))
    return numbers["sgd_measurements"]


@pytest.fixture(scope="module")
def prose(lesson):
    return " ".join(c.source for c in lesson.cells if c.cell_type == "markdown")


def printed(lesson, code):
    """What the cell in which this code stands has stored."""
    (cell,) = [c for c in lesson.cells if c.cell_type == "code" and code in c.source]
    return "".join(o.get("text") or o["data"]["text/plain"] for o in cell.outputs)


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
    assert printed(lesson, "model = new_model()\nfor") == "Emily 0.183\nFrank 0.146\n"
    assert before == pytest.approx([0.183, 0.146], abs=5e-4)
    emily, frank = trained(KNOWN.x).predict(UNSEEN.x).ravel()
    assert emily == pytest.approx(sgd["exact"]["Emily"], abs=1e-5)
    assert frank == pytest.approx(sgd["exact"]["Frank"], abs=1e-5)
    assert after(lesson, "sgd = SGD(") == "Emily 0.951\nFrank 0.039\n"
    assert sgd["published"] == {"Emily": 0.951, "Frank": 0.039}
    assert "Emily 0.951" in prose
    assert "Frank 0.039" in prose


def test_the_picture_ends_with_the_published_numbers(lesson):
    assert printed(lesson, "widgets.training(") == (
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
