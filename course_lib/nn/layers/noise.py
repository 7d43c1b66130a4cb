"""Layers that change their input at random while the model learns, and pass it on in use.

A model that learns so cannot rely on any single number; so it does better on new rows too.
"""

import numpy as np

from course_lib.nn import validation, validation_layers
from course_lib.nn.layers.base import Layer
from course_lib.nn.randomness import generator


class Noise(Layer):
    """A layer that draws random numbers: its own with a ``seed``, else the course's."""

    shown_as_built = True

    def __init__(self, seed=None, **named):
        super().__init__(**named)
        self.seed = validation_layers.seed(seed)
        self.own_generator = None if seed is None else np.random.default_rng(seed)

    def rng(self) -> "np.random.Generator":
        return self.own_generator or generator()


class Dropout(Noise):
    """While the model learns: a fraction ``rate`` of the numbers becomes 0, other ones each time.

    The numbers that stay are divided by the fraction that stays, so that their sum keeps its size;
    then nothing needs to be done when the model is used.

    >>> layer = Dropout(0.5, seed=1)
    >>> layer(np.ones((2, 4)), training=True)
    array([[0., 2., 2., 2.],
           [0., 0., 2., 2.]], dtype=float32)
    >>> layer(np.ones((1, 4)))
    array([[1., 1., 1., 1.]], dtype=float32)
    """

    supports_masking = True

    absent = Layer.absent | {"noise_shape": None}

    def __init__(self, rate: float, *, seed=None, **named):
        super().__init__(seed, **named)
        self.rate = validation.fraction(rate, "rate", "Dropout sets a fraction of the numbers to 0")
        self.mask = None

    def forward(self, x, training=False):
        """Drop and rescale, or (``training=False``) pass on: (n, ...) -> (n, ...)."""
        self.x = x
        self.mask = self.draw(x) if training and self.rate > 0 else None
        self.a = x if self.mask is None else x * self.mask
        return self.a

    def draw(self, x):
        """0 for a number to drop, 1 / (1 - rate) for one that stays; in the shape of x."""
        stays = self.rng().random(x.shape, dtype=np.float32) >= self.rate
        return stays.astype(x.dtype) * (1 / (1 - self.rate))

    def backward(self, da):
        """What was dropped did not count, so no slope goes through it."""
        return da if self.mask is None else da * self.mask

    def __getstate__(self):
        return super().__getstate__() | {"mask": None}


class GaussianNoise(Noise):
    """While the model learns: noise of this width is added to every number, normally distributed.

    Every row is seen a bit different each time: augmentation for tables.
    """

    supports_masking = True

    def __init__(self, stddev: float, seed=None, **named):
        super().__init__(seed, **named)
        if not validation.is_number(stddev) or not 0 <= stddev <= 1:
            raise ValueError(
                "GaussianNoise adds noise of this width: stddev is a number from 0 to 1. "
                f"Received: stddev={stddev!r}. Write a fifth as stddev=0.2."
            )
        self.stddev = float(stddev)

    def forward(self, x, training=False):
        """Disturb, or (``training=False``) pass on: (n, ...) -> (n, ...)."""
        self.x = x
        self.a = x + self.draw(x) if training and self.stddev > 0 else x
        return self.a

    def draw(self, x):
        return self.rng().standard_normal(x.shape, dtype=np.float32).astype(x.dtype) * self.stddev

    def backward(self, da):
        return da  # what was added does not depend on x
