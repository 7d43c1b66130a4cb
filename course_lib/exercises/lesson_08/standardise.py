"""Lesson 08, Gradient descent: the exercise ``standardise``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=8, minutes=6, difficulty=2, outputs=("train", "test"))
def standardise(train, test):
    """Both tables, centred and scaled column by column."""
    mean, std = train.mean(axis=0), train.std(axis=0)
    return (train - mean) / std, (test - mean) / std


@standardise.cases
def _(rng):
    yield (
        np.array([[133.0, 65.0], [160.0, 72.0], [152.0, 70.0], [120.0, 60.0]]),
        np.array([[128.0, 63.0], [155.0, 68.0]]),
    )
    for rows, columns in ((5, 2), (6, 3), (8, 4)):
        scale = rng.uniform(1, 20, size=columns)
        middle = rng.normal(scale=50, size=columns)
        yield (
            middle + scale * rng.normal(size=(rows, columns)),
            middle + scale * rng.normal(size=(3, columns)),
        )


@standardise.mistake(
    "These numbers come out with the mean and the deviation of train and test together: the test "
    "rows leaked. Whatever is to be judged later must not be looked at before; take both numbers "
    "from train alone."
)
def _(train, test):
    both = np.vstack([train, test])
    mean, std = both.mean(axis=0), both.std(axis=0)
    return (train - mean) / std, (test - mean) / std


@standardise.mistake(
    "The test rows come out scaled by their own mean and deviation, so the same person gets other "
    "numbers there than in train. Use train's mean and deviation for both."
)
def _(train, test):
    return tuple((rows - rows.mean(axis=0)) / rows.std(axis=0) for rows in (train, test))


@standardise.mistake(
    "These numbers come out with one mean and one deviation over the whole table, as if pounds and "
    "inches were one heap. Each column has its own: axis=0."
)
def _(train, test):
    return (train - train.mean()) / train.std(), (test - train.mean()) / train.std()


@standardise.mistake(
    "The columns come out centred and not scaled: divide by the deviation of each."
)
def _(train, test):
    return train - train.mean(axis=0), test - train.mean(axis=0)


@standardise.mistake(
    "The columns come out scaled and not centred: subtract the mean of each first."
)
def _(train, test):
    return train / train.std(axis=0), test / train.std(axis=0)


@standardise.mistake(
    "These numbers come out when the variance divides, which is in square pounds. Divide by its "
    "root: std."
)
def _(train, test):
    mean, variance = train.mean(axis=0), train.var(axis=0)
    return (train - mean) / variance, (test - mean) / variance


@standardise.mistake(
    "The test rows come back as they went in. They are to be scaled by the mean and the deviation "
    "that train had *before* it was scaled: afterwards these are 0 and 1, and change nothing."
)
def _(train, test):
    return (train - train.mean(axis=0)) / train.std(axis=0), test


@standardise.mistake(
    "These numbers come out with n - 1 inside the deviation. That works as well; the check expects "
    "NumPy's own std, so take it without ddof."
)
def _(train, test):
    mean, std = train.mean(axis=0), train.std(axis=0, ddof=1)
    return (train - mean) / std, (test - mean) / std


@standardise.mistake(
    "These numbers come out when each *row* is centred and scaled by itself, pounds and inches "
    "together. A mean is for one column: axis=0 goes down it."
)
def _(train, test):
    return tuple(
        (rows - rows.mean(axis=1, keepdims=True)) / rows.std(axis=1, keepdims=True)
        for rows in (train, test)
    )


@standardise.mistake(
    "The columns are measured from train's smallest number to its largest, as 0 to 1. Asked for "
    "are the mean as 0 and the deviation as 1."
)
def _(train, test):
    low, high = train.min(axis=0), train.max(axis=0)
    return (train - low) / (high - low), (test - low) / (high - low)


@standardise.mistake(
    "The scaled train comes back alone. Scale test too, with train's mean and deviation, and "
    "return both."
)
def _(train, test):
    return (train - train.mean(axis=0)) / train.std(axis=0)


@standardise.mistake(
    "These numbers come out when the mean alone is divided by the deviation. Subtract before you "
    "divide: put the difference into brackets."
)
def _(train, test):
    mean, std = train.mean(axis=0), train.std(axis=0)
    return train - mean / std, test - mean / std


@standardise.accepts
def _(train, test):
    mean = train.sum(axis=0) / len(train)
    std = np.sqrt(((train - mean) ** 2).mean(axis=0))
    return [(rows - mean) / std for rows in (train, test)]


standardise.hints(
    "Two numbers for each column, mean and standard deviation. From which rows may you take them?",
    "mean = train.mean(axis=0) and std = train.std(axis=0); then (rows - mean) / std for both.",
)
standardise.why(
    "A number that leaks from the test rows makes a network look better than it is, and nobody "
    "notices until it meets somebody new."
)
