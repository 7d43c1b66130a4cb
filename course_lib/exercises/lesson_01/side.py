"""Lesson 01, Build a neuron: the exercise ``side``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=1, minutes=4, difficulty=2)
def side(x, w, b):
    """On which side of its boundary does this neuron see x?"""
    z = w @ x + b
    if z == 0:
        return "undecided"
    return "yes" if z > 0 else "no"


@side.cases
def _(rng):
    yield np.array([2, 3]), np.array([0, 1]), 4
    yield np.array([2, 1]), np.array([1, 2]), -4  # on the line
    yield np.array([1.0, 1.0]), np.array([0.25, 0.5]), -0.5  # z = 0.25: yes, and below a half
    yield np.array([1.0, -2.0]), np.array([1.0, 1.0]), 0.5  # z = -0.5
    yield np.array([1.0, 1.0]), np.array([1.0, 1.0]), -3.0  # no, and only because of the bias
    yield np.array([-1.0, -1.0]), np.array([1.0, 1.0]), 3.0  # yes, and only because of the bias
    yield np.array([1.0, 3.0]), np.array([1.0, -1.0]), 0.5  # inputs above zero, and a no
    for _ in range(4):
        yield rng.normal(size=3), rng.normal(size=3), float(rng.normal())


@side.mistake("You swapped the sides: a sum above zero is a yes.")
def _(x, w, b):
    z = w @ x + b
    return "undecided" if z == 0 else "no" if z > 0 else "yes"


@side.mistake("You left out the bias: without it this neuron leans nowhere.")
def _(x, w, b):
    z = w @ x
    return "undecided" if z == 0 else "yes" if z > 0 else "no"


@side.mistake(
    "You compared z with 0.5. A half is where *a* can't decide; the sum that leads there is z = 0."
)
def _(x, w, b):
    z = w @ x + b
    return "undecided" if z == 0.5 else "yes" if z > 0.5 else "no"


@side.mistake("A sum of exactly zero is neither yes nor no: say “undecided” there.")
def _(x, w, b):
    return "yes" if w @ x + b >= 0 else "no"


@side.mistake("A sum of exactly zero is neither yes nor no: say “undecided” on the line itself.")
def _(x, w, b):
    return "yes" if w @ x + b > 0 else "no"


@side.mistake("You compared the inputs with zero. It is their weighted sum that counts.")
def _(x, w, b):
    total = np.sum(x)
    return "undecided" if total == 0 else "yes" if total > 0 else "no"


@side.accepts
def _(x, w, b):
    return {1: "yes", -1: "no", 0: "undecided"}[int(np.sign(np.dot(x, w) + b))]


side.hints(
    "The sigmoid is a half exactly where z is … and above a half where z is …",
    "Compute z = w @ x + b, then compare it with 0: three cases, three words.",
)
side.why(
    "To classify, a network never needs its last sigmoid; to learn, it does. Lesson 05 says why."
)
