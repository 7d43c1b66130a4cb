"""How wrong a measured slope is, for every step size: a U on two logarithmic scales."""

import math

import numpy as np

from course_lib.figures import charts, palette
from course_lib.figures.wiring import Wiring
from course_lib.nn.gradients import central_difference
from course_lib.nn.models import Sequential

SMALLEST, LARGEST = 1e-15, 1.0

_STEPS = np.logspace(-15, 0, 61)
_MICROSCOPE = np.linspace(-1.5, 1.5, 81)  # what the left panel shows, in units of h
_FLOOR = 1e-14  # an error below this is drawn as this: 0 has no place on a logarithmic scale
_SECANT = {"color": palette.OTHERS[0], "linewidth": 2, "linestyle": "--", "animated": True}


class StepSizePicture:
    """Draws the loss under a microscope of width h, and the error of the slope for every h.

    Left, the loss around the number called ``name``, from 1.5 h below it to 1.5 h above, with the
    two points at which the central difference looks. Right, how far the slope that it measures is
    from the model's own gradient.
    """

    def __init__(self, model: Sequential, x, y, name: str, h: float, width: int = charts.WIDEST):
        self.model, self.name = model, name
        self.x, self.y = model.validated(x, y)
        wiring = Wiring(model)
        self.wiring, self.part = wiring, {part.name: part for part in wiring.parameters}[name]
        self.alt = (
            f"Left, the loss within 1.5 h of {name}, with a line through the points at {name} − h "
            f"and {name} + h; right, the error of the measured slope against the step size h, both "
            "by powers of ten: falling from the right, lowest near 1e-5, and rising in leaps to "
            "the left."
        )
        self.params = None
        self.figure = charts.blank()
        self.near = self.figure.add_subplot(1, 2, 1)
        self.errors = self.figure.add_subplot(1, 2, 2)
        self._draw()
        self.fit(width)
        self.update(h)

    def update(self, h: float) -> str:
        """Measure with another step; answer in words."""
        self.h = float(h)
        if self.params is None or not np.array_equal(self.params, self.model.params):
            self._measure_all()
        self.measured = self._slope(self.h)
        self.error = abs(self.measured - self.slope)
        self.dot.set_data([self.h], [max(self.error, _FLOOR)])
        self._look_closely()
        return self.readout

    @property
    def readout(self) -> str:
        """The picture in words."""
        return (
            f"h = {power(self.h)}: measured {self.measured:.4f}, computed {self.slope:.4f}. "
            f"The error is {_size(self.error, self.h)}.".replace("-0.", "−0.")
        )

    def fit(self, width: float) -> None:
        """Lay the panels out for ``width`` CSS pixels: side by side, or one above the other."""
        width = charts.within(width)
        if width >= charts.STACKED_BELOW:
            side, height = (width - 160) // 2, 330
            boxes = (56, 54, side, 236), (width - side - 16, 54, side, 236)
        else:
            height = 540
            boxes = (56, 316, width - 74, 180), (62, 54, width - 80, 180)
        charts.place(self.figure, (self.near, self.errors), boxes, width, height)

    def _measure_all(self) -> None:
        self.params = self.model.params.copy()
        self.value = self.wiring.value(self.part)
        self._loss(self.value)
        self.model.backward()
        self.slope = self.wiring.slope(self.part)
        errors = np.array([abs(self._slope(h) - self.slope) for h in _STEPS])
        self.curve.set_data(_STEPS, np.maximum(errors, _FLOOR))

    def _look_closely(self) -> None:
        """The loss within 1.5 h, in units in which its tangent is always equally steep."""
        losses = np.array([self._loss(self.value + t * self.h) for t in _MICROSCOPE])
        below, above = (self._loss(self.value + t * self.h) for t in (-1, 1))
        middle, unit = (below + above) / 2, abs(self.slope) * self.h or self.h
        self.line.set_data(_MICROSCOPE, (losses - middle) / unit)
        ends = np.array([below, above])
        self.secant.set_data([-1, 1], (ends - middle) / unit)
        self.looked.set_data([-1, 1], (ends - middle) / unit)
        self.title.set_text(f"the loss in a window of {power(3 * self.h)}")

    def _slope(self, h: float) -> float:
        return central_difference(self._loss, self.value, h)

    def _loss(self, value: float) -> float:
        kept = self.wiring.value(self.part)
        self.wiring.set(self.part, value)
        loss = self.model.loss_of(self.x, self.y)
        self.wiring.set(self.part, kept)
        return loss

    def _draw(self) -> None:
        ax = self.near
        (self.line,) = ax.plot([], [], color=palette.TEXT, linewidth=2, animated=True)
        (self.secant,) = ax.plot([], [], **_SECANT)
        (self.looked,) = ax.plot([], [], "o", color=palette.BLUE, **charts.DOT)
        ax.set(xlim=(-1.5, 1.5), ylim=(-3, 3), yticks=[])
        ax.set_xticks([-1, 0, 1], [f"{self.name} − h", self.name, f"{self.name} + h"])
        ax.set_ylabel("loss, enlarged alike")
        self.title = ax.set_title("", animated=True, **charts.TITLE)
        charts.plain(ax)
        ax = self.errors
        (self.curve,) = ax.loglog([], [], color=palette.TEXT, linewidth=1.6, animated=True)
        (self.dot,) = ax.loglog([], [], "o", color=palette.BLUE, **charts.DOT)
        ax.set(xlim=(SMALLEST / 2, LARGEST * 2), ylim=(_FLOOR, 10), xlabel="step size h")
        ax.set_xticks([1e-15, 1e-10, 1e-5, 1])
        ax.set_yticks([1e-12, 1e-8, 1e-4, 1])
        ax.set_ylabel("error of the slope")
        ax.set_title("error of the slope for every h", **charts.TITLE)
        charts.plain(ax)
        ax.minorticks_off()


def power(h: float) -> str:
    """A step size as people type it.

    >>> power(0.1), power(1e-5), power(3.16e-8), power(3)
    ('0.1', '1e-5', '3.2e-8', '3')
    """
    if h >= 0.001:
        return f"{h:.2g}"
    digits, _, exponent = f"{h:.1e}".partition("e")
    return f"{digits.removesuffix('.0')}e{int(exponent)}"


def _size(error: float, h: float) -> str:
    """An error with the digits that mean something: where it is noise, its power of ten."""
    if h >= 1e-3:
        return power(float(f"{error:.1e}"))
    return "0 here" if error == 0 else f"about 1e{round(math.log10(error))}"
