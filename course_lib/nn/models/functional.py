"""A model as a graph: layers that fork, and meet again."""

import warnings

from course_lib.nn import symbols, validation
from course_lib.nn.models import serialization
from course_lib.nn.models.model import Model


class Functional(Model):
    """The layers between ``inputs`` and ``outputs``, both of them what a call on symbols gave.

    >>> from course_lib.nn.layers import Add, Dense, Input
    >>> inputs = Input((8,))
    >>> hidden = Dense(8, activation="relu")(inputs)
    >>> model = Model(inputs, Dense(2)(Add()([inputs, hidden])))  # inputs takes a shortcut
    >>> model.count_params()
    90

    One input and one output: for more of them, go to Keras.

    A layer that was called with ``training=True``, such as ``Dropout(0.5)(x, training=True)``, does
    so when you call ``model(x)``. ``fit``, ``evaluate`` and ``predict``, and a call that says
    ``training`` itself, tell every layer, as in Keras.
    """

    kind = "Functional"

    def __init__(self, inputs, outputs, name: str | None = None):
        inputs, outputs = _one(inputs, "inputs"), _one(outputs, "outputs")
        order = symbols.topological_order(inputs, outputs)
        _check_free(order)
        super().__init__(name)
        self._layers = [symbol.layer for symbol in order]
        self.called_with = [symbol.training for symbol in order]
        self._overruled = {not told for told in self.called_with if told is not None}
        place = {symbol: i for i, symbol in enumerate(order)}
        self.sources = [[place[source] for source in symbol.sources] for symbol in order]
        self.sample_shape = inputs.shape[1:]
        self._symbols = order
        for layer in self._layers:
            layer.in_model = True
        self._flatten_weights(self.dtype)
        self._skip_unused_dx()

    def get_config(self) -> dict:
        """The model as plain data; ``sources`` says which layers each layer reads."""
        graph = {"sources": self.sources, "called_with": self.called_with}
        arguments = [layer.call_arguments for layer in self._layers]
        return super().get_config() | graph | {"call_arguments": arguments}

    @classmethod
    def from_config(cls, config: dict) -> "Functional":
        """A model as ``get_config`` describes it, with new weights."""
        layers, sources = serialization.deserialize(config["layers"]), config["sources"]
        called_with = config.get("called_with") or [None] * len(layers)  # an older file has none
        arguments = config.get("call_arguments") or [{}] * len(layers)  # nor these
        return cls.from_layers(layers, sources, _calls(called_with, arguments), config["name"])

    @classmethod
    def from_layers(cls, layers: list, sources: list, calls: list, name) -> "Functional":
        """The graph in which each layer reads the layers at these places, with these arguments."""
        made = [symbols.Symbol(layers[0], layers[0].output_shape)]
        for layer, places, call in zip(layers[1:], sources[1:], calls[1:], strict=True):
            made.append(layer.call_on([made[i] for i in places], **call))
        return cls(made[0], made[-1], name=name)

    @property
    def calls(self) -> list:
        """For each layer, all that it was called with, beside what it reads."""
        return _calls(self.called_with, [layer.call_arguments for layer in self._layers])

    def build(self, input_shape: tuple) -> None:
        """There is nothing to build: the layers got their weights when they were called."""
        validation.same_shape(self._layers[0], validation.batch_shape(input_shape))

    def _name_symbols(self):
        """What goes from layer to layer, before there is any data: of a copy, anew."""
        self._symbols = []
        for layer, places, training in zip(
            self._layers, self.sources, self.called_with, strict=True
        ):
            read = tuple(self._symbols[i] for i in places)
            shapes = [symbol.shape for symbol in read] or [layer.input_shape]
            shape = layer.compute_output_shape(shapes if layer.reads_several else shapes[0])
            layer.symbol = symbols.Symbol(layer, shape, read, training)
            self._symbols.append(layer.symbol)

    def _skip_unused_dx(self):
        """Where no source learns anything, the slope is not needed."""
        self.learns = []  # for each layer: does it learn, or any of those that lead to it?
        for layer, sources in zip(self._layers, self.sources, strict=True):
            layer.needs_dx = any(self.learns[i] for i in sources)
            self.learns.append(layer.needs_dx or bool(layer.trainable_weights))

    @property
    def forks(self) -> bool:
        """Whether any layer reads another than the one before it."""
        return any(sources != [i - 1] for i, sources in enumerate(self.sources) if i)

    def connections(self) -> list:
        """For each layer, what it reads, as Keras writes it."""
        read = [[f"{self._layers[i].name}[0][0]" for i in sources] for sources in self.sources]
        return [", ".join(names) or "-" for names in read]

    def compute_output_shape(self, input_shape: tuple) -> tuple:
        return (input_shape[0], *self._symbols[-1].shape[1:])

    def forward(self, x, training=False):
        """Every layer once its sources are done; x is trusted here."""
        if training is not None and training in self._overruled:
            self._warn(training)
        outputs = []
        for layer, sources, told in zip(self._layers, self.sources, self.called_with, strict=True):
            read = _what_comes_in(x, outputs, sources)
            outputs.append(layer.forward(read, bool(told) if training is None else training))
        return outputs[-1]

    def _warn(self, training):
        """Say once, where it is the case, that a layer does not do what it was called with."""
        names = [
            layer.name
            for layer, told in zip(self._layers, self.called_with, strict=True)
            if told is (not training)
        ]
        self._overruled = ()
        warnings.warn(
            f"{', '.join(names)}: called with training={not training}, and told {training} now. "
            "fit, evaluate and predict tell every layer whether it learns, as in Keras. To keep "
            "what a layer was called with, call model(x).",
            stacklevel=4,
        )

    def hand_back(self, dx) -> None:
        """Each layer once all layers that read it are done: the slopes from them are added up."""
        slopes = [None] * len(self._layers)
        self._distribute(dx, self.sources[-1], slopes)
        for i in reversed(range(len(self._layers) - 1)):
            if self.learns[i]:
                self._distribute(self._layers[i].backward(slopes[i]), self.sources[i], slopes)

    def _distribute(self, dx, sources, slopes):
        for i, slope in zip(sources, dx if len(sources) > 1 else [dx], strict=True):
            if self.learns[i] and slope is not None:
                slopes[i] = slope if slopes[i] is None else slopes[i] + slope


def _calls(called_with, arguments):
    return [{"training": told} | more for told, more in zip(called_with, arguments, strict=True)]


def _what_comes_in(x, outputs, sources):
    if not sources:
        return x
    return outputs[sources[0]] if len(sources) == 1 else [outputs[i] for i in sources]


def _one(symbol, name):
    """The one symbol, alone or as a list of one."""
    if isinstance(symbol, list | tuple) and len(symbol) == 1:
        (symbol,) = symbol
    if not isinstance(symbol, symbols.Symbol):
        raise ValueError(
            f"{name} is one value: Input((8,)), or what a layer gave when it was called on it. "
            f"Received: {symbol!r}. Models with several inputs or outputs are not here; Keras has "
            "them."
        )
    return symbol


def _check_free(order):
    taken = [symbol.layer.name for symbol in order if symbol.layer.in_model]
    if taken:
        raise ValueError(
            "A layer belongs to one model. Received layers that are in a model already: "
            f"{', '.join(taken)}. Run the lines from Input on again, so that there are new ones. "
            "To see what a layer puts out, look at layer.a after predict()."
        )
    names = [symbol.layer.name for symbol in order]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise ValueError(
            f"Layers of a model have names of their own. Received {twice!r} twice. "
            "Pass other names, or none."
        )
