"""Paper to draw a digit on, with a goal: the check looks on, and says how far it is."""

from collections.abc import Callable, Sequence

import numpy as np

from course_lib.data.trained_reader import reader
from course_lib.widgets.cleanup import close_earlier_widgets
from course_lib.widgets.drawing import Drawing

Points = list[list[float]]


def as_points(strokes: Sequence) -> Points:
    """Strokes as rows of (number of the stroke, x, y).

    >>> as_points([[(0.5, 0.1), (0.5, 0.9)], [(0.25, 0.5)]])
    [[0.0, 0.5, 0.1], [0.0, 0.5, 0.9], [1.0, 0.25, 0.5]]
    """
    return [
        [float(i), round(float(x), 3), round(float(y), 3)]
        for i, stroke in enumerate(strokes)
        for x, y in stroke
    ]


def as_strokes(points: Points) -> list[Points]:
    """The rows of ``as_points`` as strokes again.

    >>> as_strokes([[0, 0.5, 0.1], [0, 0.5, 0.9], [1, 0.25, 0.5]])
    [[[0.5, 0.1], [0.5, 0.9]], [[0.25, 0.5]]]
    """
    numbers = sorted({point[0] for point in points})
    return [[[x, y] for i, x, y in points if i == number] for number in numbers]


class DrawingGoal(Drawing):
    """The paper, read by the course's own reader; ``on_move`` says how the goal stands."""

    def __init__(self, settings: Points | None, on_move: Callable[[Points], str]):
        self._on_move, self._heard, self._note = on_move, None, ""
        super().__init__(reader(), as_strokes(settings or []))
        close_earlier_widgets(self)

    @property
    def settings(self) -> Points:
        """What is on the paper, as rows of numbers."""
        return as_points(self.strokes)

    def close(self) -> None:
        """Let go of the check as well."""
        super().close()
        self._on_move = None

    def _read(self) -> None:
        """Read the drawing, and ask the check where the reading has changed: not at each point."""
        super()._read()
        if self._on_move is None:
            return
        if not self.strokes:
            self._heard, self._note = None, ""
            return
        outputs = np.asarray(self.outputs)
        now = (int(outputs.argmax()), int(100 * outputs.max())) if len(outputs) else self.says
        if now != self._heard:
            self._heard, self._note = now, self._on_move(self.settings)
        self.says = f"{self.says} {self._note}"
