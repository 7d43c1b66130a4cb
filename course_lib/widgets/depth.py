"""A network as deep as you like, and what is left of the gradient in its first layer."""

import numpy as np

from course_lib.figures.depth import DepthPicture
from course_lib.nn.initializers import GlorotNormal
from course_lib.nn.layers import Dense, Input
from course_lib.nn.models import Sequential
from course_lib.nn.randomness import seeded
from course_lib.widgets.live_figure import LiveFigure, Slider

_MAX = 20  # hidden layers
_WIDTH = 16  # neurons in each
_ROWS = 64


def depth(activation: str = "sigmoid", hidden: int = 10, scale: float = 1.0) -> LiveFigure:
    """Show the gradient's size per layer, for 1 to 20 hidden layers of 16 neurons each.

    ``scale`` is the size of the first weights: 1 is Xavier's.

    >>> depth("relu", hidden=1).readout.partition(": ")[0]
    "1 hidden layer of relu, weights 1 times Xavier's size"
    """
    picture = DepthPicture(_MAX + 1)

    def update(values: dict[str, float]) -> str:
        setting = activation, round(values["hidden"]), values["scale"]
        flat = saturated(*setting)
        return picture.update(gradient_sizes(*setting), activation, values["scale"], flat)

    sliders = [
        Slider("hidden", 1, _MAX, 1, hidden, "depth"),
        Slider("scale", 0.1, 10, 0.05, scale, "weights", log=True),
    ]
    return LiveFigure(picture.figure, sliders, update, alt=picture.alt, fit=picture.fit)


def gradient_sizes(activation: str, hidden: int, scale: float) -> list[float]:
    """The mean size of d_kernel, layer by layer, after one pass forward and back."""
    model = _passed(activation, hidden, scale)
    return [float(np.abs(layer.d_kernel).mean()) for layer in model.layers]


def saturated(activation: str, hidden: int, scale: float) -> float:
    """The share of the hidden outputs that lie where a sigmoid or tanh is flat.

    Flat is a slope of less than a tenth of the steepest. A ReLU has no such ends: 0.

    >>> saturated("sigmoid", 10, 1.0) < 0.01, saturated("sigmoid", 10, 10.0) > 0.5
    (True, True)
    """
    if activation not in ("sigmoid", "tanh"):
        return 0.0
    layers = _passed(activation, hidden, scale).layers[:-1]
    slopes = [
        layer.activation.backward(np.ones_like(layer.a), layer.z, layer.a) for layer in layers
    ]
    steepest = {"sigmoid": 0.25, "tanh": 1.0}[activation]
    return float(np.mean(np.array(slopes) < 0.1 * steepest))


def _passed(activation: str, hidden: int, scale: float) -> Sequential:
    """The network, after one pass forward and back."""
    model = Sequential([
        Input((_WIDTH,)), *(Dense(_WIDTH, activation=activation) for _ in range(hidden)), Dense(1)
    ])  # fmt: skip
    model.compile("sgd", loss="mse")
    rng = np.random.default_rng(9)
    x, y = rng.normal(size=(_ROWS, _WIDTH)), rng.normal(size=(_ROWS, 1))
    with seeded(9):
        for layer in model.layers:
            layer.kernel[:] = scale * GlorotNormal()(layer.kernel.shape)
    with np.errstate(all="ignore"):  # a gradient may be too large for a number: that is the point
        model.loss(y, model(x))
        model.backward()
    return model
