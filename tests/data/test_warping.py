"""Digits as other hands write them: what is drawn is what is said, and the original stays."""

import numpy as np
import pytest

from course_lib import data


@pytest.fixture(scope="module")
def digits():
    return data.digits()[:300]


def test_a_seed_is_a_hand_and_nothing_given_is_changed(digits):
    before = digits.x.copy()
    one, again, other = (data.warped(digits, seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(one.x, again.x)
    assert np.abs(one.x - other.x).max() > 0.5
    np.testing.assert_array_equal(digits.x, before)
    np.testing.assert_array_equal(one.y, digits.y)
    assert one.x.dtype == digits.x.dtype
    assert one.x.shape == digits.x.shape
    assert one.x.min() >= 0
    assert one.x.max() <= 1


def test_it_stays_the_digit_that_it_was_more_or_less(digits):
    """Ink moves by about a pixel, and a nearest mean still reads three quarters of them."""
    means = np.array([digits.x[digits.y == k].mean(axis=0).ravel() for k in range(10)])
    x = data.warped(digits, 5).x.reshape(len(digits), 1, -1)
    assert np.mean(((x - means) ** 2).sum(axis=2).argmin(axis=1) == digits.y) > 0.7


def test_the_amount_is_a_factor(digits):
    gaps = [np.abs(data.warped(digits, 3, amount).x - digits.x).mean() for amount in (0, 0.3, 1.0)]
    assert gaps[0] < 1e-7 < gaps[1] < gaps[2] / 2


def test_a_picture_that_is_no_square_keeps_its_shape():
    wide = data.Digits(np.ones((2, 6, 9, 1)), np.array([1, 2]))
    assert data.warped(wide, 0).x.shape == (2, 6, 9, 1)
    np.testing.assert_allclose(data.warped(wide, 0, amount=0).x, wide.x, atol=1e-5)
