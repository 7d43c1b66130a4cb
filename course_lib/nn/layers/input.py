"""What comes into a model: the shape of one sample."""

from course_lib.nn import unsupported, validation
from course_lib.nn.layers.base import Layer
from course_lib.nn.symbols import Symbol

WHOLE = ("int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64")
ABSENT = {  # Keras's, at its defaults alone; see unsupported.py
    "batch_size": None,
    "dtype": None,
    "sparse": None,
    "ragged": None,
    "batch_shape": None,
    "tensor": None,
    "optional": False,
}


class Input(Symbol):
    """Says what one sample looks like: ``Input((20,))`` is a row of 20 numbers.

    Its ``shape`` is that of many samples; nobody knows yet how many:

    >>> Input((8, 8)).shape
    (None, 8, 8)

    Put it first into a ``Sequential``, or call layers on it: ``x = Dense(6)(Input((8,)))``.

    ``dtype="int32"``, as Keras's texts write before an ``Embedding``, changes nothing: numbers are
    kept as floats here, and the Embedding refuses what is not whole.
    """

    def __init__(self, shape=None, *, name: str | None = None, **others):
        unsupported.check(Input, _without_whole_type(others), ABSENT)
        layer = InputLayer(shape, name=name)
        super().__init__(layer, layer.output_shape)
        layer.symbol = self

    def __repr__(self):
        return f"Input(shape={self.shape[1:]})"


class InputLayer(Layer):
    """The layer that a graph of layers begins with; it passes on what it gets.

    First in a ``Sequential`` it says what comes in, as ``Input`` does.
    """

    absent = Layer.absent | ABSENT | {"input_tensor": None}
    shown_as_built = True

    def __init__(self, shape=None, **named):
        super().__init__(**_without_whole_type(named))
        self.shape = validation.sample_shape(self.declared_shape if shape is None else shape)
        self.build((None, *self.shape))

    def forward(self, x, training=False):
        self.x = self.a = x
        return self.a

    def backward(self, da):
        return da


def _without_whole_type(named):
    if isinstance(named.get("dtype"), str) and named["dtype"] in WHOLE:
        return {name: value for name, value in named.items() if name != "dtype"}
    return named
