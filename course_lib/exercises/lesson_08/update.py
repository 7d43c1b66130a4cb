"""Lesson 08, Train on four people: the exercise ``update``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=8, minutes=3, difficulty=1)
def update(w, d_w, learning_rate):
    """The weights after one step against their gradient."""
    return w - learning_rate * d_w


@update.cases
def _(rng):
    yield 4.0, 8.0, 0.1  # the ball in the bowl: 3.2
    yield np.array([1.0, -2.0, 0.5]), np.array([0.25, 0.75, -1.5]), 0.2
    for n in (2, 3, 5):
        yield rng.normal(size=n), rng.normal(size=n), float(rng.uniform(0.01, 0.9))


@update.mistake(
    "You went uphill. The gradient points to where the loss grows, so a step that lowers it goes "
    "against the gradient: subtract."
)
def _(w, d_w, learning_rate):
    return w + learning_rate * d_w


@update.mistake(
    "The learning rate is missing: you took the whole gradient as a step. Multiply it by the rate "
    "first."
)
def _(w, d_w, learning_rate):
    return w - d_w


@update.mistake("You returned the step. The new weights are where the step leads to: start from w.")
def _(w, d_w, learning_rate):
    return -learning_rate * d_w


@update.mistake(
    "You divided by the learning rate, so a careful, small rate makes a huge step. Multiply by it."
)
def _(w, d_w, learning_rate):
    return w - d_w / learning_rate


@update.mistake(
    "You multiplied the weight by the rate as well. Only the gradient is: w - learning_rate * d_w."
)
def _(w, d_w, learning_rate):
    return learning_rate * (w - d_w)


@update.mistake(
    "You looked at the sign of the gradient only, so every weight takes a step of the same size. "
    "A steep slope asks for a longer step: multiply by d_w itself."
)
def _(w, d_w, learning_rate):
    return w - learning_rate * np.sign(d_w)


@update.mistake(
    "The result is right, and you got it with `w -= …`, which changes the caller's own array. "
    "Here a new one is asked for: w - learning_rate * d_w."
)
def _(w, d_w, learning_rate):
    w -= learning_rate * d_w
    return w


@update.accepts
def _(w, d_w, learning_rate):
    return np.add(w, -learning_rate * np.asarray(d_w))


update.hints(
    "Downhill is against the gradient, and the learning rate says how far.",
    "The new weight is the old one minus the learning rate times the gradient.",
)
update.why("This line, on one vector of all weights, is the whole of the course's SGD.")
