"""What comes into a model: the shape of one sample."""

from course_lib.nn import validation
from course_lib.nn.layers.base import Layer
from course_lib.nn.symbols import Symbol


class Input(Symbol):
    """Says what one sample looks like: ``Input((20,))`` is a row of 20 numbers.

    Its ``shape`` is that of many samples; nobody knows yet how many:

    >>> Input((8, 8)).shape
    (None, 8, 8)

    Put it first into a ``Sequential``, or call layers on it: ``x = Dense(6)(Input((8,)))``.
    """

    def __init__(self, shape, name: str | None = None):
        shape = validation.sample_shape(shape)
        super().__init__(InputLayer(shape, name), (None, *shape))

    def __repr__(self):
        return f"Input(shape={self.shape[1:]})"


class InputLayer(Layer):
    """The layer that a graph of layers begins with; it passes on what it gets."""

    shown_as_built = True

    def __init__(self, shape, name: str | None = None):
        super().__init__(name)
        self.shape = shape
        self.build((None, *shape))

    def forward(self, x, training=False):
        self.x = self.a = x
        return self.a

    def backward(self, da):
        return da
