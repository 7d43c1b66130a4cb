"""Layers that bring what comes in to a common scale; no gradient moves what they know."""

import numpy as np

from course_lib.nn import memory, validation, validation_layers
from course_lib.nn.layers.base import Layer

SMALLEST = 1e-7  # a column that never changes is divided by this, not by 0; as in Keras


class Normalization(Layer):
    """``a = (x - mean) / sqrt(variance)``, by the columns of the rows that you show it once.

    Show ``adapt`` the training rows and no others: mean and variance of the test rows are
    knowledge of them.

    >>> layer = Normalization()
    >>> layer.adapt(np.array([[1, 100], [3, 300]]))
    >>> layer([[2, 400]])
    array([[0., 2.]], dtype=float32)

    ``invert=True`` goes back from scaled numbers to the first ones.
    """

    mean, variance = memory.View(), memory.View()

    supports_masking = True

    absent = Layer.absent | {"mean": None, "variance": None}  # from adapt, or by assigning them

    def __init__(self, axis: int = -1, *, invert: bool = False, **named):
        super().__init__(**named)
        self.axis = validation_layers.last_axis(axis, "Normalization")
        self.invert = validation_layers.flag(invert, "invert")
        memory.rebind(self, mean=None, variance=None, count=None)

    def compute_output_shape(self, input_shape):
        validation_layers.is_last_axis(self.axis, input_shape, self.name)
        return input_shape

    def build(self, input_shape):
        super().build(input_shape)
        columns = self.input_shape[-1:]
        self.state_shapes = {"mean": columns, "variance": columns, "count": ()}  # Keras has a count
        self.take_memory()
        self.variance = np.ones(columns)

    def adapt(self, data) -> None:
        """Learn mean and variance of every column from these rows: (n, ..., columns)."""
        shape = self.input_shape[1:] if self.built else None
        x = validation.rows(data, shape, np.float64, reader=self.name, name="data")
        if not self.built:
            self.build(x.shape)
        rows = tuple(range(x.ndim - 1))
        self.mean, self.variance = x.mean(axis=rows), x.var(axis=rows)

    def forward(self, x, training=False):
        """Shift and scale every column: (n, ..., columns) -> (n, ..., columns)."""
        self.x = x
        self.deviation = np.maximum(np.sqrt(self.variance), SMALLEST)
        if self.invert:
            self.a = x * self.deviation + self.mean
        else:
            self.a = (x - self.mean) / self.deviation
        return self.a

    def backward(self, da):
        return da * self.deviation if self.invert else da / self.deviation


class Rescaling(Layer):
    """``a = x * scale + offset``, with numbers that you know: ``Rescaling(1 / 255)`` for pictures.

    >>> Rescaling(1 / 127.5, offset=-1)([[0, 255]])
    array([[-1.,  1.]], dtype=float32)

    Both may be a list, with a number for each column.
    """

    supports_masking = True

    def __init__(self, scale, offset=0.0, **named):
        super().__init__(**named)
        self.scale = validation_layers.number_or_list(scale, "scale")
        self.offset = validation_layers.number_or_list(offset, "offset")

    def forward(self, x, training=False):
        """Scale and shift: (n, ..., columns) -> (n, ..., columns)."""
        self.x = x
        self.a = x * np.asarray(self.scale, x.dtype) + np.asarray(self.offset, x.dtype)
        return self.a

    def backward(self, da):
        return da * np.asarray(self.scale, da.dtype)


class UnitNormalization(Layer):
    """Every row is divided by its length, and has length 1: what counts is its direction.

    >>> UnitNormalization()([[3, 4]])
    array([[0.6, 0.8]], dtype=float32)
    """

    supports_masking = True
    shown_as_built = True

    def __init__(self, axis: int = -1, **named):
        super().__init__(**named)
        self.axis = validation_layers.last_axis(axis, "UnitNormalization")

    def compute_output_shape(self, input_shape):
        validation_layers.is_last_axis(self.axis, input_shape, self.name)
        return input_shape

    def forward(self, x, training=False):
        """Scale every row: (n, ..., columns) -> (n, ..., columns)."""
        self.x = x
        length = np.sqrt((x * x).sum(axis=-1, keepdims=True))
        self.length = np.maximum(length, 1e-12)  # a row of zeros stays one
        self.a = x / self.length
        return self.a

    def backward(self, da):
        """Along the row itself nothing changes: that part of the slope is taken out."""
        return (da - self.a * (da * self.a).sum(axis=-1, keepdims=True)) / self.length

    def __getstate__(self):
        return super().__getstate__() | {"length": None}
