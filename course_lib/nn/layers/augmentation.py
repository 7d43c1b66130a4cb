"""Layers that show the model a slightly different picture each time: augmentation.

A digit moved by a pixel is the same digit. A model that has to learn from few pictures does not
know that, until it sees them moved. In use they pass every picture on as it is.
"""

import math

import numpy as np

from course_lib.nn import symbols, validation, validation_layers
from course_lib.nn.layers.noise import Noise
from course_lib.nn.lookup import check_known, find
from course_lib.nn.resampling import EXTENSIONS, Resampling

FLIPS = {"horizontal": (2,), "vertical": (1,), "horizontal_and_vertical": (1, 2)}


class Augmentation(Noise):
    """A layer that changes pictures (height, width, channels) while the model learns.

    Called by itself, it changes them too, as in Keras: ``RandomFlip()(pictures)``.
    """

    shown_as_built = False

    absent = Noise.absent | {"data_format": None}

    def __call__(self, x, training: bool | None = None):
        on_data = training is None and not symbols.is_symbolic(x)
        return super().__call__(x, True if on_data else training)

    def compute_output_shape(self, input_shape):
        return validation.picture(input_shape, self.name)


class RandomFlip(Augmentation):
    """Half of the pictures, others each time, are turned left to right, upside down, or both.

    Mind what you flip: a mirrored cat is a cat, a mirrored 3 is nothing.
    """

    def __init__(self, mode: str = "horizontal_and_vertical", seed=None, **named):
        super().__init__(seed, **named)
        self.axes = find("mode", mode, FLIPS)
        self.mode, self.flips = mode, []

    def forward(self, x, training=False):
        """Flip some, or (``training=False``) pass on: (n, height, width, channels)."""
        self.x = x
        self.flips = [self.draw(x) for _ in self.axes] if training else []
        self.a = self.flipped(x)
        return self.a

    def draw(self, x):
        """Heads or tails for each picture: (n, 1, 1, 1)."""
        return self.rng().random((len(x), 1, 1, 1)) <= 0.5

    def flipped(self, x):
        for axis, flips in zip(self.axes, self.flips, strict=False):  # no flips in use
            x = np.where(flips, np.flip(x, axis), x)
        return x

    def backward(self, da):
        return self.flipped(da)  # flipped once more, every pixel is back in its place

    def __getstate__(self):
        return super().__getstate__() | {"flips": []}


class RandomAffine(Augmentation):
    """Draws a matrix for each picture, and asks of each new pixel where it comes from."""

    absent = Augmentation.absent | {"interpolation": "bilinear"}

    def __init__(self, fill_mode, seed, fill_value, **named):
        super().__init__(seed, **named)
        check_known("fill_mode", fill_mode, EXTENSIONS)
        self.fill_mode = fill_mode
        self.fill_value = validation_layers.number(fill_value, "fill_value", "Beyond the edge")
        self.resampling = None

    def forward(self, x, training=False):
        """Move the pictures, or (``training=False``) pass on: (n, height, width, channels)."""
        self.x = self.a = x
        self.resampling = None
        if training:
            matrices = self.matrices(*x.shape[:3])
            self.resampling = Resampling(x.shape, matrices, self.fill_mode, self.fill_value)
            self.a = self.resampling.forward(x)
        return self.a

    def draw(self, n, between):
        return self.rng().uniform(*between, n)

    def backward(self, da):
        return da if self.resampling is None else self.resampling.backward(da)

    def __getstate__(self):
        return super().__getstate__() | {"resampling": None}


class RandomTranslation(RandomAffine):
    """Moves each picture by up to this fraction of its height and width, either way.

    A pair such as (-0.1, 0.3) gives both ends: up by a tenth, down by three tenths.
    """

    def __init__(
        self,
        height_factor,
        width_factor,
        fill_mode: str = "reflect",
        *,
        seed=None,
        fill_value: float = 0.0,
        **named,
    ):
        super().__init__(fill_mode, seed, fill_value, **named)
        self.height_factor = validation.symmetric_range(height_factor, "height_factor")
        self.width_factor = validation.symmetric_range(width_factor, "width_factor")

    def matrices(self, n, height, width):
        down = self.draw(n, self.height_factor) * height
        right = self.draw(n, self.width_factor) * width
        one, zero = np.ones(n), np.zeros(n)
        return _stack([[one, zero, -right], [zero, one, -down]])


class RandomRotation(RandomAffine):
    """Turns each picture by up to this fraction of a full turn, either way: 0.1 is 36 degrees."""

    def __init__(
        self, factor, fill_mode: str = "reflect", *, seed=None, fill_value: float = 0.0, **named
    ):
        super().__init__(fill_mode, seed, fill_value, **named)
        self.factor = validation.symmetric_range(factor, "factor")

    def matrices(self, n, height, width):
        angle = 2 * math.pi * self.draw(n, self.factor)
        cos, sin = np.cos(angle), np.sin(angle)
        return _about_middle([[cos, -sin], [sin, cos]], height, width)


class RandomZoom(RandomAffine):
    """Makes each picture smaller by up to this fraction, or larger: 0.2 is from 0.8 to 1.2.

    Without ``width_factor`` it keeps its proportions. A negative factor zooms in.
    """

    def __init__(
        self,
        height_factor,
        width_factor=None,
        fill_mode: str = "reflect",
        *,
        seed=None,
        fill_value: float = 0.0,
        **named,
    ):
        super().__init__(fill_mode, seed, fill_value, **named)
        self.height_factor = validation.symmetric_range(height_factor, "height_factor")
        together = width_factor is None
        self.width_factor = (
            None if together else validation.symmetric_range(width_factor, "width_factor")
        )

    def matrices(self, n, height, width):
        tall = wide = 1 + self.draw(n, self.height_factor)
        if self.width_factor is not None:
            wide = 1 + self.draw(n, self.width_factor)
        zero = np.zeros(n)
        return _about_middle([[wide, zero], [zero, tall]], height, width)


def _about_middle(turns, height, width):
    """(n, 2, 3) from 2 by 2 arrays of (n,): the picture's middle stays where it is."""
    (a, b), (c, d) = turns
    x, y = (width - 1) / 2, (height - 1) / 2
    return _stack([[a, b, x - a * x - b * y], [c, d, y - c * x - d * y]])


def _stack(rows):
    return np.stack([np.stack(row, axis=-1) for row in rows], axis=-2)
