"""Lesson 03, Feedforward networks: the goal ``four_of_four``."""

import numpy as np

from course_lib.checks import goal
from course_lib.nn.activations import sigmoid

CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
XOR = np.array([0, 1, 1, 0])
FIRST = (10, 10, 10, 10, 0, 0, -5, -15, 0)  # h1 is OR, h2 is AND, and o1 hears neither
NAMES = ("w1", "w2", "w3", "w4", "w5", "w6", "b1", "b2", "b3")


def _figure(settings, on_move):
    from course_lib.widgets.network_goal import NetworkGoal

    first = dict(zip(NAMES, FIRST, strict=True))
    kept = dict(zip(NAMES, settings[-1], strict=True)) if settings else {}
    return NetworkGoal(first, kept, CORNERS, XOR, on_move)


def _answers(settings) -> np.ndarray:
    """What o1 says at the four corners."""
    w1, w2, w3, w4, w5, w6, b1, b2, b3 = settings[-1]
    h1 = sigmoid(CORNERS @ [w1, w2] + b1)
    h2 = sigmoid(CORNERS @ [w3, w4] + b2)
    return sigmoid(w5 * h1 + w6 * h2 + b3)


def _yes(settings) -> np.ndarray:
    return _answers(settings) > 0.5


four_of_four = goal(
    name="four_of_four",
    lesson=3,
    minutes=4,
    difficulty=2,
    prompt="h1 says OR, h2 says AND. Move w5, w6 and b3 until 4 of 4 rows are right.",
    right=[[10, 10, 10, 10, 10, -10, -5, -15, -5]],
    reached=lambda settings: bool((_yes(settings) == XOR).all()),
    figure=_figure,
    columns=NAMES,
)


@four_of_four.mistake(
    "o1 says the same to all four rows, as one does that hears nobody. Let it hear h1 first: w5."
)
def _(settings):
    return bool(np.ptp(_answers(settings)) < 1e-3)


@four_of_four.mistake(
    "It says yes to (0, 0). h1 and h2 both say nearly 0 there, so b3 alone decides: it has to be "
    "below 0."
)
def _(settings):
    return bool(_yes(settings)[0])


@four_of_four.mistake(
    "It says no where one input is 1. There h1 says yes and h2 no: w5 has to outweigh b3."
)
def _(settings):
    return not _yes(settings)[1:3].all()


@four_of_four.mistake(
    "3 of 4, as far as OR gets by itself: it says yes to (1, 1) too. There, and only there, h2 "
    "speaks up. Which sign makes it speak *against*?"
)
def _(settings):
    return bool(_yes(settings)[3])


four_of_four.hints(
    "Read what h1 and h2 say to each sample: 0 and 0; 1 and 0, twice; 1 and 1. o1 has to tell the "
    "middle from both ends.",
    "w5 above 0, w6 below 0 and larger, b3 a little below 0: 10, −10 and −5 will do.",
)
four_of_four.why(
    "All four, by nine numbers that you can copy. A layer in between has made two corners one."
)
