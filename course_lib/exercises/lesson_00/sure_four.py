"""Lesson 00, Start here: the goal ``sure_four``."""

from functools import cache

import numpy as np

from course_lib.checks import goal

SURE, DIGIT = 0.99, 4

# One of the sixty drawings that come with the course: (number of the stroke, x, y).
_RIGHT = [
    [0, 0.6, 0.1], [0, 0.42, 0.36], [0, 0.25, 0.62], [0, 0.5, 0.62], [0, 0.8, 0.62],
    [1, 0.62, 0.4], [1, 0.62, 0.65], [1, 0.62, 0.92],
]  # fmt: skip


def _figure(points, on_move):
    from course_lib.widgets.drawing_goal import DrawingGoal

    return DrawingGoal(points, on_move)


@cache
def _reader():
    from course_lib.data import reader

    return reader()


def _outputs(points):
    """How sure the network is of each digit; None where there is no digit to be read."""
    from course_lib.data import picture_of
    from course_lib.data.strokes import strokes_problem

    numbers = sorted({point[0] for point in points})
    strokes = [[(x, y) for i, x, y in points if i == number] for number in numbers]
    if strokes_problem(strokes):
        return None
    return np.asarray(_reader().predict(picture_of(strokes)[np.newaxis], verbose=0))[0]


def _reading(points):
    """The digit that it reads, and how sure it is; None twice where there is none."""
    outputs = _outputs(points)
    if outputs is None:
        return None, None
    return int(outputs.argmax()), float(outputs.max())


def _reached(points):
    digit, sure = _reading(points)
    return digit == DIGIT and sure >= SURE


sure_four = goal(
    name="sure_four",
    lesson=0,
    minutes=2,
    prompt="Draw a 4 of which the network is at least 99 % sure.",
    right=_RIGHT,
    reached=_reached,
    figure=_figure,
    columns=("stroke", "x", "y"),
    begin="Draw a 4 first.",
)


@sure_four.mistake("There is no digit on the paper yet that it could read: draw on, and larger.")
def _(points):
    return _reading(points) == (None, None)


@sure_four.mistake(
    "It takes your 4 for a 9. What they share is the loop: leave it open at the top, and give it "
    "corners."
)
def _(points):
    return _reading(points)[0] == 9


@sure_four.mistake(
    "It reads something else. As long as a digit is half drawn it is another one; go on, or take "
    "the last stroke back with Undo."
)
def _(points):
    return _reading(points)[0] not in (None, DIGIT, 9)


@sure_four.mistake(
    "A 4, it says, and is not that sure. Make it plainer: an angle, open at the top, and one long "
    "stroke down through it."
)
def _(points):
    digit, sure = _reading(points)
    return digit == DIGIT and sure < SURE


sure_four.hints(
    "Draw it as the digits in its training were: an angle that is open at the top, then a long "
    "upright through its right end.",
    "Two strokes: down to the left and then to the right, like an L that leans; then from the top "
    "to the bottom, through the L's end.",
)
sure_four.why(
    "You have moved the input until the output was what you wanted. Training, in lesson 08, does "
    "the opposite: it leaves the inputs, and moves the network."
)
