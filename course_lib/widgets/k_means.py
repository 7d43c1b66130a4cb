"""k-means under a slider for its steps; and the same where the centres' first places are moved."""

from collections.abc import Callable, Sequence
from functools import cache

import numpy as np

from course_lib.figures.clouds import HIGH, LOW, POINTS
from course_lib.figures.k_means import LAST, MOST, KMeansPicture
from course_lib.widgets.live_figure import LiveFigure, Slider

FIRST = ((2.0, 2.5), (4.5, 2.0), (8.5, 8.0))  # where the centres on the clouds begin: one in each
DRAWS = 20


def k_means(points, k: int = 10) -> LiveFigure:
    """Walk through k-means on ``points`` (n, 2), a step at a time, from a start that is drawn.

    Sliders: the step, how many clusters there are, and which of the draws it starts from.
    """
    points = np.asarray(points, dtype=float)
    if points.ndim != 2 or points.shape[1] != 2 or len(points) < MOST:
        raise ValueError(
            f"Expected {MOST} points or more with two numbers each, (n, 2). Received the shape "
            f"{points.shape}."
        )
    if not 2 <= k <= MOST:
        raise ValueError(f"k is a whole number from 2 to {MOST}. Received k={k!r}.")
    picture = KMeansPicture(points)

    @cache
    def start(clusters: int, draw: int) -> np.ndarray:
        rows = np.random.default_rng(draw).choice(len(points), clusters, replace=False)
        return points[rows]

    def update(values: dict[str, float]) -> str:
        step, clusters, draw = (round(values[name]) for name in ("step", "clusters", "start"))
        return picture.update(start(clusters, draw), step)

    sliders = [
        Slider("step", 0, LAST, 1, 0, "step"),
        Slider("clusters", 2, MOST, 1, k, "clusters"),
        Slider("start", 1, DRAWS, 1, 1, "start"),
    ]
    return LiveFigure(picture.figure, sliders, update, alt=picture.alt, fit=picture.fit)


class StartPlaces(LiveFigure):
    """Three clouds, and three centres whose first places are moved. ``settings`` are the places."""

    def __init__(
        self,
        settings: Sequence[Sequence[float]] | None = None,
        on_move: Callable[[list[list[float]]], str] | None = None,
    ):
        self.picture, self._on_move = KMeansPicture(POINTS, [[LOW, HIGH]] * 2), on_move
        self.places = np.array(settings or FIRST, dtype=float)
        self._touched = bool(settings)
        self._centre, self.values = 1, {}
        sliders = [
            Slider("centre", 1, len(FIRST), 1, 1, "centre"),
            Slider("x", LOW, HIGH, 0.5, float(self.places[0, 0]), "its x"),
            Slider("y", LOW, HIGH, 0.5, float(self.places[0, 1]), "its y"),
            Slider("step", 0, LAST, 1, 0, "step"),
        ]
        picture = self.picture
        super().__init__(picture.figure, sliders, self._follow, alt=picture.alt, fit=picture.fit)

    @property
    def settings(self) -> list[list[float]]:
        """Where each centre begins, x and y; nothing before anybody has moved one."""
        return self.places.tolist() if self._touched else []

    def close(self) -> None:
        """Let go of the picture as well."""
        super().close()
        self.picture = self._on_move = None

    def _follow(self, values: dict[str, float]) -> str:
        """A place that has moved is this centre's; another centre shows its own."""
        centre = round(values["centre"])
        if centre == self._centre:
            place = [values["x"], values["y"]]
            self._touched |= bool((self.places[centre - 1] != place).any())
            self.places[centre - 1] = place
        self._centre = centre
        x, y = self.places[centre - 1].tolist()
        self.values = {"centre": float(centre), "x": x, "y": y, "step": float(values["step"])}
        note = self._on_move(self.settings) if self._on_move else ""
        return self.picture.update(self.places, round(values["step"]), note)

    def _on_message(self, widget: object, message: dict, buffers: list) -> None:
        with self._lock:
            if message["type"] == "reset":  # all centres, not only the one in hand
                self.places, self._touched, self._centre = np.array(FIRST), False, 1
                x, y = FIRST[0]
                message = message | {"values": {"centre": 1.0, "x": x, "y": y, "step": 0.0}}
            super()._on_message(widget, message, buffers)
