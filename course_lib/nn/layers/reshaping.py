"""Layers that give a sample another shape, with the same numbers."""

import math

import numpy as np

from course_lib.nn import validation
from course_lib.nn.layers.base import Layer


class Reshape(Layer):
    """Every sample in this shape: ``Reshape((8, 8, 1))`` makes (n, 64) to (n, 8, 8, 1).

    One size may be -1: it is what is left.
    """

    shown_as_built = True

    def __init__(self, target_shape, **named):
        super().__init__(**named)
        sizes = target_shape if isinstance(target_shape, tuple | list) else ()
        if not sizes or not all(map(_is_size, sizes)) or list(sizes).count(-1) > 1:
            raise ValueError(
                "Reshape gives a sample a shape: Reshape((8, 8, 1)), where one size may be -1. "
                f"Received: target_shape={target_shape!r}. Leave out the number of samples."
            )
        self.target_shape = tuple(sizes)

    def compute_output_shape(self, input_shape):
        n, *shape = input_shape
        if None in shape:
            return (n, *(None if size == -1 else size for size in self.target_shape))
        size, known = math.prod(shape), math.prod(s for s in self.target_shape if s != -1)
        if size != known if -1 not in self.target_shape else size % known:
            raise ValueError(
                f"{self.name} makes samples of shape {self.target_shape}. Received samples of "
                f"shape {tuple(shape)}, which hold {size} numbers. Both shapes hold as many."
            )
        return (n, *(size // known if s == -1 else s for s in self.target_shape))

    def forward(self, x, training=False):
        self.x = x
        self.a = x.reshape(len(x), *self.target_shape)
        return self.a

    def backward(self, da):
        return da.reshape(self.x.shape)


class Permute(Layer):
    """The axes of a sample in another order, counted from 1: ``Permute((2, 1))`` swaps two."""

    def __init__(self, dims, **named):
        super().__init__(**named)
        if not isinstance(dims, tuple | list) or sorted(dims) != list(range(1, len(dims) + 1)):
            raise ValueError(
                "Permute names every axis of a sample once, counted from 1: Permute((2, 1)). "
                f"Received: dims={dims!r}. Write the new order, without the axis of the samples."
            )
        self.dims = tuple(dims)

    def compute_output_shape(self, input_shape):
        if len(input_shape) != len(self.dims) + 1:
            raise ValueError(
                f"{self.name} orders {len(self.dims)} axes. Received samples of shape "
                f"{input_shape[1:]}. Name each of their axes once."
            )
        return tuple(input_shape[i] for i in (0, *self.dims))

    def forward(self, x, training=False):
        self.x = x
        self.a = x.transpose(0, *self.dims)
        return self.a

    def backward(self, da):
        return da.transpose(np.argsort((0, *self.dims)))


class RepeatVector(Layer):
    """Every row n times, one under the other: (rows, columns) -> (rows, n, columns)."""

    def __init__(self, n: int, **named):
        super().__init__(**named)
        self.n = validation.whole_number(n, "n", "A row is repeated at least once")

    def compute_output_shape(self, input_shape):
        if len(input_shape) != 2:
            raise ValueError(
                f"{self.name} repeats rows of numbers, (n, columns). Received samples of shape "
                f"{input_shape[1:]}. Flatten() them first."
            )
        return (input_shape[0], self.n, input_shape[1])

    def forward(self, x, training=False):
        self.x = x
        self.a = np.repeat(x[:, np.newaxis], self.n, axis=1)
        return self.a

    def backward(self, da):
        return da.sum(axis=1)


def _is_size(size):
    return validation.is_whole_number(size) and (size > 0 or size == -1)
