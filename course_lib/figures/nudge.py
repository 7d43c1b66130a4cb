"""One weight nudged: what the loss does, and what its slope said that it would do."""

import numpy as np

from course_lib.figures import charts, palette, words
from course_lib.figures.network_pass import slope as short
from course_lib.figures.wiring import Wiring
from course_lib.nn.models import Sequential

REACH = 4.0  # it shows nudges from -4 to 4

_NUDGES = np.linspace(-REACH, REACH, 161)
_CURVE = {"color": palette.TEXT, "linewidth": 2, "animated": True}
_TANGENT = {"color": palette.OTHERS[0], "linewidth": 2, "linestyle": "--", "animated": True}


class NudgePicture:
    """Draws the loss of ``model`` over one of its numbers, with the tangent where that stands now.

    ``name`` is the number's name in the drawn network, such as w1. The model computes every loss,
    with that number changed and put back, and the slope, by its own ``backward``.
    """

    def __init__(self, model: Sequential, x, y, name: str = "w1", width: int = charts.WIDEST):
        self.model, self.name = model, name
        self.x, self.y = model.validated(x, y)
        self.wiring = Wiring(model)
        self.part = {part.name: part for part in self.wiring.parameters}[name]
        self.alt = (
            f"Left, the loss against {name}, with the tangent at the {name} that the model has, a "
            "dot there and a dot at the nudged one; right, two bars: by how much the loss changed, "
            "and the gradient times the nudge."
        )
        self.params = None  # those that the curve is drawn for
        self.figure = charts.blank()
        self.curve = self.figure.add_subplot(1, 2, 1)
        self.bars = self.figure.add_subplot(1, 2, 2)
        self._draw()
        self.fit(width)
        self.update(0.0)

    def update(self, dw: float) -> str:
        """Nudge the number by ``dw``; answer in words."""
        self.dw = float(dw)
        if self.params is None or not np.array_equal(self.params, self.model.params):
            self._measure()
        w = self.value + self.dw
        loss = self._loss(w)
        self.true = loss - self.loss
        self.foretold = self.slope * self.dw
        self.nudged.set_data([w], [loss])
        self.gap.set_data([w, w], [loss, self.loss + self.foretold])
        self._set_bars()
        return self.readout

    @property
    def readout(self) -> str:
        """The picture in words."""
        where = (
            f"{self.name} from {words.number(self.value)} to {words.number(self.value + self.dw)}"
        )
        if abs(self.dw) < 1e-9:
            return (
                f"{self.name} = {words.number(self.value)}, not nudged: the loss is "
                f"{self.loss:.4f} and its slope along {self.name} is {short(self.slope)}."
            )
        true, foretold = (f"{c:.4f}".replace("-", "−") for c in (self.true, self.foretold))
        nudge = words.number(self.dw)
        nudge = f"({nudge})" if self.dw < 0 else nudge
        return (
            f"{where}: the loss changes by {true}. "
            f"Gradient times nudge is {short(self.slope)} · {nudge} = {foretold}."
        )

    def fit(self, width: float) -> None:
        """Lay curve and bars out for ``width`` CSS pixels: side by side, or one above the other."""
        width = charts.within(width)
        if width >= charts.STACKED_BELOW:
            bars, height = max(150, (width - 150) // 3), 330
            boxes = (62, 50, width - bars - 150, 240), (width - bars - 14, 50, bars, 240)
        else:
            height = 520
            boxes = (62, 300, width - 80, 180), (62, 46, width - 80, 180)
        charts.place(self.figure, (self.curve, self.bars), boxes, width, height)

    def _measure(self) -> None:
        """The curve over all nudges, and the slope, of the model as it is now."""
        self.params = self.model.params.copy()
        self.value = self.wiring.value(self.part)
        self.loss = self._loss(self.value)
        self.model.backward()
        self.slope = self.wiring.slope(self.part)
        self.line.set_data(
            self.value + _NUDGES, [self._loss(self.value + nudge) for nudge in _NUDGES]
        )
        ends = self.value + np.array([-REACH, REACH])
        self.tangent.set_data(ends, self.loss + self.slope * (ends - self.value))
        self.here.set_data([self.value], [self.loss])
        self.curve.set_xlim(*ends)
        heights = np.concatenate([self.line.get_ydata(), self.tangent.get_ydata()])
        room = 0.08 * (heights.max() - heights.min()) or 0.1
        self.curve.set_ylim(heights.min() - room, heights.max() + room)

    def _set_bars(self) -> None:
        """The larger change fills its half, so that small nudges can be compared too."""
        changes = self.true, self.foretold
        largest = max(map(abs, changes)) if self.dw else 1.0
        for bar, text, change in zip(self.changes, self.numbers, changes, strict=True):
            height = change / (largest or 1.0) if self.dw else 0.0
            bar.set_height(height)
            text.set_text(f"{change:+.4f}".replace("-", "−") if self.dw else "0")
            text.set_y(height + (0.04 if height >= 0 else -0.04))
            text.set_va("bottom" if height >= 0 else "top")

    def _loss(self, value: float) -> float:
        kept = self.wiring.value(self.part)
        self.wiring.set(self.part, value)
        loss = self.model.loss_of(self.x, self.y)
        self.wiring.set(self.part, kept)
        return loss

    def _draw(self) -> None:
        ax = self.curve
        (self.line,) = ax.plot([], [], label="the loss", **_CURVE)
        (self.tangent,) = ax.plot([], [], label="its tangent", **_TANGENT)
        (self.gap,) = ax.plot([], [], ":", color=palette.OTHERS[3], linewidth=2, animated=True)
        (self.here,) = ax.plot([], [], "o", color=palette.PAPER, **charts.DOT)
        (self.nudged,) = ax.plot([], [], "o", color=palette.BLUE, **charts.DOT)
        ax.set(xlabel=f"weight {self.name}" if self.name[0] == "w" else f"bias {self.name}")
        ax.set_ylabel("loss L")
        ax.set_title("empty: here; blue: nudged", **charts.TITLE)
        ax.legend(loc="upper left", fontsize=9, framealpha=1)
        charts.plain(ax)
        ax = self.bars
        names = ["the loss\nchanged", "gradient\ntimes nudge"]
        self.changes = ax.bar(names, [0, 0], color=[palette.TEXT, palette.OTHERS[0]], width=0.5)
        self.changes[1].set_hatch("//")
        self.changes[1].set_edgecolor(palette.PAPER)
        self.numbers = [ax.text(i, 0, "", ha="center", fontsize=9.5) for i in (0, 1)]
        for artist in (*self.changes, *self.numbers):
            artist.set_animated(True)
        ax.axhline(0, color=palette.FAINT, linewidth=0.8)
        ax.set(xlim=(-0.6, 1.6), ylim=(-1.25, 1.25), yticks=[])
        ax.set_title("kept, and promised", **charts.TITLE)
        charts.plain(ax)
