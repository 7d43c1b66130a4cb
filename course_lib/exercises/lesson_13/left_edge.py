"""Lesson 13, Convolutional networks: the exercise ``left_edge``."""

import numpy as np

from course_lib.checks import exercise
from course_lib.checks.values import read


@exercise(lesson=13, minutes=4, difficulty=2)
def left_edge(window):
    """Above 0 at a left edge, below 0 at a right edge; 0 on even ground and at level edges."""
    kernel = np.array([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])
    return np.sum(window * kernel)


_DARK_TO_INK = np.array([[0.0, 0, 1], [0, 0, 1], [0, 0, 1]])


@left_edge.cases
def _(rng):
    yield _DARK_TO_INK
    yield _DARK_TO_INK[:, ::-1].copy()
    yield np.ones((3, 3))
    yield _DARK_TO_INK.T.copy()
    low, middle, high = np.sort(rng.uniform(0.05, 1, size=(3, 3)), axis=0)
    yield np.tile([0, middle[0], 0.1 + middle[0]], (3, 1))  # a left edge, its foot in the middle
    yield np.tile([0.2 + low[1], 0.2 + low[1], 0.1 * low[1]], (3, 1))  # a right edge
    yield np.full((3, 3), high[2])
    yield np.tile([[high[0]], [low[2]], [middle[1]]], (1, 3))  # rows differ, columns don't
    yield np.tile([[0.0], [middle[2]], [high[1] + middle[2]]], (1, 3))


@left_edge.seen
def _(answer, window):
    """On which side of 0 it is: how strong an answer is, everybody may decide."""
    number = read(answer)
    if isinstance(number, int | float | np.number) or getattr(number, "shape", None) == ():
        return ("below 0", "0", "above 0")[int(np.sign(np.round(float(number), 9))) + 1]
    return answer


def _weighted(*rows):
    def answer(window):
        return np.sum(window * np.array(rows))

    return answer


left_edge.mistake(
    "It answers *level* edges, where the row above differs from the row below, and says 0 at a "
    "left edge. Turn it: minus on the left, plus on the right."
)(_weighted([-1, -1, -1], [0, 0, 0], [1, 1, 1]))

left_edge.mistake(
    "It is above 0 at right edges and below 0 at left ones. Change all signs: minus on the left, "
    "plus on the right."
)(_weighted([1, 0, -1], [1, 0, -1], [1, 0, -1]))

left_edge.mistake(
    "It is above 0 at left edges and below 0 at right ones, and on even ground it is not 0: there "
    "all nine pixels are alike, so the nine weights have to add up to 0."
)(_weighted([-2, 1, 1.5], [-2, 1, 1.5], [-2, 1, 1.5]))

left_edge.mistake(
    "It is above 0 in every window, on even ground too. The nine have to add up to 0, so that even "
    "ground says 0."
)(_weighted([1, 1, 1], [1, 1, 1], [1, 1, 1]))

left_edge.mistake(
    "It says 0 at a sharp edge, left or right, and is above 0 on even ground, as the kernel that "
    "passes on the pixel in the middle. Compare: minus on the left, plus on the right."
)(_weighted([0, 0, 0], [0, 1, 0], [0, 0, 0]))

left_edge.mistake(
    "It is above 0 at a left edge, and on even ground as well, and 0 at a right edge. The nine "
    "have to add up to 0: put as much minus on the left as there is plus on the right."
)(_weighted([0, 0, 1], [0, 0, 1], [0, 0, 1]))

left_edge.mistake(
    "It answers left and right edges with the same sign, and level edges too, as a kernel does "
    "that has no direction. Minus on the left, plus on the right."
)(_weighted([-1, -1, -1], [-1, 8, -1], [-1, -1, -1]))

left_edge.mistake(
    "It tells left from right, and answers level edges too. Each *row* of the kernel has to add up "
    "to 0 for that to stop."
)(_weighted([-2, -1, 0], [-1, 0, 1], [0, 1, 2]))

left_edge.mistake(
    "It is below 0 at left edges and at right ones, and above 0 on even ground, as *sharpen* is. "
    "Minus on the left, plus on the right, 0 in the middle."
)(_weighted([0, -1, 0], [-1, 5, -1], [0, -1, 0]))

left_edge.mistake("It says 0 to everything: all nine weights are 0, or cancel.")(
    _weighted([0, 0, 0], [0, 0, 0], [0, 0, 0])
)


@left_edge.accepts
def _(window):
    kernel = np.array([[0, 0, 0], [-2, 0, 2], [0, 0, 0]])
    return float(np.sum(window * kernel))


@left_edge.accepts
def _(window):
    return np.sum(window[:, 2]) - np.sum(window[:, 0])


left_edge.hints(
    "Even ground has to give 0. What do the nine numbers add up to, then?",
    "A left edge has less ink on its left and more on its right: negative numbers into the left "
    "column, as large positive ones into the right, 0 between them.",
)
left_edge.why("Nobody tells a network to do this. Look for it among the filters that it learns.")
