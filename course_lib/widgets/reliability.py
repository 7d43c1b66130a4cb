"""A temperature under a slider: how sure a model says it is, against how often it is right."""

from collections.abc import Callable

import numpy as np

from course_lib.figures.reliability import ReliabilityPicture
from course_lib.widgets.live_figure import LiveFigure, Slider

COLDEST, HOTTEST, STEP = 0.1, 10.0, 0.05  # the slider moves by powers of ten


class Reliability(LiveFigure):
    """The figure of ``widgets.reliability``; ``settings`` is the temperature, once it was moved."""

    def __init__(
        self,
        scores: np.ndarray,
        y: np.ndarray,
        temperature: float = 1.0,
        on_move: Callable[[list[list[float]]], str] | None = None,
    ):
        self.picture, self._on_move = ReliabilityPicture(), on_move
        self._scores, self._y = np.asarray(scores, dtype=float), np.asarray(y)
        self._right = self._scores.argmax(axis=1) == self._y
        self.first, self.settings = 1.0, []
        self._moved = temperature != 1.0
        slider = Slider("temperature", COLDEST, HOTTEST, STEP, temperature, "temperature", log=True)
        picture = self.picture
        super().__init__(picture.figure, [slider], self._follow, alt=picture.alt, fit=picture.fit)

    def close(self) -> None:
        """Let go of the picture as well."""
        super().close()
        self.picture = self._on_move = None

    def _follow(self, values: dict[str, float]) -> str:
        temperature = values["temperature"]
        self.settings = [] if abs(temperature - self.first) < 1e-6 else [[round(temperature, 4)]]
        note = self._on_move(self.settings) if self._on_move else ""
        sure = sureness(self._scores, temperature)
        return self.picture.update(sure, self._right, f"Temperature {temperature:.2g}", note)


def sureness(scores, temperature: float) -> np.ndarray:
    """The largest output of softmax(scores / temperature), row by row: (n, classes) -> (n,).

    >>> sureness([[0.0, 0.0], [3.0, 0.0]], 1.0).round(3).tolist()
    [0.5, 0.953]
    """
    z = np.asarray(scores, dtype=float) / temperature
    return 1 / np.exp(z - z.max(axis=1, keepdims=True)).sum(axis=1)


def reliability(scores, y, temperature: float = 1.0) -> Reliability:
    """Bars of how often a model is right where it is so sure, with its temperature on a slider.

    ``scores`` (n, classes) are what softmax is given; of outputs, take the logarithm. ``y`` (n,)
    are the labels.
    """
    scores, y = np.asarray(scores, dtype=float), np.asarray(y)
    if scores.ndim != 2 or y.shape != scores.shape[:1] or not len(y):
        raise ValueError(
            "scores is (n, classes) and y is (n,), for the same n. "
            f"Received the shapes {scores.shape} and {y.shape}."
        )
    return Reliability(scores, y, temperature)
