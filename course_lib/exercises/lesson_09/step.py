"""Lesson 09, Hidden layers: the exercise ``step``."""

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
    may_change=("weights1", "weights2"),
)
def step(x, y, weights1, weights2, learning_rate):
    """One step with all rows at once: the new weights1 and weights2."""
    layer1 = sigmoid(x @ weights1)
    y_pred = sigmoid(layer1 @ weights2)
    dz2 = 2 * (y_pred - y) / len(x) * y_pred * (1 - y_pred)
    dz1 = dz2 @ weights2.T * layer1 * (1 - layer1)
    return weights1 - learning_rate * x.T @ dz1, weights2 - learning_rate * layer1.T @ dz2


@step.cases
def _(rng):
    """Never as many rows as units or features: where a ``.T`` is lost, nothing fits."""
    x = np.array([[0.0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]])
    yield x, np.array([[0.0], [1], [1], [0]]), rng.random((3, 5)), rng.random((5, 1)), 4.0
    for n, features, units in ((5, 3, 2), (3, 2, 4), (6, 4, 3)):
        y = rng.integers(0, 2, size=(n, 1)).astype(float)
        yield (
            rng.normal(size=(n, features)),
            y,
            rng.normal(size=(features, units)),
            rng.normal(size=(units, 1)),
            float(rng.uniform(1.5, 8)),
        )


def _pass(x, y, weights1, weights2):
    layer1 = sigmoid(x @ weights1)
    y_pred = sigmoid(layer1 @ weights2)
    return layer1, y_pred, 2 * (y_pred - y) / len(x) * y_pred * (1 - y_pred)


def _stepped(x, weights1, weights2, layer1, dz2, learning_rate):
    dz1 = dz2 @ weights2.T * layer1 * (1 - layer1)
    return weights1 - learning_rate * x.T @ dz1, weights2 - learning_rate * layer1.T @ dz2


@step.mistake(
    "dz2 @ weights2 does not fit: NumPy looks for one number a row in both. What comes back goes "
    "through the table the other way, so the table is turned: dz2 @ weights2.T."
)
def _(x, y, weights1, weights2, learning_rate):
    layer1, _, dz2 = _pass(x, y, weights1, weights2)
    return dz2 @ weights2 * layer1 * (1 - layer1)


@step.mistake(
    "layer1 @ dz2 does not fit. To add up over the rows they have to lie inside: layer1.T @ dz2, "
    "(units, n) @ (n, 1)."
)
def _(x, y, weights1, weights2, learning_rate):
    layer1, _, dz2 = _pass(x, y, weights1, weights2)
    return layer1 @ dz2


@step.mistake(
    "x @ dz1 does not fit. To add up over the rows they have to lie inside: x.T @ dz1, "
    "(features, n) @ (n, units)."
)
def _(x, y, weights1, weights2, learning_rate):
    layer1, _, dz2 = _pass(x, y, weights1, weights2)
    return x @ (dz2 @ weights2.T * layer1 * (1 - layer1))


@step.mistake(
    "These weights went uphill. A step goes *against* the slope: subtract what is made from y_pred "
    "- y. Made from y - y_pred it is minus the slope, and has to be added."
)
def _(x, y, weights1, weights2, learning_rate):
    layer1, _, dz2 = _pass(x, y, weights1, weights2)
    return _stepped(x, weights1, weights2, layer1, dz2, -learning_rate)


@step.mistake(
    "weights1 comes out as if its slope went through the *new* weights2. On the way back it goes "
    "through the old ones: work out both gradients, then change both."
)
def _(x, y, weights1, weights2, learning_rate):
    layer1, _, dz2 = _pass(x, y, weights1, weights2)
    weights2 = weights2 - learning_rate * layer1.T @ dz2
    dz1 = dz2 @ weights2.T * layer1 * (1 - layer1)
    return weights1 - learning_rate * x.T @ dz1, weights2


@step.mistake(
    "weights1 comes out without the slope of the hidden sigmoid: on the way through layer1, "
    "multiply by layer1 * (1 - layer1)."
)
def _(x, y, weights1, weights2, learning_rate):
    layer1, _, dz2 = _pass(x, y, weights1, weights2)
    new2 = weights2 - learning_rate * layer1.T @ dz2
    return weights1 - learning_rate * x.T @ (dz2 @ weights2.T), new2


@step.mistake(
    "Both come out without the slope of the output's sigmoid: dz2 is 2 * (y_pred - y) / len(x) * "
    "y_pred * (1 - y_pred)."
)
def _(x, y, weights1, weights2, learning_rate):
    layer1, y_pred, _ = _pass(x, y, weights1, weights2)
    dz2 = 2 * (y_pred - y) / len(x)
    return _stepped(x, weights1, weights2, layer1, dz2, learning_rate)


@step.mistake("The steps come out half as long: the slope of (y_pred - y)² has a factor of 2.")
def _(x, y, weights1, weights2, learning_rate):
    layer1, _, dz2 = _pass(x, y, weights1, weights2)
    return _stepped(x, weights1, weights2, layer1, dz2 / 2, learning_rate)


@step.mistake(
    "The steps come out as many times too long as there are rows: that is a sum of squared errors, "
    "and the loss is their mean. Divide by len(x), once."
)
def _(x, y, weights1, weights2, learning_rate):
    layer1, _, dz2 = _pass(x, y, weights1, weights2)
    return _stepped(x, weights1, weights2, layer1, len(x) * dz2, learning_rate)


@step.mistake(
    "The steps come out divided by the number of rows twice. Once is right, in dz2; the matrix "
    "products add up what has been divided already."
)
def _(x, y, weights1, weights2, learning_rate):
    layer1, _, dz2 = _pass(x, y, weights1, weights2)
    return _stepped(x, weights1, weights2, layer1, dz2 / len(x), learning_rate)


@step.mistake(
    "These are steps at a rate of 1, whatever the learning rate: multiply each gradient by it."
)
def _(x, y, weights1, weights2, learning_rate):
    layer1, _, dz2 = _pass(x, y, weights1, weights2)
    return _stepped(x, weights1, weights2, layer1, dz2, 1)


@step.mistake(
    "Only weights2 moved. The hidden layer is to learn too: take dz2 back through weights2.T."
)
def _(x, y, weights1, weights2, learning_rate):
    layer1, _, dz2 = _pass(x, y, weights1, weights2)
    return weights1, weights2 - learning_rate * layer1.T @ dz2


@step.mistake("Both come back as they were. Subtract its step from each.")
def _(x, y, weights1, weights2, learning_rate):
    return weights1, weights2


@step.mistake("These are the two gradients. Each new table is the old one, less a step.")
def _(x, y, weights1, weights2, learning_rate):
    layer1, _, dz2 = _pass(x, y, weights1, weights2)
    return x.T @ (dz2 @ weights2.T * layer1 * (1 - layer1)), layer1.T @ dz2


@step.accepts
def _(x, y, weights1, weights2, learning_rate):
    layer1, _, dz2 = _pass(x, y, weights1, weights2)
    dz1 = dz2 @ weights2.T * layer1 * (1 - layer1)
    weights1 -= learning_rate * (x.T @ dz1)
    weights2 -= learning_rate * (layer1.T @ dz2)
    return weights1, weights2


@step.accepts
def _(x, y, weights1, weights2, learning_rate):
    x, y, weights1, weights2 = (t.astype(np.float32) for t in (x, y, weights1, weights2))
    layer1, _, dz2 = _pass(x, y, weights1, weights2)
    return _stepped(x, weights1, weights2, layer1, dz2, learning_rate)


@step.accepts
def _(x, y, weights1, weights2, learning_rate):
    layer1, y_pred, _ = _pass(x, y, weights1, weights2)
    d2 = 2 * (y - y_pred) * y_pred * (1 - y_pred)  # the source's: minus the slope of the sum
    d1 = np.dot(d2, weights2.T) * (layer1 - layer1**2)
    rate = learning_rate / len(x)
    return [weights1 + rate * np.dot(x.T, d1), weights2 + rate * np.dot(layer1.T, d2)]


@step.accepts
def _(x, y, weights1, weights2, learning_rate):
    layer1, _, dz2 = _pass(x, y, weights1, weights2)
    dz1 = dz2 * weights2.T * layer1 * (1 - layer1)  # one output: each pair is multiplied once
    return weights1 - learning_rate * x.T @ dz1, weights2 - learning_rate * layer1.T @ dz2


@step.accepts
def _(x, y, weights1, weights2, learning_rate):
    new1, new2 = weights1.copy(), weights2.copy()
    for row, answer in zip(x, y, strict=True):
        hidden = sigmoid(row @ weights1)
        out = sigmoid(hidden @ weights2)
        d = learning_rate * 2 * (out - answer) / len(x) * out * (1 - out)
        new2 -= np.outer(hidden, d)
        new1 -= np.outer(row, weights2[:, 0] * d * hidden * (1 - hidden))
    return new1, new2


step.hints(
    "Two gradients, then two updates. weights2's is worked out above the exercise: layer1.T @ dz2. "
    "weights1's has the same form, with x in the place of layer1. What takes the place of dz2?",
    "dz1 = dz2 @ weights2.T * layer1 * (1 - layer1), one number for each row and unit; then "
    "weights1 - learning_rate * x.T @ dz1 and weights2 - learning_rate * layer1.T @ dz2.",
)
step.why("This is backprop for a layer of any width: not a line changes for 4,000 units.")
