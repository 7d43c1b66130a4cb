"""Widths on sliders: two layers as arrays, their shapes, and how many numbers they learn."""

from collections.abc import Sequence

from course_lib.figures.layers import LayersPicture
from course_lib.nn.layers import Dense, Input
from course_lib.nn.models import Sequential
from course_lib.widgets.live_figure import LiveFigure, Slider

_MAX = {"rows": 64, "inputs": 64, "width1": 128, "width2": 64}
_LABELS = {"rows": "rows in X", "inputs": "inputs", "width1": "layer 1", "width2": "layer 2"}


class Layers(LiveFigure):
    """The figure of ``widgets.layers``; ``model`` is the network that it shows at the moment."""

    @property
    def model(self) -> Sequential:
        return self.picture.model


def layers(widths: Sequence[int] = (20, 64, 10), rows: int = 32) -> Layers:
    """Show a network of two layers as arrays, with a slider for each size.

    ``widths`` are the number of inputs and of each layer's neurons; ``rows`` samples go through.

    >>> shapes = layers([3, 2, 1], rows=4)
    >>> _ = shapes.move(width1=5)
    >>> shapes.model.count_params(), shapes.model.layers[0].kernel.shape
    (26, (3, 5))
    """
    start = dict(zip(_LABELS, _checked(widths, rows), strict=True))
    picture = LayersPicture(_model(**start), rows)

    def update(values: dict[str, float]) -> str:
        sizes = {name: int(value) for name, value in values.items()}
        return picture.update(_model(**sizes), sizes["rows"])

    sliders = [
        Slider(name, 1, max(_MAX[name], value), 1, value, _LABELS[name])
        for name, value in start.items()
    ]
    figure = Layers(picture.figure, sliders, update, alt=picture.alt, fit=picture.fit)
    figure.picture = picture
    return figure


def _model(rows: int, inputs: int, width1: int, width2: int) -> Sequential:
    """A real network of these widths: its shapes and counts are what the figure shows.

    All its weights are 0, since nobody runs it, and drawing them at random would disturb the
    random numbers of the lesson around it.
    """
    first = Dense(width1, kernel_initializer="zeros", name="layer_1")
    second = Dense(width2, kernel_initializer="zeros", name="layer_2")
    return Sequential([Input((inputs,)), first, second], name="widths")


def _checked(widths: Sequence[int], rows: int) -> list[int]:
    sizes = [rows, *widths]
    if len(sizes) != 4 or any(not isinstance(size, int) or size < 1 for size in sizes):
        raise ValueError(
            "This figure shows two layers, so it needs three widths, inputs first, and the rows, "
            f"all whole numbers from 1. Received widths={widths!r} and rows={rows!r}."
        )
    return sizes
