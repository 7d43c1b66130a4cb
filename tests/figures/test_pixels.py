"""Small pictures: what is drawn is what was handed over, and said in words."""

import numpy as np
import pytest

from course_lib import figures
from course_lib.figures.pixels import direction

LEFT = np.array([[-1.0, 0, 1]] * 3)


def images(ax):
    return [panel.images[0] for panel in ax.get_figure().axes]


def test_pictures_in_a_row_with_their_titles():
    ink, signs = np.eye(4)[..., np.newaxis], np.array([[0.0, -3], [1, 0]])
    ax = figures.pictures([ink, signs], ["an eye", "a map"], signed=[False, True])
    first, second = images(ax)
    np.testing.assert_array_equal(first.get_array(), np.eye(4))
    np.testing.assert_array_equal(second.get_array(), signs)
    assert first.get_clim() == (0, 1)
    assert second.get_clim() == (-3, 3)
    assert [panel.get_title() for panel in ax.get_figure().axes] == ["an eye", "a map"]
    assert ax.alt == (
        "an eye: 4 by 4 pixels, 25% of them ink. "
        "a map: 2 by 2 pixels, from -3.00 to 1.00, strongest in row 1, column 2."
    )


def test_filters_stand_above_what_they_answer_most():
    patches = np.arange(18.0).reshape(2, 1, 3, 3) / 18
    ax = figures.filters([LEFT, -LEFT.T], patches)
    drawn = [image.get_array() for image in images(ax)]
    np.testing.assert_array_equal(drawn[0], LEFT)
    np.testing.assert_array_equal(drawn[1], -LEFT.T)
    np.testing.assert_array_equal(drawn[2:], patches[:, 0])
    assert "Filter 0 looks for ink on the right and paper on the left." in ax.alt
    assert "Filter 1 looks for ink above and paper below." in ax.alt
    alone = figures.filters(None, patches)
    assert len(images(alone)) == 2
    assert alone.alt.endswith("those that it answered most.")


def test_a_kernel_of_zeros_is_drawn_and_prefers_no_side():
    assert direction(np.zeros((3, 3))) == "prefers no side"
    assert direction(np.ones((3, 3))) == "prefers no side"
    figures.filters([np.zeros((3, 3))], np.zeros((1, 2, 3, 3)))


@pytest.mark.parametrize(
    ("draw", "words"),
    [
        (lambda: figures.pictures([]), "0 pictures"),
        (lambda: figures.pictures([np.eye(2)], ["a", "b"]), "1 pictures, 2 titles"),
        (lambda: figures.pictures([np.zeros((2, 2, 3))]), r"shape \(2, 2, 3\)"),
        (lambda: figures.filters([LEFT], np.zeros((3, 3))), r"shape \(3, 3\) and 1 kernels"),
        (lambda: figures.filters([LEFT], np.zeros((2, 1, 3, 3))), "and 1 kernels"),
    ],
)
def test_what_can_not_be_drawn_is_refused(draw, words):
    with pytest.raises(ValueError, match=words):
        draw()
