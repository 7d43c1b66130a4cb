"""A mild neuron and a sharp one side by side, with a slider for how much sharper."""

import math
from collections.abc import Sequence

from course_lib.figures.sharpness import SharpnessPicture
from course_lib.widgets.live_figure import LiveFigure, Slider


def sharpness(weights: Sequence[float] = (1, 1), bias: float = -1) -> LiveFigure:
    """Show a neuron with a sigmoid twice, the second time with all its numbers multiplied.

    >>> sharpness([1, 1], bias=-1).move(times=3)
    'All three numbers times 3. From 0.1 to 0.9 it is 1.04 across the line, and 3.11 before. The
    line lies where it was.'
    """
    numbers = [float(number) for number in (*weights, bias)]
    if len(numbers) != 3 or not all(map(math.isfinite, numbers)) or numbers[:2] == [0, 0]:
        raise ValueError(
            "This figure draws the line of a neuron with two weights, not both 0, and a bias. "
            f"Received weights={weights!r} and bias={bias!r}."
        )
    picture = SharpnessPicture(numbers[:2], numbers[2])
    slider = Slider("times", 0.2, 5, 0.1, 1, "times")
    return LiveFigure(
        picture.figure,
        [slider],
        lambda values: picture.update(values["times"]),
        alt=picture.alt,
        fit=picture.fit,
    )
