"""A model: layers one after the other, on one memory."""

import copy
import itertools

import numpy as np

from course_lib.nn import door, memory
from course_lib.nn.floatx import floatx
from course_lib.nn.layers import Input, Layer
from course_lib.nn.naming import auto_name
from course_lib.nn.summary import summary_text
from course_lib.nn.training import Trainer


class Sequential(Trainer):
    """Layers one after the other; the output of each is the input of the next.

    >>> from course_lib.nn.layers import Dense
    >>> model = Sequential([Input((3,)), Dense(2, activation="relu"), Dense(1)])
    >>> model.count_params()
    11

    All 11 numbers lie in ``model.params``; the layers' weights are views of it:

    >>> model.params[:] = 1
    >>> model.layers[1].kernel
    array([[1.],
           [1.]], dtype=float32)
    """

    params, grads = memory.View(), memory.View()

    def __init__(self, layers=None, name: str | None = None):
        self.name = name or auto_name(self)
        self.layers = []
        self.sample_shape = None  # of one input, once it is known
        self.built = False
        vars(self).update(params=None, grads=None)
        for layer in layers or []:
            self.add(layer)

    def add(self, layer) -> None:
        """Put a layer behind the others. With an Input in front, it gets its weights now."""
        if isinstance(layer, Input):
            self._add_input(layer)
            return
        _check_can_be_added(layer, self)
        self.layers.append(layer)
        layer.in_model = True
        if self.sample_shape is not None:
            self.build((None, *self.sample_shape))

    def _add_input(self, given):
        if self.layers or self.sample_shape is not None:
            raise ValueError(
                "Input says what comes into the model, so it is the first thing in it. "
                f"Received {given} after other layers. Move it to the front."
            )
        self.sample_shape = given.shape

    def build(self, input_shape: tuple) -> None:
        """Give every layer its weights, for data of this shape, and move them into one memory."""
        shape = sample_shape = door.sample_shape(tuple(input_shape)[1:])
        self.compute_output_shape(
            input_shape
        )  # refuses what does not fit, before anything is built
        for layer in self.layers:
            if not layer.built:
                layer.build(shape)
            shape = layer.output_shape
        self.sample_shape = sample_shape
        self._share_memory(self.dtype)
        self._spare_first_dx()
        self.fused_loss = self._fuse(self.loss)

    def _share_memory(self, dtype):
        params, grads = memory.share(self.layers, dtype)
        vars(self).update(params=params, grads=grads, built=True)  # past View: a new memory

    def _spare_first_dx(self):
        """No weights below the first: nobody needs its dL/dx (25 % of a step on wide data)."""
        first = next((layer for layer in self.layers if layer.weights), None)
        for layer in self.layers:
            layer.needs_dx = layer is not first

    @property
    def dtype(self):
        return self.params.dtype if self.built else np.dtype(floatx())

    def compute_output_shape(self, input_shape: tuple) -> tuple:
        """(n, ...) in, (n, ...) out."""
        shape = tuple(input_shape)[1:]
        for layer in self.layers:
            door.same_shape(layer, shape)
            shape = layer.compute_output_shape(shape)
        return (input_shape[0], *shape)

    def forward(self, x):
        """Through all layers; x is trusted here. ``model(x)`` and ``predict`` check it first."""
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def __call__(self, x):
        """The outputs for rows of x, in one pass that the layers keep."""
        x = door.rows(x, self.sample_shape, self.dtype)
        return self.predict(x, batch_size=len(x))

    def predict(self, x, batch_size: int | None = None, verbose="auto"):
        """The outputs for many rows, a batch at a time; ``verbose`` is there for Keras's sake."""
        x = door.rows(x, self.sample_shape, self.dtype)
        size = door.batch_size(batch_size)
        if not self.built:
            self.build(x.shape)
        with np.errstate(over="ignore"):
            return np.concatenate([self.forward(x[i : i + size]) for i in range(0, len(x), size)])

    @property
    def weights(self) -> list:
        """The views themselves, layer by layer."""
        return list(itertools.chain.from_iterable(layer.weights for layer in self.layers))

    def get_weights(self) -> list:
        """Copies of all weights: kernel and bias of the first layer, then of the next."""
        return [weight.copy() for weight in self.weights]

    def set_weights(self, weights) -> None:
        """Write new numbers into all weights, in the order of ``get_weights``."""
        checked = door.weights(weights, self.weights, self.name)
        for weight, values in zip(self.weights, checked, strict=True):
            weight[...] = values

    def count_params(self) -> int:
        return sum(layer.count_params() for layer in self.layers)

    def summary(self, print_fn=None) -> None:
        """Print the table of layers, shapes and numbers of weights, as Keras does."""
        text = summary_text(self)
        if print_fn is None:
            print(text)
        else:
            print_fn(text + "\n")

    def __getstate__(self):
        """What to copy or pickle: not the vectors, since the layers bring their weights."""
        return vars(self) | {"params": None, "grads": None, "_dtype": self.dtype}

    def __setstate__(self, state):
        """Move the copied weights into one memory again: a copy of a view is no view."""
        dtype = state.pop("_dtype")
        vars(self).update(state)
        for layer in self.layers:
            layer.in_model = True
        if self.built:
            self._share_memory(dtype)

    def __copy__(self):
        """Two models cannot have the same layers, so every copy is a deep one."""
        return copy.deepcopy(self)

    def __repr__(self):
        return f"<Sequential {self.name!r}: {len(self.layers)} layers>"


def _check_can_be_added(layer, model):
    """A sentence about a layer that cannot go into this model."""
    if not isinstance(layer, Layer):
        raise ValueError(
            "A model is made of layers. "
            f"Received: {layer!r}. If this is a class, call it: Dense(10), not Dense."
        )
    if layer.in_model:
        raise ValueError(
            f"A layer belongs to one model. Received {layer!r}, which is in a model already. "
            "Make a new layer; new.set_weights(old.get_weights()) gives it the same weights."
        )
    if layer.name in [other.name for other in model.layers]:
        raise ValueError(
            f"Layers of a model have names of their own. Received a second {layer.name!r}. "
            "Pass another name, or none."
        )
    if model.sample_shape is not None:
        shape = model.compute_output_shape((None, *model.sample_shape))[1:]
        layer.compute_output_shape(shape)  # refuses samples that it cannot read
        door.same_shape(layer, shape)
