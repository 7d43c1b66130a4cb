"""LayerNormalization: every row at mean 0 and variance 1, and then where it learns to be."""

import numpy as np

from course_lib.nn import initializers, memory, validation, validation_layers
from course_lib.nn.layers.base import Layer


class LayerNormalization(Layer):
    """``a = gamma * (x - mean) / sqrt(variance + epsilon) + beta``, for each row of x by itself.

    BatchNormalization reads down the columns and needs other rows for it; this layer reads along
    the row, and does the same while the model learns and when it is used.

    >>> LayerNormalization()([[1, 2, 3], [10, 20, 30]]).round(2)
    array([[-1.22,  0.  ,  1.22],
           [-1.22,  0.  ,  1.22]], dtype=float32)

    Reference: Ba, Kiros and Hinton (2016), https://arxiv.org/abs/1607.06450
    """

    supports_masking = True

    absent = Layer.absent | {"beta_constraint": None, "gamma_constraint": None}
    gamma, beta = memory.View(), memory.View()
    d_gamma, d_beta = memory.View(), memory.View()

    def __init__(
        self,
        axis: int = -1,
        epsilon: float = 0.001,
        center: bool = True,
        scale: bool = True,
        beta_initializer="zeros",
        gamma_initializer="ones",
        beta_regularizer=None,
        gamma_regularizer=None,
        **named,
    ):
        super().__init__(**named)
        self.axis = validation_layers.last_axis(axis, "LayerNormalization")
        self.epsilon = validation.positive(epsilon, "epsilon", "It keeps the division from 0")
        self.center = validation_layers.flag(center, "center")
        self.scale = validation_layers.flag(scale, "scale")
        self.beta_initializer = initializers.get(beta_initializer)
        self.gamma_initializer = initializers.get(gamma_initializer)
        self.regularize(
            gamma=gamma_regularizer if scale else None, beta=beta_regularizer if center else None
        )
        memory.rebind(self, gamma=None, beta=None, d_gamma=None, d_beta=None)

    def compute_output_shape(self, input_shape):
        validation_layers.is_last_axis(self.axis, input_shape, self.name)
        validation.columns(input_shape, self.name)
        return input_shape

    def build(self, input_shape):
        super().build(input_shape)
        columns = self.input_shape[-1:]
        self.weight_shapes = {"gamma": columns} if self.scale else {}
        self.weight_shapes |= {"beta": columns} if self.center else {}
        self.take_memory()
        for weight in self.weight_shapes:
            setattr(self, weight, getattr(self, f"{weight}_initializer")(columns))

    def forward(self, x, training=False):
        """Normalize every row: (n, ..., columns) -> (n, ..., columns)."""
        self.x = x
        mean, variance = x.mean(axis=-1, keepdims=True), x.var(axis=-1, keepdims=True)
        self.deviation = np.sqrt(variance + self.epsilon)
        self.normalized = (x - mean) / self.deviation
        self.a = self.normalized
        if self.scale:
            self.a = self.gamma * self.a
        if self.center:
            self.a = self.a + self.beta
        return self.a

    def backward(self, da):
        """From da to ``d_gamma``, ``d_beta`` and the dx returned, as wide as x.

        Every x of a row moves the row's mean and variance, and through them all of its outputs.
        """
        rows = tuple(range(da.ndim - 1))
        if self.scale:
            self.d_gamma = (da * self.normalized).sum(axis=rows)
        if self.center:
            self.d_beta = da.sum(axis=rows)
        if not self.needs_dx:
            return None
        dx = (self.gamma * da if self.scale else da) / self.deviation
        stretch = (dx * self.normalized).mean(axis=-1, keepdims=True)
        return dx - dx.mean(axis=-1, keepdims=True) - self.normalized * stretch

    def __getstate__(self):
        return super().__getstate__() | {"normalized": None, "deviation": None}
