"""Lesson 15, Unsupervised learning: the exercise ``kmeans_step``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=15, minutes=8, difficulty=3, outputs=("labels", "moved"))
def kmeans_step(x, centres):
    """Assign, then move: labels (n,), and new centres; a centre without points stays."""
    squared = ((x[:, np.newaxis] - centres) ** 2).sum(axis=2)
    labels = squared.argmin(axis=1)
    moved = centres.copy()
    for j in range(len(centres)):
        if np.any(labels == j):
            moved[j] = x[labels == j].mean(axis=0)
    return labels, moved


def _apart(rng, k, columns):
    """Places that lie far from each other, so that no distance is nearly another."""
    places = rng.permutation(k)[:, np.newaxis] * 4.0
    return places + rng.uniform(-0.8, 0.8, size=(k, columns))


@kmeans_step.cases
def _(rng):
    points = np.array([[0.0, 0], [1, 0], [0, 2], [5, 5], [6, 5], [5, 9]])
    yield points, np.array([[0.5, 1.0], [4.0, 4.0]])
    yield points, np.array([[0.5, 1.0], [-9.0, 2.0], [6.0, 6.0]])  # the second has no points
    # Here a point would change its centre once these have moved, or if distances were not squared.
    points = np.array([[6.0, 5], [9, 10], [11, 2], [10, 5], [2, 4], [9, 8], [3, 10]])
    yield points, np.array([[4.0, 0.0], [3.0, 2.0]])
    for n, k, columns in ((9, 3, 2), (11, 2, 3), (10, 3, 4), (12, 4, 2)):
        centres = _apart(rng, k, columns)
        labels = np.concatenate([np.arange(k), np.arange(k), rng.integers(0, k, size=n - 2 * k)])
        x = centres[labels] + rng.normal(scale=0.7, size=(n, columns)) + 0.3
        far = centres.max() + 25.0
        yield x, np.concatenate([centres, np.full((1, columns), far)])[rng.permutation(k + 1)]


def _squared(x, centres):
    return ((x[:, np.newaxis] - centres) ** 2).sum(axis=2)


def _moved(x, centres, labels, to=None):
    moved = centres.copy()
    for j in range(len(centres)):
        if np.any(labels == j):
            moved[j] = x[labels == j].mean(axis=0)
        elif to is not None:
            moved[j] = to
    return moved


@kmeans_step.mistake(
    "These are the labels by the sum of the differences' sizes, along the streets of a town. "
    "Nearest is by the squares of the differences, added up."
)
def _(x, centres):
    labels = np.abs(x[:, np.newaxis] - centres).sum(axis=2).argmin(axis=1)
    return labels, _moved(x, centres, labels)


@kmeans_step.mistake(
    "A centre without points turns into nan here: the mean of nothing. Such a centre stays where "
    "it is."
)
def _(x, centres):
    labels = _squared(x, centres).argmin(axis=1)
    return labels, _moved(x, centres, labels, to=np.nan)


@kmeans_step.mistake(
    "A centre without points lands at 0 here. It stays where it is: begin with a copy of the "
    "centres, and not with zeros."
)
def _(x, centres):
    labels = _squared(x, centres).argmin(axis=1)
    return labels, _moved(x, centres, labels, to=0.0)


@kmeans_step.mistake(
    "A centre without points has vanished here, so that fewer centres come back. It stays where it "
    "is."
)
def _(x, centres):
    labels = _squared(x, centres).argmin(axis=1)
    kept = np.unique(labels)
    return labels, _moved(x, centres, labels)[kept]


@kmeans_step.mistake(
    "A centre without points is put at the mean of all points here. It stays where it is."
)
def _(x, centres):
    labels = _squared(x, centres).argmin(axis=1)
    return labels, _moved(x, centres, labels, to=x.mean(axis=0))


@kmeans_step.mistake("Every point goes to the *farthest* centre here. Take argmin.")
def _(x, centres):
    labels = _squared(x, centres).argmax(axis=1)
    return labels, _moved(x, centres, labels)


@kmeans_step.mistake(
    "The labels are those that the points have *after* the centres have moved. Assign once, then "
    "move; the next step assigns anew."
)
def _(x, centres):
    moved = _moved(x, centres, _squared(x, centres).argmin(axis=1))
    return _squared(x, moved).argmin(axis=1), moved


@kmeans_step.mistake(
    "The centres come back as they were. After assigning, each moves to the mean of its points."
)
def _(x, centres):
    return _squared(x, centres).argmin(axis=1), centres.copy()


@kmeans_step.mistake(
    "The centres are the *sums* of their points here. Take the mean: divide by how many they are."
)
def _(x, centres):
    labels = _squared(x, centres).argmin(axis=1)
    moved = centres.copy()
    for j in np.unique(labels):
        moved[j] = x[labels == j].sum(axis=0)
    return labels, moved


@kmeans_step.mistake(
    "Each centre sits at the median of its points here. k-means takes the mean, as its name says."
)
def _(x, centres):
    labels = _squared(x, centres).argmin(axis=1)
    moved = centres.copy()
    for j in np.unique(labels):
        moved[j] = np.median(x[labels == j], axis=0)
    return labels, moved


@kmeans_step.mistake(
    "All columns of a centre have one number here: the mean of everything in its points. Each "
    "column has its own mean: axis=0."
)
def _(x, centres):
    labels = _squared(x, centres).argmin(axis=1)
    moved = centres.copy()
    for j in np.unique(labels):
        moved[j] = x[labels == j].mean()
    return labels, moved


@kmeans_step.mistake(
    "The old centre is averaged in with its points here. Only the points count: x[labels == j]."
)
def _(x, centres):
    labels = _squared(x, centres).argmin(axis=1)
    moved = centres.copy()
    for j in np.unique(labels):
        moved[j] = np.concatenate([x[labels == j], centres[j : j + 1]]).mean(axis=0)
    return labels, moved


@kmeans_step.mistake("Labels and centres stand in each other's place: first the labels.")
def _(x, centres):
    labels = _squared(x, centres).argmin(axis=1)
    return _moved(x, centres, labels), labels


@kmeans_step.mistake(
    "These labels say which point is nearest to each centre. Each *point* needs one: argmin over "
    "the centres, axis=1."
)
def _(x, centres):
    return _squared(x, centres).argmin(axis=0), _moved(
        x, centres, _squared(x, centres).argmin(axis=1)
    )


@kmeans_step.mistake(
    "The labels count from 1 here. The first centre is number 0, as rows of an array are."
)
def _(x, centres):
    labels = _squared(x, centres).argmin(axis=1)
    return labels + 1, _moved(x, centres, labels)


@kmeans_step.mistake(
    "The numbers are right, and the caller's own centres have changed with them. Move a copy: "
    "centres.copy()."
)
def _(x, centres):
    labels = _squared(x, centres).argmin(axis=1)
    for j in np.unique(labels):
        centres[j] = x[labels == j].mean(axis=0)
    return labels, centres


@kmeans_step.accepts
def _(x, centres):
    labels = np.array(
        [int(np.argmin([np.linalg.norm(row - centre) for centre in centres])) for row in x]
    )
    moved = []
    for j, centre in enumerate(centres):
        own = x[labels == j]
        moved.append(own.mean(axis=0) if len(own) else centre)
    return labels, np.array(moved)


@kmeans_step.accepts
def _(x, centres):
    squared = (centres**2).sum(axis=1) - 2 * x @ centres.T
    labels = squared.argmin(axis=1)
    one_hot = np.eye(len(centres))[labels]
    counts = one_hot.sum(axis=0)[:, np.newaxis]
    return labels, np.where(counts > 0, one_hot.T @ x / np.maximum(counts, 1), centres)


kmeans_step.hints(
    "x[:, np.newaxis] - centres has three axes: points, centres, columns. Square it and add up "
    "over the last; argmin over the centres gives the labels.",
    "moved = centres.copy(); then for each j that owns points, moved[j] = x[labels == "
    "j].mean(axis=0).",
)
kmeans_step.why(
    "That is all of k-means: these two halves, again and again, until no label changes. Whoever "
    "forgets the empty cluster has nan for a centre, and everything after it is nan."
)
