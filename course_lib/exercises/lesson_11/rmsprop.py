"""Lesson 11, Step with a memory: the exercise ``rmsprop``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=11, minutes=5, difficulty=2, rtol=1e-4, atol=1e-5)
def rmsprop(w, s, d_w, learning_rate, rho):
    """One step of RMSprop: the new weights, and the new mean of the squared gradients."""
    s = rho * s + (1 - rho) * d_w**2
    return w - learning_rate * d_w / np.sqrt(s + 1e-7), s


@rmsprop.cases
def _(rng):
    yield np.array([-4.0, 1.5]), np.zeros(2), np.array([-0.8, 15.0]), 0.12, 0.9
    yield np.array([1.0, 2.0]), np.array([0.0, 4.0]), np.array([0.0, 3.0]), 0.1, 0.5
    for shape in ((3,), (2, 3)):
        s = rng.uniform(0.5, 4, size=shape)
        d_w = rng.choice([-1, 1], size=shape) * rng.uniform(0.3, 3, size=shape)
        rate, rho = float(rng.uniform(0.05, 0.3)), float(rng.uniform(0.6, 0.95))
        yield rng.normal(size=shape), s, d_w, rate, rho


def _mean_square(s, d_w, rho):
    return rho * s + (1 - rho) * d_w**2


@rmsprop.mistake(
    "The root is missing: s is a mean of *squares*, and only its root has the size of a slope."
)
def _(w, s, d_w, learning_rate, rho):
    s = _mean_square(s, d_w, rho)
    return w - learning_rate * d_w / (s + 1e-7), s


@rmsprop.mistake(
    "You divided by the *old* s. The slope of this step belongs to it already: in the very first "
    "step the old one is 0."
)
def _(w, s, d_w, learning_rate, rho):
    return w - learning_rate * d_w / np.sqrt(s + 1e-7), _mean_square(s, d_w, rho)


@rmsprop.mistake("You went uphill. Subtract the step: the gradient points up.")
def _(w, s, d_w, learning_rate, rho):
    s = _mean_square(s, d_w, rho)
    return w + learning_rate * d_w / np.sqrt(s + 1e-7), s


@rmsprop.mistake("You multiplied by the root. Divide: a steep direction is to get a shorter step.")
def _(w, s, d_w, learning_rate, rho):
    s = _mean_square(s, d_w, rho)
    return w - learning_rate * d_w * np.sqrt(s + 1e-7), s


@rmsprop.mistake(
    "A weight that has never had a slope divides 0 by 0, and is nan for ever. Add 1e-7 to s under "
    "the root."
)
def _(w, s, d_w, learning_rate, rho):
    s = _mean_square(s, d_w, rho)
    return w - learning_rate * d_w / np.sqrt(s), s


@rmsprop.mistake(
    "You took one mean over all weights, so they share one rate again. Each weight has its own s: "
    "no np.mean."
)
def _(w, s, d_w, learning_rate, rho):
    s = _mean_square(s, d_w, rho)
    return w - learning_rate * d_w / np.sqrt(s.mean() + 1e-7), s


@rmsprop.mistake(
    "You averaged the slopes themselves, and slopes to and fro cancel. Average their squares."
)
def _(w, s, d_w, learning_rate, rho):
    s = rho * s + (1 - rho) * d_w
    return w - learning_rate * d_w / np.sqrt(s + 1e-7), s


@rmsprop.mistake(
    "The squares add up for ever, because 1 - rho is missing, and so the steps get too short: "
    "rho * s + (1 - rho) * d_w**2."
)
def _(w, s, d_w, learning_rate, rho):
    s = rho * s + d_w**2
    return w - learning_rate * d_w / np.sqrt(s + 1e-7), s


@rmsprop.mistake(
    "rho and 1 - rho are swapped: rho, which is near 1, is what is kept of the old mean."
)
def _(w, s, d_w, learning_rate, rho):
    s = (1 - rho) * s + rho * d_w**2
    return w - learning_rate * d_w / np.sqrt(s + 1e-7), s


@rmsprop.mistake(
    "The gradient is missing above the line: every weight moves the same way, whatever its slope's "
    "sign. The step is learning_rate * d_w / root."
)
def _(w, s, d_w, learning_rate, rho):
    s = _mean_square(s, d_w, rho)
    return w - learning_rate / np.sqrt(s + 1e-7), s


@rmsprop.mistake("The learning rate is missing: the step is learning_rate * d_w / root.")
def _(w, s, d_w, learning_rate, rho):
    s = _mean_square(s, d_w, rho)
    return w - d_w / np.sqrt(s + 1e-7), s


@rmsprop.mistake("The weights are right, and s came back as it was. Return the new one.")
def _(w, s, d_w, learning_rate, rho):
    return w - learning_rate * d_w / np.sqrt(_mean_square(s, d_w, rho) + 1e-7), s


@rmsprop.mistake("The weights came back as they were. Take the step as well.")
def _(w, s, d_w, learning_rate, rho):
    return w, _mean_square(s, d_w, rho)


@rmsprop.accepts
def _(w, s, d_w, learning_rate, rho):
    s = s + (1 - rho) * (d_w * d_w - s)
    return w - learning_rate * d_w / (np.sqrt(s) + 1e-7), s


@rmsprop.accepts
def _(w, s, d_w, learning_rate, rho):
    s = rho * s + (1 - rho) * np.square(d_w)
    rates = learning_rate / np.sqrt(s + 1e-8)
    return [w - rates * d_w, s]


rmsprop.hints(
    "s is there already. What has the size of a slope, if s is a mean of squared slopes?",
    "w - learning_rate * d_w / np.sqrt(s + 1e-7), and s beside it.",
)
rmsprop.why(
    "The learning rate is now a length: about as far as each weight moves in a step, whatever its "
    "slope."
)
