"""Dense: neurons side by side, as one matrix."""

import numpy as np

from course_lib.nn import activations, initializers, memory, validation, validation_layers
from course_lib.nn.layers.base import Layer
from course_lib.nn.neuron import Neuron
from course_lib.nn.sums_and_products import column_sums, product, table


class Dense(Layer):
    """Neurons side by side, each reading every input: ``a = f(x @ kernel + bias)``.

    ``kernel`` is (n_in, units), one column for each neuron; ``bias`` is (units,). Where x has more
    axes than two, such as (n, steps, n_in), each of its rows is read by itself: (n, steps, units).

    >>> layer = Dense(2, kernel_initializer="ones")
    >>> layer([[2, 3]])
    array([[5., 5.]], dtype=float32)

    ``neurons[j]`` is neuron j, on the same memory:

    >>> layer.neurons[1].w[:] = 0
    >>> layer([[2, 3]])
    array([[5., 0.]], dtype=float32)
    """

    absent = Layer.absent | {
        "kernel_constraint": None,
        "bias_constraint": None,
        "lora_rank": None,
        "lora_alpha": None,
        "quantization_config": None,
    }
    kernel, bias = memory.View(), memory.View()
    d_kernel, d_bias = memory.View(), memory.View()

    supports_masking = True

    def __init__(
        self,
        units: int,
        activation=None,
        use_bias: bool = True,
        kernel_initializer="glorot_uniform",
        bias_initializer="zeros",
        kernel_regularizer=None,
        bias_regularizer=None,
        **named,
    ):
        super().__init__(**named)
        self.units = validation.whole_number(
            units, "units", "A Dense layer has at least one neuron"
        )
        self.activation = activations.get(activation)
        self.use_bias = validation_layers.flag(use_bias, "use_bias")
        self.kernel_initializer = initializers.get(kernel_initializer)
        self.bias_initializer = initializers.get(bias_initializer)
        self.regularize(kernel=kernel_regularizer, bias=bias_regularizer if use_bias else None)
        memory.rebind(self, kernel=None, bias=None, d_kernel=None, d_bias=None)
        self._neurons = None

    def compute_output_shape(self, input_shape):
        validation.columns(input_shape, self.name)
        return (*input_shape[:-1], self.units)

    def build(self, input_shape):
        super().build(input_shape)
        n_in = self.input_shape[-1]
        self.weight_shapes = {"kernel": (n_in, self.units)}
        if self.use_bias:
            self.weight_shapes["bias"] = (self.units,)
        self.take_memory()
        self.kernel = self.kernel_initializer((n_in, self.units))
        if self.use_bias:
            self.bias = self.bias_initializer((self.units,))

    def bind(self, params, grads, state):
        super().bind(params, grads, state)
        self._neurons = None

    def forward(self, x, training=False):
        """Activate every neuron for every row: (n, n_in) -> (n, units)."""
        self.x = x
        self.z = product(x, self.kernel)  # x @ kernel
        if self.use_bias:
            self.z += self.bias
        self.a = self.activation.forward(self.z)
        return self.a

    def backward(self, da):
        """From da (n, units) to ``d_kernel``, ``d_bias`` and the dx returned (n, n_in)."""
        return self.backward_from_z(self.activation.backward(da, self.z, self.a))

    def backward_from_z(self, dz):
        """The linear half of the way back: z = x @ kernel + bias."""
        table(self.x).T.dot(table(dz), out=self.d_kernel)
        if self.use_bias:
            column_sums(table(dz), out=self.d_bias)
        if self.needs_dx:
            return product(dz, self.kernel.T)

    def __getstate__(self):
        return super().__getstate__() | {"_neurons": None}  # they look at this layer's memory

    @property
    def neurons(self) -> list[Neuron]:
        """One Neuron for each column of the kernel, on the same memory.

        In a softmax layer every neuron needs all the others; alone, each gives its sum z.
        """
        if not self.built:
            raise ValueError(validation_layers.not_built(self))
        if self._neurons is None:
            f = activations.linear if self.activation is activations.softmax else self.activation
            bias = self.bias if self.use_bias else _no_bias(self.units)
            self._neurons = [
                Neuron.of_layer(self.kernel[:, j], bias[j : j + 1], f) for j in range(self.units)
            ]
        return self._neurons


def _no_bias(units):
    bias = np.zeros(units)
    bias.flags.writeable = False  # there is no such weight, so nobody may set it
    return bias
