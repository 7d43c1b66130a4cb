"""A neuron to set by hand until it is right about eight evenings: the figure of a goal."""

from collections.abc import Callable, Sequence

from course_lib.figures.evenings import COAT, NO_COAT, SURE, EveningsPicture, outputs
from course_lib.nn import activations
from course_lib.widgets.live_figure import LiveFigure, Slider

FIRST = (0.0, 1.0, 4.0)  # the friend of lesson 01: w1, w2 and b
NAMES = ("w1", "w2", "b")
_LABELS = {"w1": "weight w1", "w2": "weight w2", "b": "bias b"}
_REACH = {"w1": 5, "w2": 5, "b": 10}


class Evenings(LiveFigure):
    """Three sliders, a map with evenings to be right about, and how far it is."""

    def __init__(
        self,
        settings: Sequence[Sequence[float]] | None = None,
        on_move: Callable[[list[list[float]]], str] | None = None,
    ):
        start = dict(zip(NAMES, settings[0] if settings else FIRST, strict=True))
        sliders = [
            Slider(name, -_REACH[name], _REACH[name], 0.1, value, _LABELS[name])
            for name, value in start.items()
        ]
        self.picture, self._on_move = self._picture(start), on_move
        picture = self.picture
        super().__init__(picture.figure, sliders, self._follow, alt=picture.alt, fit=picture.fit)

    @property
    def settings(self) -> list[list[float]]:
        """One row, w1, w2 and b; none while nothing has been moved."""
        row = [self.values[name] for name in NAMES]
        return [] if tuple(row) == FIRST else [row]

    def close(self) -> None:
        """Let go of the picture as well."""
        super().close()
        self.picture = self._on_move = None

    @staticmethod
    def _picture(start: dict[str, float]) -> EveningsPicture:
        w1, w2, b = start.values()
        return EveningsPicture(activations.sigmoid.forward, [w1, w2], b)

    def _follow(self, values: dict[str, float]) -> str:
        self.values = {name: round(values[name], 2) for name in NAMES}
        w1, w2, b = self.values.values()
        self.picture.update([w1, w2], b, COAT[0])
        coat, none = outputs([w1, w2], b)
        right = int((coat > SURE).sum() + (none < 1 - SURE).sum())
        said = f"{right} of {len(COAT) + len(NO_COAT)} evenings are right and sure."
        return f"{said} {self._on_move(self.settings)}" if self._on_move else said
