"""Lesson 08, Gradient descent: the exercise ``update``."""

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
    for shape in (2, 3, (3, 2)):
        yield rng.normal(size=shape), rng.normal(size=shape), float(rng.uniform(0.01, 0.9))


@update.mistake(
    "These weights went uphill. The gradient points to where the loss grows, so a step that lowers "
    "it goes against the gradient: subtract."
)
def _(w, d_w, learning_rate):
    return w + learning_rate * d_w


@update.mistake(
    "Here the whole gradient is the step, whatever the learning rate. Multiply it by the rate "
    "first."
)
def _(w, d_w, learning_rate):
    return w - d_w


@update.mistake("This is the step alone. The new weights are where it leads to: start from w.")
def _(w, d_w, learning_rate):
    return -learning_rate * d_w


@update.mistake(
    "These numbers come out when the gradient is divided by the rate, so that a careful, small "
    "rate makes a huge step. Multiply by it."
)
def _(w, d_w, learning_rate):
    return w - d_w / learning_rate


@update.mistake(
    "These numbers come out when the weight is multiplied by the rate as well. Only the gradient "
    "is: w - learning_rate * d_w."
)
def _(w, d_w, learning_rate):
    return learning_rate * (w - d_w)


@update.mistake(
    "Here every weight takes a step of the same size, and the gradient says no more than which "
    "way. A steep slope asks for a longer step: multiply by d_w itself."
)
def _(w, d_w, learning_rate):
    return w - learning_rate * np.sign(d_w)


@update.mistake(
    "The numbers are right, and the caller's own array has changed, as `w -= …` changes it. Here a "
    "new one is asked for: w - learning_rate * d_w."
)
def _(w, d_w, learning_rate):
    w -= learning_rate * d_w
    return w


@update.mistake(
    "Two things come back, the old weights and the new ones. Return the new ones alone."
)
def _(w, d_w, learning_rate):
    return w, w - learning_rate * d_w


@update.accepts
def _(w, d_w, learning_rate):
    return np.add(w, -learning_rate * np.asarray(d_w))


update.hints(
    "Downhill is against the gradient, and the learning rate says how far.",
    "The new weight is the old one minus the learning rate times the gradient.",
)
update.why("This line, on one vector of all weights, is the whole of the course's SGD.")
