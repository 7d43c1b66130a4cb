"""The made-up sea: in order, repeatable, and as noisy as it says."""

import numpy as np
import pytest

from course_lib import data
from course_lib.data.tide import PERIOD, WAVES


def test_readings_stand_in_the_order_of_the_day_and_within_one_tide():
    hours, metres = data.tide()
    assert hours.shape == metres.shape == (60, 1)
    assert (np.diff(hours[:, 0]) > 0).all()
    assert 0 <= hours.min() < hours.max() <= PERIOD


def test_the_same_day_is_the_same_and_another_is_another():
    for mine, again, other in zip(data.tide(), data.tide(), data.tide(seed=9), strict=True):
        np.testing.assert_array_equal(mine, again)
        assert not np.shares_memory(mine, again)
        assert not np.allclose(mine, other)


def test_what_is_not_tide_is_waves():
    hours, metres = data.tide(20_000, seed=3)
    waves = metres - data.true_tide(hours)
    assert waves.mean() == pytest.approx(0, abs=4 * WAVES / 20_000**0.5)
    assert waves.std() == pytest.approx(WAVES, rel=0.03)
    assert abs(np.corrcoef(hours[:, 0], waves[:, 0])[0, 1]) < 0.03


def test_the_tide_is_high_low_and_high():
    heights = data.true_tide([0, PERIOD / 4, PERIOD / 2, PERIOD])
    np.testing.assert_allclose(heights, [1, 0, -1, 1], atol=1e-12)


def test_a_day_without_readings_is_refused():
    with pytest.raises(ValueError, match=r"one reading or more\. Received readings=0"):
        data.tide(0)
