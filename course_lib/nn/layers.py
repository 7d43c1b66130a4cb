"""Layers: many neurons at once, as one matrix.

A layer keeps its last pass on itself, for you to look at: ``x`` what came in, ``z`` the weighted
sums, ``a`` what went out, and after the way back ``d_kernel`` and ``d_bias``.
"""

import math

import numpy as np

from course_lib.nn import activations, door, initializers, memory
from course_lib.nn.floatx import floatx
from course_lib.nn.naming import auto_name
from course_lib.nn.neuron import Neuron


class Input:
    """Says what one sample looks like: ``Input((20,))`` is a row of 20 numbers.

    >>> Input(shape=(8, 8)).shape
    (8, 8)
    """

    def __init__(self, shape):
        self.shape = door.sample_shape(shape)

    def __repr__(self):
        return f"Input(shape={self.shape})"


class Layer:
    """What all layers have in common: a name, a place in the memory, a pass to look at."""

    needs_no_build = False  # as Keras's table has it

    def __init__(self, name=None):
        self.name = name or auto_name(self)
        self.weight_shapes = {}
        self.built = False
        self.in_model = False
        self.needs_dx = True  # the model's first layer hands its slope on to nobody
        self.x = self.z = self.a = None

    def build(self, input_shape: tuple) -> None:
        """Get memory and first weights for samples of this shape."""
        self.input_shape = door.sample_shape(input_shape)
        self.output_shape = self.compute_output_shape(self.input_shape)
        self.built = True

    def compute_output_shape(self, input_shape: tuple) -> tuple:
        return input_shape

    def bind(self, params: np.ndarray, grads: np.ndarray) -> None:
        """Use these two vectors as memory for the weights and for their gradients."""
        memory.bind(self, params, grads)

    def __call__(self, x):
        """Check x, build if this is the first call, and go forward."""
        x = door.rows(x, self.input_shape if self.built else None, self.dtype, reader=self.name)
        if not self.built:
            self.build(x.shape[1:])
        with np.errstate(over="ignore"):
            return self.forward(x)

    @property
    def dtype(self):
        return self.weights[0].dtype if self.weights else np.dtype(floatx())

    @property
    def weights(self) -> list:
        """The views themselves: change them and the layer has changed."""
        return [getattr(self, name) for name in self.weight_shapes]

    def count_params(self) -> int:
        return sum(math.prod(shape) for shape in self.weight_shapes.values())

    def get_weights(self) -> list:
        """Copies of the weights, in Keras's order: kernel, then bias."""
        return [weight.copy() for weight in self.weights]

    def set_weights(self, weights) -> None:
        """Write new numbers into the weights."""
        for weight, values in zip(
            self.weights, door.weights(weights, self.weights, self.name), strict=True
        ):
            weight[...] = values

    def __getstate__(self):
        """A copy takes the weights along; it leaves the model and the last pass behind."""
        return vars(self) | {"in_model": False, "x": None, "z": None, "a": None}

    def __repr__(self):
        return f"<{type(self).__name__} {self.name!r}>"


class Activation(Layer):
    """An activation function as a layer of its own: ``a = f(x)``."""

    needs_no_build = True

    def __init__(self, activation, name=None):
        super().__init__(name)
        self.activation = activations.get(activation)

    def forward(self, x):
        self.x = self.z = x
        self.a = self.activation.forward(self.z)
        return self.a

    def backward(self, da):
        return self.backward_from_z(self.activation.backward(da, self.z, self.a))

    def backward_from_z(self, dz):
        return dz  # x is z here


class Flatten(Layer):
    """Every sample as one row of numbers: (n, 8, 8) -> (n, 64)."""

    def compute_output_shape(self, input_shape):
        return (math.prod(input_shape),)

    def forward(self, x):
        self.x = x
        self.a = x.reshape(len(x), -1)
        return self.a

    def backward(self, da):
        return da.reshape(self.x.shape)


class Dense(Layer):
    """Neurons side by side, each reading every input: ``a = f(x @ kernel + bias)``.

    ``kernel`` is (n_in, units), one column for each neuron; ``bias`` is (units,).

    >>> layer = Dense(2, kernel_initializer="ones")
    >>> layer([[2, 3]])
    array([[5., 5.]], dtype=float32)

    ``neurons[j]`` is neuron j, on the same memory:

    >>> layer.neurons[1].w[:] = 0
    >>> layer([[2, 3]])
    array([[5., 0.]], dtype=float32)
    """

    kernel, bias = memory.View(), memory.View()
    d_kernel, d_bias = memory.View(), memory.View()

    def __init__(
        self,
        units: int,
        activation=None,
        use_bias: bool = True,
        kernel_initializer="glorot_uniform",
        bias_initializer="zeros",
        name: str | None = None,
    ):
        super().__init__(name)
        self.units = door.whole_number(units, "units", "A Dense layer has at least one neuron")
        self.activation = activations.get(activation)
        self.use_bias = use_bias
        self.kernel_initializer = initializers.get(kernel_initializer)
        self.bias_initializer = initializers.get(bias_initializer)
        vars(self).update(kernel=None, bias=None, d_kernel=None, d_bias=None, _neurons=None)

    def compute_output_shape(self, input_shape):
        door.one_row(input_shape, self.name)
        return (self.units,)

    def build(self, input_shape):
        super().build(input_shape)
        (n_in,) = self.input_shape
        self.weight_shapes = {"kernel": (n_in, self.units)}
        if self.use_bias:
            self.weight_shapes["bias"] = (self.units,)
        size = self.count_params()
        self.bind(np.zeros(size, floatx()), np.zeros(size, floatx()))
        self.kernel = self.kernel_initializer((n_in, self.units))
        if self.use_bias:
            self.bias = self.bias_initializer((self.units,))

    def bind(self, params, grads):
        super().bind(params, grads)
        self._neurons = None

    def forward(self, x):
        """Activate every neuron for every row: (n, n_in) -> (n, units)."""
        self.x = x
        self.z = x @ self.kernel
        if self.use_bias:
            self.z += self.bias
        self.a = self.activation.forward(self.z)
        return self.a

    def backward(self, da):
        """From da (n, units) to ``d_kernel``, ``d_bias`` and the dx returned (n, n_in)."""
        return self.backward_from_z(self.activation.backward(da, self.z, self.a))

    def backward_from_z(self, dz):
        """The linear half of the way back: z = x @ kernel + bias."""
        np.dot(self.x.T, dz, out=self.d_kernel)
        if self.use_bias:
            dz.sum(axis=0, out=self.d_bias)
        if self.needs_dx:
            return dz @ self.kernel.T

    def __getstate__(self):
        return super().__getstate__() | {"_neurons": None}  # they look at this layer's memory

    @property
    def neurons(self) -> list[Neuron]:
        """One Neuron for each column of the kernel, on the same memory.

        In a softmax layer every neuron needs all the others; alone, each gives its sum z.
        """
        if self._neurons is None:
            f = activations.linear if self.activation is activations.softmax else self.activation
            bias = self.bias if self.use_bias else _no_bias(self.units)
            self._neurons = [
                Neuron._of_layer(self.kernel[:, j], bias[j : j + 1], f) for j in range(self.units)
            ]
        return self._neurons


def _no_bias(units):
    bias = np.zeros(units)
    bias.flags.writeable = False  # there is no such weight, so nobody may set it
    return bias
