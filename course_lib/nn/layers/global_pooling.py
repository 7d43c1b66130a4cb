"""Global pooling: one number for each channel, of a whole picture; places are forgotten."""

import math

import numpy as np

from course_lib.nn.layers import windows
from course_lib.nn.layers.base import Layer


class GlobalPooling(Layer):
    """One number for each channel of a whole sample: (n, ..., channels) -> (n, channels).

    With ``keepdims``, (n, 1, 1, channels).
    """

    axes = 2
    shown_as_built = True

    def __init__(self, data_format=None, keepdims: bool = False, *, name: str | None = None):
        super().__init__(name)
        self.data_format = windows.channels_last(data_format)
        self.keepdims = keepdims
        self.places = tuple(range(1, self.axes + 1))  # the axes that go: height and width

    def compute_output_shape(self, input_shape):
        n, *_, channels = windows.samples(input_shape, self.axes, self.name)
        return (n, *((1,) * self.axes if self.keepdims else ()), channels)

    def everywhere(self, numbers):
        """(n, channels) as (n, 1, 1, channels), to be held against every place of x."""
        return numbers.reshape(len(numbers), *(1,) * self.axes, -1)


class GlobalMaxPooling2D(GlobalPooling):
    """The largest number of each channel: is it anywhere in the picture?"""

    def forward(self, x, training=False):
        self.x = x
        self.a = x.max(axis=self.places, keepdims=self.keepdims)
        return self.a

    def backward(self, da):
        """Equals share the slope, as in Keras."""
        largest = self.x == self.everywhere(self.a)
        equals = largest.sum(axis=self.places, keepdims=True, dtype=da.dtype)
        return largest * (self.everywhere(da) / equals)


class GlobalAveragePooling2D(GlobalPooling):
    """The mean of each channel: how much of it is in the picture?"""

    def forward(self, x, training=False):
        self.x = x
        self.a = x.mean(axis=self.places, keepdims=self.keepdims)
        return self.a

    def backward(self, da):
        """Every place counted the same."""
        share = self.everywhere(da) / math.prod(self.x.shape[1:-1])
        return np.broadcast_to(share, self.x.shape)


class GlobalMaxPooling1D(GlobalMaxPooling2D):
    """The largest number of each channel, of all steps."""

    axes = 1


class GlobalAveragePooling1D(GlobalAveragePooling2D):
    """The mean of each channel, over all steps."""

    axes = 1
