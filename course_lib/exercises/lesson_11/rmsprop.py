"""Lesson 11, Optimizers: the exercise ``rmsprop``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=11, minutes=5, difficulty=2)
def rmsprop(w, s, d_w, learning_rate, rho):
    """One step of RMSprop: the new weights, and the new mean of the squared gradients."""
    s = rho * s + (1 - rho) * d_w**2
    return w - learning_rate * d_w / np.sqrt(s + 1e-7), s


@rmsprop.cases
def _(rng):
    yield np.array([-4.0, 1.5]), np.zeros(2), np.array([-0.8, 15.0]), 0.12, 0.9
    yield np.array([1.0, 2.0]), np.array([0.0, 4.0]), np.array([0.0, 3.0]), 0.1, 0.5
    # A slope so small that it matters where the 1e-7 stands, and how large it is.
    yield np.array([1.0, 2.0]), np.array([0.0, 1.0]), np.array([1e-4, -2.0]), 0.1, 0.9
    for shape in ((3,), (2, 3)):
        s = rng.uniform(0.5, 4, size=shape)
        d_w = rng.choice([-1, 1], size=shape) * rng.uniform(0.3, 3, size=shape)
        rate, rho = float(rng.uniform(0.05, 0.3)), float(rng.uniform(0.6, 0.95))
        yield rng.normal(size=shape), s, d_w, rate, rho


def _mean_square(s, d_w, rho):
    return rho * s + (1 - rho) * d_w**2


@rmsprop.mistake(
    "These are the numbers without the root: s is a mean of *squares*, and only its root has the "
    "size of a slope."
)
def _(w, s, d_w, learning_rate, rho):
    s = _mean_square(s, d_w, rho)
    return w - learning_rate * d_w / (s + 1e-7), s


@rmsprop.mistake(
    "These weights come out when the *old* s stands under the root. The slope of this step belongs "
    "to it already: in the very first step the old one is 0."
)
def _(w, s, d_w, learning_rate, rho):
    return w - learning_rate * d_w / np.sqrt(s + 1e-7), _mean_square(s, d_w, rho)


@rmsprop.mistake("The step goes uphill: the gradient points up, so subtract the step.")
def _(w, s, d_w, learning_rate, rho):
    s = _mean_square(s, d_w, rho)
    return w + learning_rate * d_w / np.sqrt(s + 1e-7), s


@rmsprop.mistake(
    "This comes out when the step is multiplied by the root. Divide by it: a steep direction is "
    "to get a shorter step."
)
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
    "Here all weights are divided by one and the same number, the root of a mean over all of s, so "
    "they share one rate again. Each weight has its own s."
)
def _(w, s, d_w, learning_rate, rho):
    s = _mean_square(s, d_w, rho)
    return w - learning_rate * d_w / np.sqrt(s.mean() + 1e-7), s


@rmsprop.mistake(
    "Here s is a mean of the slopes themselves, in which slopes to and fro cancel. It is a mean of "
    "their squares: d_w**2."
)
def _(w, s, d_w, learning_rate, rho):
    s = rho * s + (1 - rho) * d_w
    return w - learning_rate * d_w / np.sqrt(s + 1e-7), s


@rmsprop.mistake(
    "These are the numbers without 1 - rho: the new square counts whole, so s gets too large and "
    "the steps too short. A fading mean is rho * s + (1 - rho) * d_w**2."
)
def _(w, s, d_w, learning_rate, rho):
    s = rho * s + d_w**2
    return w - learning_rate * d_w / np.sqrt(s + 1e-7), s


@rmsprop.mistake(
    "rho and 1 - rho stand in each other's place here: rho, which is near 1, is what is kept of "
    "the old mean."
)
def _(w, s, d_w, learning_rate, rho):
    s = (1 - rho) * s + rho * d_w**2
    return w - learning_rate * d_w / np.sqrt(s + 1e-7), s


@rmsprop.mistake(
    "These are the numbers without the gradient above the line: every weight moves down, whatever "
    "its slope's sign. The step is learning_rate * d_w / root."
)
def _(w, s, d_w, learning_rate, rho):
    s = _mean_square(s, d_w, rho)
    return w - learning_rate / np.sqrt(s + 1e-7), s


@rmsprop.mistake(
    "These are the numbers without the learning rate: the step is learning_rate * d_w / root."
)
def _(w, s, d_w, learning_rate, rho):
    s = _mean_square(s, d_w, rho)
    return w - d_w / np.sqrt(s + 1e-7), s


@rmsprop.mistake("The weights are right, and s came back as it was. Return the new one.")
def _(w, s, d_w, learning_rate, rho):
    return w - learning_rate * d_w / np.sqrt(_mean_square(s, d_w, rho) + 1e-7), s


@rmsprop.mistake("The weights came back as they were. Take the step as well.")
def _(w, s, d_w, learning_rate, rho):
    return w, _mean_square(s, d_w, rho)


@rmsprop.mistake(
    "This comes out when 1e-7 is added outside the root, as Adam will have it. Here it stands "
    "beside s, under the root: np.sqrt(s + 1e-7)."
)
def _(w, s, d_w, learning_rate, rho):
    s = _mean_square(s, d_w, rho)
    return w - learning_rate * d_w / (np.sqrt(s) + 1e-7), s


@rmsprop.mistake(
    "These are the numbers with 1e-8 under the root. Here the tiny number is 1e-7; where a slope "
    "is tiny as well, that shows."
)
def _(w, s, d_w, learning_rate, rho):
    s = _mean_square(s, d_w, rho)
    return w - learning_rate * d_w / np.sqrt(s + 1e-8), s


@rmsprop.mistake(
    "Only the new weights came back. The next step needs the new s too: the weights, then s."
)
def _(w, s, d_w, learning_rate, rho):
    return w - learning_rate * d_w / np.sqrt(_mean_square(s, d_w, rho) + 1e-7)


@rmsprop.accepts
def _(w, s, d_w, learning_rate, rho):
    s = s + (1 - rho) * (d_w * d_w - s)
    return w - learning_rate * d_w * (s + 1e-7) ** -0.5, s


@rmsprop.accepts
def _(w, s, d_w, learning_rate, rho):
    s = rho * s + (1 - rho) * np.square(d_w)
    rates = learning_rate / np.sqrt(s + 1e-7)
    return [w - rates * d_w, s]


rmsprop.hints(
    "s is there already. What has the size of a slope, if s is a mean of squared slopes?",
    "w - learning_rate * d_w / np.sqrt(s + 1e-7), and s beside it.",
)
rmsprop.why(
    "The learning rate is now a length: about as far as each weight moves in a step, whatever its "
    "slope."
)
