"""Lesson 08, Gradient descent: the exercise ``step``."""

import numpy as np

from course_lib.checks import exercise
from course_lib.nn.activations import sigmoid


@exercise(lesson=8, minutes=7, difficulty=2, outputs=("w1", "w5"))
def step(x, y_true, w1, w5, learning_rate):
    """One step of the chain x, h1, y_pred: both weights, new."""
    h1 = sigmoid(w1 * x)
    y_pred = sigmoid(w5 * h1)
    dz_o1 = 2 * (y_pred - y_true) * y_pred * (1 - y_pred)
    d_w5 = dz_o1 * h1
    d_w1 = dz_o1 * w5 * h1 * (1 - h1) * x
    return w1 - learning_rate * d_w1, w5 - learning_rate * d_w5


@step.cases
def _(rng):
    yield 2.0, 1.0, 0.5, -1.5, 0.8
    yield -1.5, 0.0, -0.7, 2.0, 0.5
    for _ in range(4):
        signs = rng.choice([-1, 1], size=3)
        x, w1, w5 = signs * rng.uniform(0.6, 2.0, size=3)
        yield float(x), float(rng.choice([0, 1])), float(w1), float(w5), float(rng.uniform(0.4, 1))


def _chain(x, y_true, w1, w5):
    h1 = sigmoid(w1 * x)
    y_pred = sigmoid(w5 * h1)
    return h1, 2 * (y_pred - y_true) * y_pred * (1 - y_pred)


@step.mistake(
    "w1 comes out as if its gradient went through the *new* w5. It was the old one that gave the "
    "answer: work out both gradients first, then change both weights."
)
def _(x, y_true, w1, w5, learning_rate):
    h1, dz_o1 = _chain(x, y_true, w1, w5)
    w5 -= learning_rate * dz_o1 * h1
    w1 -= learning_rate * dz_o1 * w5 * h1 * (1 - h1) * x
    return w1, w5


@step.mistake("Both weights went uphill. Subtract: a step goes against the gradient.")
def _(x, y_true, w1, w5, learning_rate):
    h1, dz_o1 = _chain(x, y_true, w1, w5)
    d_w1 = dz_o1 * w5 * h1 * (1 - h1) * x
    return w1 + learning_rate * d_w1, w5 + learning_rate * dz_o1 * h1


@step.mistake(
    "w1 comes out as if its way back did not lead through w5. It does: d_w1 is dz_o1 * w5 * h1 * "
    "(1 - h1) * x."
)
def _(x, y_true, w1, w5, learning_rate):
    h1, dz_o1 = _chain(x, y_true, w1, w5)
    return w1 - learning_rate * dz_o1 * h1 * (1 - h1) * x, w5 - learning_rate * dz_o1 * h1


@step.mistake(
    "w1 comes out without the slope of h1's own sigmoid: on the way back, multiply by h1 * (1 - "
    "h1)."
)
def _(x, y_true, w1, w5, learning_rate):
    h1, dz_o1 = _chain(x, y_true, w1, w5)
    return w1 - learning_rate * dz_o1 * w5 * x, w5 - learning_rate * dz_o1 * h1


@step.mistake(
    "w1 comes out without its input: the last factor of d_w1 is x, since z of h1 is w1 * x."
)
def _(x, y_true, w1, w5, learning_rate):
    h1, dz_o1 = _chain(x, y_true, w1, w5)
    return w1 - learning_rate * dz_o1 * w5 * h1 * (1 - h1), w5 - learning_rate * dz_o1 * h1


@step.mistake("w5 comes out as if it multiplied x. It multiplies h1: d_w5 is dz_o1 * h1.")
def _(x, y_true, w1, w5, learning_rate):
    h1, dz_o1 = _chain(x, y_true, w1, w5)
    return w1 - learning_rate * dz_o1 * w5 * h1 * (1 - h1) * x, w5 - learning_rate * dz_o1 * x


@step.mistake("These are the two gradients. The new weights are one step away from the old.")
def _(x, y_true, w1, w5, learning_rate):
    h1, dz_o1 = _chain(x, y_true, w1, w5)
    return dz_o1 * w5 * h1 * (1 - h1) * x, dz_o1 * h1


@step.mistake(
    "Both weights come back as they were. Take a step with each: w1 - learning_rate * d_w1, and w5 "
    "likewise."
)
def _(x, y_true, w1, w5, learning_rate):
    return w1, w5


@step.mistake("Each weight has taken the other's gradient: w1 goes with d_w1, and w5 with d_w5.")
def _(x, y_true, w1, w5, learning_rate):
    h1, dz_o1 = _chain(x, y_true, w1, w5)
    d_w1, d_w5 = dz_o1 * w5 * h1 * (1 - h1) * x, dz_o1 * h1
    return w1 - learning_rate * d_w5, w5 - learning_rate * d_w1


@step.mistake(
    "w1 comes out as if sigmoid were taken of h1 once more. h1 is an output already: its slope is "
    "h1 * (1 - h1)."
)
def _(x, y_true, w1, w5, learning_rate):
    h1, dz_o1 = _chain(x, y_true, w1, w5)
    again = sigmoid(h1)
    d_w1 = dz_o1 * w5 * again * (1 - again) * x
    return w1 - learning_rate * d_w1, w5 - learning_rate * dz_o1 * h1


@step.accepts
def _(x, y_true, w1, w5, learning_rate):
    h1, dz_o1 = _chain(x, y_true, w1, w5)
    w1 = w1 - learning_rate * dz_o1 * w5 * h1 * (1 - h1) * x  # w1 first: nothing else needs it
    w5 = w5 - learning_rate * dz_o1 * h1
    return w1, w5


@step.accepts
def _(x, y_true, w1, w5, learning_rate):
    h1, dz_o1 = _chain(x, y_true, w1, w5)
    w = np.array([w1, w5])
    return tuple(w - learning_rate * np.array([dz_o1 * w5 * h1 * (1 - h1) * x, dz_o1 * h1]))


step.hints(
    "Two gradients, then two updates. dz_o1 is already the slope along the output's sum; which "
    "number does w5 multiply there?",
    "d_w5 = dz_o1 * h1, and d_w1 = dz_o1 * w5 * h1 * (1 - h1) * x. Only then is anything changed.",
)
step.why(
    "A model keeps all gradients in one vector and moves all weights in one step, so that this "
    "mistake cannot happen to it."
)
