"""A curve through readings and its two losses: what is drawn is what was handed over."""

import numpy as np
import pytest

from course_lib.figures import still
from course_lib.figures.fitting import POINTS, FittingPicture
from course_lib.figures.histories import HIGHEST, LOWEST

X = np.array([[0.0], [1.0], [3.0], [4.0]])
EPOCHS, LOSSES, VALUES = [0, 5, 10, 15], [0.9, 0.4, 0.1, 0.05], [0.8, 0.3, 0.35, 0.6]


def picture(**more):
    return FittingPicture((X, X - 2), (X + 0.5, 2 - X), epochs=15, **more)


def shown(one, epoch, losses=LOSSES, val_losses=VALUES, **more):
    return one.update(np.linspace(-1, 1, POINTS), EPOCHS, losses, val_losses, epoch, **more)


def test_the_words_say_what_is_seen():
    said = shown(picture(), 10, setting="Neurons 2")
    assert said == (
        "Neurons 2. After epoch 10 the training loss is 0.10 and the validation loss 0.35. "
        "The validation loss was lowest after epoch 5: 0.30."
    )
    assert shown(picture(), 0).startswith("After epoch 0 the training loss is 0.90")
    assert shown(picture(), 0, note="It broke.").endswith("It broke.")


def test_curve_dots_and_best_epoch_follow():
    one = picture()
    shown(one, 15)
    np.testing.assert_array_equal(one.curve.get_ydata(), np.linspace(-1, 1, POINTS))
    (line, dot), (val_line, val_dot) = one.lines
    assert (list(line.get_ydata()), list(val_line.get_ydata())) == (LOSSES, VALUES)
    assert (dot.get_data(), val_dot.get_data()) == (([15], [0.05]), ([15], [0.6]))
    assert one.best.get_xdata() == [5, 5]
    assert one.title.get_text() == "training 0.05, validation 0.60"


def test_losses_beyond_the_chart_run_along_its_edge():
    one = picture()
    shown(one, 5, losses=[1e9, np.inf, np.nan, 1e-9])
    assert list(one.lines[0][0].get_ydata()) == [HIGHEST, HIGHEST, HIGHEST, LOWEST]


def test_the_two_kinds_of_readings_differ_by_more_than_colour():
    ax = picture().curve_axes
    styles = {
        line.get_label(): (line.get_marker(), line.get_markerfacecolor())
        for line in ax.lines
        if line.get_marker() != "None"
    }
    assert set(styles) == {"training", "validation"}
    assert len({marker for marker, _ in styles.values()}) == 2
    assert len({fill for _, fill in styles.values()}) == 2
    lines = [line.get_linestyle() for line, _ in picture().lines]
    assert lines == ["-", "--"]


def test_the_truth_is_drawn_where_it_is_known():
    without, with_it = picture(), picture(truth=lambda x: x**2)
    assert len(with_it.curve_axes.lines) == len(without.curve_axes.lines) + 1
    drawn = with_it.curve_axes.lines[0]
    np.testing.assert_allclose(drawn.get_ydata(), np.asarray(drawn.get_xdata()) ** 2)


@pytest.mark.parametrize("width", [0, 260, 439, 440, 620, 760, 5000])
def test_at_every_width_both_panels_lie_on_the_paper(width):
    one = picture()
    one.fit(width)
    assert 260 <= still.size(one.figure)[0] <= 760
    boxes = [ax.get_position() for ax in one.figure.axes]
    assert all(0 < box.x0 < box.x1 < 1 and 0 < box.y0 < box.y1 < 1 for box in boxes)
    assert not boxes[0].overlaps(boxes[1])
