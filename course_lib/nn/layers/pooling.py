"""Pooling: every window becomes one number, its largest or its mean, for each channel."""

import itertools

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
        self, pool_size, strides=None, padding: str = "valid", data_format=None, name=None, **named
    ):
        super().__init__(name=name, **named)
        self.pool_size = windows.numbers(pool_size, "pool_size", self.axes)
        self.strides = (
            self.pool_size if strides is None else windows.numbers(strides, "strides", self.axes)
        )
        self.padding = windows.padding_name(padding)
        self.data_format = windows.channels_last(data_format)
        self.windows = self.cells = None

    def compute_output_shape(self, input_shape):
        n, *lengths, channels = windows.samples(input_shape, self.axes, self.name)
        moves = self.pool_size, self.strides, self.padding
        return (n, *windows.output_lengths(lengths, *moves), channels)

    def cut(self, x):
        """Each cell of all windows: (channels, rows, columns, n)."""
        moves = self.pool_size, self.strides, self.padding
        self.windows = windows.windows_on(x.shape[1:-1], *moves)
        return self.windows.cells(self.windows.pad(x.swapaxes(0, -1), self.outside))

    def backward(self, da):
        """Every cell's slope goes back to its place in x; where windows overlap, they add up."""
        slopes = self.slopes(np.ascontiguousarray(da.swapaxes(0, -1)))
        return self.windows.add_up(slopes, self.x.swapaxes(0, -1)).swapaxes(0, -1)

    def __getstate__(self):
        return super().__getstate__() | {"windows": None, "cells": None, "largest": None}


class MaxPooling2D(Pooling):
    """The largest number of every window: whether something is there, not where exactly.

    >>> MaxPooling2D()([[[[1], [2], [0]], [[3], [9], [5]], [[0], [0], [7]]]]).ravel()
    array([9.], dtype=float32)
    """

    outside = -np.inf  # a border is never the largest

    def __init__(
        self, pool_size=(2, 2), strides=None, padding="valid", data_format=None, name=None, **named
    ):
        super().__init__(pool_size, strides, padding, data_format, name, **named)

    def forward(self, x, training=False):
        """(n, height, width, channels) -> (n, rows, columns, channels)."""
        self.x = x
        self.cells = self.cut(x)
        self.largest = list(itertools.accumulate(self.cells, np.maximum))  # of the cells so far
        self.a = self.largest[-1].swapaxes(0, -1)
        return self.a

    def slopes(self, da):
        """Only the largest cell moved the output: the last one that was larger than all before.

        So of equals the first has the slope to itself, as in Keras.
        """
        slopes = []
        for cell, before in zip(self.cells[:0:-1], self.largest[-2::-1], strict=True):
            slopes.append(da * (cell > before))
            da = da - slopes[-1]
        return [da, *reversed(slopes)]


class AveragePooling2D(Pooling):
    """The mean of every window; a border does not count.

    >>> AveragePooling2D(2)([[[[1], [2]], [[3], [6]]]]).ravel()
    array([3.], dtype=float32)
    """

    def forward(self, x, training=False):
        """(n, height, width, channels) -> (n, rows, columns, channels)."""
        self.x = x
        first, *others = self.cells = self.cut(x)
        self.counted = self.inside_of_windows()
        self.a = (sum(others, start=first) / self.counted).swapaxes(0, -1)
        return self.a

    def inside_of_windows(self):
        """How many of a window's cells are on the picture and not on its border."""
        if not self.windows.has_border:
            return len(self.cells)
        ones = np.ones((1, *self.x.shape[1:-1], 1), self.x.dtype)
        return sum(self.windows.cells(self.windows.pad(ones)))

    def slopes(self, da):
        """Every cell counted the same."""
        return [da / self.counted] * len(self.cells)


class MaxPooling1D(MaxPooling2D):
    """The largest number of every few steps: (n, steps, channels) -> (n, fewer, channels)."""

    axes = 1

    def __init__(
        self, pool_size=2, strides=None, padding="valid", data_format=None, name=None, **named
    ):
        super().__init__(pool_size, strides, padding, data_format, name, **named)


class AveragePooling1D(AveragePooling2D):
    """The mean of every few steps: (n, steps, channels) -> (n, fewer, channels)."""

    axes = 1
