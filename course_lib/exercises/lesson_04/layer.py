"""Lesson 04, Stack neurons into layers: the exercise ``layer``."""

import numpy as np

from course_lib.checks import exercise


def sigmoid(z):
    """The lesson's own, so that solutions here read as they do there."""
    return 1 / (1 + np.exp(-z))


@exercise(lesson=4, minutes=5, difficulty=2)
def layer(X, W, b):
    """Every neuron's answer to every row: (n, n_in) -> (n, units)."""
    return sigmoid(X @ W + b)


@layer.cases
def _(rng):
    yield np.array([[2, 3]]), np.array([[0, 0], [1, 1]]), np.array([0, 0])  # whole numbers
    yield rng.normal(size=(3, 3)), rng.normal(size=(3, 3)), rng.normal(size=3)  # nothing fails here
    for n, n_in, units in ((4, 2, 3), (1, 3, 2), (5, 4, 1), (2, 3, 4)):
        yield rng.normal(size=(n, n_in)), rng.normal(size=(n_in, units)), rng.normal(size=units)


@layer.mistake(
    "These are the numbers of X @ W.T. Here each *column* of W is a neuron, so X meets W as it is: "
    "X @ W."
)
def _(X, W, b):
    return sigmoid(X @ W.T + b)


@layer.mistake(
    "This is what the other order gives, W @ X. Rows are samples here: X comes first, and "
    "its columns meet the rows of W."
)
def _(X, W, b):
    return sigmoid(W @ X + b)


@layer.mistake(
    "Your answer is (units, n), a column for each sample. Rows are samples: swap it round, X @ W + "
    "b."
)
def _(X, W, b):
    return sigmoid(W.T @ X.T + b[:, np.newaxis])


@layer.mistake(
    "These are the numbers of a b that stands up as a column and is spread over the samples. It "
    "belongs to the neurons, one number for each: leave it as it is, (units,)."
)
def _(X, W, b):
    return sigmoid(X @ W + b[:, np.newaxis])


@layer.mistake("These are the numbers without the bias: each neuron adds its own, X @ W + b.")
def _(X, W, b):
    return sigmoid(X @ W)


@layer.mistake("This is Z, the sums. The squeeze is missing: sigmoid takes all of them at once.")
def _(X, W, b):
    return X @ W + b


@layer.mistake("Only the first sample's answers came back. X @ W takes all rows in one step.")
def _(X, W, b):
    return sigmoid(X[0] @ W + b)


@layer.mistake(
    "This is what X * W gives: it multiplies number by number and adds nothing up. The "
    "matrix product is @: X @ W."
)
def _(X, W, b):
    return sigmoid(X * W + b)


@layer.mistake(
    "The bias came in behind the squeeze here. It belongs to the sum, and so before the squeeze."
)
def _(X, W, b):
    return sigmoid(X @ W) + b


@layer.accepts
def _(X, W, b):
    return np.array([[sigmoid(x @ w + b_j) for w, b_j in zip(W.T, b, strict=True)] for x in X])


@layer.accepts
def _(X, W, b):
    return 1 / (1 + np.exp(-(np.einsum("ni,iu->nu", X, W) + b)))


@layer.accepts
def _(X, W, b):
    return sigmoid((W.T @ X.T).T + b[np.newaxis, :])


layer.hints(
    "One line does it for all samples and all neurons. Which two shapes have to meet in the "
    "middle?",
    "X is (n, n_in) and W is (n_in, units), so it is X @ W; then add b, then sigmoid.",
)
layer.why(
    "The time of every training goes into this one line, and machines are built to do it fast."
)
