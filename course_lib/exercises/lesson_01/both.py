"""Lesson 01, Neuron: the goal ``both``."""

from course_lib.checks import goal
from course_lib.figures.evenings import SURE, outputs


def _figure(settings, on_move):
    from course_lib.widgets.evenings import Evenings

    return Evenings(settings, on_move)


def _said(settings):
    """What the neuron of these settings says: of evenings for a coat, and of the others."""
    ((w1, w2, b),) = settings
    return outputs([w1, w2], b)


def _reached(settings):
    coat, none = _said(settings)
    return bool((coat > SURE).all() and (none < 1 - SURE).all())


def _sides(settings):
    """Whether all the coats are a yes, and all the others a no, however unsure."""
    coat, none = _said(settings)
    return bool((coat > 0.5).all()), bool((none < 0.5).all())


both = goal(
    name="both",
    lesson=1,
    minutes=4,
    difficulty=2,
    prompt="Another friend takes her coat only if it is windy *and* cold. Set her three numbers: "
    "above 0.9 on every disc, below 0.1 on every square.",
    right=[[1.5, 1.5, -6.0]],
    reached=_reached,
    figure=_figure,
    columns=("w1", "w2", "b"),
)


@both.mistake(
    "Every answer is on its right side, and some are not sure yet. Leave the line where it is, and "
    "sharpen it: multiply all three numbers by the same."
)
def _(settings):
    return _sides(settings) == (True, True) and not _reached(settings)


@both.mistake(
    "Wind and cold don't both speak for a coat yet: a weight of 0 or below ignores its input, or "
    "turns it round. The arrow of the two weights has to point at the discs."
)
def _(settings):
    return min(settings[0][:2]) <= 0


@both.mistake(
    "She takes her coat on evenings that are only windy, or only cold, or neither. She leans too "
    "far towards it: bring b down."
)
def _(settings):
    return _sides(settings) == (True, False)


@both.mistake(
    "She leaves her coat at home on some evenings that are windy and cold, and is right on all the "
    "others: bring b up, or the weights."
)
def _(settings):
    return _sides(settings) == (False, True)


@both.mistake(
    "A disc is a no and a square is a yes: no bias mends both. The line has to turn until all "
    "discs lie on one side of it: let wind and cold count about as much as each other."
)
def _(settings):
    return _sides(settings) == (False, False)


both.hints(
    "The line has to lie across the way from the square in the middle to the discs. Set w1 and w2 "
    "to the same number first; then only b is left to find.",
    "w1 and w2 at 1 and b at -4 put the line in its place. Then multiply all three by 1.5.",
)
both.why(
    "You have just trained a neuron, by hand and eye. From lesson 08 on the slopes do it, and what "
    "they move is the same: w and b."
)
