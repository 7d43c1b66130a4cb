"""The neuron under your hands: five sliders, a map of its decisions, its activation curve."""

import math
from collections.abc import Callable, Sequence

import numpy as np

from course_lib.figures import NeuronPicture
from course_lib.nn import activations
from course_lib.nn.neuron import Neuron
from course_lib.widgets.learners_function import LearnersFunction
from course_lib.widgets.live_figure import LiveFigure, Slider

_LABELS = {
    "w1": "weight w1",
    "w2": "weight w2",
    "b": "bias b",
    "x1": "input x1",
    "x2": "input x2",
}
_REACH = {"w1": 5, "w2": 5, "b": 10, "x1": 5, "x2": 5}


def neuron(
    weights: Sequence[float] | Neuron = (0, 1),
    bias: float = 4,
    inputs: Sequence[float] = (2, 3),
    activation: str | Callable = "sigmoid",
) -> LiveFigure:
    """Show ``a = f(w . x + b)`` for two inputs, with a slider for every number in it.

    ``activation`` may be a function of your own, for an array or for one number. In place of
    ``weights`` you may pass a ``Neuron`` with two inputs: then the sliders move that neuron.

    >>> neuron(weights=[0, 1], bias=4, inputs=[2, 3]).readout
    'z = 0·2 + 1·3 + 4 = 7.0, a = 0.999: yes.'
    """
    ours = weights if isinstance(weights, Neuron) else None
    if ours is not None:
        weights, bias, activation = ours.w, float(ours.b), ours.activation
    start = dict(zip(_LABELS, _five(weights, bias, inputs), strict=True))
    f = _function(activation)
    picture = NeuronPicture(f, *_split(start))

    def update(values: dict[str, float]) -> str:
        w, b, x = _split(values)
        if ours is not None:
            ours.w[:], ours.b = w, b
        readout = picture.update(w, b, x)
        return f"{readout} {f.complaint}" if getattr(f, "complaint", "") else readout

    sliders = [_slider(name, value) for name, value in start.items()]
    return LiveFigure(picture.figure, sliders, update, alt=picture.alt, fit=picture.fit)


def _five(weights: Sequence[float], bias: float, inputs: Sequence[float]) -> list[float]:
    w, x = np.asarray(weights, dtype=float), np.asarray(inputs, dtype=float)
    if w.shape != (2,) or x.shape != (2,):
        raise ValueError(
            "This figure draws a neuron with two inputs, so it needs 2 weights and 2 inputs. "
            f"Received weights={weights!r} and inputs={inputs!r}."
        )
    numbers = [*w.tolist(), float(bias), *x.tolist()]
    if not all(math.isfinite(number) for number in numbers):
        raise ValueError(f"Sliders need finite numbers. Received {numbers}.")
    return [numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]]


def _split(values: dict[str, float]) -> tuple[list[float], float, list[float]]:
    return [values["w1"], values["w2"]], values["b"], [values["x1"], values["x2"]]


def _slider(name: str, value: float) -> Slider:
    """A slider wide enough for where it starts."""
    reach = max(_REACH[name], math.ceil(abs(value)))
    return Slider(name, -reach, reach, 0.1, value, _LABELS[name])


def _function(activation: str | Callable) -> Callable[[np.ndarray], np.ndarray]:
    """The course's activation of that name, or your own, which can't break the figure."""
    if isinstance(activation, activations.Custom):
        activation = activation.function
    if isinstance(activation, str | activations.ActivationFunction):
        ours = activations.get(activation)
        if isinstance(ours, activations.Softmax):
            raise ValueError(
                "Softmax shares 1 out among several neurons, and this is one. "
                "Expected another activation, such as sigmoid. Received softmax."
            )
        return ours.forward
    name = _likely_name(activation)
    return LearnersFunction(activation, activations.get(name).forward, f"course's own {name}")


def _likely_name(function: Callable) -> str:
    """The activation that ``function`` is probably meant to be."""
    name = getattr(function, "__name__", "").lower()
    return next((known for known in ("tanh", "relu", "linear") if known in name), "sigmoid")
