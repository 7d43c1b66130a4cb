"""A nudge drawn: what the loss did is the model's own loss, what was promised its own gradient."""

import numpy as np
import pytest

from course_lib import SGD, Dense, Input, Sequential
from course_lib.figures import still
from course_lib.figures.nudge import NudgePicture

ALICE = [[-2, -1]]


@pytest.fixture
def model():
    layers = [Dense(units, "sigmoid", kernel_initializer="ones") for units in (2, 1)]
    model = Sequential([Input((2,)), *layers])
    model.compile(SGD(), loss="mse")
    return model


def loss_with(model, place, value):
    kept = model.params[place]
    model.params[place] = value
    loss = model.loss([[1]], model(ALICE))
    model.params[place] = kept
    return loss


@pytest.mark.parametrize(("name", "place"), [("w1", 0), ("w3", 1), ("w5", 6), ("b3", 8)])
def test_kept_and_promised(model, name, place):
    picture = NudgePicture(model, ALICE, [1], name)
    before = float(model.params[place])
    change = loss_with(model, place, before + 0.5) - loss_with(model, place, before)
    picture.update(0.5)
    assert picture.true == pytest.approx(change, abs=1e-6)
    model.loss([[1]], model(ALICE))
    model.backward()
    assert picture.foretold == pytest.approx(0.5 * model.grads[place], abs=1e-6)
    assert model.params[place] == before


def test_the_textbooks_slope(model):
    picture = NudgePicture(model, ALICE, [1])
    assert picture.update(0) == (
        "w1 = 1, not nudged: the loss is 0.2269 and its slope along w1 is 0.02147."
    )


def test_near_the_promise_holds_and_far_away_it_does_not(model):
    picture = NudgePicture(model, ALICE, [1])
    picture.update(0.1)
    assert picture.foretold / picture.true == pytest.approx(1, abs=0.1)
    picture.update(0.5)
    assert picture.foretold / picture.true == pytest.approx(1.5, abs=0.05)
    picture.update(4)
    assert picture.foretold / picture.true > 7
    picture.update(-4)
    assert picture.true < picture.foretold < 0


def test_the_larger_bar_fills_its_half(model):
    picture = NudgePicture(model, ALICE, [1])
    for dw in (-4, -0.1, 0.1, 4):
        picture.update(dw)
        heights = [bar.get_height() for bar in picture.changes]
        assert max(np.abs(heights)) == pytest.approx(1)
        assert np.all(np.sign(heights) == np.sign(dw))


def test_a_model_that_was_changed_meanwhile_is_drawn_anew(model):
    picture = NudgePicture(model, ALICE, [1])
    before = picture.line.get_ydata()
    model.params[6] = 0  # w5: nobody hears h1 any more
    assert "its slope along w1 is 0." in picture.update(0)
    assert np.ptp(picture.line.get_ydata()) == pytest.approx(0, abs=1e-7)
    assert np.ptp(before) > 0.1


@pytest.mark.parametrize("width", [0, 260, 439, 440, 620, 760, 5000])
def test_at_every_width_both_panels_lie_on_the_paper(model, width):
    picture = NudgePicture(model, ALICE, [1])
    picture.fit(width)
    assert 260 <= still.size(picture.figure)[0] <= 760
    one, other = (ax.get_position() for ax in picture.figure.axes)
    assert all(0 < box.x0 < box.x1 <= 1 and 0 < box.y0 < box.y1 < 1 for box in (one, other))
    assert not one.overlaps(other)
