"""Lesson 00, Start here: the exercise ``weigh``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=0, minutes=2, difficulty=1)
def weigh(x, w):
    """Multiply an input by its weight."""
    return x * w


@weigh.cases
def _(rng):
    yield 2, 2  # 2 + 2, 2 * 2 and 2 ** 2 are all 4: one lucky case proves nothing
    yield 2, 3
    yield -1.5, 4
    yield 2.5, -0.5
    for _ in range(3):
        yield float(rng.normal()), float(rng.normal())


@weigh.mistake(
    "This is the sum, x + w. With 2 and 2 nobody would notice; a weight *multiplies* its input."
)
def _(x, w):
    return x + w


@weigh.mistake("This is x to the power of w. In Python * multiplies, and ** is the power.")
def _(x, w):
    return x**w


@weigh.mistake("This is x divided by w. A larger weight makes its input count for more: multiply.")
def _(x, w):
    return x / w


@weigh.mistake("This is x times x, the input times itself. The other factor is the weight, w.")
def _(x, w):
    return x * x


@weigh.accepts
def _(x, w):
    return np.multiply(w, x)


weigh.hints(
    "One sign is all it takes.",
    "In Python, x times w is written x * w, and a function gives back what follows `return`.",
)
weigh.why("A neuron does this to every one of its inputs, before anything else.")
