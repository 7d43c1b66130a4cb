"""Two lines to turn and shift, and the plane folded along them: XOR, parted by hand."""

from collections.abc import Callable, Sequence

from course_lib.figures.folding import FoldingPicture
from course_lib.widgets.live_figure import LiveFigure, Slider

FIRST = (0.0, 0.0, 90.0, 0.0)  # turn and shift of h1, then of h2: as if nothing were folded
_NAMES = ("turn1", "shift1", "turn2", "shift2")


class Folding(LiveFigure):
    """The figure of ``widgets.folding``. ``settings`` is turn and shift of h1, then of h2."""

    def __init__(
        self, settings: Sequence[float] = FIRST, on_move: Callable[[list], str] | None = None
    ):
        self.picture, self._on_move = FoldingPicture(), on_move
        self.settings = list(settings)
        turn1, shift1, turn2, shift2 = settings
        sliders = [
            Slider("turn1", -180, 180, 5, turn1, "turn h1"),
            Slider("shift1", -0.7, 0.7, 0.05, shift1, "shift h1"),
            Slider("turn2", -180, 180, 5, turn2, "turn h2"),
            Slider("shift2", -0.7, 0.7, 0.05, shift2, "shift h2"),
        ]
        picture = self.picture
        super().__init__(picture.figure, sliders, self._follow, alt=picture.alt, fit=picture.fit)

    def close(self) -> None:
        """Let go of the picture as well."""
        super().close()
        self.picture = self._on_move = None

    def _follow(self, values: dict[str, float]) -> str:
        """Lines that stand where they began are no answer yet: an empty list."""
        self.settings = [round(values[name], 2) for name in _NAMES]
        moved = self.settings != list(FIRST)
        note = self._on_move([self.settings] if moved else []) if self._on_move else ""
        return self.picture.update(self.settings, note)


def folding(settings: Sequence[float] = FIRST) -> Folding:
    """Show the plane of XOR as two hidden neurons fold it.

    ``settings`` are turn and shift of h1's line, then of h2's.

    >>> folding().readout[-47:]
    'No straight line parts the yeses from the noes.'
    """
    return Folding(settings)
