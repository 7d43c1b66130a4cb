"""Pictures of a figure in motion, cut down to what changed since the last one.

Drawing a whole figure takes matplotlib 25 to 35 ms, nearly all of it for axes, ticks and text
that stand still. So those are drawn once, kept as a background, and put back before the few
``animated`` artists are drawn over it: 2 to 5 ms.
"""

import zlib
from dataclasses import dataclass

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from course_lib.figures.still import PIXELS_PER_INCH

_BAND = 32  # a tile is at most so many rows high
_GAP = 16  # and bridges gaps between changed pixels that are narrower than this


@dataclass(frozen=True)
class Frame:
    """The tiles of a picture that changed: each ``(left, top, width, height)``, in pixels.

    ``pixels`` holds their RGBA bytes, tile after tile, row by row; by zlib, if ``compressed``.
    """

    width: int
    height: int
    tiles: list[tuple[int, int, int, int]]
    pixels: bytes
    compressed: bool


class Frames:
    """Draws frames of one figure, at ``sharpness`` device pixels to a CSS pixel.

    ``compress`` for a browser that is far away: it makes 300 kB into 15, and costs each side a few
    milliseconds, which is more than 300 kB cost within one machine.
    """

    def __init__(self, figure: Figure, sharpness: float = 1.0, compress: bool = True):
        self.figure = figure
        self.compress = compress
        self.canvas = FigureCanvasAgg(figure)
        self.sharpen(sharpness)

    def sharpen(self, sharpness: float) -> None:
        """Draw for another screen from now on."""
        self.sharpness = sharpness
        self.start_again()

    def start_again(self) -> None:
        """Make the next frame a whole picture, for a view that has seen none."""
        self.seen = None

    def next(self) -> Frame:
        """Draw, and answer with what changed."""
        now = self._draw()
        height, width = now.shape
        whole = self.seen is None or self.seen.shape != now.shape
        tiles = [(0, 0, width, height)] if whole else _tiles(self.seen != now)
        self.seen = now
        pixels = b"".join(now[y : y + h, x : x + w].tobytes() for x, y, w, h in tiles)
        pixels = zlib.compress(pixels, 1) if self.compress else pixels
        return Frame(width, height, tiles, pixels, self.compress)

    def _draw(self) -> np.ndarray:
        """The figure's pixels, one uint32 each: (height, width)."""
        if self.seen is None or self.figure.stale:  # moving artists never make a figure stale
            self.figure.set_dpi(PIXELS_PER_INCH * self.sharpness)
            self.canvas.draw()
            self.background = self.canvas.copy_from_bbox(self.figure.bbox)
            moving = self.figure.findobj(lambda artist: artist.get_animated())
            self.moving = sorted(moving, key=lambda artist: artist.get_zorder())
        self.canvas.restore_region(self.background)
        for artist in self.moving:
            artist.draw(self.canvas.get_renderer())
        return np.array(self.canvas.buffer_rgba()).view(np.uint32)[:, :, 0]


def _tiles(changed: np.ndarray) -> list[tuple[int, int, int, int]]:
    """Small rectangles that hold every changed pixel: bands of rows, cut into runs of columns."""
    tiles = []
    for top in range(0, len(changed), _BAND):
        band = changed[top : top + _BAND]
        for left, right in _runs(band.any(axis=0)):
            rows = np.flatnonzero(band[:, left:right].any(axis=1)).tolist()
            tiles.append((left, top + rows[0], right - left, rows[-1] - rows[0] + 1))
    return tiles


def _runs(flags: np.ndarray) -> list[tuple[int, int]]:
    """Starts and stops of the runs of True in ``flags``, a gap below ``_GAP`` bridged.

    >>> _runs(np.array([False, True, True, False]))
    [(1, 3)]
    """
    places = np.flatnonzero(flags)
    if len(places) == 0:
        return []
    cuts = np.flatnonzero(np.diff(places) > _GAP)
    starts = places[np.concatenate([[0], cuts + 1])]
    stops = places[np.concatenate([cuts, [len(places) - 1]])] + 1
    return list(zip(starts.tolist(), stops.tolist(), strict=True))
