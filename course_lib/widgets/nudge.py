"""A weight under a slider: nudge it, and see whether its gradient told the truth."""

from course_lib.figures.nudge import REACH, NudgePicture
from course_lib.nn.models import Sequential
from course_lib.widgets.live_figure import LiveFigure, Slider


def nudge(model: Sequential, x, y, name: str = "w1", dw: float = 0.5) -> LiveFigure:
    """Nudge one number of a compiled model by ``dw``, and compare the loss with its tangent.

    The model itself computes every loss; after each, the number is what it was before.

    >>> from course_lib.nn.layers import Dense, Input
    >>> model = Sequential([Input((1,)), Dense(1, kernel_initializer="ones")])
    >>> model.compile("sgd", loss="mse")
    >>> nudge(model, [[2]], [[3]], dw=1).readout
    'w1 from 1 to 2: the loss changes by 0.0000. Gradient times nudge is −4 · 1 = −4.0000.'
    """
    if model.loss is None:
        raise ValueError(
            "A gradient is the slope of a loss. Expected a compiled model. "
            f"Received {model!r}, which has no loss: call model.compile('sgd', loss='mse')."
        )
    picture = NudgePicture(model, x, y, name)
    slider = Slider("dw", -REACH, REACH, 0.1, float(dw), f"nudge of {name}")
    return LiveFigure(
        picture.figure,
        [slider],
        lambda values: picture.update(values["dw"]),
        alt=picture.alt,
        fit=picture.fit,
    )
