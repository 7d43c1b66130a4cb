"""Sigmoid and tanh under one slider, looked on by a goal: where does which answer more strongly?"""

from collections.abc import Callable, Sequence

from course_lib.figures.rivals import VIEW, RivalsPicture
from course_lib.widgets.live_figure import LiveFigure, Slider

FIRST = 0.0
NAMES = ("sigmoid", "tanh")


class AnswerToNudge(LiveFigure):
    """The figure of lesson 02's goal; ``settings`` is one row, the z that was chosen."""

    def __init__(
        self,
        settings: Sequence[Sequence[float]] | None = None,
        on_move: Callable[[list[list[float]]], str] | None = None,
    ):
        start = settings[0][0] if settings else FIRST
        self.picture, self._on_move = RivalsPicture(start, NAMES), on_move
        picture, slider = self.picture, Slider("z", -VIEW, VIEW, 0.1, start, "z")
        super().__init__(picture.figure, [slider], self._follow, alt=picture.alt, fit=picture.fit)

    @property
    def settings(self) -> list[list[float]]:
        """One row with z; none where the slider has not been moved."""
        z = round(self.values["z"], 2)
        return [] if z == FIRST else [[z]]

    def close(self) -> None:
        """Let go of the picture as well."""
        super().close()
        self.picture = self._on_move = None

    def _follow(self, values: dict[str, float]) -> str:
        self.values = values
        said = self.picture.update(values["z"])
        return f"{said} {self._on_move(self.settings)}" if self._on_move else said
