"""Lesson 15, Unsupervised learning: the exercise ``alarms``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=15, minutes=5, difficulty=2)
def alarms(train, validation, new, share):
    """Which errors of `new` lie above the threshold that `share` of the validation errors pass?"""
    threshold = np.quantile(validation, 1 - share)
    return new > threshold


@alarms.cases
def _(rng):
    ladder = np.arange(1.0, 22.0)  # the threshold at a tenth is 19
    yield ladder / 2, ladder, np.array([3.0, 18.5, 19.5, 40.0, 0.5, 20.5, 10.2]), 0.1
    for n, share in ((41, 0.1), (61, 0.05), (51, 0.2)):
        validation = rng.permutation(np.exp(np.linspace(0, rng.uniform(2, 2.5), n)))
        train = 0.6 * rng.permutation(validation)[: n - 4]
        new = np.exp(np.linspace(-1, 3, 12)) * rng.uniform(0.98, 1.02)
        both = np.concatenate([train, validation])
        borders = [np.quantile(errors, 1 - share) for errors in (train, validation, new, both)]
        borders += [validation.mean(), validation.max(), np.quantile(validation, share)]
        borders += [validation.mean() + 2 * validation.std(), validation.min()]
        borders = np.sort(borders)
        yield train, validation, rng.permutation([*new, *(borders[1:] + borders[:-1]) / 2]), share


def _above(errors, share, new):
    return new > np.quantile(errors, 1 - share)


@alarms.mistake(
    "These alarms have their threshold from the training errors. Those are too small, since the "
    "network knows these pictures: more than `share` of the ordinary ones would set it off."
)
def _(train, validation, new, share):
    return _above(train, share, new)


@alarms.mistake(
    "These alarms have their threshold from `new` itself. Then a share of it is always strange, "
    "even on a day when nothing is. Take the validation errors."
)
def _(train, validation, new, share):
    return _above(new, share, new)


@alarms.mistake(
    "These alarms have their threshold from training and validation errors together, and the "
    "training ones are too small. Take the validation errors alone."
)
def _(train, validation, new, share):
    return _above(np.concatenate([train, validation]), share, new)


@alarms.mistake(
    "These alarms have their threshold from validation errors and `new` together. What is to be "
    "judged must not help to choose it."
)
def _(train, validation, new, share):
    return _above(np.concatenate([validation, new]), share, new)


@alarms.mistake(
    "This threshold lies at the low end: nearly all ordinary ones pass it. `share` of them is to "
    "lie *above*, so 1 - share below: np.quantile(validation, 1 - share)."
)
def _(train, validation, new, share):
    return new > np.quantile(validation, share)


@alarms.mistake(
    "The alarm goes off for the *small* errors here. Strange is what it rebuilds badly: new > "
    "threshold."
)
def _(train, validation, new, share):
    return new < np.quantile(validation, 1 - share)


@alarms.mistake(
    "This threshold is the largest validation error, whatever `share` says. Take np.quantile."
)
def _(train, validation, new, share):
    return new > validation.max()


@alarms.mistake(
    "This threshold is the mean of the validation errors, and about half of the ordinary ones lie "
    "above it. Take np.quantile(validation, 1 - share)."
)
def _(train, validation, new, share):
    return new > validation.mean()


@alarms.mistake(
    "This threshold is mean and two deviations, whatever `share` says. Take "
    "np.quantile(validation, 1 - share)."
)
def _(train, validation, new, share):
    return new > validation.mean() + 2 * validation.std()


@alarms.mistake(
    "This threshold comes out where np.percentile is given 1 - share: it counts from 0 to 100, and "
    "np.quantile from 0 to 1."
)
def _(train, validation, new, share):
    return new > np.percentile(validation, 1 - share)


@alarms.mistake("The threshold itself came back. Say for each error of `new` whether it is above.")
def _(train, validation, new, share):
    return np.quantile(validation, 1 - share)


@alarms.mistake(
    "The numbers above the threshold came back. Say True or False for each error of `new`."
)
def _(train, validation, new, share):
    return new[_above(validation, share, new)]


@alarms.mistake("The places of the alarms came back. Say True or False for each error of `new`.")
def _(train, validation, new, share):
    return np.flatnonzero(_above(validation, share, new))


@alarms.accepts
def _(train, validation, new, share):
    threshold = np.percentile(validation, 100 * (1 - share))
    return np.array([bool(error > threshold) for error in new])


@alarms.accepts
def _(train, validation, new, share):
    return np.quantile(validation, 1 - share) < new


alarms.hints(
    "Which of the three arrays has ordinary pictures that the network does not know? Sort it: "
    "below which number do 1 - share of them lie?",
    "new > np.quantile(validation, 1 - share)",
)
alarms.why(
    "Nobody needed a strange picture to set it. And so it must be: of what has never happened, "
    "there are no examples."
)
