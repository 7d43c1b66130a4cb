"""Two losses of one prediction, squared error and cross-entropy, and their slopes."""

import numpy as np

from course_lib.figures import charts, palette, words
from course_lib.nn import losses

_P = np.linspace(0.005, 0.995, 397)
_STYLES = {  # loss: its name in the picture, its line, its dot
    "mse": ("squared error", "-", "o", palette.TEXT),
    "bce": ("cross-entropy", "--", "D", palette.OTHERS[0]),
}
_MOST_LOSS, _MOST_SLOPE = 5.0, 12.0


class LossesPicture:
    """Draws squared error and cross-entropy of one prediction, and beside them their slopes.

    >>> LossesPicture(y_true=1, y_pred=0.9).readout
    'True answer 1, prediction 0.90: squared error 0.01 with slope −0.20; cross-entropy 0.11 with
    slope −1.11.'
    """

    alt = (
        "Left, squared error and cross-entropy against the prediction, right, their slopes; each "
        "with a dot at the prediction at hand. Squared error never exceeds 1. Cross-entropy climbs "
        "without end where the prediction is surely wrong."
    )

    def __init__(self, y_true: float, y_pred: float, width: int = charts.WIDEST):
        self.figure = charts.blank()
        self.height = self.figure.add_subplot(1, 2, 1)
        self.slopes = self.figure.add_subplot(1, 2, 2)
        self._draw()
        self.fit(width)
        self.update(y_true, y_pred)

    def update(self, y_true: float, y_pred: float) -> str:
        """Move dots and curves to another true answer and prediction; answer in words."""
        self.y_true, self.y_pred = float(y_true), float(y_pred)
        self.values = {}
        for key in _STYLES:
            heights, slopes = curves(key, self.y_true, _P)
            (here,), (slope,) = curves(key, self.y_true, np.array([self.y_pred]))
            self.values[key] = float(here), float(slope)
            self.moving[key, 0].set_ydata(heights)
            self.moving[key, 1].set_ydata(slopes)
            self.dots[key, 0].set_data([y_pred], [min(here, _MOST_LOSS)])
            self.dots[key, 1].set_data([y_pred], [np.clip(slope, -_MOST_SLOPE, _MOST_SLOPE)])
        self.title.set_text(f"loss, where the true answer is {words.number(self.y_true)}")
        return self.readout

    @property
    def readout(self) -> str:
        """The picture in words."""
        said = "; ".join(
            f"{_STYLES[key][0]} {words.hundredths(height)} with slope {words.hundredths(slope)}"
            for key, (height, slope) in self.values.items()
        )
        notes = [f"True answer {words.number(self.y_true)}, prediction {self.y_pred:.2f}: {said}."]
        if abs(self.values["bce"][1]) > _MOST_SLOPE:
            notes.append("The slope lies beyond the chart: its dot stands at the edge.")
        return " ".join(notes)

    def fit(self, width: float) -> None:
        """Lay the two charts out for ``width`` CSS pixels: side by side, or one above the other."""
        width = charts.within(width)
        if width >= charts.STACKED_BELOW:
            side, height = (width - 146) // 2, 320
            boxes = (52, 50, side, 235), (width - side - 14, 50, side, 235)
        else:
            height = 500
            boxes = (52, 300, width - 70, 165), (52, 50, width - 70, 165)
        charts.place(self.figure, (self.height, self.slopes), boxes, width, height)

    def _draw(self) -> None:
        self.moving, self.dots = {}, {}
        limits = (-0.2, _MOST_LOSS), (-_MOST_SLOPE, _MOST_SLOPE)
        for panel, (ax, limit) in enumerate(zip((self.height, self.slopes), limits, strict=True)):
            ax.axhline(0, color=palette.FAINT, linewidth=0.8)
            ax.set(xlim=(0, 1), ylim=limit, xlabel="prediction y_pred")
            charts.plain(ax)
            for key, (name, line, marker, colour) in _STYLES.items():
                style = {"color": colour, "linewidth": 2, "animated": True}
                (self.moving[key, panel],) = ax.plot(_P, 0 * _P, line, label=name, **style)
                (self.dots[key, panel],) = ax.plot([], [], marker, color=colour, **charts.DOT)
        self.height.set_ylabel("loss")
        self.slopes.set_ylabel("slope of the loss")
        self.title = self.height.set_title("", animated=True, **charts.TITLE)
        self.slopes.set_title("its slope: how a nudge of y_pred moves it", **charts.TITLE)
        self.height.legend(loc="upper center", fontsize=9, framealpha=1)


def curves(loss: str, y_true: float, p: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A loss and its slope for each prediction on its own.

    >>> curves("mse", 1.0, np.array([0.5]))
    (array([0.25]), array([-1.]))
    """
    f = losses.get(loss)
    heights, slopes = [], []
    for prediction in p:
        heights.append(f.forward(np.array([[y_true]]), np.array([[prediction]])))
        slopes.append(f.backward()[0, 0])
    return np.array(heights), np.array(slopes)
