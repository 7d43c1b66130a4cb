"""A network's sizes on sliders, beside what its summary counts."""

from collections.abc import Callable, Sequence

from course_lib.figures.architecture import ArchitecturePicture
from course_lib.nn.layers import Dense, Input
from course_lib.nn.models import Sequential
from course_lib.widgets.live_figure import LiveFigure, Slider

_LABELS = {"inputs": "inputs", "hidden": "hidden layers", "units": "neurons in each"}
_LABELS |= {"outputs": "outputs"}
_MIN = {"inputs": 1, "hidden": 0, "units": 1, "outputs": 1}
_MAX = {"inputs": 64, "hidden": 3, "units": 128, "outputs": 64}


class Architecture(LiveFigure):
    """The figure of ``widgets.architecture``; ``model`` is the network that it shows."""

    @property
    def model(self) -> Sequential:
        return self.picture.model


def architecture(inputs: int = 20, hidden: int = 1, units: int = 64, outputs: int = 10):
    """Show the table of a network of Dense layers, with a slider for each of its sizes.

    >>> figure = architecture(8, hidden=2, units=6, outputs=4)
    >>> figure.model.count_params()
    124
    >>> figure.move(hidden=0)
    'Parameters: output 8·4 + 4 = 36. In all 36, which is 144.00 B; after fit with Adam 110.'
    """
    start = {"inputs": inputs, "hidden": hidden, "units": units, "outputs": outputs}
    _check(start)
    picture = ArchitecturePicture(most_layers=_MAX["hidden"] + 1)

    def update(values: dict[str, float]) -> str:
        return picture.update(_model(**{name: int(value) for name, value in values.items()}))

    sliders = [
        Slider(name, _MIN[name], _MAX[name], 1, value, _LABELS[name])
        for name, value in start.items()
    ]
    figure = Architecture(picture.figure, sliders, update, alt=picture.alt, fit=picture.fit)
    figure.picture = picture
    return figure


class HiddenSizes(Architecture):
    """The same with a slider for the hidden layers and one for their size; a check looks on.

    ``first`` is where both sliders begin, which is no answer yet; ``now`` where they stand.
    """

    def __init__(
        self,
        inputs: int,
        outputs: int,
        first: Sequence[int],
        now: Sequence[float],
        on_move: Callable[[list[list[float]]], str],
    ):
        self.picture = ArchitecturePicture(most_layers=_MAX["hidden"] + 1)
        self._ends, self._first, self._on_move = (inputs, outputs), tuple(first), on_move
        sliders = [
            Slider(name, _MIN[name], _MAX[name], 1, value, _LABELS[name])
            for name, value in zip(("hidden", "units"), now, strict=True)
        ]
        picture = self.picture
        super().__init__(picture.figure, sliders, self._follow, alt=picture.alt, fit=picture.fit)

    def close(self) -> None:
        """Let go of the picture and the check as well."""
        super().close()
        self.picture = self._on_move = None

    def _follow(self, values: dict[str, float]) -> str:
        inputs, outputs = self._ends
        sizes = int(values["hidden"]), int(values["units"])
        note = self._on_move([list(sizes)] if sizes != self._first else [])
        return f"{self.picture.update(_model(inputs, *sizes, outputs))} {note}"


def _model(inputs: int, hidden: int, units: int, outputs: int) -> Sequential:
    """A real network of these sizes, whose Adam has taken a step: its counts are counted.

    All its weights are 0, since nobody runs it, and drawing them at random would disturb the
    random numbers of the lesson around it.
    """
    names = [f"hidden_{i + 1}" for i in range(hidden)]
    layers = [Dense(units, "relu", kernel_initializer="zeros", name=name) for name in names]
    layers.append(Dense(outputs, kernel_initializer="zeros", name="output"))
    model = Sequential([Input((inputs,), name="input"), *layers], name="sizes")
    model.compile(optimizer="adam", loss="mse")
    model.optimizer.step(model.params, model.grads)
    return model


def _check(sizes: dict[str, int]) -> None:
    for name, value in sizes.items():
        low, high = _MIN[name], _MAX[name]
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise ValueError(
                f"{name} is a whole number from {low} to {high}. Received {name}={value!r}. "
                "The sliders have these ends."
            )
