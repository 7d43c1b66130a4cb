"""What stands still above something that moves, drawn once and laid over as a picture."""

import numpy as np
from matplotlib.artist import Artist, allow_rasterization
from matplotlib.backends.backend_agg import RendererAgg


class Overlay(Artist):
    """Artists that stand still above one that moves: drawn once, then laid over as a picture.

    Six names with a halo each take matplotlib half the time of a frame.
    """

    def __init__(self, artists: list[Artist]):
        super().__init__()
        self.artists = artists
        for artist in artists:
            artist.remove()  # from the axes: this draws it now
        self.set_zorder(6)
        self.set_animated(True)
        self._drawn_for = None

    @allow_rasterization
    def draw(self, renderer) -> None:
        """Lay the picture over, and draw it again where the figure has another size."""
        now = (renderer.width, renderer.height, renderer.dpi, self.axes.bbox.bounds)
        if self._drawn_for != now:
            self._take_picture(renderer)
            self._drawn_for = now
        gc = renderer.new_gc()
        renderer.draw_image(gc, *self._corner, self._pixels)
        gc.restore()

    def _take_picture(self, renderer) -> None:
        figure = self.axes.get_figure()
        layer, stale = RendererAgg(renderer.width, renderer.height, renderer.dpi), figure.stale
        for artist in self.artists:
            artist.set_figure(figure)
            artist.axes = self.axes
            artist.draw(layer)
        figure.stale = stale  # nothing of the background has changed
        pixels = np.asarray(layer.buffer_rgba())[::-1]  # from the bottom up
        rows, columns = (np.flatnonzero(pixels[..., 3].any(axis=axis)) for axis in (1, 0))
        self._corner = columns[0], rows[0]
        self._pixels = pixels[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1].copy()
