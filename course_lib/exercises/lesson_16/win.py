"""Lesson 16, Transformers: the goal ``win``."""

import numpy as np

from course_lib.checks import goal
from course_lib.figures.attention_plane import KEYS, NAMES, attend

_ENOUGH = 0.75
_B = NAMES.index("B")


def _figure(settings, on_move):
    from course_lib.widgets.attention_plane import FIRST, AttentionPlane

    return AttentionPlane(settings[0] if settings else FIRST, on_move)


def _weights(settings):
    return attend(settings[-1])[1]


def _points_at_b(settings):
    """How far the query points the way that B's key does: 1 is exactly, below 0 is away."""
    query, key = np.array(settings[-1]), np.array(KEYS[_B])
    return float(query @ key / max(np.linalg.norm(query) * np.linalg.norm(key), 1e-9))


win = goal(
    name="win",
    lesson=16,
    minutes=3,
    difficulty=1,
    prompt="Drag the query so that B gets three quarters of the weight, or more.",
    right=[[-0.9, 2.9]],
    reached=lambda settings: bool(_weights(settings)[_B] >= _ENOUGH),
    figure=_figure,
    columns=("query, across", "query, up"),
)


@win.mistake(
    "This query is so short that all scores are close to 0, and all weights much alike. Make it "
    "longer."
)
def _(settings):
    return np.linalg.norm(settings[-1]) < 1


@win.mistake("This query points away from B: its score is below 0. Turn round, to where B stands.")
def _(settings):
    return _points_at_b(settings) < 0


@win.mistake(
    "A has more than B: its key is longer, so it scores high wherever the query points anywhere "
    "near it. Turn the query away from A, beyond B."
)
def _(settings):
    return _weights(settings)[0] > _weights(settings)[_B]


@win.mistake(
    "C, on the left, gets more of it than A now: the query has turned too far. Turn it back a "
    "little."
)
def _(settings):
    weights = _weights(settings)
    return weights[2] > weights[0]


@win.mistake(
    "B is ahead, and A still takes too much. Turn the query a little further away from A, and make "
    "it longer."
)
def _(settings):
    return _weights(settings)[_B] < _ENOUGH


win.hints(
    "The largest weight goes to the largest score, and a score grows with the key's length too. "
    "Where does the query have to point, so that A's long key is of no use to it?",
    "Up, and a little to the left: about −0.9 across and 2.9 up.",
)
win.why(
    "A query does not have to equal a key. It has to set one apart from the others, and its "
    "length says how firmly."
)
