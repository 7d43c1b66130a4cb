"""The benchmark of layers: every case runs, and what it says follows from the turns.

How fast anything is, no test says.
"""

import numpy as np
import pytest

from benchmarks.layers import CASES, N, as_handed_on, course, report, seconds_a_pass


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_runs(case):
    run, passes = course(case)
    assert seconds_a_pass(run, passes, 0) >= 0
    assert case.x().shape == (N, *case.shape)


def test_what_a_layer_hands_on_has_the_same_numbers(rng):
    a = rng.normal(size=(4, 3, 2, 5))
    np.testing.assert_array_equal(as_handed_on(a), a)
    assert as_handed_on(a).strides[0] == a.itemsize, "one place of all samples, side by side"


def test_a_report_judges_the_ratios_to_pytorch_by_their_lower_quartile(capsys):
    ours, target = [1.0] * 5, CASES[0].target
    keras = [float("inf")] * 5  # has no target
    for theirs, verdict in (
        ([target, target, target, 9, 9], "met"),
        ([1, 1, target, target, 9], "not resolved"),
        ([1, 1, 1, 2, 9], "MISSED"),
    ):
        times = {"course_lib": ours, "PyTorch": theirs, "Keras's fit": keras}
        assert report(CASES[0], times) == verdict
        assert f"target {target}: {verdict}" in capsys.readouterr().out
