"""Lesson 01, Neuron: the exercise ``side``."""

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
    yield np.array([1.0, 1.0]), np.array([0.25, 0.5]), 0.0  # z = 0.75: rounded, it would be 1
    yield np.array([1.0, 1.0]), np.array([1.0, 1.0]), -3.0  # no, and only because of the bias
    yield np.array([-1.0, -1.0]), np.array([1.0, 1.0]), 3.0  # yes, and only because of the bias
    yield np.array([1.0, 3.0]), np.array([1.0, -1.0]), 0.5  # inputs above zero, and a no
    yield np.array([0.00001, 0.0]), np.array([1.0, 2.0]), 0.0  # near enough to be rounded to 0
    yield np.array([-0.00001, 0.0]), np.array([1.0, 2.0]), 0.0
    for _ in range(4):
        yield rng.normal(size=3), rng.normal(size=3), float(rng.normal())


@side.mistake("Yes and no have changed places: a sum above zero is a yes.")
def _(x, w, b):
    z = w @ x + b
    return "undecided" if z == 0 else "no" if z > 0 else "yes"


@side.mistake("These are the answers without the bias: z is w @ x + b.")
def _(x, w, b):
    z = w @ x
    return "undecided" if z == 0 else "yes" if z > 0 else "no"


@side.mistake(
    "These are the answers when z is compared with 0.5. A half is where *a* can't decide; the "
    "sum that leads there is z = 0."
)
def _(x, w, b):
    z = w @ x + b
    return "undecided" if z == 0.5 else "yes" if z > 0.5 else "no"


@side.mistake(
    "Where z is exactly 0, yours is a yes. That sum is neither yes nor no: say “undecided” there."
)
def _(x, w, b):
    return "yes" if w @ x + b >= 0 else "no"


@side.mistake(
    "Where z is exactly 0, yours is a no. That is the line itself: say “undecided” there."
)
def _(x, w, b):
    return "yes" if w @ x + b > 0 else "no"


@side.mistake(
    "These are the answers for the inputs added up as they are. Their weighted sum counts, and b."
)
def _(x, w, b):
    total = np.sum(x)
    return "undecided" if total == 0 else "yes" if total > 0 else "no"


@side.mistake("Where z is exactly 0, nothing came back. That is the third case: “undecided”.")
def _(x, w, b):
    z = w @ x + b
    return "yes" if z > 0 else "no" if z < 0 else None


@side.mistake(
    "Very near to the line, where z is 0.00001 or so, yours is “undecided”. Compare z itself with "
    "0, without rounding it."
)
def _(x, w, b):
    z = round(float(w @ x + b), 4)
    return "undecided" if z == 0 else "yes" if z > 0 else "no"


@side.mistake(
    "Wherever z is between -1 and 1, “undecided” came out. That is for z = 0 alone, the line "
    "itself: compare z with 0."
)
def _(x, w, b):
    z = w @ x + b
    return "undecided" if abs(z) < 1 else "yes" if z > 0 else "no"


@side.accepts
def _(x, w, b):
    z = w @ x + b
    if np.isclose(z, 0):
        return "undecided"
    return "yes" if z > 0 else "no"


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
