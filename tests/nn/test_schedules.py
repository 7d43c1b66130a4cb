"""Schedules: from the number of steps to a learning rate."""

import copy

import numpy as np
import pytest

from course_lib.nn.optimizers.schedules import (
    CosineDecay,
    ExponentialDecay,
    InverseTimeDecay,
    LearningRateSchedule,
    PiecewiseConstantDecay,
)


def rates(schedule, steps):
    return [round(schedule(step), 6) for step in steps]


def test_exponential():
    assert rates(ExponentialDecay(0.8, 10, 0.25), (0, 5, 10, 20)) == [0.8, 0.4, 0.2, 0.05]
    stairs = ExponentialDecay(0.8, 10, 0.25, staircase=True)
    assert rates(stairs, (0, 9, 10, 19, 20)) == [0.8, 0.8, 0.2, 0.2, 0.05]


def test_inverse_time():
    assert rates(InverseTimeDecay(0.6, 10, 2), (0, 5, 10, 25)) == [0.6, 0.3, 0.2, 0.1]
    assert rates(InverseTimeDecay(0.6, 10, 2, True), (0, 9, 10, 19)) == [0.6, 0.6, 0.2, 0.2]


def test_piecewise_keeps_a_value_up_to_and_with_its_boundary():
    steps = PiecewiseConstantDecay([2, 4], [0.3, 0.2, 0.1])
    assert rates(steps, range(7)) == [0.3, 0.3, 0.3, 0.2, 0.2, 0.1, 0.1]


def test_cosine_is_slow_at_both_ends_and_quick_between():
    wave = np.array(rates(CosineDecay(1, 100), range(120)))
    falls = -np.diff(wave)
    assert falls[:100].argmax() in (49, 50)
    assert falls[0] == pytest.approx(falls[99])
    assert falls[0] < 0.001
    assert wave[25] > 0.85
    assert (wave[100:] == 0).all()
    assert rates(CosineDecay(1, 100, alpha=0.2), (0, 50, 100, 1000)) == [1, 0.6, 0.2, 0.2]


def test_a_warm_up_climbs_in_a_straight_line_and_then_the_wave_begins():
    warm = CosineDecay(0.0, 10, 0.5, warmup_target=0.4, warmup_steps=4)
    assert rates(warm, (0, 1, 2, 3, 4, 9, 14, 99)) == [0, 0.1, 0.2, 0.3, 0.4, 0.3, 0.2, 0.2]
    assert rates(CosineDecay(0.1, 10, warmup_target=0.4), (0, 10)) == [0.4, 0]


@pytest.mark.parametrize(
    "make",
    [
        lambda: ExponentialDecay(-0.1, 10, 0.5),
        lambda: ExponentialDecay(0.1, 0, 0.5),
        lambda: ExponentialDecay(0.1, 10, 0),
        lambda: InverseTimeDecay("0.1", 10, 0.5),
        lambda: InverseTimeDecay(0.1, 10, -1),
        lambda: PiecewiseConstantDecay([10], [0.1]),
        lambda: PiecewiseConstantDecay([10, 5], [0.1, 0.2, 0.3]),
        lambda: PiecewiseConstantDecay([], [0.1]),
        lambda: PiecewiseConstantDecay([10], [0.1, -0.2]),
        lambda: CosineDecay(0.1, -10),
        lambda: CosineDecay(0.1, 10, alpha=-1),
        lambda: CosineDecay(0.1, 10, warmup_target=0),
        lambda: CosineDecay(0.1, 10, warmup_target=0.1, warmup_steps=None),
    ],
)
def test_what_is_refused(make):
    with pytest.raises(ValueError, match=r"Received: .*Try "):
        make()


def test_the_list_that_it_was_made_from_may_change():
    boundaries, values = [2], [0.2, 0.1]
    schedule = PiecewiseConstantDecay(boundaries, values)
    boundaries[0], values[0] = 100, 5
    assert rates(schedule, (2, 3)) == [0.2, 0.1]


def test_it_says_what_it_was_made_with_and_can_be_copied():
    schedule = PiecewiseConstantDecay([2], [0.2, 0.1])
    assert repr(schedule) == "PiecewiseConstantDecay(boundaries=[2], values=[0.2, 0.1])"
    assert repr(copy.deepcopy(schedule)) == repr(schedule)


def test_one_of_your_own_says_what_it_needs():
    with pytest.raises(NotImplementedError, match="Mine needs __call__"):
        type("Mine", (LearningRateSchedule,), {})()(3)
