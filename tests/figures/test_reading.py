"""A digit and ten bars: what is drawn is what the network said."""

import numpy as np
import pytest

from course_lib.figures import palette, still
from course_lib.figures.reading import ReadingPicture

PICTURE = np.arange(64.0).reshape(8, 8, 1) / 64
OUTPUTS = np.array([0, 0, 0.1, 0.6, 0, 0, 0, 0, 0.3, 0])


def test_picture_bars_and_words():
    one = ReadingPicture()
    said = one.update(PICTURE, OUTPUTS, 8, "moved 1 right", "Of all, half.")
    assert said == "An 8, moved 1 right. The network says 3, and is 60% sure: wrong. Of all, half."
    np.testing.assert_array_equal(one.image.get_array(), PICTURE[..., 0])
    np.testing.assert_allclose([bar.get_width() for bar in one.bars], OUTPUTS)
    assert one.title.get_text() == "it says 3: wrong"
    assert one.place.get_text() == "moved 1 right"


def test_the_right_bar_differs_by_more_than_its_colour():
    one = ReadingPicture()
    one.update(PICTURE, OUTPUTS, 3, "where it was", "")
    blue = [bar.get_facecolor()[:3] for bar in one.bars]
    assert blue[3] != blue[8]
    assert tuple(round(255 * part) for part in blue[3]) == tuple(
        int(palette.BLUE[i : i + 2], 16) for i in (1, 3, 5)
    )
    assert one.truth.get_data() == ([0], [3])  # and a dot at its foot


@pytest.mark.parametrize("width", [0, 260, 439, 440, 620, 760, 5000])
def test_at_every_width_both_panels_lie_on_the_paper(width):
    one = ReadingPicture()
    one.fit(width)
    assert 260 <= still.size(one.figure)[0] <= 760
    boxes = [ax.get_position() for ax in one.figure.axes]
    assert all(0 <= box.x0 < box.x1 <= 1 and 0 < box.y0 < box.y1 < 1 for box in boxes)
    assert not boxes[0].overlaps(boxes[1])
