"""The benchmark of layers: every case runs, and what it says follows from the turns.

How fast anything is, no test says.
"""

import numpy as np
import pytest

from benchmarks.layers import CASES, N, as_handed_on, course, seconds_a_pass, verdict


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_runs(case):
    run, passes = course(case)
    assert seconds_a_pass(run, passes, 0) >= 0
    assert case.x().shape == (N, *case.shape)


def test_what_a_layer_hands_on_has_the_same_numbers(rng):
    a = rng.normal(size=(4, 3, 2, 5))
    np.testing.assert_array_equal(as_handed_on(a), a)
    assert as_handed_on(a).strides[0] == a.itemsize, "one place of all samples, side by side"


def test_a_verdict_is_taken_at_the_lower_quartile():
    assert verdict(5, 7, 5) == "met"
    assert verdict(5, 7, 6) == "not resolved"
    assert verdict(5, 7, 8) == "MISSED"
