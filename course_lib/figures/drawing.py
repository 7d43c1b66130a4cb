"""A drawn digit beside what a network gets of it and what it says: the still of the widget."""

import numpy as np
from matplotlib.axes import Axes

from course_lib.figures import charts, palette
from course_lib.figures.paper import describe, paper
from course_lib.figures.pixels import INK


def drawing_picture(strokes, picture, outputs, says: str) -> Axes:
    """Strokes from 0 to 1, a picture (8, 8), ten outputs or none, and the same in words."""
    first = paper(640, 250)
    figure = first.get_figure()
    first.remove()
    page, small, bars = (figure.add_subplot(1, 3, i, axes_class=type(first)) for i in (1, 2, 3))
    for stroke in strokes:
        x, y = np.transpose([stroke[0], *stroke])
        page.plot(x, y, color=palette.TEXT, linewidth=6, solid_capstyle="round")
    page.set(xlim=(0, 1), ylim=(1, 0), aspect="equal", xticks=[], yticks=[])
    page.set_title("drawn", **charts.TITLE)
    small.imshow(np.asarray(picture), cmap=INK, vmin=0, vmax=1, interpolation="nearest")
    small.set(xticks=[], yticks=[])
    small.set_title("what the network gets", **charts.TITLE)
    shares = np.zeros(10) if len(outputs) == 0 else np.asarray(outputs, dtype=float)
    colours = [palette.BLUE if share == shares.max() > 0 else palette.FAINT for share in shares]
    bars.barh(range(10), shares, height=0.72, color=colours)
    bars.set(xlim=(0, 1), ylim=(9.6, -0.6), yticks=range(10))
    bars.set_title("how sure it is", **charts.TITLE)
    charts.plain(bars)
    return describe(bars, says)
