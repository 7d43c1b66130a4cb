"""Convolution: the same few weights on every window of a picture or of a sequence."""

import math

import numpy as np

from course_lib.nn import activations, initializers, memory, validation
from course_lib.nn.layers import windows
from course_lib.nn.layers.base import Layer


class Convolution(Layer):
    """What Conv1D and Conv2D have in common; ``axes`` says how many axes the window moves along."""

    axes = 2
    paddings = ("valid", "same")
    kernel, bias = memory.View(), memory.View()
    d_kernel, d_bias = memory.View(), memory.View()

    def __init__(
        self,
        filters: int,
        kernel_size,
        strides=1,
        padding: str = "valid",
        data_format=None,
        dilation_rate=1,
        groups: int = 1,
        activation=None,
        use_bias: bool = True,
        kernel_initializer="glorot_uniform",
        bias_initializer="zeros",
        kernel_regularizer=None,
        bias_regularizer=None,
        *,
        name: str | None = None,
        trainable: bool = True,
    ):
        super().__init__(name, trainable)
        self.filters = validation.whole_number(filters, "filters", "A convolution has filters")
        self.kernel_size = windows.numbers(kernel_size, "kernel_size", self.axes)
        self.strides = windows.numbers(strides, "strides", self.axes)
        self.padding = windows.padding_name(padding, self.paddings)
        self.data_format = windows.channels_last(data_format)
        self.dilation_rate = windows.numbers(dilation_rate, "dilation_rate", self.axes)
        self.groups = groups
        _refuse_gaps_and_groups(self)
        self.activation = activations.get(activation)
        self.use_bias = use_bias
        self.kernel_initializer = initializers.get(kernel_initializer)
        self.bias_initializer = initializers.get(bias_initializer)
        self.regularize(kernel=kernel_regularizer, bias=bias_regularizer if use_bias else None)
        self.windows = self.patches = None
        memory.rebind(self, kernel=None, bias=None, d_kernel=None, d_bias=None)

    def compute_output_shape(self, input_shape):
        n, *lengths, _ = windows.samples(input_shape, self.axes, self.name)
        validation.columns(input_shape, self.name)
        moves = self.kernel_size, self.strides, self.padding
        return (n, *windows.output_lengths(lengths, *moves), self.filters)

    def build(self, input_shape):
        super().build(input_shape)
        self.weight_shapes = {"kernel": (*self.kernel_size, self.input_shape[-1], self.filters)}
        if self.use_bias:
            self.weight_shapes["bias"] = (self.filters,)
        self.take_memory()
        for weight, shape in self.weight_shapes.items():
            setattr(self, weight, getattr(self, f"{weight}_initializer")(shape))

    def forward(self, x, training=False):
        """Weigh every window: (n, height, width, channels) -> (n, rows, columns, filters)."""
        self.x = x
        self.cut(x)
        z = self.kernel.reshape(-1, self.filters).T.dot(self.patches)
        if self.use_bias:
            z += self.bias[:, np.newaxis]
        self.z = z.reshape(self.filters, *self.windows.counts, len(x)).swapaxes(0, -1)
        self.a = self.activation.forward(self.z)
        return self.a

    def backward(self, da):
        """From da to ``d_kernel``, ``d_bias`` and the dx returned, which is of the shape of x."""
        return self.backward_from_z(self.activation.backward(da, self.z, self.a))

    def backward_from_z(self, dz):
        """The linear half of the way back: a weight's slope is a sum over all windows."""
        dz = dz.swapaxes(0, -1).reshape(self.filters, -1)
        self.patches.dot(dz.T, out=self.d_kernel.reshape(-1, self.filters))
        if self.use_bias:
            dz.dot(np.ones(dz.shape[1], dz.dtype), out=self.d_bias)  # the sum of each row
        if self.needs_dx:
            return self.put_back(self.kernel.reshape(-1, self.filters).dot(dz))

    def cut(self, x):
        """What lies in each window, a column of ``patches``: (cells * channels, all windows)."""
        moves = self.kernel_size, self.strides, self.padding
        self.windows = windows.windows_on(x.shape[1:-1], *moves)
        cells = self.windows.cells(self.windows.pad(x.swapaxes(0, -1)))
        shape = len(cells) * x.shape[-1], *self.windows.counts, len(x)
        self._make_room((shape[0], math.prod(shape[1:])), x.dtype)
        np.concatenate(cells, out=self.patches.reshape(shape))

    def put_back(self, d_patches):
        """The way back from ``cut``: a number of x gets the slopes of all windows it lies in."""
        x = self.x.swapaxes(0, -1)
        cells = d_patches.reshape(-1, len(x), *self.windows.counts, x.shape[-1])
        return self.windows.add_up(cells, x).swapaxes(0, -1)

    def _make_room(self, shape, dtype):
        """The same memory for every batch: new memory would double the time of 28x28 pictures.

        (The operating system hands a megabyte over page by page, each time anew.)
        """
        if self.patches is None or self.patches.shape != shape or self.patches.dtype != dtype:
            self.patches = np.empty(shape, dtype)

    def __getstate__(self):
        return super().__getstate__() | {"windows": None, "patches": None}


class Conv2D(Convolution):
    """Filters on pictures: each weighs a small window, and moves over all of the picture.

    x is (n, height, width, channels), ``kernel`` (kernel height, kernel width, channels, filters)
    and ``bias`` (filters,). Every filter gives a new picture, in which the old one's places are
    kept: (n, rows, columns, filters).

    >>> edge = Conv2D(1, (1, 2))
    >>> edge.build((None, 2, 4, 1))
    >>> edge.kernel = [[[[-1]], [[1]]]]
    >>> edge([[[[0], [0], [9], [9]], [[0], [0], [0], [9]]]])[0, :, :, 0]
    array([[0., 9., 0.],
           [0., 0., 9.]], dtype=float32)
    """

    def __init__(
        self,
        filters: int,
        kernel_size,
        strides=(1, 1),
        padding: str = "valid",
        data_format=None,
        dilation_rate=(1, 1),
        groups: int = 1,
        activation=None,
        use_bias: bool = True,
        kernel_initializer="glorot_uniform",
        bias_initializer="zeros",
        kernel_regularizer=None,
        bias_regularizer=None,
        *,
        name: str | None = None,
        trainable: bool = True,
    ):
        super().__init__(
            filters,
            kernel_size,
            strides,
            padding,
            data_format,
            dilation_rate,
            groups,
            activation,
            use_bias,
            kernel_initializer,
            bias_initializer,
            kernel_regularizer,
            bias_regularizer,
            name=name,
            trainable=trainable,
        )


class Conv1D(Convolution):
    """Filters on sequences: x is (n, steps, channels), ``kernel`` (size, channels, filters).

    >>> two_days = Conv1D(1, 2, kernel_initializer="ones")
    >>> two_days([[[1], [2], [4]]]).ravel()
    array([3., 6.], dtype=float32)
    """

    axes = 1
    paddings = ("valid", "same", "causal")


def _refuse_gaps_and_groups(layer):
    """Two of Keras's arguments that are not here."""
    if set(layer.dilation_rate) != {1}:
        raise ValueError(
            "The cells of a window lie side by side here. Received: "
            f"dilation_rate={layer.dilation_rate}. Leave it out; a larger kernel_size, or strides, "
            "let a filter see more."
        )
    if layer.groups != 1:
        raise ValueError(
            f"Every filter reads all channels here. Received: groups={layer.groups!r}. Leave it "
            "out."
        )
