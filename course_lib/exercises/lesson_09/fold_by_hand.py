"""Lesson 09, Hidden layers: the goal ``fold_by_hand``."""

import numpy as np

from course_lib.checks import goal
from course_lib.figures.folding import X, Y, gap, hidden

_WIDE = 0.5


def _figure(settings, on_move):
    from course_lib.widgets.folding import FIRST, Folding

    return Folding(settings[0] if settings else FIRST, on_move)


def _sides(settings):
    """On which side of the two lines each row lies: (4, 2), True and False."""
    return hidden(X, settings[-1]) > 0.5


def _corners(settings):
    """The corner of the hidden space that each row is nearest to."""
    return [tuple(sides) for sides in _sides(settings).tolist()]


def _shared(settings):
    """Whether a yes and a no lie on the same side of both lines."""
    corners = _corners(settings)
    yes = {c for c, label in zip(corners, Y, strict=True) if label}
    return bool(yes & {c for c, label in zip(corners, Y, strict=True) if not label})


fold_by_hand = goal(
    name="fold_by_hand",
    lesson=9,
    minutes=4,
    difficulty=2,
    prompt="Lay the two lines so that on the right one straight line parts the two yeses from the "
    "two noes, with a gap of a half or more.",
    right=[[45, -0.35, 45, 0.35]],
    reached=lambda settings: gap(hidden(X, settings[-1]))[0] >= _WIDE,
    figure=_figure,
    columns=("turn h1", "shift h1", "turn h2", "shift h2"),
)


@fold_by_hand.mistake(
    "h1 and h2 say the same of each row, or the opposite: two neurons, and one line. On the right "
    "all four lie on a diagonal. Shift one of them."
)
def _(settings):
    first, second = _sides(settings).T
    return bool((first == second).all() or (first != second).all())


@fold_by_hand.mistake(
    "One of the two has all four rows on the same side, so it tells none from another, and one "
    "line alone never parted XOR. Shift it back, in between them."
)
def _(settings):
    return any(np.ptp(side.astype(int)) == 0 for side in _sides(settings).T)


@fold_by_hand.mistake(
    "A yes and a no lie on the same side of both lines, and so on one spot on the right. Some line "
    "has to go between them."
)
def _(settings):
    return _shared(settings)


@fold_by_hand.mistake(
    "Each row has a corner of its own on the right: nothing is folded, and it is XOR still. Turn "
    "and shift the lines until the two yeses, or the two noes, fall on one corner."
)
def _(settings):
    return len(set(_corners(settings))) == len(X)


@fold_by_hand.mistake(
    "A line would fit, and the gap is narrow: some row lies close to a dashed line, where its "
    "neuron is undecided. Shift that line away from it."
)
def _(settings):
    return gap(hidden(X, settings[-1]))[0] < _WIDE


fold_by_hand.hints(
    "Two lines side by side, in one direction. What must lie between them, and what outside?",
    "Turn both by 45. Shift h1 by -0.35 and h2 by 0.35: both yeses lie between the lines.",
)
fold_by_hand.why(
    "Two corners of the plane have been laid on each other. Nobody will place the lines for the "
    "network: next, it finds them by going downhill."
)
