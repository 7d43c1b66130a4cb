"""Lesson 06, Backpropagation: the exercise ``foresee``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=6, minutes=3, difficulty=1)
def foresee(loss, slope, nudge):
    """What the loss will be, about, after a small nudge."""
    return loss + slope * nudge


@foresee.cases
def _(rng):
    yield 0.2269, 0.0215, 0.1
    yield 0.5, -0.3, 0.01
    yield 0.05, -0.9, 0.2  # the promise falls below 0
    yield 0.3, -12.0, 0.25  # and below -1
    yield 1.6, -0.8, -0.1
    yield float(rng.uniform(0.2, 2)), float(rng.uniform(0.1, 2)), -float(rng.uniform(0.01, 0.2))
    yield float(rng.uniform(0.2, 2)), -float(rng.uniform(0.1, 2)), float(rng.uniform(0.01, 0.2))


@foresee.mistake(
    "This is the *change* of the loss, slope times nudge. Add it to the loss from before."
)
def _(loss, slope, nudge):
    return slope * nudge


@foresee.mistake(
    "These are the losses after a nudge the other way. The slope says how much the loss *rises*: "
    "add slope times nudge."
)
def _(loss, slope, nudge):
    return loss - slope * nudge


@foresee.mistake(
    "These are the losses after a nudge of 1, however far the weight was nudged. Multiply the "
    "slope by the nudge."
)
def _(loss, slope, nudge):
    return loss + slope


@foresee.mistake(
    "Here the loss moves as far as the weight does, as if every slope were 1. Multiply the nudge "
    "by the slope."
)
def _(loss, slope, nudge):
    return loss + nudge


@foresee.mistake(
    "These numbers come out when the slope is divided by the nudge. Rise over nudge *is* the "
    "slope; to get the rise back, multiply it by the nudge."
)
def _(loss, slope, nudge):
    return loss + slope / nudge


@foresee.mistake(
    "These are the right numbers, with 0 where they fall below it. A slope knows of no floor: give "
    "back what it promises as it is."
)
def _(loss, slope, nudge):
    return max(0.0, loss + slope * nudge)


@foresee.mistake(
    "Here the loss never falls, whichever way the weight goes. Leave slope times nudge its sign."
)
def _(loss, slope, nudge):
    return loss + abs(slope * nudge)


@foresee.accepts
def _(loss, slope, nudge):
    rise = nudge * slope
    return np.array([loss, rise]).sum()


foresee.hints(
    "A slope is rise over nudge. So how large is the rise?",
    "The rise is slope * nudge. It comes on top of the loss.",
)
foresee.why("Training chooses nudges that make this number smaller, for all weights at once.")
