"""Bins of sureness: what they hold, at their edges too, and what is drawn of them."""

import numpy as np

from course_lib.exercises.lesson_17 import calibration_error as asked
from course_lib.figures.reliability import ReliabilityPicture, bins_of, calibration_error


def test_the_edges_belong_to_the_bin_above_and_1_to_the_last():
    counts = [n for n, *_ in bins_of([0.0, 0.5, 0.499, 1.0], [1, 1, 0, 1], bins=2)]
    assert counts == [2, 2]
    assert np.isnan(bins_of([0.9], [1], bins=2)[0][1])


def test_the_error_is_what_the_exercise_asks_for():
    rng = np.random.default_rng(3)
    for bins in (1, 5, 10):
        sure, right = rng.random(50), (rng.random(50) < 0.7).astype(float)
        expected = asked.reference(sure, right, bins)
        assert abs(calibration_error(sure, right, bins) - expected) < 1e-9


def test_bars_are_shares_and_counts_are_shares_of_all():
    picture = ReliabilityPicture()
    said = picture.update(np.array([0.95, 0.91, 0.93, 0.42]), np.array([1, 1, 0, 1]), "Heat 1")
    heights = [round(bar.get_height(), 3) for bar in picture.bars]
    assert heights == [0, 0, 0, 0, 1, 0, 0, 0, 0, 0.667]
    assert [bar.get_height() for bar in picture.counts][9] == 0.75
    assert said == "Heat 1: 80 % sure on the average, 75 % right. Calibration error 0.342."
    x, y = picture.dots.get_data()
    np.testing.assert_allclose(x, [0.42, 0.93])
    np.testing.assert_allclose(y, [1, 2 / 3])
