"""The same neuron twice, mild and sharp: all its numbers times one factor, and the line stays."""

import numpy as np
from matplotlib.axes import Axes

from course_lib.figures import charts, palette, words
from course_lib.figures.neuron import VIEW, boundary
from course_lib.figures.plane import Plane

SURE = 0.9  # from 0.1 to 0.9 the answer is on its way from no to yes

_STEPS = 512  # outputs computed across a map
_EDGE = float(np.log(SURE / (1 - SURE)))  # the z at which a sigmoid says 0.9


def band(w: np.ndarray) -> float:
    """How far apart on the map are the answers 0.1 and 0.9 of a neuron with a sigmoid?

    >>> round(band(np.array([1.0, 1.0])), 2), round(band(np.array([3.0, 3.0])), 2)
    (3.11, 1.04)
    """
    return 2 * _EDGE / float(np.hypot(*w))


class SharpnessPicture:
    """Two maps of a neuron with a sigmoid: as it is, and with all its numbers multiplied.

    >>> SharpnessPicture([1, 1], -1).update(3)
    'All three numbers times 3. From 0.1 to 0.9 it is 1.04 across the line, and 3.11 before. The
    line lies where it was.'
    """

    alt = (
        "Two maps of the inputs x1 and x2 side by side, coloured by a neuron's output: left as it "
        "is, right with its weights and its bias multiplied. Both have the same boundary line; "
        "between the dotted lines the answer is on its way from 0.1 to 0.9."
    )

    def __init__(self, weights, bias: float, width: int = charts.WIDEST):
        self.w, self.b = np.array(weights, dtype=float), float(bias)
        self.figure = charts.blank()
        self.mild = self.figure.add_subplot(1, 2, 1)
        self.sharp = self.figure.add_subplot(1, 2, 2)
        self.moving = [self._draw(ax) for ax in (self.mild, self.sharp)]
        self.fit(width)
        self._move(self.moving[0], 1.0)
        self.update(1.0)

    def update(self, times: float) -> str:
        """Multiply the right neuron's numbers by ``times``; answer with the picture in words."""
        self._move(self.moving[1], times)
        now, before = words.hundredths(band(times * self.w)), words.hundredths(band(self.w))
        return (
            f"All three numbers times {words.number(times)}. From 0.1 to 0.9 it is {now} across "
            f"the line, and {before} before. The line lies where it was."
        )

    def fit(self, width: float) -> None:
        """Lay the two maps out for ``width`` CSS pixels: side by side, or one above the other."""
        width = charts.within(width)
        if width >= charts.STACKED_BELOW:
            side = min(264, (width - 140) // 2)
            boxes = (54, 50, side, side), (side + 118, 50, side, side)
            height = side + 86
        else:
            side = min(width - 80, 240)
            boxes = (54, side + 116, side, side), (54, 50, side, side)
            height = 2 * side + 152
        charts.place(self.figure, (self.mild, self.sharp), boxes, width, height)

    def _draw(self, ax: Axes):
        ticks = (-6, -3, 0, 3, 6)
        ax.set(xlim=(-VIEW, VIEW), xticks=ticks, xlabel="x1")
        ax.set(ylim=(-VIEW, VIEW), yticks=ticks, ylabel="x2")
        plane = ax.add_artist(Plane(VIEW))
        look = {"color": palette.BOUNDARY, "animated": True}
        (line,) = ax.plot([], [], linewidth=2, **look)
        edges = [ax.plot([], [], ":", linewidth=1.6, **look)[0] for _ in range(2)]
        title = ax.set_title("", animated=True, **charts.TITLE)
        charts.plain(ax)
        return plane, line, edges, title

    def _move(self, artists, times: float) -> None:
        plane, line, edges, title = artists
        w, b = times * self.w, times * self.b
        reach = float(np.abs(w).sum() * VIEW)
        a = 1 / (1 + np.exp(-(b + np.linspace(-reach, reach, _STEPS))))
        plane.show(w, reach, palette.shade_index(a, 0, 1))
        line.set_data(*boundary(w, b))
        for edge, z in zip(edges, (-_EDGE, _EDGE), strict=True):
            edge.set_data(*boundary(w, b - z))
        title.set_text(f"w = [{', '.join(map(words.number, w))}], b = {words.number(b)}")
