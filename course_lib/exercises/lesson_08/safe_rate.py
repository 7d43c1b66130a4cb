"""Lesson 08, Gradient descent: the goal ``safe_rate``."""

from course_lib.checks import goal

_STEEPNESS = 3  # the loss is 3w^2, its slope 6w
_HIGHEST = 0.33  # a step multiplies w by 1 - 6 * rate, and that is above -1 below a third


def _figure(settings, on_move):
    from course_lib.widgets.bowl import FIRST, SteeperBowl

    return SteeperBowl(_STEEPNESS, settings[0][0] if settings else FIRST, on_move)


def _rate(settings):
    return round(settings[-1][0], 2)


safe_rate = goal(
    name="safe_rate",
    lesson=8,
    minutes=3,
    prompt="The loss is 3w² here. Find the highest rate, to two decimals, at which each step still "
    "ends nearer to the bottom than it began.",
    right=[[_HIGHEST]],
    reached=lambda settings: _rate(settings) == _HIGHEST,
    figure=_figure,
    columns=("rate",),
)


@safe_rate.mistake(
    "Each step ends farther out than it began: this bowl diverges sooner. Go down with the rate."
)
def _(settings):
    return _rate(settings) > _HIGHEST


@safe_rate.mistake(
    "The ball comes down on one side, or lands in one step. Nothing overshoots yet, so there is "
    "room for more."
)
def _(settings):
    return _rate(settings) <= 0.17


@safe_rate.mistake(
    "Each step crosses the bottom and ends nearer than it began. A higher rate still does: go up "
    "until it is only a hair nearer."
)
def _(settings):
    return _rate(settings) < _HIGHEST


safe_rate.hints(
    "The right-hand picture tells: below the border the swings shrink, above it they grow.",
    "In w² the border was 1. These walls are three times as steep: it lies at a third of that, and "
    "0.33 is the last number below.",
)
safe_rate.why(
    "The steeper the walls, the lower the highest safe rate: three times as steep, a third of it. "
    "A network's walls you don't know, so you look for the border as you did here."
)
