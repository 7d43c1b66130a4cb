"""Lesson 11, Optimizers: the goal ``land``."""

import numpy as np

from course_lib.checks import goal
from course_lib.nn.optimizers import SGD

_STEPS, _WALLS, _START = 40, 10 * 10**0.3, (-4.0, 1.5)
_GOOD = 0.001
_FIRST = [0.12, 0.0, _STEPS, _WALLS, *_START]


def _figure(settings, on_move):
    from course_lib.widgets.descent import descent

    def moved(now):
        return on_move([] if now == [_FIRST] else now)

    rate, beta, steps, walls, *start = settings[0] if settings else _FIRST
    return descent(
        "momentum", learning_rate=rate, beta=beta, steps=round(steps), steepness=walls,
        start=tuple(start), on_move=on_move and moved,
    )  # fmt: skip


def _path(settings):
    """The weights after each step, (steps + 1, 2), without a widget; fewer if it ran away."""
    rate, beta, steps, walls, *start = settings[-1]
    optimizer, w = SGD(rate, momentum=beta), np.array(start, dtype=float)
    path = [w.copy()]
    for _ in range(round(steps)):
        optimizer.step(w, np.array([0.2, walls]) * w)
        path.append(w.copy())
        if not np.abs(w).max() < 1e3:
            break
    return np.array(path)


def _loss(settings):
    return float(_path(settings)[-1] ** 2 @ [0.2, settings[-1][3]] / 2)


def _as_asked(settings):
    """Whether steps, walls and start are those of the task."""
    return bool(np.allclose(settings[-1][2:], _FIRST[2:], atol=0.06))


def _beyond_the_border(settings):
    rate, beta, _, walls, *_ = settings[-1]
    return rate * walls >= 2 * (1 + beta)


land = goal(
    name="land",
    lesson=11,
    minutes=4,
    difficulty=2,
    prompt="The walls are twice as steep: 20. By the rate and β alone, let momentum end below "
    "0.001 after 40 steps from the same start.",
    right=[[0.15, 0.7, _STEPS, _WALLS, *_START]],
    reached=lambda settings: _as_asked(settings) and _loss(settings) < _GOOD,
    figure=_figure,
    columns=("rate", "beta", "steps", "steepness", "start w1", "start w2"),
)


@land.mistake(
    "The ravine, the start or the number of steps is another one. Reset, and move the rate and β."
)
def _(settings):
    return not _as_asked(settings)


@land.mistake(
    "It runs away, or never comes to rest: at this rate the walls throw it out. The border is "
    "2 · (1 + β) divided by the steepness. Lower the rate, or give it more memory."
)
def _(settings):
    return _beyond_the_border(settings)


@land.mistake(
    "It is at rest across the ravine and crawls along the floor: no memory, or too little. Raise β."
)
def _(settings):
    w1, w2 = np.abs(_path(settings)[-1])
    return settings[-1][1] < 0.65 and w1 > 0.1 > w2


@land.mistake(
    "β is so large that it remembers for too long: it still swings, or rolls past the bottom and "
    "back. Lower β a little."
)
def _(settings):
    return settings[-1][1] > 0.8


@land.mistake(
    "Near. Its last place is still off: a rate close to the border lets it arrive sooner along the "
    "floor, and β says how soon the swing across dies."
)
def _(settings):
    return _loss(settings) >= _GOOD


land.hints(
    "First find a β at which it gathers speed along the floor: about 0.7. Then raise the rate as "
    "far as the swing across the ravine allows.",
    "A rate of 0.15 and a β of 0.7.",
)
land.why(
    "Twice the steepness asked for another pair of rate and β. In a network nobody tells you the "
    "steepness: the next optimizers measure it."
)
