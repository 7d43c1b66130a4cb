"""Longer and longer vectors under a slider: what softmax makes of their scores."""

from course_lib.figures.saturation import LONGEST, SaturationPicture
from course_lib.widgets.live_figure import LiveFigure, Slider


def saturation(d: int = 4) -> LiveFigure:
    """Weights of eight random keys, with and without the root, for vectors of ``d`` numbers.

    >>> saturation(4).move(d=256)[:68]
    '256 numbers in each vector. Without the root the largest weight is 1'
    """
    picture = SaturationPicture()
    sliders = [
        Slider("d", 4, LONGEST, 4, d, "numbers in each"),
        Slider("draw", 1, 20, 1, 1, "another draw"),
    ]

    def update(values: dict[str, float]) -> str:
        return picture.update(round(values["d"]), round(values["draw"]))

    return LiveFigure(picture.figure, sliders, update, alt=picture.alt, fit=picture.fit)
