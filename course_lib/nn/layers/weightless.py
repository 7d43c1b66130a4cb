"""Layers without weights: an activation of its own, and a change of shape."""

import math

from course_lib.nn import activations
from course_lib.nn.layers.base import Layer


class Activation(Layer):
    """An activation function as a layer of its own: ``a = f(x)``."""

    shown_as_built = True

    supports_masking = True

    def __init__(self, activation, **named):
        super().__init__(**named)
        self.activation = activations.get(activation)

    def forward(self, x, training=False):
        self.x = self.z = x
        self.a = self.activation.forward(self.z)
        return self.a

    def backward(self, da):
        return self.backward_from_z(self.activation.backward(da, self.z, self.a))

    def backward_from_z(self, dz):
        return dz  # x is z here


class Flatten(Layer):
    """Every sample as one row of numbers: (n, 8, 8) -> (n, 64)."""

    absent = Layer.absent | {"data_format": None}

    def __init__(self, **named):
        super().__init__(**named)

    def compute_output_shape(self, input_shape):
        n, *shape = input_shape
        return (n, None if None in shape else math.prod(shape))

    def forward(self, x, training=False):
        self.x = x
        self.a = x.reshape(len(x), -1)
        return self.a

    def backward(self, da):
        return da.reshape(self.x.shape)
