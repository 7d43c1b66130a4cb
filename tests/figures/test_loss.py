"""Losses drawn: heights and slopes are those of the course's own losses."""

import numpy as np
import pytest

from course_lib.figures import still
from course_lib.figures.landscape import LandscapePicture
from course_lib.figures.loss import LossesPicture, curves
from course_lib.nn import losses
from course_lib.nn.neuron import Neuron

X = np.array([[2, 3], [4, 1], [1, 2], [3, 4], [5, 2], [1, 4]])
Y = np.array([1, 0, 0, 1, 1, 0])
NAMES = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]


def landscape(loss="mse", weights=(0, 1), bias=-4):
    return LandscapePicture(Neuron(weights, bias), X, Y, NAMES, loss)


@pytest.mark.parametrize("y_true", [0.0, 1.0])
@pytest.mark.parametrize("loss", ["mse", "bce"])
def test_a_slope_is_that_of_its_curve(loss, y_true):
    p = np.array([0.05, 0.3, 0.5, 0.9])
    measured = (curves(loss, y_true, p + 1e-6)[0] - curves(loss, y_true, p - 1e-6)[0]) / 2e-6
    np.testing.assert_allclose(curves(loss, y_true, p)[1], measured, rtol=1e-6)


def test_both_losses_by_hand():
    heights, slopes = curves("mse", 1.0, np.array([0.01]))
    assert (heights[0], slopes[0]) == (pytest.approx(0.9801), pytest.approx(-1.98))
    heights, slopes = curves("bce", 1.0, np.array([0.01]))
    assert (heights[0], slopes[0]) == (pytest.approx(-np.log(0.01)), pytest.approx(-100))
    assert curves("bce", 0.0, np.array([0.01]))[1][0] == pytest.approx(1 / 0.99)


def test_dots_stay_on_the_chart_and_the_words_say_so():
    picture = LossesPicture(1, 0.5)
    assert "beyond" not in picture.readout
    assert "slope −100.00. The slope lies beyond the chart" in picture.update(1, 0.01)
    for (_, panel), dot in picture.dots.items():
        ax = (picture.height, picture.slopes)[panel]
        low, high = ax.get_ylim()
        assert low <= dot.get_ydata()[0] <= high
    assert picture.update(0, 0.01).startswith("True answer 0, prediction 0.01: squared error 0.00")


def test_the_landscape_is_the_loss_of_the_neuron_that_stands_there():
    for loss in ("mse", "binary_crossentropy"):
        heights = landscape(loss).shades.get_array()
        ticks = np.linspace(-3, 3, len(heights))
        for row, column in ((0, 40), (38, 37), (30, 30), (60, 5)):
            p = Neuron([ticks[column], ticks[row]], -4)(X)
            assert heights[row, column] == pytest.approx(losses.get(loss)(Y, p), rel=1e-4)


def test_the_valley_and_the_plain():
    heights = landscape().shades.get_array()
    row, column = np.unravel_index(heights.argmin(), heights.shape)
    ticks = np.linspace(-3, 3, len(heights)).round(1)
    assert (ticks[column], ticks[row], heights.min().round(3)) == (0.7, 0.8, 0.137)
    np.testing.assert_allclose(heights[:20, :20], 0.5, atol=0.001)


def test_cross_entropy_is_not_cut_off():
    heights = landscape("bce").shades.get_array()
    assert heights[0, 0] == pytest.approx(11.5)
    assert heights[0, 0] - heights[1, 1] > 0.3  # a slope, where the clipped loss has none


def test_dot_answers_and_landscape_follow_the_neuron():
    picture = landscape()
    before = picture.shades.get_array()
    picture.neuron.w[:] = [-3, -3]
    assert picture.update().startswith("w1 = −3.00, w2 = −3.00, b = −4: the loss is 0.500.")
    assert picture.dot.get_data() == ([-3], [-3])
    assert picture.shades.get_array() is before  # the bias stayed, and so did the landscape
    np.testing.assert_allclose(picture.said.get_xdata(), 0, atol=1e-4)
    picture.neuron.b = 0
    picture.update()
    assert not np.allclose(picture.shades.get_array(), before)


def test_a_weight_beyond_the_map_stands_at_its_edge():
    picture = landscape(weights=(7, 0))
    assert picture.dot.get_data() == ([3.0], [0.0])
    assert "w1 = 7.00" in picture.readout


@pytest.mark.parametrize("width", [0, 260, 439, 440, 620, 760, 5000])
@pytest.mark.parametrize("make", [landscape, lambda: LossesPicture(1, 0.5)], ids=["map", "curves"])
def test_at_every_width_both_panels_lie_on_the_paper(make, width):
    picture = make()
    picture.fit(width)
    assert 260 <= still.size(picture.figure)[0] <= 760
    one, other = (ax.get_position() for ax in picture.figure.axes)
    assert all(0 < box.x0 < box.x1 <= 1 and 0 < box.y0 < box.y1 < 1 for box in (one, other))
    assert not one.overlaps(other)
