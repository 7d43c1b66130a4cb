"""The U of the measured slope's error: a law on its right, noise on its left."""

import numpy as np
import pytest

from course_lib import Dense, Input, Sequential, set_floatx
from course_lib.figures import still
from course_lib.figures.step_size import StepSizePicture

ALICE = [[-2, -1]]


@pytest.fixture
def model():
    set_floatx("float64")
    try:
        layers = [Dense(units, "sigmoid", kernel_initializer="ones") for units in (2, 1)]
        model = Sequential([Input((2,)), *layers])
    finally:
        set_floatx("float32")
    model.compile("sgd", loss="mse")
    return model


@pytest.fixture
def picture(model):
    return StepSizePicture(model, ALICE, [1], "w1", 0.1)


def test_the_lessons_errors(picture):
    assert picture.readout == "h = 0.1: measured 0.0216, computed 0.0215. The error is 9.4e-5."
    assert picture.error == pytest.approx(9.4e-5, rel=0.01)
    picture.update(0.001)
    assert picture.error == pytest.approx(9.4e-9, rel=0.01)
    picture.update(1e-5)
    assert picture.error < 1e-10  # 5e-12 where this was written
    picture.update(1e-12)
    assert 1e-8 < picture.error < 1e-3  # noise: 6e-7 where this was written


def test_it_is_a_u(picture):
    steps, errors = picture.curve.get_data()
    best = steps[np.argmin(errors)]
    assert 1e-6 <= best <= 1e-4
    right = errors[steps >= 1e-3]
    assert np.all(np.diff(right) > 0)
    assert errors[0] > 1e5 * errors.min()


def test_the_microscope_shows_a_line_and_then_stairs(picture):
    picture.update(1e-5)
    heights = picture.line.get_ydata()
    np.testing.assert_allclose(np.diff(heights), np.diff(heights)[0], rtol=1e-3)
    picture.update(1e-15)
    assert len(np.unique(picture.line.get_ydata())) < 6


def test_the_model_is_left_as_it_was(model, picture):
    before = model.params.copy()
    for h in (1, 1e-5, 1e-15):
        picture.update(h)
    np.testing.assert_array_equal(model.params, before)


def test_a_slope_of_nothing_is_no_trouble(model, picture):
    model.params[6] = 0
    assert "The error is 0" in picture.update(1e-5)


@pytest.mark.parametrize("width", [0, 260, 439, 440, 620, 760, 5000])
def test_at_every_width_both_panels_lie_on_the_paper(picture, width):
    picture.fit(width)
    assert 260 <= still.size(picture.figure)[0] <= 760
    one, other = (ax.get_position() for ax in picture.figure.axes)
    assert all(0 < box.x0 < box.x1 <= 1 and 0 < box.y0 < box.y1 < 1 for box in (one, other))
    assert not one.overlaps(other)
