"""A bowl to try learning rates in: slow, quick, to and fro, and away."""

import numpy as np

from course_lib.figures.bowl import BowlPicture
from course_lib.nn.optimizers import SGD
from course_lib.widgets.live_figure import LiveFigure, Slider

_MAX_STEPS = 20


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


def descend(start: float, learning_rate: float, steps: int) -> list[float]:
    """The weight before the first step and after each."""
    w, optimizer = np.array([start], dtype=float), SGD(learning_rate)
    path = [start]
    for _ in range(steps):
        optimizer.step(w, grads=2 * w)
        path.append(float(w[0]))
    return path
