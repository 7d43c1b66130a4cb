"""Losses over epochs: every curve drawn, named where it ends, and told in words."""

import itertools

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from course_lib import figures
from course_lib.figures.loss_curves import loss_curves

FALLS = [1.0, 0.5, 0.25]
AWAY = [1.0, 30.0, np.nan]


def test_curves_are_those_that_were_given():
    ax = figures.loss_curves({"A": FALLS, "B": AWAY})
    first, second = ax.lines
    np.testing.assert_array_equal(first.get_xdata(), [1, 2, 3])
    np.testing.assert_array_equal(first.get_ydata(), FALLS)
    np.testing.assert_array_equal(second.get_ydata(), AWAY)
    assert first.get_linestyle() != second.get_linestyle()
    assert first.get_marker() != second.get_marker()


def test_what_it_says():
    assert loss_curves({"A": FALLS, "B": AWAY, "C": [np.nan]}).alt == (
        "Losses over the epochs. A: from 1 to 0.25 after epoch 3; "
        "B: from 1 to 30 after epoch 2, then it runs away; C: no loss."
    )
    assert "to 580 after" in loss_curves({"D": [10, 576.3]}).alt


def test_each_name_stands_beside_its_curves_end():
    ax = loss_curves({"high": [1.0, 0.9], "low": [1.0, 0.001]})
    places = {text.get_text(): text.get_position() for text in ax.texts}
    to_axes = ax.transScale + ax.transLimits
    for name, end in (("high", 0.9), ("low", 0.001)):
        assert places[name][1] == pytest.approx(to_axes.transform((2, end))[1])
        assert places[name][0] > to_axes.transform((2, end))[0]


def test_names_of_curves_that_end_alike_do_not_touch():
    ax = loss_curves({name: [1.0, 0.001 if name == "e" else 0.5] for name in "abcde"})
    figure = ax.get_figure()
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    renderer = canvas.get_renderer()
    boxes = sorted((text.get_window_extent(renderer) for text in ax.texts), key=lambda b: b.y0)
    for below, above in itertools.pairwise(boxes):
        assert above.y0 >= below.y0 + 8
    assert all(box.x1 <= figure.bbox.x1 for box in boxes)


def test_a_callers_axes_are_drawn_on_and_returned():
    ax = Figure().add_subplot()
    assert loss_curves({"A": FALLS}, ax=ax) is ax


@pytest.mark.parametrize("losses", [{}, dict.fromkeys("abcdef", FALLS)])
def test_as_many_curves_as_can_be_told_apart(losses):
    with pytest.raises(ValueError, match=rf"1 to 5 trainings\. Received {len(losses)}"):
        loss_curves(losses)


def test_losses_that_lie_close_together_have_an_even_scale_and_a_unit():
    ax = loss_curves({"A": [2.3, 2.0, 1.9]}, scale="linear", unit="nats a sign")
    assert (ax.get_yscale(), ax.get_ylabel()) == ("linear", "loss, nats a sign")
    assert (loss_curves({"A": FALLS}).get_yscale(), loss_curves({"A": FALLS}).get_ylabel()) == (
        "log", "loss",
    )  # fmt: skip
    ((_, height),) = [text.get_position() for text in ax.texts]
    assert height == pytest.approx((ax.transScale + ax.transLimits).transform((3, 1.9))[1])
