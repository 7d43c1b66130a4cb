"""Lesson 15, Unsupervised learning: the exercise ``pca``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=15, minutes=7, difficulty=3)
def pca(train, rows, k):
    """The rows rebuilt from k numbers each; mean and directions are those of train."""
    mean = train.mean(axis=0)
    directions = np.linalg.svd(train - mean, full_matrices=False)[2][:k]
    codes = (rows - mean) @ directions.T
    return codes @ directions + mean


@pca.cases
def _(rng):
    train = np.array([[0.0, 1], [2, 2], [4, 3], [6, 4], [3, 4], [3, 1]])
    yield train, np.array([[4.0, 5], [0, 0]]), 1
    for n, columns, k in ((9, 4, 2), (12, 3, 1), (8, 5, 3), (10, 4, 1)):
        turn = np.linalg.qr(rng.normal(size=(columns, columns)))[0]
        scales = 4.0 * 0.5 ** np.arange(columns)
        middle = rng.uniform(2, 5, size=columns)
        spread = np.linalg.qr(rng.normal(size=(n, columns)))[0]  # so that no two are nearly alike
        train = (spread * scales * np.sqrt(n)) @ turn + middle
        yield train, rng.normal(scale=2, size=(int(rng.integers(3, 6)), columns)) + middle, k


def _directions(rows, k):
    return np.linalg.svd(rows, full_matrices=False)[2][:k]


def _rebuilt(rows, before, directions, after):
    return (rows - before) @ directions.T @ directions + after


@pca.mistake(
    "These numbers come out with the mean of the rows themselves. Whoever rebuilds one new row has "
    "no mean of new rows: take train's."
)
def _(train, rows, k):
    mean = rows.mean(axis=0)
    return _rebuilt(rows, mean, _directions(train - train.mean(axis=0), k), mean)


@pca.mistake(
    "These numbers come out when mean and directions are learned from the rows that are rebuilt. "
    "Both have to come from train."
)
def _(train, rows, k):
    mean = rows.mean(axis=0)
    return _rebuilt(rows, mean, _directions(rows - mean, k), mean)


@pca.mistake(
    "The mean is not added back at the end: all rows come out around 0. Add it after the product."
)
def _(train, rows, k):
    mean = train.mean(axis=0)
    return _rebuilt(rows, mean, _directions(train - mean, k), 0)


@pca.mistake(
    "This comes out when nothing is centred: the first direction then points from 0 to the middle "
    "of the rows. Subtract train's mean before the svd, and from the rows."
)
def _(train, rows, k):
    return _rebuilt(rows, 0, _directions(train, k), 0)


@pca.mistake(
    "The svd is given train as it is here, and the rows are centred. Both have to be centred: "
    "np.linalg.svd(train - mean)."
)
def _(train, rows, k):
    mean = train.mean(axis=0)
    return _rebuilt(rows, mean, _directions(train, k), mean)


@pca.mistake(
    "The directions belong to centred rows, and the rows are multiplied as they are here. Subtract "
    "the mean first."
)
def _(train, rows, k):
    mean = train.mean(axis=0)
    return _rebuilt(rows, 0, _directions(train - mean, k), mean)


@pca.mistake(
    "Rows as they are, directions of centred ones: subtract train's mean from the rows first, and "
    "add it back at the end."
)
def _(train, rows, k):
    return _rebuilt(rows, 0, _directions(train - train.mean(axis=0), k), 0)


@pca.mistake(
    "These are the k directions with the *least* spread, the last ones. svd sorts them from most "
    "to least: take [:k]."
)
def _(train, rows, k):
    mean = train.mean(axis=0)
    return _rebuilt(rows, mean, np.linalg.svd(train - mean, full_matrices=False)[2][-k:], mean)


@pca.mistake(
    "These are k columns of what svd gives last. The directions are its rows: [2][:k], and not "
    "[2][:, :k]."
)
def _(train, rows, k):
    mean = train.mean(axis=0)
    columns = np.linalg.svd(train - mean, full_matrices=False)[2][:, :k]
    return (rows - mean) @ columns @ columns.T + mean


@pca.mistake(
    "These are the codes, k numbers a row. Multiply them by the directions again and add the mean, "
    "to have rows as they were."
)
def _(train, rows, k):
    mean = train.mean(axis=0)
    return (rows - mean) @ _directions(train - mean, k).T


@pca.mistake(
    "One number is taken for the mean of all columns here. Each column has its own: mean(axis=0)."
)
def _(train, rows, k):
    return _rebuilt(rows, train.mean(), _directions(train - train.mean(), k), train.mean())


@pca.mistake(
    "The columns are divided by their deviations here before the svd, so that others lead. PCA as "
    "it is asked for only centres."
)
def _(train, rows, k):
    mean, std = train.mean(axis=0), train.std(axis=0)
    return _rebuilt((rows - mean) / std, 0, _directions((train - mean) / std, k), 0) * std + mean


@pca.mistake("These are train's rows, rebuilt. Rebuild `rows`, with what train has taught.")
def _(train, rows, k):
    mean = train.mean(axis=0)
    return _rebuilt(train, mean, _directions(train - mean, k), mean)


@pca.mistake(
    "One direction more than k is used here: [:k] has k of them already, those from 0 to k - 1."
)
def _(train, rows, k):
    mean = train.mean(axis=0)
    return _rebuilt(rows, mean, _directions(train - mean, k + 1), mean)


@pca.accepts
def _(train, rows, k):
    mean = np.mean(train, axis=0)
    values, vectors = np.linalg.eigh(np.cov((train - mean).T))
    top = vectors[:, np.argsort(-values)[:k]]
    return mean + (rows - mean) @ top @ top.T


@pca.accepts
def _(train, rows, k):
    mean = train.mean(axis=0)
    rebuilt = np.zeros(rows.shape)
    for direction in np.linalg.svd(train - mean)[2][:k]:
        rebuilt += np.outer((rows - mean) @ direction, direction)
    return rebuilt + mean


pca.hints(
    "Four steps: train's mean; the directions of train without it; the rows without it, times the "
    "directions; and all of that back again.",
    "directions = np.linalg.svd(train - mean, full_matrices=False)[2][:k]; codes = (rows - mean) @ "
    "directions.T; then codes @ directions + mean.",
)
pca.why(
    "Encoder and decoder, each one matrix: PCA is the autoencoder without any bend. So it is the "
    "rival to beat."
)
