"""Lesson 17, Capstone project: the exercise ``nearest_mean``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=17, minutes=6, difficulty=2)
def nearest_mean(x_train, y_train, x):
    """The class whose mean is nearest to each row of x: (n, columns) -> n labels, from 0."""
    classes = range(int(y_train.max()) + 1)
    means = np.array([x_train[y_train == k].mean(axis=0) for k in classes])
    distances = ((x[:, np.newaxis] - means) ** 2).sum(axis=2)
    return distances.argmin(axis=1)


@nearest_mean.cases
def _(rng):
    x_train = np.array([[0.0, 0], [2, 0], [10, 1], [10, 9], [10, 5], [-4, 8]])
    x = np.array([[1.0, 1], [9, 4], [-3, 6], [4, 9], [5, -6]])
    yield x_train, np.array([0, 0, 1, 1, 1, 2]), x
    x_train = np.array([[0.0, -4], [0, 4], [0.8, 2.2], [0.8, 2.2], [-9, -9]])
    yield x_train, np.array([0, 0, 1, 1, 2]), np.array([[3.0, 0], [0, 3.5], [-6, -8]])
    for classes, columns in ((3, 4), (4, 2), (3, 6)):
        middles = rng.normal(scale=2.0, size=(classes, columns))
        y_train = np.concatenate([np.arange(classes), rng.integers(classes, size=14)])
        x_train = middles[y_train] + rng.normal(size=(len(y_train), columns))
        y = rng.integers(classes, size=12)
        yield x_train, y_train, middles[y] + rng.normal(scale=1.5, size=(12, columns))


def _means(x, y):
    return np.array([x[y == k].mean(axis=0) for k in range(int(y.max()) + 1)])


def _squares(x_train, y_train, x):
    return ((x[:, np.newaxis] - _means(x_train, y_train)) ** 2).sum(axis=2)


@nearest_mean.mistake(
    "Only the sums of the rows count here, as when the mean of a class is a single number, or when "
    "differences are added up before they are squared. The mean of a class is a row, mean(axis=0); "
    "square each difference, and then add."
)
def _(x_train, y_train, x):
    sums = (x[:, np.newaxis] - _means(x_train, y_train)).sum(axis=2)
    return (sums**2).argmin(axis=1)


@nearest_mean.mistake(
    "These are the classes whose mean is *farthest*. The smallest distance wins: argmin."
)
def _(x_train, y_train, x):
    return _squares(x_train, y_train, x).argmax(axis=1)


@nearest_mean.mistake(
    "The differences are added up with their signs here, so that they cancel. Square them first."
)
def _(x_train, y_train, x):
    return (x[:, np.newaxis] - _means(x_train, y_train)).sum(axis=2).argmin(axis=1)


@nearest_mean.mistake(
    "This is the label of the nearest *row*. Take the mean of each class first, and then the "
    "nearest of these few."
)
def _(x_train, y_train, x):
    return y_train[((x[:, np.newaxis] - x_train) ** 2).sum(axis=2).argmin(axis=1)]


@nearest_mean.mistake(
    "This takes the class that has the largest product with its mean, without the means' own "
    "size. Subtract, square and add up."
)
def _(x_train, y_train, x):
    return (x @ _means(x_train, y_train).T).argmax(axis=1)


@nearest_mean.mistake(
    "This says for each *class* which row is nearest to its mean. Asked for is a class for each "
    "row: take the smallest along the other axis."
)
def _(x_train, y_train, x):
    return _squares(x_train, y_train, x).argmin(axis=0)


@nearest_mean.mistake(
    "These are the distances, or their squares, to all means. Asked for is the place of the "
    "smallest of each row: argmin(axis=1)."
)
def _(x_train, y_train, x):
    return _squares(x_train, y_train, x)


@nearest_mean.accepts
def _(x_train, y_train, x):
    means = [x_train[y_train == k].mean(axis=0) for k in np.unique(y_train)]
    return np.array([np.argmin([np.linalg.norm(row - mean) for mean in means]) for row in x])


@nearest_mean.accepts
def _(x_train, y_train, x):
    means = _means(x_train, y_train)
    return ((means**2).sum(axis=1) - 2 * x @ means.T).argmin(axis=1)


nearest_mean.hints(
    "First the means, one row a class: x_train[y_train == k].mean(axis=0). Then, for each row of "
    "x, the squared differences to each mean, added up.",
    "x[:, np.newaxis] - means is (n, classes, columns). Square it, sum over the last axis, and "
    "take argmin(axis=1).",
)
nearest_mean.why(
    "Ten pictures and no training. Whatever you train has to beat this to be worth its trouble."
)
