"""A threshold on a slider, between the errors of ordinary pictures and of strange ones."""

from collections.abc import Mapping

import numpy as np

from course_lib.figures.alarm import AlarmPicture
from course_lib.widgets.live_figure import LiveFigure, Slider


def alarm(kinds: Mapping[str, np.ndarray], threshold: float = 0.0) -> LiveFigure:
    """Move a threshold, and see which share of each kind lies beyond it.

    ``kinds`` maps a name to errors (n,), the ordinary ones first.
    """
    if len(kinds) < 2 or any(np.ndim(errors) != 1 or not len(errors) for errors in kinds.values()):
        raise ValueError(
            "Expected two kinds or more, each with its errors, (n,). Received "
            f"{ {name: np.shape(errors) for name, errors in kinds.items()} }."
        )
    picture = AlarmPicture(kinds)
    most = round(picture.most, 3)

    def update(values: dict[str, float]) -> str:
        return picture.update(values["threshold"])

    sliders = [Slider("threshold", 0, most, 0.001, round(threshold, 3), "threshold")]
    return LiveFigure(picture.figure, sliders, update, alt=picture.alt, fit=picture.fit)
