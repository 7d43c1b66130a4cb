"""Lesson 07, Gradient checks and autograd: the exercise ``numerical_gradient``."""

import numpy as np

from course_lib.checks import exercise


@exercise(
    lesson=7, minutes=7, difficulty=2, returns=("array", "array"),
    outputs=("the slopes", "params afterwards"),
)  # fmt: skip
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
    yield np.array([0.5, 0.5, -0.25, 0.5]), 0.1  # some are alike
    yield rng.uniform(0.001, 0.002, 3) * rng.choice([-1, 1], 3), 1e-4  # hardly a slope
    for n in (2, 4):
        yield rng.uniform(0.5, 2, n) * rng.choice([-1, 1], n), 0.05


@numerical_gradient.mistake(
    "These numbers come out when a number is not put back after its turn, so that all later slopes "
    "are measured somewhere else. Keep it before you nudge, and set params[i] = kept at the end of "
    "the turn."
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
    "f takes the whole array, and was given a single number of it: params[i] + h. Change the "
    "number inside the array, params[i] = kept + h, and call f(params)."
)
def _(f, params, h):
    slopes = np.zeros(len(params))
    for i in range(len(params)):
        slopes[i] = (f(params[i] + h) - f(params[i] - h)) / (2 * h)
    return slopes


@numerical_gradient.mistake(
    "These are the rises from the middle to the right, over 2 * h. On the other side of the middle "
    "is kept - h: below has to be f there."
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
    "These slopes look to the right only, from kept to kept + h. Measure at kept - h as well, and "
    "divide by 2 * h."
)
def _(f, params, h):
    slopes = np.zeros(len(params))
    for i in range(len(params)):
        right = params.copy()
        right[i] += h
        slopes[i] = (f(right) - f(params)) / h
    return slopes


@numerical_gradient.mistake(
    "Every slope comes out twice too large. The two places are 2 * h apart: divide by that."
)
def _(f, params, h):
    return 2 * _measure(f, params, h)


@numerical_gradient.mistake(
    "These are the slopes when all numbers are nudged at once. Then nobody can say whose nudge it "
    "was: nudge params[i] alone."
)
def _(f, params, h):
    return np.full(len(params), (f(params + h) - f(params - h)) / (2 * h))


@numerical_gradient.mistake(
    "Every slope comes out with the opposite sign: it is f above minus f below, divided by 2 * h."
)
def _(f, params, h):
    return -_measure(f, params, h)


@numerical_gradient.mistake(
    "The slopes come back added up, as one. Return one for each number, as an array."
)
def _(f, params, h):
    return _measure(f, params, h).sum()


@numerical_gradient.mistake(
    "All slopes come out as 0. Either slopes[i] is never set, or f meets the same numbers twice: "
    "`up = params` makes no copy, it is a second name for one array. params.copy() copies."
)
def _(f, params, h):
    return np.zeros(len(params))


@numerical_gradient.mistake(
    "The slopes come out without their sign. Where f falls, its slope is negative: keep the minus."
)
def _(f, params, h):
    return abs(_measure(f, params, h))


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
