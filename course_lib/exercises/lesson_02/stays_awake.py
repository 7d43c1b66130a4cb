"""Lesson 02, Activation functions: the goal ``stays_awake``."""

import numpy as np

from course_lib.checks import goal
from course_lib.nn import activations

LEAST = 0.05  # below it an answer to a nudge is called too weak


def _figure(settings, on_move):
    from course_lib.widgets.answer_to_nudge import AnswerToNudge

    return AnswerToNudge(settings, on_move)


def slopes(z):
    """The slopes of sigmoid and of tanh at z."""
    a, t = float(activations.sigmoid(z)), float(np.tanh(z))
    return a * (1 - a), 1 - t**2


def _reached(settings):
    of_sigmoid, of_tanh = slopes(settings[0][0])
    return of_sigmoid > of_tanh >= LEAST


stays_awake = goal(
    name="stays_awake",
    lesson=2,
    minutes=2,
    prompt="Find a z at which the sigmoid answers a nudge more strongly than tanh does, and tanh "
    "still answers, with a slope of 0.05 or more.",
    right=[[2.0]],
    reached=_reached,
    figure=_figure,
    columns=("z",),
)


@stays_awake.mistake(
    "In the middle both are at their steepest, and tanh is four times as steep. Go further out."
)
def _(settings):
    return abs(settings[0][0]) <= 0.5


@stays_awake.mistake(
    "tanh is still the steeper one here, and its slope falls faster than the sigmoid's on the way "
    "out. Go on, to whichever side you like."
)
def _(settings):
    z = settings[0][0]
    of_sigmoid, of_tanh = slopes(z)
    return abs(z) > 0.5 and of_sigmoid <= of_tanh


@stays_awake.mistake(
    "The sigmoid is the steeper one here, and tanh hardly answers any more: its slope is below "
    "0.05. Come back a little."
)
def _(settings):
    of_sigmoid, of_tanh = slopes(settings[0][0])
    return of_tanh < LEAST <= of_sigmoid


@stays_awake.mistake(
    "Out here both are saturated: neither slope reaches 0.05. Come back towards the middle."
)
def _(settings):
    return max(slopes(settings[0][0])) < LEAST


stays_awake.hints(
    "In the middle tanh is the steeper one, far out the sigmoid. Where do they change places?",
    "They change places near 1.7, and at 2.2 tanh's slope falls below 0.05. Left of 0 it is the "
    "same.",
)
stays_awake.why(
    "tanh answers more strongly in the middle, and falls silent sooner. That is why the sums that "
    "go into it are kept small: lesson 09 says how."
)
