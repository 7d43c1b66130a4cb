"""Activations that have a layer of their own name, with numbers to choose."""

import warnings

import numpy as np

from course_lib.nn import activations, initializers, memory, validation, validation_layers
from course_lib.nn.layers.base import Layer
from course_lib.nn.layers.weightless import Activation

_WHAT = "An activation bends at numbers of your choice"


class ReLU(Activation):
    """``a = max(0, x)``; and from ``threshold`` to ``max_value`` alone, where you say so.

    >>> ReLU(max_value=6)([[-1, 3, 8]])
    array([[0., 3., 6.]], dtype=float32)
    """

    def __init__(self, max_value=None, negative_slope=0.0, threshold=0.0, **named):
        self.max_value = (
            None if max_value is None else validation.non_negative(max_value, "max_value", _WHAT)
        )
        self.negative_slope = validation.non_negative(negative_slope, "negative_slope", _WHAT)
        self.threshold = validation.non_negative(threshold, "threshold", _WHAT)
        plain = (self.max_value, self.negative_slope, self.threshold) == (None, 0, 0)
        bounds = self.max_value, self.negative_slope, self.threshold
        super().__init__(activations.relu if plain else activations.BoundedRelu(*bounds), **named)


class LeakyReLU(Activation):
    """``a = x`` above zero and ``negative_slope * x`` below: never quite silent.

    >>> LeakyReLU(negative_slope=0.5)([[-1, 3]])
    array([[-0.5,  3. ]], dtype=float32)
    """

    def __init__(self, negative_slope=0.3, **named):
        if "alpha" in named:
            warnings.warn("alpha is called negative_slope now.", stacklevel=2)
            negative_slope = named.pop("alpha")
        self.negative_slope = validation.non_negative(negative_slope, "negative_slope", _WHAT)
        super().__init__(activations.LeakyRelu(self.negative_slope), **named)


class Softmax(Activation):
    """Every row of scores becomes probabilities, which add up to 1.

    >>> Softmax()([[1, 1, 2]]).round(2)
    array([[0.21, 0.21, 0.58]], dtype=float32)
    """

    def __init__(self, axis: int = -1, **named):
        super().__init__(activations.softmax, **named)
        self.axis = validation_layers.last_axis(axis, "Softmax")

    def compute_output_shape(self, input_shape):
        validation_layers.is_last_axis(self.axis, input_shape, self.name)
        return input_shape


class ELU(Activation):
    """``a = x`` above zero and ``alpha * (e^x - 1)`` below: it bends towards ``-alpha``.

    >>> ELU()([[-1, 3]]).round(3)
    array([[-0.632,  3.   ]], dtype=float32)
    """

    def __init__(self, alpha=1.0, **named):
        self.alpha = validation_layers.number(alpha, "alpha", _WHAT)
        super().__init__(activations.Elu(self.alpha), **named)


class PReLU(Layer):
    """A LeakyReLU whose slope below zero is learned: ``alpha``, one for each number of a sample.

    ``shared_axes=[1, 2]`` learns one for all places along these axes, such as a picture's.

    Reference: He and others (2015), https://arxiv.org/abs/1502.01852
    """

    supports_masking = True

    absent = Layer.absent | {"alpha_constraint": None}
    alpha, d_alpha = memory.View(), memory.View()

    def __init__(
        self, alpha_initializer="Zeros", alpha_regularizer=None, *, shared_axes=None, **named
    ):
        super().__init__(**named)
        self.alpha_initializer = initializers.get(alpha_initializer)
        self.shared_axes = validation_layers.axes(shared_axes, "shared_axes")
        self.regularize(alpha=alpha_regularizer)
        memory.rebind(self, alpha=None, d_alpha=None)

    def build(self, input_shape):
        super().build(input_shape)
        shape = [
            1 if axis in (self.shared_axes or ()) else size
            for axis, size in enumerate(self.input_shape)
        ][1:]
        self.weight_shapes = {"alpha": tuple(shape)}
        self.take_memory()
        self.alpha = self.alpha_initializer(tuple(shape))

    def compute_output_shape(self, input_shape):
        for axis, size in enumerate(input_shape[1:], 1):
            if size is None and axis not in (self.shared_axes or ()):
                raise ValueError(
                    f"{self.name} learns a slope for each number of a sample. Received samples of "
                    f"shape {input_shape[1:]}. Share it along what may be of any length: "
                    f"shared_axes=[{axis}]."
                )
        return input_shape

    def forward(self, x, training=False):
        self.x = self.z = x
        self.a = np.where(x > 0, x, self.alpha * x)
        return self.a

    def backward(self, da):
        """From da to ``d_alpha``, summed over all that share it, and the dx returned."""
        axes = (0, *(self.shared_axes or ()))
        slopes = (da * np.minimum(self.x, 0)).sum(axis=axes, keepdims=True)
        self.d_alpha = slopes[0]
        return np.where(self.x > 0, da, self.alpha * da)
