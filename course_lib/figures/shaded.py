"""Outputs on a grid as smooth pixels in the course's colours, which fill an axes."""

import numpy as np

from course_lib.figures import palette
from course_lib.figures.plane import Pixels


class Shaded(Pixels):
    """A network's outputs on a grid, as smooth pixels that fill an axes.

    Interpolating is two small matrix products; handing matplotlib an image to interpolate takes
    three times as long.
    """

    _MOST = 300  # pixels a side: on a sharper screen each is drawn as two by two

    def __init__(self):
        super().__init__()
        self.show(np.full((2, 2), 0.5))

    def show(self, a: np.ndarray) -> None:
        """Outputs between 0 and 1 on a grid, the lowest x2 first."""
        self.a = np.asarray(a, dtype=np.float32)
        self.stale = True

    def pixels(self, width: int, height: int) -> np.ndarray:
        """The colours of a grid of ``width`` times ``height`` points: (height, width, 4)."""
        coarse = -(-max(width, height) // self._MOST)
        rows, columns = -(-height // coarse), -(-width // coarse)
        a = _between(rows, len(self.a)) @ self.a @ _between(columns, self.a.shape[1]).T
        colours = palette.SHADES.view(np.uint32).ravel()[palette.shade_index(a, 0, 1)]
        if coarse > 1:
            colours = colours.repeat(coarse, 0).repeat(coarse, 1)[:height, :width]
        return np.ascontiguousarray(colours).view(np.uint8).reshape(height, width, 4)


def _between(many: int, few: int) -> np.ndarray:
    """The matrix (many, few) that interpolates ``few`` values linearly to ``many``."""
    place = np.linspace(0, few - 1, many)
    return np.maximum(0, 1 - np.abs(place[:, np.newaxis] - np.arange(few))).astype(np.float32)
