"""Lesson 06, Backpropagation: the exercise ``d_heard``."""

import math

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=6, minutes=4, difficulty=2)
def d_heard(dz, w):
    """The slope along what one neuron says, when several neurons hear it."""
    d_h = 0.0
    for dz_k, w_k in zip(dz, w):
        d_h += dz_k * w_k
    return d_h


@d_heard.cases
def _(rng):
    yield [-0.2376], [1.0]
    yield [1.0, 2.0, -1.0], [3.0, 0.5, 2.0]
    yield [0.5, 0.5, 0.5, -1.0], [2.0, 2.0, -3.0, 1.0]  # some are alike
    for n in (2, 4):
        yield rng.normal(size=n).tolist(), rng.normal(size=n).tolist()


@d_heard.mistake(
    "This is the last listener's share alone. Add each share to what is there: `+=` does, and `=` "
    "overwrites."
)
def _(dz, w):
    d_h = 0.0
    for dz_k, w_k in zip(dz, w, strict=True):
        d_h = dz_k * w_k
    return d_h


@d_heard.mistake(
    "This is the first listener's share alone. The others count too: a `return` belongs after the "
    "loop, not in it."
)
def _(dz, w):
    return dz[0] * w[0]


@d_heard.mistake(
    "This is the product of all shares. Ways that lie side by side add up; only steps of one way "
    "multiply."
)
def _(dz, w):
    return math.prod(dz_k * w_k for dz_k, w_k in zip(dz, w, strict=True))


@d_heard.mistake(
    "This is the sum of dz, without the weights. Each listener hears this neuron through its own "
    "w, so its share is dz times w."
)
def _(dz, w):
    return sum(dz)


@d_heard.mistake("This is the mean of the shares. Each listener's counts in full: add them up.")
def _(dz, w):
    return sum(dz_k * w_k for dz_k, w_k in zip(dz, w, strict=True)) / len(dz)


@d_heard.mistake(
    "This is the sum of dz times the sum of w: every dz meets every w. Each belongs with its own: "
    "multiply in pairs, then add."
)
def _(dz, w):
    return sum(dz) * sum(w)


@d_heard.accepts
def _(dz, w):
    return np.dot(dz, w)


@d_heard.accepts
def _(dz, w):
    return float(np.sum(np.array(dz) * np.array(w)))


d_heard.hints(
    "What is one listener's share? And what becomes of several?",
    "d_h += dz_k * w_k, starting from 0.",
)
d_heard.why(
    "It is a dot product, so for all neurons and all rows it is a matrix product: the next section."
)
