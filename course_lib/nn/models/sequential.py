"""A model as a chain: layers one after the other."""

from course_lib.nn import memory, unsupported, validation
from course_lib.nn.layers import InputLayer, Layer
from course_lib.nn.layers.own_layers import check_initialized
from course_lib.nn.models import serialization
from course_lib.nn.models.model import Model
from course_lib.nn.symbols import Symbol


class Sequential(Model):
    """Layers one after the other; the output of each is the input of the next.

    >>> from course_lib.nn.layers import Dense, Input
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
    _input = None  # what the first layer reads

    def __init__(self, layers=None, *, name: str | None = None, **others):
        unsupported.check(type(self), others, {"trainable": True})
        super().__init__(name)
        for layer in _listed(layers):
            self.add(layer)

    @classmethod
    def from_config(cls, config: dict) -> "Sequential":
        """A model as ``get_config`` describes it, with new weights."""
        layers = serialization.deserialize(config["layers"])
        return cls.from_layers(layers, config["input"], config["name"])

    @classmethod
    def from_layers(cls, layers: list, sample_shape: tuple | None, name) -> "Sequential":
        """The chain of these layers, built if the shape of a sample is known."""
        model = cls(layers, name=name)
        model._read(sample_shape)
        return model

    def _read(self, sample_shape):
        """Build for samples of this shape, if it is known and there is something to build."""
        self.sample_shape = sample_shape and tuple(sample_shape)
        if sample_shape and self._layers:
            self.build((None, *sample_shape))

    def add(self, layer) -> None:
        """Put a layer behind the others. With an Input in front, it gets its weights now."""
        if isinstance(layer, InputLayer):
            layer = layer.symbol or Symbol(layer, layer.output_shape)
        if isinstance(layer, Symbol) and isinstance(layer.layer, InputLayer):
            self._add_input(layer)
            return
        _check_can_be_added(layer, self)
        first = not self._layers and self.sample_shape is None
        self._layers.append(layer)
        layer.in_model = True
        self._read(layer.declared_shape if first else self.sample_shape)

    def pop(self) -> Layer:
        """Take the last layer out of the model, and give it back.

        What ``compile`` chose was for the model with it: call ``compile`` again before you train.
        """
        if not self._layers:
            raise ValueError(
                f"The last layer is taken out. Received the model {self.name!r}, which has none. "
                "Add some: model.add(Dense(1))."
            )
        layer = self._layers.pop()
        layer.in_model, layer.symbol, layer.needs_dx = False, None, True
        self.optimizer = self.loss = self.fused_loss = None
        if self.built and self._layers:
            self._gather()
        elif self.built:
            self.built = False
            memory.rebind(self, params=None, grads=None, state=None)
        return layer

    def _add_input(self, given):
        if self._layers or self.sample_shape is not None:
            raise ValueError(
                "Input says what comes into the model, so it is the first thing in it. "
                f"Received {given} after other layers. Move it to the front."
            )
        self.sample_shape = given.shape[1:]
        self._input = given

    def build(self, input_shape: tuple) -> None:
        """Give every layer its weights, for data of this shape, and move them into one memory.

        Where all of them have theirs, nothing happens.
        """
        shape = input_shape = validation.batch_shape(input_shape)
        _check_has_layers(self)
        self.compute_output_shape(shape)  # refuses what does not fit, before anything is built
        if self.built and len(self._symbols) == len(self._layers) + 1:
            return
        for layer in self._layers:
            layer.build_for(shape)
            shape = layer.compute_output_shape(shape)
        self.sample_shape = input_shape[1:]
        self._gather()

    def _gather(self):
        """Move all weights into one memory, and see what the way back needs."""
        self._flatten_weights(self.dtype)
        self._name_symbols()
        self._skip_unused_dx()
        self.fused_loss = self._fuse(self.loss)

    def _name_symbols(self):
        """What goes from layer to layer, before there is any data."""
        if self._input is None:
            begin = InputLayer(self.sample_shape, name="input_layer")
            self._input = Symbol(begin, begin.output_shape)
        self._symbols = [self._input]
        for layer in self._layers:
            *_, read = self._symbols
            shape = layer.compute_output_shape(read.shape)
            layer.symbol = Symbol(layer, shape, (read,))
            self._symbols.append(layer.symbol)

    @property
    def sources(self) -> list:
        """For each layer, the places of those that it reads: the one before."""
        return [[i - 1] if i else [] for i in range(len(self._layers))]

    def _skip_unused_dx(self):
        """The first layer that learns leaves out dL/dx, which saves 25 % of a step on wide data."""
        first = next((layer for layer in self._layers if layer.trainable_weights), None)
        for layer in self._layers:
            layer.needs_dx = layer is not first

    def compute_output_shape(self, input_shape: tuple) -> tuple:
        """(n, ...) in, (n, ...) out."""
        shape = tuple(input_shape)
        for layer in self._layers:
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
        for layer in reversed(self._layers[:-1]):
            if dx is None:
                break  # no layer below has weights
            dx = layer.backward(dx)


def _listed(layers):
    if layers is None or isinstance(layers, list | tuple):
        return layers or []
    raise ValueError(
        f"Sequential reads a list of layers. Received: {layers!r}. Write Sequential([...]), with "
        "square brackets."
    )


def _check_has_layers(model):
    if not model._layers:
        raise ValueError(
            f"A model computes with its layers. Received the model {model.name!r}, which has none. "
            "Add some: model.add(Dense(1))."
        )


def _check_can_be_added(layer, model):
    """A sentence about a layer that cannot go into this model."""
    if isinstance(layer, Model):
        raise ValueError(
            f"A model is made of layers. Received the model {layer.name!r}. Models inside of "
            "models are not here: add its layers one by one."
        )
    if isinstance(layer, Symbol):
        raise ValueError(
            f"A chain is made of layers. Received {layer!r}, what a layer gave when it was called. "
            "Add the layer itself, or make a graph: Model(inputs, outputs)."
        )
    if not isinstance(layer, Layer):
        raise ValueError(
            "A model is made of layers. "
            f"Received: {layer!r}. If this is a class, call it: Dense(10), not Dense."
        )
    check_initialized(layer)
    if layer.reads_several:
        raise ValueError(
            f"In a chain, each layer reads one value. Received {layer!r}, which reads several. "
            "Make a graph: Model(inputs, outputs)."
        )
    if layer.in_model or layer.connected:
        raise ValueError(
            f"A layer belongs to one model. Received {layer!r}, which is in a model already. "
            "Make a new layer; new.set_weights(old.get_weights()) gives it the same weights."
        )
    if layer.name in [other.name for other in model._layers]:
        raise ValueError(
            f"Layers of a model have names of their own. Received a second {layer.name!r}. "
            "Pass another name, or none."
        )
    if model.sample_shape is not None:
        shape = model.compute_output_shape((None, *model.sample_shape))
        layer.compute_output_shape(shape)  # refuses samples that it cannot read
        validation.same_shape(layer, shape)
