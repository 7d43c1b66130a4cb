"""What both normalizations end in: a scale and a shift for each column, which are learned."""

import numpy as np

from course_lib.nn import initializers, memory, validation, validation_layers
from course_lib.nn.layers.base import Layer
from course_lib.nn.sums_and_products import column_sums, table


class ScaleAndShift(Layer):
    """``a = gamma * normalized + beta``, where ``normalized = (x - mean) / deviation``.

    The subclasses say which mean and which deviation.
    """

    absent = Layer.absent | {"beta_constraint": None, "gamma_constraint": None}
    gamma, beta = memory.View(), memory.View()
    d_gamma, d_beta = memory.View(), memory.View()

    def __init__(
        self,
        axis,
        epsilon,
        center,
        scale,
        beta_initializer,
        gamma_initializer,
        beta_regularizer,
        gamma_regularizer,
        **named,
    ):
        super().__init__(**named)
        self.axis = validation_layers.last_axis(axis, type(self).__name__)
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
        self.state_shapes = dict.fromkeys(self.of_state, columns)
        self.take_memory()
        for weight in (*self.weight_shapes, *self.state_shapes):
            setattr(self, weight, getattr(self, f"{weight}_initializer")(columns))

    of_state = ()  # weights of the same shape that no gradient moves

    def scale_and_shift(self, centred, variance):
        """Divide by the deviation, then to where it learns to be: (n, ..., columns), the same."""
        self.deviation = np.sqrt(variance + self.epsilon)
        self.normalized = centred / self.deviation
        self.a = self.normalized
        if self.scale:
            self.a = self.gamma * self.a
        if self.center:
            self.a = self.a + self.beta
        return self.a

    def back_through_scale_and_shift(self, da):
        """Write ``d_gamma`` and ``d_beta``; the slope of x for a mean and deviation that stay."""
        if self.scale:
            column_sums(table(da * self.normalized), out=self.d_gamma)
        if self.center:
            column_sums(table(da), out=self.d_beta)
        if self.needs_dx:
            return (self.gamma * da if self.scale else da) / self.deviation

    def __getstate__(self):
        return super().__getstate__() | {"normalized": None, "deviation": None}
