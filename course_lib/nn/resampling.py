"""Pictures turned, moved and stretched: where each new pixel comes from, and what lies there.

A new pixel rarely comes from the middle of an old one. So it is a mean of the four around the
place, the nearer the heavier (bilinear interpolation).
"""

import itertools

import numpy as np

from course_lib.nn.lookup import find


class Resampling:
    """New pictures, each pixel a weighted sum of four old ones; and the way back.

    ``matrices`` is (n, 2, 3), one for each picture: the new pixel (x, y) comes from the place
    ``matrix @ [x, y, 1]`` of the old picture. Beyond its edge, ``fill_mode`` says what is there:
    the picture mirrored ("reflect"), its outermost pixels ("nearest"), or ``fill_value``
    ("constant").
    """

    def __init__(self, shape, matrices, fill_mode="reflect", fill_value=0.0):
        n, height, width, _ = self.shape = shape
        y, x = np.mgrid[:height, :width]
        new = np.stack([x, y, np.ones_like(x)]).reshape(3, -1)
        places = (matrices @ new).reshape(n, 2, height, width)
        extend = find("fill_mode", fill_mode, EXTENSIONS)
        x, y = extend(places[:, 0], width), extend(places[:, 1], height)
        left, top = np.floor(x).astype(int), np.floor(y).astype(int)
        self.sources, self.fill = [], fill_value
        for right, below in itertools.product((0, 1), (0, 1)):
            weight = np.abs(1 - right - (x - left)) * np.abs(1 - below - (y - top))
            column, row = left + right, top + below
            inside = (column >= 0) & (column < width) & (row >= 0) & (row < height)
            where = np.arange(n)[:, None, None], row.clip(0, height - 1), column.clip(0, width - 1)
            self.sources.append((where, weight[..., np.newaxis], inside[..., np.newaxis]))

    def forward(self, pictures):
        """(n, height, width, channels) -> the same shape."""
        new = 0
        for where, weight, inside in self.sources:
            new = new + weight * np.where(inside, pictures[where], self.fill)
        return new.astype(pictures.dtype)

    def backward(self, slopes):
        """Every old pixel gets the slopes of the new ones that it went into, times its weights."""
        old = np.zeros(self.shape, slopes.dtype)
        for where, weight, inside in self.sources:
            np.add.at(old, where, weight * inside * slopes)
        return old


def _reflect(place, size):
    """d c b a | a b c d | d c b a"""
    place = np.mod(place, 2 * size)  # the picture and its mirror image, again and again
    return np.where(place >= size, 2 * size - 1 - place, place).clip(0, size - 1)


def _nearest(place, size):
    """a a a a | a b c d | d d d d"""
    return place.clip(0, size - 1)


def _constant(place, size):
    """k k k k | a b c d | k k k k: where it is outside is seen pixel by pixel."""
    return place


EXTENSIONS = {"reflect": _reflect, "nearest": _nearest, "constant": _constant}
