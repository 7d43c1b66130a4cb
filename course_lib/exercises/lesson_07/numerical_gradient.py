"""Lesson 07, Trust no gradient: the exercise ``numerical_gradient``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=7, minutes=7, difficulty=2)
def numerical_gradient(f, params, h):
    """The slope of f(params) along each of its numbers; params is afterwards as it was."""
    slopes = np.zeros(len(params))
    for i in range(len(params)):
        kept = params[i]
        params[i] = kept + h
        above = f(params)
        params[i] = kept - h
        below = f(params)
        params[i] = kept
        slopes[i] = (above - below) / (2 * h)
    return slopes


@numerical_gradient.through
def _(numerical_gradient, params, h):
    """The slopes, and what the numbers are afterwards."""
    import numpy as np

    def bowl(params):
        """A loss in which every number counts differently, and neighbours count together."""
        weights = np.arange(1, len(params) + 1)
        pairs = params[:-1] * params[1:]
        return float(weights @ params**2 + 3 * pairs.sum() + (params**3).sum())

    own = params.copy()
    slopes = numerical_gradient(bowl, own, h)
    return slopes, own


@numerical_gradient.cases
def _(rng):
    yield np.array([1.0, -1.0]), 0.1
    yield np.array([2.0, 0.0, -1.0]), 0.1
    for n in (2, 4):
        yield rng.uniform(0.5, 2, n) * rng.choice([-1, 1], n), 0.05


@numerical_gradient.mistake(
    "A number is not put back after its turn, so all later slopes are measured somewhere else. "
    "Keep it before you nudge, and set params[i] = kept at the end of the turn."
)
def _(f, params, h):
    slopes = np.zeros(len(params))
    for i in range(len(params)):
        params[i] += h
        above = f(params)
        params[i] -= 2 * h
        slopes[i] = (above - f(params)) / (2 * h)
    return slopes


@numerical_gradient.mistake(
    "You took h away once, and were back in the middle, not on the other side: below has to be "
    "f with params[i] = kept - h."
)
def _(f, params, h):
    slopes = np.zeros(len(params))
    for i in range(len(params)):
        params[i] += h
        above = f(params)
        params[i] -= h
        slopes[i] = (above - f(params)) / (2 * h)
    return slopes


@numerical_gradient.mistake(
    "You came back from the right with one h and went no further, and divided by h: that looks to "
    "one side only. Measure at kept + h and at kept - h."
)
def _(f, params, h):
    slopes = np.zeros(len(params))
    for i in range(len(params)):
        right = params.copy()
        right[i] += h
        slopes[i] = (f(right) - f(params)) / h
    return slopes


@numerical_gradient.mistake(
    "You divided by h. The two places are 2 * h apart, so every slope is twice too large."
)
def _(f, params, h):
    return 2 * _measure(f, params, h)


@numerical_gradient.mistake(
    "You nudged all numbers at once. Then nobody can say whose nudge it was: nudge params[i] alone."
)
def _(f, params, h):
    return np.full(len(params), (f(params + h) - f(params - h)) / (2 * h))


@numerical_gradient.mistake(
    "The sign is wrong: the slope is f above minus f below, divided by 2 * h."
)
def _(f, params, h):
    return -_measure(f, params, h)


@numerical_gradient.mistake("You added the slopes up. Return one for each number, as an array.")
def _(f, params, h):
    return _measure(f, params, h).sum()


def _measure(f, params, h):
    """The right slopes: on copies, a row of the unit matrix at a time."""
    nudges = h * np.eye(len(params))
    return np.array([(f(params + n) - f(params - n)) / (2 * h) for n in nudges])


@numerical_gradient.accepts
def _(f, params, h):
    return _measure(f, params, h)


@numerical_gradient.accepts
def _(f, params, h):
    slopes = np.empty(len(params))
    for i in range(len(params)):
        params[i] += h
        above = f(params)
        params[i] -= 2 * h
        below = f(params)
        params[i] += h
        slopes[i] = (above - below) / (2 * h)
    return slopes


numerical_gradient.hints(
    "Exercise 1 for each i in turn: nudge params[i] up, call f, nudge it down, call f. And then?",
    "kept = params[i] before, params[i] = kept after; in between params[i] = kept + h and "
    "params[i] = kept - h.",
)
numerical_gradient.why(
    "With f as a model's loss and params as `model.params`, this measures every gradient there is."
)
