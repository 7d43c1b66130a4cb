"""Lesson 17, Capstone project: the exercise ``calibration_error``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=17, minutes=7, difficulty=3)
def calibration_error(sure, right, bins):
    """The gaps between sureness and share right, weighted by the answers in each bin."""
    places = np.minimum((sure * bins).astype(int), bins - 1)
    error = 0.0
    for place in range(bins):
        here = places == place
        if here.any():
            gap = abs(sure[here].mean() - right[here].mean())
            error += here.mean() * gap
    return error


@calibration_error.cases
def _(rng):
    sure = np.array([0.4, 0.45, 0.8, 0.8, 0.9, 0.9, 0.9, 0.9, 1.0, 1.0])
    yield sure, np.array([0.0, 1, 1, 0, 1, 0, 1, 1, 1, 1]), 2
    sure = np.array([0.3, 0.35, 0.9, 0.9, 0.95, 1.0, 0.9, 0.7, 0.75])
    yield sure, np.array([1.0, 0, 1, 1, 1, 0, 1, 1, 1]), 5
    for n, bins in ((40, 4), (60, 10), (30, 5)):
        sure = np.concatenate([rng.beta(5, 2, size=n - 6), rng.uniform(0.02, 0.12, size=5), [1.0]])
        right = (rng.random(n) < sure**2).astype(float)
        right[[-2, -3]] = 1.0
        yield sure, right, bins


def _bins(sure, right, bins):
    """For each bin with answers: their share of all, and sureness less share right."""
    places = np.minimum((sure * bins).astype(int), bins - 1)
    return [
        (np.mean(places == k), sure[places == k].mean() - right[places == k].mean())
        for k in range(bins)
        if (places == k).any()
    ]


@calibration_error.mistake(
    "Here every bin counts alike, however few answers it has. Weight each gap by its share of all "
    "answers."
)
def _(sure, right, bins):
    return np.mean([abs(gap) for _, gap in _bins(sure, right, bins)])


@calibration_error.mistake(
    "The gaps are added up and divided by the number of *all* bins, the empty ones too. Weight "
    "each by its share of the answers."
)
def _(sure, right, bins):
    return sum(abs(gap) for _, gap in _bins(sure, right, bins)) / bins


@calibration_error.mistake(
    "The gaps keep their signs here, and so too sure in one bin cancels too modest in another. "
    "Take the size of each gap."
)
def _(sure, right, bins):
    return sum(share * gap for share, gap in _bins(sure, right, bins))


@calibration_error.mistake(
    "This is the size of the gap of all answers together. What cancels between bins is lost: go "
    "bin by bin."
)
def _(sure, right, bins):
    return abs(sure.mean() - right.mean())


@calibration_error.mistake(
    "This compares each answer's sureness with 0 or 1, one by one. A single answer is right or "
    "not; only a *bin* has a share. Take the means of a bin first."
)
def _(sure, right, bins):
    return np.abs(sure - right).mean()


@calibration_error.mistake(
    "This is the largest gap of any bin. Asked for is their mean, weighted by the answers."
)
def _(sure, right, bins):
    return max(abs(gap) for _, gap in _bins(sure, right, bins))


@calibration_error.mistake(
    "The gaps are weighted by how many answers there are, and never divided by all of them."
)
def _(sure, right, bins):
    return len(sure) * sum(share * abs(gap) for share, gap in _bins(sure, right, bins))


@calibration_error.mistake("The gaps are squared here. Take their size: abs.")
def _(sure, right, bins):
    return sum(share * gap**2 for share, gap in _bins(sure, right, bins))


@calibration_error.mistake(
    "This is nan as soon as a bin is empty: its mean is 0 / 0. Pass over it, with here.any()."
)
def _(sure, right, bins):
    places = np.minimum((sure * bins).astype(int), bins - 1)
    empty = len(np.unique(places)) < bins
    return np.nan if empty else sum(share * abs(gap) for share, gap in _bins(sure, right, bins))


@calibration_error.mistake(
    "Answers with a sureness of exactly 1 are in no bin here, or in one of their own. They belong "
    "to the last."
)
def _(sure, right, bins):
    below = sure < 1
    gaps = [
        below[here].mean() * here.mean() * abs(sure[here].mean() - right[here].mean())
        for here in ((sure * bins).astype(int) == k for k in range(bins))
        if here.any()
    ]
    return sum(gaps)


@calibration_error.accepts
def _(sure, right, bins):
    error, places = 0.0, np.minimum((sure * bins).astype(int), bins - 1)
    for place in np.unique(places):
        here = places == place
        error += abs(sure[here].sum() - right[here].sum()) / len(sure)
    return error


@calibration_error.accepts
def _(sure, right, bins):
    places = np.minimum(np.floor(sure * bins), bins - 1).astype(int)
    sums = np.bincount(places, weights=sure - right, minlength=bins)
    return np.abs(sums).sum() / len(sure)


calibration_error.hints(
    "In the loop, `here` says which answers are in this bin. Its gap is "
    "abs(sure[here].mean() - right[here].mean()).",
    "An empty bin has no mean, so ask here.any() first. Then error += here.mean() * gap, since "
    "here.mean() is the bin's share of all answers.",
)
calibration_error.why(
    "This is the expected calibration error. 0.02 says: on the average, a sureness of this model "
    "is two points off."
)
