"""The digits that a network misreads, one by one under a slider, the surest first."""

import numpy as np

from course_lib.data import Digits
from course_lib.figures.reading import ReadingPicture
from course_lib.nn.models import Model
from course_lib.widgets.live_figure import LiveFigure, Slider


def misread(model: Model, digits: Digits) -> LiveFigure:
    """A slider walks through the digits that ``model`` reads wrong, the surest error first."""
    outputs = np.asarray(model.predict(digits.x, batch_size=64, verbose=0))
    said = outputs.argmax(axis=1)
    wrong = np.flatnonzero(said != digits.y)
    wrong = wrong[np.argsort(-outputs[wrong].max(axis=1), kind="stable")]
    if len(wrong) < 2:
        raise ValueError(
            "The slider needs two digits or more that the model reads wrong. "
            f"Received digits of which it misreads {len(wrong)}."
        )
    picture = ReadingPicture()

    def update(values: dict[str, float]) -> str:
        at = round(values["error"]) - 1
        i = wrong[at]
        return picture.update(
            digits.x[i], outputs[i], int(digits.y[i]), f"as its writer wrote it, picture {i}",
            f"Error {at + 1} of {len(wrong)}.",
        )  # fmt: skip

    slider = Slider("error", 1, len(wrong), 1, 1, "error")
    return LiveFigure(picture.figure, [slider], update, alt=picture.alt, fit=picture.fit)
