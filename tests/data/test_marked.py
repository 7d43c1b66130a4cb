"""Sequences with one number marked: as asked, repeatable, and marked where it is said."""

import numpy as np
import pytest

from course_lib import data
from course_lib.data.tide import WAVES


def test_one_number_of_each_sequence_is_marked_and_asked_for():
    x, y = data.marked(500, steps=20, seed=1)
    assert x.shape == (500, 20, 2)
    assert y.shape == (500, 1)
    assert set(np.unique(x[:, :, 1])) == {0.0, 1.0}
    np.testing.assert_array_equal(x[:, :, 1].sum(axis=1), 1)
    np.testing.assert_array_equal((x[:, :, 0] * x[:, :, 1]).sum(axis=1, keepdims=True), y)


def test_numbers_and_marks_are_spread_evenly():
    x, y = data.marked(20_000, steps=10, seed=2)
    assert np.abs(x).max() <= 1
    assert y.var() == pytest.approx(1 / 3, rel=0.03)
    np.testing.assert_allclose(x[:, :, 1].mean(axis=0), 0.1, atol=0.01)


def test_marks_stand_where_they_were_asked_for():
    places = data.marked(300, steps=50, seed=3, first=41)[0][:, :, 1].argmax(axis=1) + 1
    assert (places.min(), places.max()) == (41, 50)
    places = data.marked(300, steps=50, seed=3, last=1)[0][:, :, 1].argmax(axis=1) + 1
    assert set(places) == {1}


def test_the_same_seed_is_the_same_and_another_another():
    for mine, again, other in zip(
        data.marked(5), data.marked(5), data.marked(5, seed=1), strict=True
    ):
        np.testing.assert_array_equal(mine, again)
        assert not np.allclose(mine, other)


@pytest.mark.parametrize("wrong", [{"first": 0}, {"last": 51}, {"first": 9, "last": 8}])
def test_a_mark_outside_is_refused(wrong):
    with pytest.raises(ValueError, match="1 <= first <= last <= steps"):
        data.marked(3, **wrong)


def test_a_tide_by_the_hour():
    metres = data.hourly_tide(20_000, seed=4)
    waves = metres - data.true_tide(np.arange(20_000))
    assert waves.std() == pytest.approx(WAVES, rel=0.03)
    with pytest.raises(ValueError, match="one reading or more"):
        data.hourly_tide(0)
