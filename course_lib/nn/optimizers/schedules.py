"""Schedules: a learning rate that changes with the steps. Large at first, small near the end.

Pass one to an optimizer in place of a number: ``SGD(CosineDecay(0.1, decay_steps=1000))``.
"""

import bisect
import itertools
import math

from course_lib.nn import not_here, validation

A_RATE = "A schedule sets the learning rate"
IN_STEPS = "A schedule counts in steps"


class LearningRateSchedule:
    """From the number of steps taken so far to the rate of the next: override ``__call__``.

    >>> class Halving(LearningRateSchedule):
    ...     def __call__(self, step):
    ...         return 0.1 / 2**step
    >>> Halving()(3)
    0.0125
    """

    def __call__(self, step: int) -> float:
        raise NotImplementedError(f"{type(self).__name__} needs __call__(step).")

    def __repr__(self):
        options = ", ".join(f"{name}={value!r}" for name, value in vars(self).items())
        return f"{type(self).__name__}({options})"


class ExponentialDecay(LearningRateSchedule):
    """rate * decay_rate ^ (step / decay_steps): every ``decay_steps``, the same fraction is left.

    >>> halving = ExponentialDecay(0.1, decay_steps=10, decay_rate=0.5)
    >>> halving(0), halving(10), halving(20)
    (0.1, 0.05, 0.025)
    """

    def __init__(
        self,
        initial_learning_rate: float,
        decay_steps: float,
        decay_rate: float,
        staircase: bool = False,
    ):
        self.initial_learning_rate = _first(initial_learning_rate)
        self.decay_steps = validation.positive(decay_steps, "decay_steps", IN_STEPS, 1000)
        self.decay_rate = validation.positive(decay_rate, "decay_rate", "A fraction is left", 0.5)
        self.staircase = staircase

    def __call__(self, step):
        passed = _passed(step / self.decay_steps, self.staircase)
        return self.initial_learning_rate * self.decay_rate**passed


class InverseTimeDecay(LearningRateSchedule):
    """rate / (1 + decay_rate * step / decay_steps): quick at first, then ever slower.

    >>> InverseTimeDecay(0.1, decay_steps=10, decay_rate=1)(30)
    0.025
    """

    def __init__(
        self,
        initial_learning_rate: float,
        decay_steps: float,
        decay_rate: float,
        staircase: bool = False,
    ):
        self.initial_learning_rate = _first(initial_learning_rate)
        self.decay_steps = validation.positive(decay_steps, "decay_steps", IN_STEPS, 1000)
        self.decay_rate = validation.non_negative(
            decay_rate, "decay_rate", "The rate is divided", 0.5
        )
        self.staircase = staircase

    def __call__(self, step):
        passed = _passed(step / self.decay_steps, self.staircase)
        return self.initial_learning_rate / (1 + self.decay_rate * passed)


class PiecewiseConstantDecay(LearningRateSchedule):
    """``values[0]`` up to and with step ``boundaries[0]``, then ``values[1]``, and so on.

    >>> rate = PiecewiseConstantDecay(boundaries=[100, 200], values=[0.1, 0.01, 0.001])
    >>> rate(100), rate(101), rate(1000)
    (0.1, 0.01, 0.001)
    """

    def __init__(self, boundaries: list, values: list):
        boundaries, values = list(boundaries), list(values)
        rising = all(low < high for low, high in itertools.pairwise(boundaries))
        if not boundaries or len(values) != len(boundaries) + 1 or not rising:
            raise ValueError(
                "Boundaries are steps, each later than the one before, and there is a value "
                "before, between and after them: one more than boundaries. "
                f"Received: boundaries={boundaries}, values={values}. "
                "Try boundaries=[100], values=[0.1, 0.01]."
            )
        self.boundaries = boundaries
        self.values = [validation.non_negative(value, "value", A_RATE) for value in values]

    def __call__(self, step):
        return self.values[bisect.bisect_left(self.boundaries, step)]


class CosineDecay(LearningRateSchedule):
    """Down along half a wave: slow, quick, slow, until ``alpha * rate`` is left.

    With a ``warmup_target`` the rate first climbs to it, in ``warmup_steps``, and the wave begins
    there.

    >>> wave = CosineDecay(0.1, decay_steps=100)
    >>> wave(0), wave(50), wave(100), wave(1000)
    (0.1, 0.05, 0.0, 0.0)
    """

    def __init__(
        self,
        initial_learning_rate: float,
        decay_steps: float,
        alpha: float = 0.0,
        *,
        warmup_target: float | None = None,
        warmup_steps: float = 0,
    ):
        self.initial_learning_rate = _first(initial_learning_rate)
        self.decay_steps = validation.positive(decay_steps, "decay_steps", IN_STEPS, 1000)
        self.alpha = validation.non_negative(alpha, "alpha", "A fraction is left", 0.1)
        if warmup_target is not None:
            warmup_target = validation.positive(warmup_target, "warmup_target", A_RATE)
        self.warmup_target = warmup_target
        self.warmup_steps = validation.non_negative(warmup_steps, "warmup_steps", IN_STEPS, 100)

    def __call__(self, step):
        top = self.initial_learning_rate
        if self.warmup_target is not None:
            if step < self.warmup_steps:
                return top + (self.warmup_target - top) * step / self.warmup_steps
            top, step = self.warmup_target, step - self.warmup_steps
        passed = min(step / self.decay_steps, 1)
        wave = (1 + math.cos(math.pi * passed)) / 2  # from 1 to 0
        return top * ((1 - self.alpha) * wave + self.alpha)


def _first(rate):
    return validation.non_negative(
        rate, "initial_learning_rate", A_RATE
    )  # a warm-up may begin at 0


def _passed(parts, staircase):
    """How many times ``decay_steps`` has passed; on a staircase, whole times."""
    return math.floor(parts) if staircase else parts


__getattr__ = not_here.explain("optimizers.schedules", globals())
