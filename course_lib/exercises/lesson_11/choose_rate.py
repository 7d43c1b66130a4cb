"""Lesson 11, Optimizers: the exercise ``choose_rate``."""

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
    away = [[9.0, np.nan, np.nan], [0.1, np.nan, np.nan]]
    yield [3.0, 1.0, 0.3, 0.1], np.array([*away, [0.9, 0.8, 0.7], [0.8, 0.6, 0.3]])
    yield [1.0, 3.0, 0.3], np.array([[0.9, 0.6], [9.0, np.nan], [0.8, 0.5]])
    for _ in range(3):
        yield _trainings(rng)


_CURVES = np.array([
    [1.00, 0.90, 0.80, 0.72, 0.66, 0.60],  # the lowest rate: slow
    [0.90, 0.75, 0.66, 0.56, 0.46, 0.30],  # ends lowest
    [1.20, 0.90, 0.12, 0.60, 0.50, 0.44],  # is lowest on the way
    [0.45, 0.41, 0.40, 0.40, 0.39, 0.39],  # has the lowest mean
    [1.80, 0.38, 0.37, 0.36, 0.35, 0.34],  # has the lowest mean but for the first epoch
    [0.30, 0.80, 0.70, 0.60, 0.55, 0.50],  # begins lowest
    [2.50, 1.20, 0.90, 0.70, 0.60, 0.55],  # falls by most
    [1.50, 1.60, 1.70, 1.80, 1.90, 2.00],  # ends highest
    [1.10, 0.60, 0.95, 0.55, 0.36, 0.65],  # the highest rate that stays
    [0.70, 0.40, 0.20, np.nan, np.nan, np.nan],  # was low when it ran away
    [1.00, 2.00, 9.00, 99.0, np.nan, np.nan],
])  # fmt: skip


def _trainings(rng):
    """Eleven rates in no order, each with a curve of another kind: (rates, losses (11, epochs))."""
    rates = np.sort(10.0 ** rng.uniform(-4, 0, size=11))
    rates[1:8] = rng.permutation(rates[1:8])
    order = rng.permutation(11)
    noise = rng.uniform(0, 0.02, size=_CURVES.shape)
    return rates[order].tolist(), (_CURVES + noise)[order]


@choose_rate.mistake(
    "This is what Python's min gives when it meets nan first: nothing is less than nan, so nan "
    "stays the least. np.nanargmin(losses[:, -1]) passes nan over."
)
def _(rates, losses):
    return min(zip([row[-1] for row in losses], rates, strict=True))[1]


@choose_rate.mistake(
    "That training ran away. It ends with nan, which np.argmin takes for the lowest, as it does a "
    "0 put in its place; np.nanargmin(losses[:, -1]) passes nan over."
)
def _(rates, losses):
    return rates[np.argmin(losses[:, -1])]


@choose_rate.mistake(
    "That is the rate with the lowest loss on the way. What counts is where a training ends: the "
    "last column."
)
def _(rates, losses):
    finished = np.isfinite(losses[:, -1])
    lowest = np.where(finished, np.nanmin(losses, axis=1), np.inf)
    return rates[np.argmin(lowest)]


@choose_rate.mistake(
    "That is the rate with the lowest loss anywhere in the table, even if its training ran away "
    "afterwards. What counts is where a training ends: the last column."
)
def _(rates, losses):
    return rates[np.argmin(np.nanmin(losses, axis=1))]


@choose_rate.mistake(
    "That training ran away: its last number is low, and nan comes after it. A row that ends with "
    "nan is out, whatever it was before; look at losses[:, -1] alone."
)
def _(rates, losses):
    last = [curve[np.isfinite(curve)][-1] for curve in losses]
    return rates[np.argmin(last)]


@choose_rate.mistake(
    "That rate has the lowest mean loss, and a mean counts how a training began. Look at the last "
    "epoch."
)
def _(rates, losses):
    means = np.where(np.isfinite(losses[:, -1]), np.nanmean(losses, axis=1), np.inf)
    return rates[np.argmin(means)]


@choose_rate.mistake(
    "That rate has the lowest mean over the last few epochs. Look at the very last one alone: "
    "losses[:, -1]."
)
def _(rates, losses):
    means = np.where(np.isfinite(losses[:, -1]), np.nanmean(losses[:, -5:], axis=1), np.inf)
    return rates[np.argmin(means)]


@choose_rate.mistake(
    "That is the training whose loss fell by most, and it began high. Compare where they end."
)
def _(rates, losses):
    return rates[np.nanargmax(losses[:, 0] - losses[:, -1])]


@choose_rate.mistake(
    "That is the first rate in the list whose training did not run away. Compare where they end."
)
def _(rates, losses):
    return next(rate for rate, curve in zip(rates, losses, strict=True) if curve[-1] == curve[-1])


@choose_rate.mistake("That is the place of the rate in the list. Return the rate: rates[place].")
def _(rates, losses):
    return float(np.nanargmin(losses[:, -1]))


@choose_rate.mistake("That is the lowest loss. Return the rate that it was reached with.")
def _(rates, losses):
    return float(np.nanmin(losses[:, -1]))


@choose_rate.mistake("That training ends with the *highest* loss. Look for the lowest.")
def _(rates, losses):
    return rates[np.nanargmax(losses[:, -1])]


@choose_rate.mistake(
    "That training has the lowest loss in the first epoch. The last one is losses[:, -1]."
)
def _(rates, losses):
    return rates[np.nanargmin(losses[:, 0])]


@choose_rate.mistake(
    "That is the highest rate that does not run away. It may jump about the bottom; compare where "
    "they end."
)
def _(rates, losses):
    return max(rate for rate, curve in zip(rates, losses, strict=True) if curve[-1] == curve[-1])


@choose_rate.mistake("That is the lowest rate: safe, and slow. Compare where they end.")
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
