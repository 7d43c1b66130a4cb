"""A model as a chain: layers one after the other."""

from course_lib.nn import validation
from course_lib.nn.layers import Input, Layer
from course_lib.nn.models import serialization
from course_lib.nn.models.model import Model


class Sequential(Model):
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

    kind = "Sequential"

    def __init__(self, layers=None, name: str | None = None):
        super().__init__(name)
        for layer in layers or []:
            self.add(layer)

    @classmethod
    def from_config(cls, config: dict) -> "Sequential":
        """A model as ``get_config`` describes it, with new weights."""
        model = cls(serialization.deserialize(config["layers"]), name=config["name"])
        if config["input"]:
            model.build((None, *config["input"]))
        return model

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
        self.sample_shape = given.shape[1:]

    def build(self, input_shape: tuple) -> None:
        """Give every layer its weights, for data of this shape, and move them into one memory."""
        shape = input_shape = validation.batch_shape(input_shape)
        self.compute_output_shape(shape)  # refuses what does not fit, before anything is built
        for layer in self.layers:
            if not layer.built:
                layer.build(shape)
            shape = layer.output_shape
        self.sample_shape = input_shape[1:]
        self._flatten_weights(self.dtype)
        self._skip_unused_dx()
        self.fused_loss = self._fuse(self.loss)

    @property
    def sources(self) -> list:
        """For each layer, the places of those that it reads: the one before."""
        return [[i - 1] if i else [] for i in range(len(self.layers))]

    def _skip_unused_dx(self):
        """The first layer that learns leaves out dL/dx, which saves 25 % of a step on wide data."""
        first = next((layer for layer in self.layers if layer.trainable_weights), None)
        for layer in self.layers:
            layer.needs_dx = layer is not first

    def compute_output_shape(self, input_shape: tuple) -> tuple:
        """(n, ...) in, (n, ...) out."""
        shape = tuple(input_shape)
        for layer in self.layers:
            validation.same_shape(layer, shape)
            shape = layer.compute_output_shape(shape)
        return shape

    def forward(self, x, training=False):
        """Through all layers; x is trusted here. ``model(x)`` and ``predict`` check it first."""
        for layer in self.layers:
            x = layer.forward(x, training)
        return x

    def hand_back(self, dx) -> None:
        """After the last layer: the slope goes back through the others."""
        for layer in reversed(self.layers[:-1]):
            if dx is None:
                break  # no layer below has weights
            dx = layer.backward(dx)


def _check_can_be_added(layer, model):
    """A sentence about a layer that cannot go into this model."""
    if not isinstance(layer, Layer):
        raise ValueError(
            "A model is made of layers. "
            f"Received: {layer!r}. If this is a class, call it: Dense(10), not Dense."
        )
    if layer.in_model or layer.connected:
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
        shape = model.compute_output_shape((None, *model.sample_shape))
        layer.compute_output_shape(shape)  # refuses samples that it cannot read
        validation.same_shape(layer, shape)
