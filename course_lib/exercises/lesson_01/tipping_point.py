"""Lesson 01, Neuron: the exercise ``tipping_point``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=1, minutes=4, difficulty=2)
def tipping_point(x1, w, b):
    """The x2 at which a neuron with inputs x1, x2 can't decide."""
    return -(w[0] * x1 + b) / w[1]


@tipping_point.cases
def _(rng):
    yield 2, np.array([1, 2]), -4
    yield 1.5, np.array([2.0, -1.0]), 0.5
    yield -1.0, np.array([0.5, 2.0]), 3.0
    for _ in range(4):
        w = rng.uniform(0.5, 3, size=2) * rng.choice([-1, 1], size=2)
        yield float(rng.normal()), w, float(rng.normal())


@tipping_point.mistake(
    "The size is right, and the sign is turned round: when w1·x1 + b moves to the other side of "
    "the equation, it turns negative."
)
def _(x1, w, b):
    return (w[0] * x1 + b) / w[1]


@tipping_point.mistake(
    "Here only w1·x1 has a minus: both it and b change sign when they cross over, -(w1·x1 + b)."
)
def _(x1, w, b):
    return (b - w[0] * x1) / w[1]


@tipping_point.mistake(
    "These are the numbers when only w1·x1 is divided by w2. The bias is divided too: put "
    "-(w1·x1 + b) in brackets."
)
def _(x1, w, b):
    return -w[0] * x1 / w[1] - b


@tipping_point.mistake(
    "This is the equation solved for the other input: x1 is given, and x2 is asked for."
)
def _(x1, w, b):
    return -(w[1] * x1 + b) / w[0]


@tipping_point.mistake(
    "These are the numbers without the bias, where every line runs through the middle of the map."
)
def _(x1, w, b):
    return -w[0] * x1 / w[1]


@tipping_point.mistake(
    "These are the numbers when the minus reaches w1·x1 alone, and w2 divides b alone. Brackets "
    "put both right: -(w1·x1 + b) / w2."
)
def _(x1, w, b):
    return -w[0] * x1 + b / w[1]


@tipping_point.mistake(
    "These are the numbers when only b is divided by w2. Brackets hold the two together: "
    "-(w1·x1 + b) / w2."
)
def _(x1, w, b):
    return -w[0] * x1 - b / w[1]


@tipping_point.accepts
def _(x1, w, b):
    w1, w2 = w
    return -(w1 / w2) * x1 - b / w2


tipping_point.hints(
    "The neuron can't decide where z = 0. Write z out, and solve for x2.",
    "The formula stands above the exercise; w1 is w[0] and w2 is w[1].",
)
tipping_point.why("This is how the line in the figure is drawn.")
