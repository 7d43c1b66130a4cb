"""A digit that sliders move about, read by a trained network while it moves."""

from functools import cache

import numpy as np

from course_lib.data import Digits
from course_lib.figures.reading import ReadingPicture
from course_lib.nn.models import Model
from course_lib.widgets.live_figure import LiveFigure, Slider

FARTHEST = 3  # pixels


def moving(model: Model, digits: Digits, pictures: int = 20) -> LiveFigure:
    """Sliders move one of the first ``pictures`` digits; ``model`` says what it sees.

    ``digits`` are held-out digits, as ``data.digits().test``; the readout says how many of all of
    them are read right when all are moved alike.
    """
    if not 2 <= pictures <= len(digits):
        raise ValueError(
            f"There are {len(digits)} digits, and the slider needs 2 of them or more. "
            f"Received pictures={pictures!r}."
        )
    picture = ReadingPicture()

    @cache
    def outputs(right: int, down: int) -> np.ndarray:
        return np.asarray(model.predict(digits.moved(right, down).x, batch_size=64, verbose=0))

    def update(values: dict[str, float]) -> str:
        right, down, i = (round(values[name]) for name in ("right", "down", "picture"))
        says = outputs(right, down)
        moved = digits[i : i + 1].moved(right, down)
        share = np.mean(says.argmax(axis=1) == digits.y)
        return picture.update(
            moved.x[0], says[i], int(digits.y[i]), _in_words(right, down),
            f"Moved like this, {share:.0%} of all {len(digits)} are read right.",
        )  # fmt: skip

    sliders = [
        Slider("right", -FARTHEST, FARTHEST, 1, 0, "right"),
        Slider("down", -FARTHEST, FARTHEST, 1, 0, "down"),
        Slider("picture", 0, pictures - 1, 1, 0, "picture"),
    ]
    return LiveFigure(picture.figure, sliders, update, alt=picture.alt, fit=picture.fit)


def _in_words(right: int, down: int) -> str:
    """Where a digit went.

    >>> _in_words(0, 0), _in_words(-2, 1)
    ('where it was', 'moved 2 left and 1 down')
    """
    parts = []
    if right:
        parts.append(f"{abs(right)} {'right' if right > 0 else 'left'}")
    if down:
        parts.append(f"{abs(down)} {'down' if down > 0 else 'up'}")
    return f"moved {' and '.join(parts)}" if parts else "where it was"
