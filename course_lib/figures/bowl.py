"""A ball in a bowl: the loss w^2 of a single weight, and the steps that a training takes in it.

A steeper bowl has a multiple of that as its loss.
"""

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure

from course_lib.figures import charts, palette, words
from course_lib.figures.still import PIXELS_PER_INCH

REACH = 10.0  # the bowl is drawn for w from -10 to 10
WIDEST, NARROWEST, STACKED_BELOW = 760, 300, 520  # CSS pixels
_BALL = {
    "color": palette.BLUE,
    "markeredgecolor": palette.TEXT,
    "markeredgewidth": 1.4,
    "zorder": 5,
    "animated": True,
}


class BowlPicture:
    """Left the bowl with every stop of the ball; right how far from the bottom each stop is."""

    def __init__(self, most_steps: int, steepness: int = 1, width: int = WIDEST):
        self.most_steps, self.steepness = most_steps, steepness
        self.figure = Figure(dpi=PIXELS_PER_INCH, facecolor=palette.PAPER)
        self.bowl, self.chart = (self.figure.add_subplot(1, 2, i) for i in (1, 2))
        self._draw_bowl()
        self._draw_chart()
        self.fit(width)

    def update(self, path: Sequence[float], learning_rate: float) -> str:
        """Show the weight's ``path``, from where it started; answer with the picture in words."""
        path = np.asarray(path, dtype=float)
        loss = self.steepness * path**2
        self.path.set_data(path, loss)
        self.stops.set_data(path[:-1], loss[:-1])
        self.ball.set_data(path[-1:], loss[-1:])
        self.course.set_data(np.arange(len(path)), path)
        self.last.set_data([len(path) - 1], path[-1:])
        self.title.set_text(f"Learning rate {learning_rate:.2f}")
        return _in_words(path, loss[-1])

    def _draw_bowl(self) -> None:
        ax, w, top = self.bowl, np.linspace(-REACH, REACH, 201), self.steepness * REACH**2
        ax.plot(w, self.steepness * w**2, color=palette.BOUNDARY, linewidth=1.8)
        style = {"color": palette.OTHERS[3], "linewidth": 1.2, "animated": True}
        (self.path,) = ax.plot([], [], **style)
        (self.stops,) = ax.plot([], [], "o", markersize=5, **_BALL)
        (self.ball,) = ax.plot([], [], "o", markersize=11, **_BALL)
        ax.set(xlim=(-REACH, REACH), ylim=(-0.04 * top, top), xlabel="weight w")
        ax.set_ylabel(f"loss {self._formula}")
        ax.set_xticks((-10, -5, 0, 5, 10))
        self.title = ax.set_title("", animated=True, **charts.TITLE)
        charts.plain(ax, ticks=8.5, labels=9.5)

    def _draw_chart(self) -> None:
        ax = self.chart
        ax.axhline(0, color=palette.FAINT, linewidth=1, linestyle=":")
        style = {"color": palette.OTHERS[3], "linewidth": 1.2, "animated": True}
        (self.course,) = ax.plot([], [], "o-", markersize=4, **style)
        (self.last,) = ax.plot([], [], "o", markersize=9, **_BALL)
        ax.set(xlim=(-0.5, self.most_steps + 0.5), ylim=(-REACH, REACH))
        ax.set(xlabel="step", ylabel="weight w", xticks=range(0, self.most_steps + 1, 5))
        ax.set_yticks((-10, -5, 0, 5, 10))
        ax.set_title("The weight after each step", **charts.TITLE)
        charts.plain(ax, ticks=8.5, labels=9.5)

    def fit(self, width: float) -> None:
        """Lay the two panels out for ``width`` CSS pixels: side by side, or one above the other."""
        width = int(np.clip(width, NARROWEST, WIDEST))
        if width >= STACKED_BELOW:
            side, height = (width - 160) // 2, 300
            boxes = (56, 46, side, 224), (side + 136, 46, side, 224)
        else:
            height, side = 480, width - 76
            boxes = (60, 286, side, 164), (60, 46, side, 164)
        self.figure.set_size_inches(width / PIXELS_PER_INCH, height / PIXELS_PER_INCH)
        for ax, (left, bottom, w, h) in zip((self.bowl, self.chart), boxes, strict=True):
            ax.set_position((left / width, bottom / height, w / width, h / height))

    @property
    def _formula(self) -> str:
        return "w²" if self.steepness == 1 else f"{self.steepness}w²"

    @property
    def alt(self) -> str:
        """What the picture is, for those who cannot see it."""
        return (
            f"Left, a bowl: the loss {self._formula} over the weight w, with a ball at every step "
            "of a descent. Right, the weight after each step."
        )


def _in_words(path: np.ndarray, loss: float) -> str:
    steps = "1 step" if len(path) == 2 else f"{len(path) - 1} steps"
    where = f"From w = {path[0]:.2f}, after {steps}: w = {path[-1]:.2f}, loss {loss:.2f}."
    beyond = " The ball has left the picture." if np.abs(path).max() > REACH else ""
    return f"{where} {_verdict(path[0], path[1])}{beyond}".replace("-", "−")


def _verdict(start: float, then: float) -> str:
    factor = then / start
    share = words.number(abs(factor))
    if factor > 1e-9:
        return f"Each step leaves {share} of the distance to the bottom."
    if factor > -1e-9:
        return "One step lands on the bottom."
    if factor > -1 + 1e-9:
        return f"Each step crosses the bottom, and leaves {share} of the distance."
    if factor > -1 - 1e-9:
        return "Each step crosses the bottom and climbs as high as it came from, for ever."
    return f"Each step crosses the bottom and ends {share} times as far away: it diverges."
