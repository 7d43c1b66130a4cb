"""Pooling: every window becomes one number, its largest or its mean, for each channel."""

import math

import numpy as np

from course_lib.nn.layers import windows
from course_lib.nn.layers.base import Layer


class Pooling(Layer):
    """What all pooling layers have in common; ``axes`` says how many axes the window moves along.

    Windows lie side by side, unless ``strides`` says otherwise. By "valid", what is left over at
    the end of an odd length is cut off.
    """

    axes = 2
    outside = 0.0  # what a border is filled with
    shown_as_built = True

    def __init__(
        self, pool_size, strides=None, padding: str = "valid", data_format=None, name=None
    ):
        super().__init__(name)
        self.pool_size = windows.numbers(pool_size, "pool_size", self.axes)
        self.strides = (
            self.pool_size if strides is None else windows.numbers(strides, "strides", self.axes)
        )
        self.padding = windows.padding_name(padding)
        self.data_format = windows.channels_last(data_format)
        self.windows = windows.Windows(self.pool_size, self.strides, self.padding)
        self.cells = None

    def compute_output_shape(self, input_shape):
        shape = windows.samples(input_shape, self.axes, self.name)
        return (shape[0], *windows.output_lengths(self.windows, shape, self.name), shape[-1])

    def look(self, x):
        """Keep x, and every cell of its windows: (n, rows, columns, channels) each."""
        self.x = x
        counts = self.compute_output_shape(x.shape)[1:-1]
        self.padded = self.windows.pad(x, self.outside)
        self.cells = self.windows.cells(self.padded, counts)

    def backward(self, da):
        """Every cell's slope goes back to its place in x; where windows overlap, they add up."""
        dx = np.zeros_like(self.padded)
        for place, slope in zip(
            self.windows.cells(dx, da.shape[1:-1]), self.slopes(da), strict=True
        ):
            place += slope
        return self.windows.crop(dx, self.x.shape[1:-1])

    def __getstate__(self):
        return super().__getstate__() | {"cells": None, "padded": None}


class MaxPooling2D(Pooling):
    """The largest number of every window: whether something is there, not where exactly.

    >>> MaxPooling2D()([[[[1], [2], [0]], [[3], [9], [5]], [[0], [0], [7]]]]).ravel()
    array([9.], dtype=float32)
    """

    outside = -np.inf  # a border is never the largest

    def __init__(
        self, pool_size=(2, 2), strides=None, padding="valid", data_format=None, name=None
    ):
        super().__init__(pool_size, strides, padding, data_format, name)

    def forward(self, x, training=False):
        """(n, height, width, channels) -> (n, rows, columns, channels)."""
        self.look(x)
        self.a = self.cells[0].copy()
        for cell in self.cells[1:]:
            np.maximum(self.a, cell, out=self.a)
        return self.a

    def slopes(self, da):
        """Only the largest moved the output; of equals, the first has the slope to itself."""
        left = da.copy()
        for cell in self.cells:
            slope = left * (cell == self.a)
            left -= slope
            yield slope


class AveragePooling2D(Pooling):
    """The mean of every window; a border does not count.

    >>> AveragePooling2D(2)([[[[1], [2]], [[3], [6]]]]).ravel()
    array([3.], dtype=float32)
    """

    def forward(self, x, training=False):
        """(n, height, width, channels) -> (n, rows, columns, channels)."""
        self.look(x)
        self.counted = self.cells_inside()
        self.a = sum(self.cells[1:], start=self.cells[0]) / self.counted
        return self.a

    def cells_inside(self):
        """How many of a window's cells lie on the picture and not on its border."""
        if self.padded is self.x:
            return math.prod(self.pool_size)
        ones = self.windows.pad(np.ones((1, *self.x.shape[1:-1], 1), self.x.dtype))
        return sum(self.windows.cells(ones, self.cells[0].shape[1:-1]))

    def slopes(self, da):
        """Every cell counted the same."""
        return [da / self.counted] * len(self.cells)


class MaxPooling1D(MaxPooling2D):
    """The largest number of every few steps: (n, steps, channels) -> (n, fewer, channels)."""

    axes = 1

    def __init__(self, pool_size=2, strides=None, padding="valid", data_format=None, name=None):
        super().__init__(pool_size, strides, padding, data_format, name)


class AveragePooling1D(AveragePooling2D):
    """The mean of every few steps: (n, steps, channels) -> (n, fewer, channels)."""

    axes = 1
