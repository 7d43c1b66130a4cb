"""Lesson 11, Step with a memory: the exercise ``choose_rate``."""

import math

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=11, minutes=6, difficulty=2, returns=float)
def choose_rate(rates, losses):
    """The rate whose training ends with the lowest loss; nan is a training that ran away."""
    return rates[np.nanargmin(losses[:, -1])]


@choose_rate.cases
def _(rng):
    yield [0.001, 0.01, 0.1], np.array([[0.9, 0.8, 0.7], [0.6, 0.3, 0.2], [0.5, 0.4, 0.45]])
    for _ in range(3):
        yield _trainings(rng)


_CURVES = np.array([
    [1.00, 0.90, 0.80, 0.72, 0.66, 0.60],  # the lowest rate: slow
    [0.90, 0.70, 0.55, 0.42, 0.35, 0.30],  # ends lowest
    [1.20, 0.90, 0.15, 0.60, 0.45, 0.44],  # is lowest on the way
    [0.45, 0.40, 0.38, 0.37, 0.36, 0.36],  # has the lowest mean
    [0.30, 0.80, 0.70, 0.60, 0.55, 0.50],  # begins lowest
    [1.50, 1.60, 1.70, 1.80, 1.90, 2.00],  # ends highest
    [1.10, 0.60, 0.95, 0.55, 0.25, 0.65],  # the highest rate that stays
    [1.00, 2.00, 9.00, 99.0, np.nan, np.nan],
])  # fmt: skip


def _trainings(rng):
    """Eight rates in no order, each with a curve of another kind: (rates, losses (8, epochs))."""
    rates = np.sort(10.0 ** rng.uniform(-4, 0, size=8))
    rates[1:6] = rng.permutation(rates[1:6])
    order = rng.permutation(8)
    noise = rng.uniform(0, 0.02, size=_CURVES.shape)
    return rates[order].tolist(), (_CURVES + noise)[order]


@choose_rate.mistake(
    "You chose a training whose loss is nan. np.argmin takes nan for the lowest there is; "
    "np.nanargmin passes it over."
)
def _(rates, losses):
    return rates[np.argmin(losses[:, -1])]


@choose_rate.mistake(
    "You chose by the lowest loss on the way. What counts is where a training ends: the last "
    "column."
)
def _(rates, losses):
    finished = np.isfinite(losses[:, -1])
    lowest = np.where(finished, np.nanmin(losses, axis=1), np.inf)
    return rates[np.argmin(lowest)]


@choose_rate.mistake(
    "You chose by the mean loss, which counts how a training began. Look at its last epoch."
)
def _(rates, losses):
    means = np.where(np.isfinite(losses[:, -1]), np.nanmean(losses, axis=1), np.inf)
    return rates[np.argmin(means)]


@choose_rate.mistake("That is the place of the rate in the list. Return the rate: rates[place].")
def _(rates, losses):
    return float(np.nanargmin(losses[:, -1]))


@choose_rate.mistake("That is the lowest loss. Return the rate that it was reached with.")
def _(rates, losses):
    return float(np.nanmin(losses[:, -1]))


@choose_rate.mistake("You took the *highest* loss at the end.")
def _(rates, losses):
    return rates[np.nanargmax(losses[:, -1])]


@choose_rate.mistake("You looked at the first epoch. The last one is losses[:, -1].")
def _(rates, losses):
    return rates[np.nanargmin(losses[:, 0])]


@choose_rate.mistake(
    "You took the highest rate that does not run away. It may jump about the bottom; compare "
    "where they end."
)
def _(rates, losses):
    return max(rate for rate, curve in zip(rates, losses, strict=True) if curve[-1] == curve[-1])


@choose_rate.mistake("You took the lowest rate: safe, and slow. Compare where they end.")
def _(rates, losses):
    return min(rates)


@choose_rate.accepts
def _(rates, losses):
    last = np.where(np.isnan(losses[:, -1]), np.inf, losses[:, -1])
    return float(rates[int(np.argmin(last))])


@choose_rate.accepts
def _(rates, losses):
    best, chosen = math.inf, None
    for rate, curve in zip(rates, losses, strict=True):
        if curve[-1] < best:  # nan is never less than anything
            best, chosen = curve[-1], rate
    return chosen


choose_rate.hints(
    "Each row is a training. Which number of a row says where it ended? And what is the smallest "
    "number of a list that holds a nan?",
    "np.nanargmin(losses[:, -1]) is the place of the lowest last loss; rates has the rate there.",
)
choose_rate.why(
    "A few short trainings, each with a rate ten times the last one's, and this line: that is how "
    "a rate is found."
)
