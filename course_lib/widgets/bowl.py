"""A bowl to try learning rates in: slow, quick, to and fro, and away."""

from collections.abc import Callable

import numpy as np

from course_lib.figures.bowl import BowlPicture
from course_lib.nn.optimizers import SGD
from course_lib.widgets.live_figure import LiveFigure, Slider

_MAX_STEPS = 20
FIRST = 0.1  # the rate that the steeper bowl begins with


def bowl(start: float = 4.0, learning_rate: float = 0.1, steps: int = 10) -> LiveFigure:
    """Show the descent in the loss w^2, whose slope is 2w, with the course's own ``SGD``.

    >>> bowl(learning_rate=0.5, steps=2).readout
    'From w = 4.00, after 2 steps: w = 0.00, loss 0.00. One step lands on the bottom.'
    """
    picture = BowlPicture(_MAX_STEPS)

    def update(values: dict[str, float]) -> str:
        path = descend(start, values["rate"], round(values["steps"]))
        return picture.update(path, values["rate"])

    sliders = [
        Slider("rate", 0.01, 1.2, 0.01, learning_rate, "rate"),
        Slider("steps", 1, _MAX_STEPS, 1, steps, "steps"),
    ]
    return LiveFigure(picture.figure, sliders, update, alt=picture.alt, fit=picture.fit)


class SteeperBowl(LiveFigure):
    """Twenty steps in a steeper bowl, with one slider for their rate; ``rate`` is what it shows."""

    def __init__(
        self,
        steepness: int,
        rate: float = FIRST,
        on_move: Callable[[list[list[float]]], str] | None = None,
    ):
        self.picture, self._on_move = BowlPicture(_MAX_STEPS, steepness), on_move
        self.steepness, picture = steepness, self.picture
        sliders = [Slider("rate", 0.01, 0.5, 0.01, rate, "rate")]
        super().__init__(picture.figure, sliders, self._follow, alt=picture.alt, fit=picture.fit)

    def close(self) -> None:
        """Let go of the picture as well."""
        super().close()
        self.picture = self._on_move = None

    def _follow(self, values: dict[str, float]) -> str:
        """A rate that stands where it began is no answer yet: an empty list."""
        self.rate = round(values["rate"], 2)
        note = self._on_move([[self.rate]] if self.rate != FIRST else []) if self._on_move else ""
        said = self.picture.update(descend(4.0, self.rate, _MAX_STEPS, self.steepness), self.rate)
        return f"{said} {note}".rstrip()


def descend(start: float, learning_rate: float, steps: int, steepness: float = 1.0) -> list[float]:
    """The weight before the first step and after each; the loss is ``steepness`` times w^2."""
    w, optimizer = np.array([start], dtype=float), SGD(learning_rate)
    path = [start]
    for _ in range(steps):
        optimizer.step(w, grads=2 * steepness * w)
        path.append(float(w[0]))
    return path
