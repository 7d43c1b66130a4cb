"""One activation function in full: its shape with the tangent at z, and its slope for every z.

The slope at z is how steeply the curve runs there. It is drawn as the tangent, the straight line
that touches the curve in one point, and as a triangle: 1 to the right, and ``slope`` up.
"""

import numpy as np
from matplotlib.axes import Axes

from course_lib.figures import charts, palette, words
from course_lib.nn import activations

Z_VIEW = 6.0  # it is shown from z = -6 to 6

_Z = np.linspace(-Z_VIEW, Z_VIEW, 601)
_SLOPE = palette.OTHERS[0]
_DOT = charts.DOT | {"color": palette.BLUE, "markersize": 10}
_CLIFF = 1000.0  # a measured slope above this is a jump, which has none


def slope(f, z: np.ndarray) -> np.ndarray:
    """The slope of an activation function at every z: its own ``backward``, for da = 1.

    >>> slope(activations.get("sigmoid"), np.array([0.0, 2.0])).round(3).tolist()
    [0.25, 0.105]
    """
    return f.backward(np.ones_like(z), z, f.forward(z))


class ActivationPicture:
    """Draws one activation function with its tangent at z, and its slope for every z beside it.

    ``f`` is a name, or has ``forward(z)`` and ``backward(da, z, a)`` as the course's own have.

    >>> ActivationPicture("relu", 2.0).readout
    'z = 2.0, a = 2.000. The slope there is 1: the tangent climbs 1 for each 1 to the right.'
    """

    alt = (
        "Left, an activation function, output a against z, with a dot at the z at hand and the "
        "tangent there; right, the slope of that function against z, with a dot at the same z."
    )

    def __init__(self, f, z: float, width: int = charts.WIDEST):
        self.f = activations.get(f)
        self.name = self.f.name
        self.figure = charts.blank()
        self.shape = self.figure.add_subplot(1, 2, 1)
        self.slopes = self.figure.add_subplot(1, 2, 2)
        self._draw()
        self.fit(width)
        self.update(z)

    def update(self, z: float) -> str:
        """Move the dots, the tangent and the triangle to another z; answer in words."""
        self.z = float(z)
        here = np.array([self.z])
        self.a = float(self.f.forward(here)[0])
        self.slope = float(slope(self.f, here)[0])
        self.dot.set_data([self.z], [self.a])
        self.tangent.move(self.z, self.a, 0.0 if self._jumps else self.slope)
        self.slope_dot.set_data([self.z], [0.0 if self._jumps else self.slope])
        self.guide.set_data([self.z, self.z], self.slopes.get_ylim())
        self.shape_title.set_text(
            f"{self.name}: z = {words.decimal(self.z)}, a {words.output(self.a)}"
        )
        self.slope_title.set_text(
            "no slope here" if self._jumps else f"slope {_equals(self.slope)}"
        )
        return self.readout

    @property
    def readout(self) -> str:
        """The picture in words."""
        where = f"z = {words.decimal(self.z)}, a {words.output(self.a)}"
        if self._jumps:
            return f"{where}. The curve jumps here: there is no tangent, and so no slope."
        way = "falls" if self.slope < 0 else "climbs"
        runs = f"{way} {short_slope(abs(self.slope))} for each 1 to the right"
        if abs(self.slope) < 0.0005:
            runs = "is level" if _level(self.slope) else "is nearly level"
        return f"{where}. The slope there is {short_slope(self.slope)}: the tangent {runs}."

    def fit(self, width: float) -> None:
        """Lay the two charts out for ``width`` CSS pixels: side by side, or one above the other."""
        width = charts.within(width)
        if width >= charts.STACKED_BELOW:
            side, height = (width - 152) // 2, 320
            boxes = (58, 50, side, 235), (width - side - 14, 50, side, 235)
        else:
            height = 500
            boxes = (52, 290, width - 70, 175), (52, 50, width - 70, 175)
        charts.place(self.figure, (self.shape, self.slopes), boxes, width, height)

    @property
    def _jumps(self) -> bool:
        return not np.isfinite(self.slope) or abs(self.slope) > _CLIFF

    def _draw(self) -> None:
        a, slopes = self.f.forward(_Z), slope(self.f, _Z)
        slopes = np.where(np.abs(slopes) > _CLIFF, np.nan, slopes)
        self.shape.plot(_Z, a, color=palette.TEXT, linewidth=2)
        self.slopes.plot(_Z, slopes, "--", color=_SLOPE, linewidth=2)
        for ax, values in ((self.shape, a), (self.slopes, np.append(slopes, 0.0))):
            low, high = float(np.nanmin(values)), float(np.nanmax(values))
            room = 0.12 * (high - low) or 0.5
            ax.set(xlim=(-Z_VIEW, Z_VIEW), ylim=(low - room, high + room), xlabel="z")
            charts.plain(ax)
        self.shape.set_ylabel("output a = f(z)")
        self.slopes.set_ylabel("slope of f at z")
        self.tangent = Tangent(self.shape, run=2.2, with_triangle=True)
        (self.guide,) = self.slopes.plot([], [], ":", color=palette.FAINT, animated=True)
        (self.dot,) = self.shape.plot([], [], "o", **_DOT)
        (self.slope_dot,) = self.slopes.plot([], [], "D", **_DOT | {"markersize": 8})
        self.shape_title = self.shape.set_title("", animated=True, **charts.TITLE)
        self.slope_title = self.slopes.set_title("", animated=True, **charts.TITLE)


class Tangent:
    """A piece of the tangent, with the triangle that measures it where it is asked for."""

    def __init__(self, ax: Axes, run: float, with_triangle: bool = False):
        self.run = run
        (self.line,) = ax.plot([], [], color=_SLOPE, linewidth=2, animated=True)
        (self.sides,) = ax.plot([], [], ":", color=_SLOPE, linewidth=1.5, animated=True)
        self.sides.set_visible(with_triangle)

    def move(self, z: float, a: float, rise: float) -> None:
        """Touch the curve at (z, a), and rise so much for each step to the right."""
        ends = np.array([-self.run, self.run])
        self.line.set_data(z + ends, a + rise * ends)
        self.sides.set_data([z, z + 1, z + 1], [a, a, a + rise])


def short_slope(value: float) -> str:
    """A slope with at most three decimals, and none that say nothing.

    >>> short_slope(1.0), short_slope(-0.25), short_slope(0.0), short_slope(0.00001)
    ('1', '−0.25', '0', 'below 0.001')
    """
    if _level(value):
        return "0"
    if abs(value) < 0.0005:
        return "below 0.001"
    return f"{value:.3f}".rstrip("0").rstrip(".").replace("-", "−")


def _level(value: float) -> bool:
    return abs(value) < 1e-12


def _equals(value: float) -> str:
    text = short_slope(value)
    return text if text.startswith("below") else f"= {text}"
