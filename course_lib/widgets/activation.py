"""Activation functions under one slider: a single one with its slope, or all rivals at once."""

from collections.abc import Callable

import numpy as np

from course_lib.figures.activation import ActivationPicture
from course_lib.figures.rivals import RIVALS, VIEW, RivalsPicture
from course_lib.nn import activations
from course_lib.nn.gradients import central_difference
from course_lib.nn.neuron import Neuron
from course_lib.widgets.learners_function import LearnersFunction
from course_lib.widgets.live_figure import LiveFigure, Slider


def activation(of: Neuron | str | Callable = "sigmoid", z: float = 1.0) -> LiveFigure:
    """Show an activation function, its tangent and its slope, with a slider for z.

    ``of`` is a name, a function of your own, or a ``Neuron`` with one input: then the slider is
    that input, and the neuron computes z and a.

    >>> activation("relu", z=-1).readout
    'z = −1.0, a = 0.000. The slope there is 0: the tangent is level.'
    """
    neuron = of if isinstance(of, Neuron) else None
    if neuron is not None and neuron.w.size != 1:
        raise ValueError(
            "This figure has one slider, so it shows a neuron with one input. "
            f"Received one with {neuron.w.size}."
        )
    f = _function(neuron.activation if neuron else of)
    picture = ActivationPicture(f, z)

    def update(values: dict[str, float]) -> str:
        here = values["z"]
        if neuron is not None:
            neuron([here])
            here = float(neuron.z)
        readout = picture.update(here)
        return f"{readout} {f.complaint}" if getattr(f, "complaint", "") else readout

    label = "input x" if neuron else "z"
    slider = Slider("z", -6, 6, 0.1, float(z), label)
    return LiveFigure(picture.figure, [slider], update, alt=picture.alt, fit=picture.fit)


def rivals(*names: str, z: float = 1.0) -> LiveFigure:
    """Show rivals at one z, each with its tangent there: all seven, or those that you name.

    >>> rivals(z=1).readout
    'z = 1.0. Slopes: step 0, sigmoid 0.197, tanh 0.42, ReLU 1, leaky ReLU 1, softplus 0.731,
    linear 1.'
    >>> rivals("step", "tanh").readout
    'z = 1.0. Slopes: step 0, tanh 0.42.'
    """
    if unknown := [name for name in names if name not in RIVALS]:
        raise ValueError(f"The rivals are {', '.join(RIVALS)}. Received {unknown[0]!r}.")
    picture = RivalsPicture(z, names or tuple(RIVALS))
    return LiveFigure(
        picture.figure,
        [Slider("z", -VIEW, VIEW, 0.1, float(z), "z")],
        lambda values: picture.update(values["z"]),
        alt=picture.alt,
        fit=picture.fit,
    )


def _function(of: str | Callable):
    """The course's function of that name, or your own, which can't break the figure."""
    if isinstance(of, activations.Custom):
        of = of.function
    if isinstance(of, str | activations.ActivationFunction):
        return activations.get(of)
    return _Measured(of)


class _Measured(activations.ActivationFunction):
    """Somebody's own function, with a slope that is measured; where it fails, the identity."""

    def __init__(self, function: Callable):
        self._safe = LearnersFunction(function, lambda z: z, "straight line instead")

    @property
    def name(self) -> str:
        return self._safe.name

    @property
    def complaint(self) -> str:
        return self._safe.complaint

    def forward(self, z: np.ndarray) -> np.ndarray:
        return self._safe(z)

    def backward(self, da: np.ndarray, z: np.ndarray, a: np.ndarray) -> np.ndarray:
        return da * central_difference(self._safe, z)
