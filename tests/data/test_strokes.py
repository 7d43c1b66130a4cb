"""Pen strokes as pictures: brought to the place, size and thickness that the digits have."""

import numpy as np
import pytest

from course_lib import data
from course_lib.data.strokes import INK, strokes_problem

THREE = data.drawn_strokes()[20][1]


def changed(strokes, scale=1.0, right=0.0, down=0.0):
    return [[(scale * x + right, scale * y + down) for x, y in stroke] for stroke in strokes]


@pytest.mark.parametrize("change", [
    {"scale": 0.3}, {"scale": 0.3, "right": 0.65, "down": 0.68}, {"scale": 2.0, "right": -0.4},
])  # fmt: skip
def test_place_and_size_on_the_paper_make_no_difference(change):
    np.testing.assert_allclose(
        data.picture_of(changed(THREE, **change)), data.picture_of(THREE), atol=1 / 8
    )


def test_what_is_wide_is_squeezed_until_it_fills_the_height_as_the_digits_do():
    wide = [[(1.7 * x, y) for x, y in stroke] for stroke in THREE]
    assert data.picture_of(wide)[0].max() > 0.5
    assert data.picture_of(wide)[7].max() > 0.5


def test_pictures_have_the_digits_height_width_and_ink():
    drawn, digits = data.drawn().x[..., 0], data.digits().x[..., 0]
    assert (drawn.max(axis=2) > 0).all()  # every row has ink, as in the data
    assert np.mean(digits.max(axis=2) > 0) > 0.99
    for edge in (0, 7):  # and the outermost columns have hardly any
        assert max(digits[:, :, edge].mean(), drawn[:, :, edge].mean()) < 0.02
    assert abs(1024 * digits.mean() - INK) < 1
    assert abs(1024 * drawn.mean() - INK) < 15
    # As thick as the data's in every digit: the fat 1 is no accident of the preparation.
    y = data.digits().y
    for digit in range(10):
        of_data = 1024 * digits[y == digit].mean()
        assert abs(of_data - 1024 * drawn[data.drawn().y == digit].mean()) < 45


def test_dots_are_counted_in_blocks_of_four():
    bitmap = data.bitmap_of(THREE)
    assert set(np.unique(bitmap)) == {0, 1}
    picture = data.picture_of(THREE)
    for i, j in ((0, 3), (4, 4), (7, 2)):
        assert picture[i, j, 0] == bitmap[4 * i : 4 * i + 4, 4 * j : 4 * j + 4].mean()
    assert picture.shape == (8, 8, 1)


def test_strokes_of_one_point_are_dots_beside_others():
    dotted = data.picture_of([[(0.5, 0.3), (0.5, 0.9)], [(0.5, 0.1)]])
    assert dotted[0].max() > 0.5
    np.testing.assert_array_equal(data.picture_of([*THREE, []]), data.picture_of(THREE))


def test_what_is_no_digit_is_known_and_refused():
    blot = [[(0.5, 0.5), (0.55, 0.55)]]
    assert strokes_problem([]) == strokes_problem([[]]) == "empty"
    assert strokes_problem(blot) == "too small"
    assert strokes_problem([[(0.1, 0.5), (0.9, 0.6)]]) == "too flat"
    assert strokes_problem(THREE) is None
    with pytest.raises(ValueError, match="at least 10%"):
        data.picture_of(blot)
    with pytest.raises(ValueError, match="one point or more"):
        data.picture_of([])
    with pytest.raises(ValueError, match=r"\[\[3\]\]"):
        data.picture_of([[1, 2, 3]])
    with pytest.raises(ValueError, match="finite"):
        data.picture_of([[(0.1, 0.2), (np.nan, 0.9)]])


def test_there_are_six_drawings_of_each_digit_and_each_time_new_arrays():
    drawn = data.drawn()
    assert np.bincount(drawn.y).tolist() == [6] * 10
    drawn.x[:] = 0
    assert data.drawn().x.max() == 1
