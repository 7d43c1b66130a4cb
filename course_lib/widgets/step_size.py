"""The step of a central difference under a slider: too long, too short, and in between."""

import numpy as np

from course_lib.figures.step_size import LARGEST, SMALLEST, StepSizePicture
from course_lib.nn.models import Sequential
from course_lib.widgets.live_figure import LiveFigure, Slider


def step_size(model: Sequential, x, y, name: str = "w1", h: float = 0.1) -> LiveFigure:
    """Measure one slope of a compiled float64 model with a step from 1e-15 to 1.

    ``name`` is the weight's or bias's name in the drawn network. The model itself computes every
    loss; after each, the number is what it was before.
    """
    if model.loss is None or model.dtype != np.float64:
        raise ValueError(
            "Slopes are measured on a compiled model that keeps float64. Received one with "
            f'loss={model.loss!r} and {model.dtype}. Call set_floatx("float64") before you build '
            'it, and model.compile("sgd", loss="mse") after.'
        )
    picture = StepSizePicture(model, x, y, name, h)
    slider = Slider("h", SMALLEST, LARGEST, 0.5, float(h), "step size h", log=True)
    return LiveFigure(
        picture.figure,
        [slider],
        lambda values: picture.update(values["h"]),
        alt=picture.alt,
        fit=picture.fit,
    )
