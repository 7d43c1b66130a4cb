"""Activation functions by shape and slope: what is drawn is what is computed."""

import numpy as np
import pytest

from course_lib.exercises.lesson_02 import name_curves
from course_lib.figures import mystery_curves, still
from course_lib.figures.activation import ActivationPicture, slope
from course_lib.figures.rivals import MYSTERY, RIVALS, RivalsPicture
from course_lib.nn import activations


@pytest.mark.parametrize("name", RIVALS)
def test_every_rivals_slope_is_that_of_its_curve(name):
    z = np.array([-3.0, -0.7, 0.4, 2.0])
    f = RIVALS[name]
    measured = (f.forward(z + 1e-6) - f.forward(z - 1e-6)) / 2e-6
    np.testing.assert_allclose(slope(f, z), measured, atol=1e-8)


def test_the_tangent_touches_and_the_triangle_measures():
    picture = ActivationPicture(activations.sigmoid, 1.0)
    (left, right), (low, high) = picture.tangent.line.get_data()
    assert (high - low) / (right - left) == pytest.approx(0.1966119)
    assert np.interp(1.0, [left, right], [low, high]) == pytest.approx(0.7310586)
    x, y = picture.tangent.sides.get_data()
    assert (x[1] - x[0], y[2] - y[1]) == (1, pytest.approx(0.1966119))
    assert picture.slope_dot.get_data() == ([1.0], [pytest.approx(0.1966119)])


def test_a_picture_moves_without_being_drawn_anew():
    picture = ActivationPicture(activations.tanh, 0.0)
    artists = picture.figure.findobj()
    assert picture.update(-6).startswith(
        "z = −6.0, a = −1.000. The slope there is below 0.001: the tangent is nearly level."
    )
    assert picture.figure.findobj() == artists
    assert picture.dot.get_data() == ([-6.0], [pytest.approx(-1, abs=1e-4)])


@pytest.mark.parametrize(
    ("f", "z", "said"),
    [
        (activations.relu, -1, "The slope there is 0: the tangent is level."),
        (activations.linear, 2, "The slope there is 1: the tangent climbs 1 for each 1"),
        (
            activations.Custom(lambda z: -z),
            2,
            "The slope there is −1: the tangent falls 1 for each 1",
        ),
        (activations.Custom(lambda z: (z > 0) * 1.0), 0, "The curve jumps here"),
    ],
    ids=["level", "climbs", "falls", "jumps"],
)
def test_it_says_what_it_shows(f, z, said):
    assert said in ActivationPicture(f, z).readout


def test_all_rivals_stand_at_the_same_z():
    picture = RivalsPicture(1.0)
    assert picture.update(-3).startswith(
        "z = −3.0. Slopes: step 0, sigmoid 0.045, tanh 0.01, ReLU 0"
    )
    assert all(dot.get_data()[0] == [-3.0] for dot, _, _ in picture.moving)
    assert len({(ax.get_xlim(), ax.get_ylim()) for ax in picture.panels}) == 1


@pytest.mark.parametrize("width", [0, 260, 439, 440, 619, 620, 760, 5000])
@pytest.mark.parametrize(
    "make", [lambda: ActivationPicture(activations.relu, 1), lambda: RivalsPicture(1)]
)
def test_at_every_width_all_panels_lie_on_the_paper(make, width):
    picture = make()
    picture.fit(width)
    wide, high = still.size(picture.figure)
    assert 260 <= wide <= 760
    boxes = [ax.get_position() for ax in picture.figure.axes]
    assert all(0 < box.x0 < box.x1 <= 1 and 0 < box.y0 < box.y1 < 1 for box in boxes)
    for i, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in boxes[:i])
    assert high > 100


def test_the_mystery_is_what_the_exercise_asks():
    assert tuple(blank.value for blank in name_curves.blanks.values()) == MYSTERY
    ax = mystery_curves()
    drawn = [panel.lines[-1].get_ydata() for panel in ax.get_figure().axes]
    z = np.linspace(-4, 4, 401)
    for name, curve in zip(MYSTERY, drawn, strict=True):
        np.testing.assert_allclose(curve, RIVALS[name].forward(z))
        assert name not in ax.alt
    assert ax._repr_mimebundle_()[1]["image/png"]["alt"] == ax.alt
