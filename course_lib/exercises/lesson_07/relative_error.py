"""Lesson 07, Gradient checks and autograd: the exercise ``relative_error``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=7, minutes=4, difficulty=2)
def relative_error(computed, measured):
    """The distance of two gradients, divided by the sum of their lengths; 0 if both are 0."""
    lengths = np.linalg.norm(computed) + np.linalg.norm(measured)
    if lengths == 0:
        return 0.0
    return np.linalg.norm(computed - measured) / lengths


@relative_error.cases
def _(rng):
    yield np.array([3.0, 4.0]), np.array([3.0, 3.0])
    yield np.zeros(3), np.zeros(3)
    yield np.zeros(2), np.array([0.5, -1.0])  # one of them is 0, and then the other
    yield np.array([2.0, -1.0, 0.5]), np.zeros(3)
    yield np.array([2e-6, -1e-6]), np.array([1e-6, -1e-6])
    for n in (2, 5):
        measured = rng.normal(size=n)
        yield measured + rng.normal(scale=0.3, size=n), measured


@relative_error.mistake(
    "This is the distance alone. Whether 0.001 is much depends on how long the gradients are: "
    "divide by the sum of their lengths."
)
def _(computed, measured):
    return np.linalg.norm(computed - measured)


@relative_error.mistake(
    "These are the numbers when the two gradients are added first, and the length taken of that. "
    "Two that point opposite ways then have none. Take each one's length, and add the lengths."
)
def _(computed, measured):
    length = np.linalg.norm(computed + measured)
    return np.linalg.norm(computed - measured) / length if length else 0.0


@relative_error.mistake(
    "This is how much the two lengths differ, over their sum. Two gradients of one length may "
    "point anywhere: take the length of the difference."
)
def _(computed, measured):
    lengths = np.linalg.norm(computed) + np.linalg.norm(measured)
    return abs(np.linalg.norm(computed) - np.linalg.norm(measured)) / lengths if lengths else 0.0


@relative_error.mistake(
    "Two gradients of 0 agree perfectly, and here they give no number: 0 divided by 0 is none. "
    "Return 0 where both lengths are 0."
)
def _(computed, measured):
    lengths = np.linalg.norm(computed) + np.linalg.norm(measured)
    return np.float64(np.linalg.norm(computed - measured)) / lengths


@relative_error.mistake(
    "This is the distance over the measured length alone. Take both: then it does not matter which "
    "of the two is wrong, and the result never exceeds 1."
)
def _(computed, measured):
    length = np.linalg.norm(measured)
    return np.linalg.norm(computed - measured) / length if length else 0.0


@relative_error.mistake(
    "This is 0 as soon as one of the two is 0. If only one is, they could not be further apart: "
    "that gives 1. Ask whether *both* lengths are 0."
)
def _(computed, measured):
    lengths = np.linalg.norm(computed), np.linalg.norm(measured)
    return np.linalg.norm(computed - measured) / sum(lengths) if all(lengths) else 0.0


@relative_error.mistake(
    "These numbers come out when the differences are added up as they are, so that some cancel. "
    "np.linalg.norm squares them first."
)
def _(computed, measured):
    lengths = np.linalg.norm(computed) + np.linalg.norm(measured)
    return abs(np.sum(computed - measured)) / lengths if lengths else 0.0


@relative_error.accepts
def _(computed, measured):
    distance = np.sqrt(np.sum((computed - measured) ** 2))
    lengths = np.sqrt(np.sum(computed**2)) + np.sqrt(np.sum(measured**2))
    return float(distance / max(lengths, 1e-300))


@relative_error.accepts
def _(computed, measured):
    if not computed.any() and not measured.any():
        return 0
    return np.linalg.norm(measured - computed) / (
        np.linalg.norm(computed, 2) + np.linalg.norm(measured, 2)
    )


relative_error.hints(
    "Three lengths: of the difference, of the one, of the other. np.linalg.norm gives a length.",
    "np.linalg.norm(computed - measured) / (np.linalg.norm(computed) + np.linalg.norm(measured)), "
    "and 0.0 before that if the two lengths add up to 0.",
)
relative_error.why(
    "0 is perfect, 1 a flipped sign, and a third means that one of the two is twice the other."
)
