"""Lesson 17, Capstone project: the exercise ``surest_errors``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=17, minutes=6, difficulty=3)
def surest_errors(outputs, y_true):
    """The places of all rows that are read wrong, the surest first."""
    wrong = np.flatnonzero(outputs.argmax(axis=1) != y_true)
    return wrong[np.argsort(-outputs[wrong].max(axis=1))]


@surest_errors.cases
def _(rng):
    yield (
        np.array([[0.7, 0.3, 0], [0.1, 0.5, 0.4], [0.8, 0.1, 0.1], [0, 0.1, 0.9], [0.2, 0.6, 0.2]]),
        np.array([1, 1, 2, 0, 2]),
    )
    for classes, n in ((3, 12), (4, 20), (10, 25)):
        z = rng.normal(scale=2.0, size=(n, classes))
        outputs = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
        said = outputs.argmax(axis=1)
        other = (said + rng.integers(1, classes, size=n)) % classes
        y_true = np.where(rng.random(n) < 0.5, said, other)
        y_true[[1, 4, n - 1, n - 3]] = other[[1, 4, n - 1, n - 3]]
        y_true[0] = said[0]
        yield outputs, y_true


def _wrong(outputs, y_true):
    return np.flatnonzero(outputs.argmax(axis=1) != y_true)


@surest_errors.mistake(
    "The errors are all here, and the *least* sure stands first. argsort goes upward: sort by "
    "minus the sureness."
)
def _(outputs, y_true):
    wrong = _wrong(outputs, y_true)
    return wrong[np.argsort(outputs[wrong].max(axis=1))]


@surest_errors.mistake(
    "These are places among the *errors*, from 0 to their number less 1. Asked for are places "
    "among all rows: wrong[order]."
)
def _(outputs, y_true):
    wrong = _wrong(outputs, y_true)
    return np.argsort(-outputs[wrong].max(axis=1))


@surest_errors.mistake(
    "All rows are here, those that are read right too. Keep the wrong ones, and then sort."
)
def _(outputs, y_true):
    return np.argsort(-outputs.max(axis=1))


@surest_errors.mistake("The errors stand here in the order of the rows. The surest comes first.")
def _(outputs, y_true):
    return _wrong(outputs, y_true)


@surest_errors.mistake(
    "They are sorted by what the *right* class got. How sure the network is is its largest output."
)
def _(outputs, y_true):
    wrong = _wrong(outputs, y_true)
    return wrong[np.argsort(outputs[wrong, y_true[wrong]], kind="stable")[::-1]]


@surest_errors.mistake("These are the rows that are read *right*, the surest first.")
def _(outputs, y_true):
    right = np.flatnonzero(outputs.argmax(axis=1) == y_true)
    return right[np.argsort(-outputs[right].max(axis=1))]


@surest_errors.mistake(
    "These are the sizes of the largest outputs. Asked for is *where* these rows stand."
)
def _(outputs, y_true):
    return np.sort(outputs[_wrong(outputs, y_true)].max(axis=1))[::-1]


@surest_errors.accepts
def _(outputs, y_true):
    said = outputs.argmax(axis=1)
    places = [i for i in range(len(y_true)) if said[i] != y_true[i]]
    return np.array(sorted(places, key=lambda i: outputs[i].max(), reverse=True))


@surest_errors.accepts
def _(outputs, y_true):
    order = np.argsort(outputs.max(axis=1))[::-1]
    return order[outputs[order].argmax(axis=1) != y_true[order]]


surest_errors.hints(
    "Two steps: the places where the largest output is not at the true class, and then their order "
    "by how large that output is.",
    "wrong = np.flatnonzero(outputs.argmax(axis=1) != y_true), and "
    "wrong[np.argsort(-outputs[wrong].max(axis=1))].",
)
surest_errors.why(
    "An unsure error can be caught by asking somebody. A sure one goes through: look there first."
)
