"""Layers that several others lead into: where a graph that forked meets again."""

import numpy as np

from course_lib.nn import masking, symbols, validation, validation_layers
from course_lib.nn.layers.base import Layer
from course_lib.nn.outputs import as_output
from course_lib.nn.symbols import Symbol


class Merge(Layer):
    """Reads a list of arrays, (n, ...) each, and makes one of them.

    On the way back, each array gets its own slope. Where one output was read by several layers, the
    model adds their slopes up.
    """

    supports_masking = True
    reads_several = True

    def __init__(self, *inputs, **named):
        if inputs:
            name = type(self).__name__
            raise ValueError(
                f"{name} is made first, and then called on a list. Received what to merge at once. "
                f"Write {name}()([a, b])."
            )
        super().__init__(**named)

    def build(self, input_shape: list) -> None:
        """``input_shape`` is a list: (None, ...) for each array."""
        self.input_shape = [validation.batch_shape(shape) for shape in _several(input_shape, self)]
        self.output_shape = self.compute_output_shape(self.input_shape)
        self.built = True

    build_for = build  # there is no weight that a second one could lose

    def compute_mask(self, inputs, previous_mask):
        """A step counts where it does in any of them, and every step where one has no mask."""
        if any(mask is None for mask in previous_mask):
            return None
        return np.logical_or.reduce(previous_mask)

    def compute_output_shape(self, input_shape: list) -> tuple:
        if len({tuple(shape[1:]) for shape in input_shape}) > 1:
            raise ValueError(
                f"{self.name} reads samples of one shape. Received shapes {_samples(input_shape)}. "
                "Bring them to the same number of columns, with a Dense layer, for example."
            )
        return input_shape[0]

    def __call__(self, x, training: bool | None = None):
        """Check the arrays, build if this is the first call, and go forward."""
        if symbols.is_symbolic(x):
            return symbols.connect(self, _several(x, self), training)
        arrays = _several(x, self)
        x = [
            validation.rows(one, None, self.dtype, self.name, f"x[{i}]")
            for i, one in enumerate(arrays)
        ]
        validation_layers.same_rows(x, self.name)
        self.build([one.shape for one in x])
        self.a = as_output(self.forward(x, bool(training)))
        return self.a


class Add(Merge):
    """The sum, number by number: so a shortcut joins the layers that it went around.

    >>> Add()([[[1, 2]], [[10, 20]]])
    array([[11., 22.]], dtype=float32)
    """

    def forward(self, x, training=False):
        self.x = x
        self.a = sum(x[1:], start=x[0])
        return self.a

    def backward(self, da):
        return [da] * len(self.x)  # each summand counts once


class Multiply(Merge):
    """The product, number by number: one array can switch the numbers of another off.

    >>> Multiply()([[[1, 2]], [[0, 20]]])
    array([[ 0., 40.]], dtype=float32)
    """

    masks = ()

    def forward(self, x, training=False):
        self.x, self.masks = x, masking.input_mask(self)
        self.a = np.prod(self._factors(), axis=0)
        return self.a

    def _factors(self):
        """A step that does not count changes nothing: it is a factor of 1."""
        pairs = zip(self.x, self.masks or [None] * len(self.x), strict=True)
        return [x if mask is None else np.where(mask[..., None], x, 1) for x, mask in pairs]

    def backward(self, da):
        """A factor's slope is the product of all others; (n, ...) for each."""
        factors = self._factors()
        others = [np.prod(factors[:i] + factors[i + 1 :], axis=0) for i in range(len(factors))]
        pairs = zip(others, self.masks or [None] * len(self.x), strict=True)
        return [da * other * (1 if mask is None else mask[..., None]) for other, mask in pairs]

    def __getstate__(self):
        return super().__getstate__() | {"masks": ()}


class Subtract(Merge):
    """The first less the second, number by number.

    >>> Subtract()([[[1, 2]], [[10, 20]]])
    array([[ -9., -18.]], dtype=float32)
    """

    def compute_output_shape(self, input_shape):
        if len(input_shape) != 2:
            raise ValueError(
                f"{self.name} takes one from another. Received {len(input_shape)}. Pass a list of "
                "two: Subtract()([a, b])."
            )
        return super().compute_output_shape(input_shape)

    def forward(self, x, training=False):
        self.x = x
        self.a = x[0] - x[1]
        return self.a

    def backward(self, da):
        return [da, -da]


class Average(Merge):
    """The mean, number by number: as many networks, asked for one answer.

    >>> Average()([[[1, 2]], [[3, 6]]])
    array([[2., 4.]], dtype=float32)
    """

    def forward(self, x, training=False):
        self.x = x
        self.a = sum(x[1:], start=x[0]) / len(x)
        return self.a

    def backward(self, da):
        return [da / len(self.x)] * len(self.x)


class Maximum(Merge):
    """The largest, number by number.

    >>> Maximum()([[[1, 20]], [[10, 2]]])
    array([[10., 20.]], dtype=float32)
    """

    better = np.maximum

    def forward(self, x, training=False):
        self.x = x
        self.a = self.better.reduce(x)
        return self.a

    def backward(self, da):
        """The slope goes to the one that was taken: of equals, to the first."""
        slopes, left = [], np.ones(da.shape, bool)
        for one in self.x:
            taken = left & (one == self.a)
            slopes.append(da * taken)
            left &= ~taken
        return slopes


class Minimum(Maximum):
    """The smallest, number by number.

    >>> Minimum()([[[1, 20]], [[10, 2]]])
    array([[1., 2.]], dtype=float32)
    """

    better = np.minimum


class Concatenate(Merge):
    """Side by side: the columns of all, in one row.

    >>> Concatenate()([[[1, 2]], [[3]]])
    array([[1., 2., 3.]], dtype=float32)
    """

    def __init__(self, axis: int = -1, **named):
        super().__init__(**named)
        if axis == 0 or not validation.is_whole_number(axis):
            raise ValueError(
                "axis says which side grows: -1 is the last, the columns. Axis 0 are the samples, "
                f"and they stay apart. Received: axis={axis!r}. Leave it out."
            )
        self.axis = axis

    def compute_output_shape(self, input_shape):
        axis = self.axis
        rests = {tuple(np.delete(np.array(shape, object), axis)) for shape in input_shape}
        if len(rests) > 1:
            raise ValueError(
                f"{self.name} joins samples that differ along axis {self.axis} only. Received "
                f"shapes {_samples(input_shape)}. Flatten() them first, or choose another axis."
            )
        shape = list(input_shape[0])
        shape[axis] = sum(shape[axis] for shape in input_shape)
        return tuple(shape)

    def compute_mask(self, inputs, previous_mask):
        masks = [
            np.ones(x.shape[:2], bool) if mask is None else mask
            for x, mask in zip(inputs, previous_mask, strict=True)
        ]
        if self.axis in (1, 1 - inputs[0].ndim):  # the steps of one after those of the other
            return np.concatenate(masks, axis=1)
        return np.logical_or.reduce(masks)

    def forward(self, x, training=False):
        self.x = x
        self.a = np.concatenate(x, axis=self.axis)
        return self.a

    def backward(self, da):
        """Each array gets the slopes of its own columns."""
        ends = np.cumsum([one.shape[self.axis] for one in self.x])[:-1]
        return np.split(da, ends, axis=self.axis)


Symbol.merging_layers = {"+": Add, "-": Subtract, "*": Multiply}


def _samples(shapes):
    """The same shapes, of one sample each."""
    return [tuple(shape[1:]) for shape in shapes]


def _several(x, layer):
    if not isinstance(x, list | tuple) or len(x) < 2:
        raise ValueError(
            f"{layer.name} merges a list of two or more. Received: {x!r}. "
            f"Write {type(layer).__name__}()([a, b])."
        )
    return list(x)
