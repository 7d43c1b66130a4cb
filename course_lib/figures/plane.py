"""Pixels that fill an axes, and a plane in the colours of one neuron's outputs made of them."""

import numpy as np
from matplotlib.artist import Artist, allow_rasterization

from course_lib.figures import palette


class Pixels(Artist):
    """Pixels that fill an axes at the screen's own resolution; subclasses give ``pixels``.

    Matplotlib's ``imshow`` would resample them, 2 to 7 ms a picture; handing the renderer its
    own pixels takes 0.1 to 0.2: fast enough to follow a hand.
    """

    def __init__(self):
        super().__init__()
        self.set_zorder(0)
        self.set_animated(True)

    @allow_rasterization
    def draw(self, renderer) -> None:
        """Hand our pixels to the renderer, bottom row first as it wants them."""
        box = self.axes.bbox
        left, bottom = round(box.x0), round(box.y0)
        gc = renderer.new_gc()
        pixels = self.pixels(round(box.x1) - left, round(box.y1) - bottom)
        renderer.draw_image(gc, left, bottom, pixels)
        gc.restore()
        self.stale = False


class Plane(Pixels):
    """A neuron's outputs, for every pair of inputs from ``-view`` to ``view``."""

    def __init__(self, view: float):
        super().__init__()
        self.view = view
        self.show(np.zeros(2), 0.0, np.zeros(1, dtype=np.intp))

    def show(self, w: np.ndarray, reach: float, shades: np.ndarray) -> None:
        """Colour the plane: ``shades`` lists rows of ``SHADES`` for w . x from -reach to reach."""
        self.w, self.reach, self.shades = w, reach, shades
        self.stale = True

    def pixels(self, width: int, height: int) -> np.ndarray:
        """The colours of a grid of ``width`` times ``height`` points: (height, width, 4)."""
        x1 = np.linspace(-self.view, self.view, width, dtype=np.float32)
        x2 = np.linspace(-self.view, self.view, height, dtype=np.float32)[:, np.newaxis]
        steps = (len(self.shades) - 1) / (2 * self.reach) if self.reach else 0.0
        middle = (len(self.shades) - 1) / 2 + 0.5  # + 0.5: nearest, not lower
        column = (self.w[0] * steps * x1 + middle).astype(np.float32)
        row = (self.w[1] * steps * x2).astype(np.float32)
        colours = palette.SHADES.view(np.uint32).ravel()[self.shades]
        return colours[(column + row).astype(np.intp)].view(np.uint8).reshape(height, width, 4)
