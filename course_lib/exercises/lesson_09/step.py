"""Lesson 09, Part what no line can part: the exercise ``step``."""

import numpy as np

from course_lib.checks import exercise
from course_lib.nn.activations import sigmoid


@exercise(
    lesson=9,
    minutes=8,
    difficulty=3,
    outputs=("weights1", "weights2"),
    rtol=1e-5,
    atol=1e-6,
    may_change=("weights1", "weights2"),  # the text adds its steps with +=
)
def step(X, y, weights1, weights2):
    """One step with all rows at once: the new weights1 and weights2."""
    layer1 = sigmoid(X @ weights1)
    y_pred = sigmoid(layer1 @ weights2)
    d2 = 2 * (y - y_pred) * y_pred * (1 - y_pred)
    d1 = d2 @ weights2.T * layer1 * (1 - layer1)
    return weights1 + X.T @ d1, weights2 + layer1.T @ d2


@step.cases
def _(rng):
    X = np.array([[0.0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]])
    yield X, np.array([[0.0], [1], [1], [0]]), rng.random((3, 4)), rng.random((4, 1))
    for n, features, units in ((5, 3, 2), (3, 2, 4), (6, 4, 3)):
        y = rng.integers(0, 2, size=(n, 1)).astype(float)
        yield (
            rng.normal(size=(n, features)),
            y,
            rng.normal(size=(features, units)),
            rng.normal(size=(units, 1)),
        )


def _pass(X, y, weights1, weights2):
    layer1 = sigmoid(X @ weights1)
    y_pred = sigmoid(layer1 @ weights2)
    return layer1, y_pred, 2 * (y - y_pred) * y_pred * (1 - y_pred)


@step.mistake(
    "These weights went uphill. Add what is made from y - y_pred, or subtract what is made from "
    "y_pred - y: half of one and half of the other climbs."
)
def _(X, y, weights1, weights2):
    layer1, _, d2 = _pass(X, y, weights1, weights2)
    d1 = d2 @ weights2.T * layer1 * (1 - layer1)
    return weights1 - X.T @ d1, weights2 - layer1.T @ d2


@step.mistake(
    "weights1 comes out as if its slope went through the *new* weights2. On the way back it goes "
    "through the old ones: work out both steps, then change both."
)
def _(X, y, weights1, weights2):
    layer1, _, d2 = _pass(X, y, weights1, weights2)
    weights2 = weights2 + layer1.T @ d2
    return weights1 + X.T @ (d2 @ weights2.T * layer1 * (1 - layer1)), weights2


@step.mistake(
    "weights1 comes out without the slope of the hidden sigmoid: on the way through layer1, "
    "multiply by layer1 * (1 - layer1)."
)
def _(X, y, weights1, weights2):
    layer1, _, d2 = _pass(X, y, weights1, weights2)
    return weights1 + X.T @ (d2 @ weights2.T), weights2 + layer1.T @ d2


@step.mistake(
    "Both come out without the slope of the output's sigmoid: d2 is 2 * (y - y_pred) * y_pred * (1 "
    "- y_pred)."
)
def _(X, y, weights1, weights2):
    layer1, y_pred, _ = _pass(X, y, weights1, weights2)
    d2 = 2 * (y - y_pred)
    d1 = d2 @ weights2.T * layer1 * (1 - layer1)
    return weights1 + X.T @ d1, weights2 + layer1.T @ d2


@step.mistake("The steps come out half as long: the slope of (y - y_pred)² has a factor of 2.")
def _(X, y, weights1, weights2):
    layer1, _, d2 = _pass(X, y, weights1, weights2)
    d2 = d2 / 2
    d1 = d2 @ weights2.T * layer1 * (1 - layer1)
    return weights1 + X.T @ d1, weights2 + layer1.T @ d2


@step.mistake(
    "The steps come out divided by the number of rows. Here the loss is the sum over the rows, not "
    "their mean, so their gradients are added up: leave the division out."
)
def _(X, y, weights1, weights2):
    layer1, _, d2 = _pass(X, y, weights1, weights2)
    d2 = d2 / len(X)
    d1 = d2 @ weights2.T * layer1 * (1 - layer1)
    return weights1 + X.T @ d1, weights2 + layer1.T @ d2


@step.mistake(
    "Only weights2 moved. The hidden layer is to learn too: take d2 back through weights2.T."
)
def _(X, y, weights1, weights2):
    layer1, _, d2 = _pass(X, y, weights1, weights2)
    return weights1, weights2 + layer1.T @ d2


@step.mistake("Both come back as they were. Add its step to each.")
def _(X, y, weights1, weights2):
    return weights1, weights2


@step.mistake("These are the two steps. Add them to the old weights.")
def _(X, y, weights1, weights2):
    layer1, _, d2 = _pass(X, y, weights1, weights2)
    return X.T @ (d2 @ weights2.T * layer1 * (1 - layer1)), layer1.T @ d2


@step.accepts
def _(X, y, weights1, weights2):
    layer1, _, d2 = _pass(X, y, weights1, weights2)
    d1 = d2 @ weights2.T * layer1 * (1 - layer1)
    weights1 += X.T @ d1
    weights2 += layer1.T @ d2
    return weights1, weights2


@step.accepts
def _(*given):
    X, y, weights1, weights2 = (table.astype(np.float32) for table in given)
    layer1, _, d2 = _pass(X, y, weights1, weights2)
    return weights1 + X.T @ (d2 @ weights2.T * layer1 * (1 - layer1)), weights2 + layer1.T @ d2


@step.accepts
def _(X, y, weights1, weights2):
    layer1, y_pred, _ = _pass(X, y, weights1, weights2)
    dz2 = 2 * (y_pred - y) * y_pred * (1 - y_pred)
    dz1 = np.dot(dz2, weights2.T) * (layer1 - layer1**2)
    return [weights1 - np.dot(X.T, dz1), weights2 - np.dot(layer1.T, dz2)]


@step.accepts
def _(X, y, weights1, weights2):
    new1, new2 = weights1.copy(), weights2.copy()
    for row, answer in zip(X, y, strict=True):
        hidden = sigmoid(row @ weights1)
        out = sigmoid(hidden @ weights2)
        d2 = 2 * (answer - out) * out * (1 - out)
        new2 += np.outer(hidden, d2)
        new1 += np.outer(row, weights2[:, 0] * d2 * hidden * (1 - hidden))
    return new1, new2


step.hints(
    "Two gradients, then two updates. weights2's is worked out above the exercise: layer1.T @ d2. "
    "weights1's has the same form, with X in the place of layer1. What takes the place of d2?",
    "d1 = d2 @ weights2.T * layer1 * (1 - layer1), one number for each row and unit; then "
    "weights1 + X.T @ d1 and weights2 + layer1.T @ d2.",
)
step.why("This is backprop for a layer of any width: not a line changes for 4,000 units.")
