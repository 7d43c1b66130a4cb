"""Losses under sliders: two of them for one prediction, and one as a landscape over two weights."""

from collections.abc import Sequence

import numpy as np

from course_lib.figures.landscape import REACH, LandscapePicture
from course_lib.figures.loss import LossesPicture
from course_lib.nn.neuron import Neuron
from course_lib.widgets.live_figure import LiveFigure, Slider


def losses(y_true: float = 1, y_pred: float = 0.9) -> LiveFigure:
    """Show squared error and cross-entropy of one prediction, with a slider for it.

    >>> losses(y_true=1, y_pred=0.5).readout
    'True answer 1, prediction 0.50: squared error 0.25 with slope −1.00; cross-entropy 0.69 with
    slope −2.00.'
    """
    picture = LossesPicture(y_true, y_pred)
    sliders = [
        Slider("y_pred", 0.01, 0.99, 0.01, y_pred, "y_pred"),
        Slider("y_true", 0, 1, 1, y_true, "y_true"),
    ]
    return LiveFigure(
        picture.figure,
        sliders,
        lambda values: picture.update(values["y_true"], values["y_pred"]),
        alt=picture.alt,
        fit=picture.fit,
    )


def loss_landscape(
    neuron: Neuron,
    x: np.ndarray,
    y: np.ndarray,
    names: Sequence[str] | None = None,
    loss: str = "mse",
) -> LiveFigure:
    """Show the loss over a neuron's two weights; the sliders move that neuron.

    ``x`` (n, 2) and ``y`` (n,) are what the loss is computed from, ``names`` what to call the rows.

    >>> neuron = Neuron(weights=[0, 0], bias=0)
    >>> loss_landscape(neuron, np.array([[1, 0], [0, 1]]), [1, 0], ["Mon", "Tue"]).readout
    'w1 = 0.00, w2 = 0.00, b = 0: the loss is 0.250. Answers: Mon 0.50, Tue 0.50.'
    """
    if neuron.w.size != 2:
        raise ValueError(
            "A landscape lies over two weights, so it needs a neuron with two inputs. "
            f"Received one with {neuron.w.size}."
        )
    picture = LandscapePicture(neuron, x, y, names, loss)

    def update(values: dict[str, float]) -> str:
        neuron.w[:] = values["w1"], values["w2"]
        neuron.b = values["b"]
        return picture.update()

    (w1, w2), b = np.clip(neuron.w, -REACH, REACH).tolist(), float(np.clip(neuron.b, -8, 8))
    sliders = [
        Slider("w1", -REACH, REACH, 0.1, w1, "weight w1"),
        Slider("w2", -REACH, REACH, 0.1, w2, "weight w2"),
        Slider("b", -8, 8, 0.5, b, "bias b"),
    ]
    return LiveFigure(picture.figure, sliders, update, alt=picture.alt, fit=picture.fit)
