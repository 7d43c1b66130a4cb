"""A model as a graph: layers that fork, and meet again."""

from course_lib.nn import symbols
from course_lib.nn.models import serialization
from course_lib.nn.models.model import Model


class Functional(Model):
    """The layers between ``inputs`` and ``outputs``, both of them what a call on symbols gave.

    >>> from course_lib.nn.layers import Add, Dense, Input
    >>> inputs = Input((8,))
    >>> hidden = Dense(8, activation="relu")(inputs)
    >>> model = Model(inputs, Dense(2)(Add()([inputs, hidden])))  # inputs takes a short cut
    >>> model.count_params()
    90

    One input and one output: for more of them, go to Keras.
    """

    kind = "Functional"

    def __init__(self, inputs, outputs, name: str | None = None):
        inputs, outputs = _one(inputs, "inputs"), _one(outputs, "outputs")
        order = symbols.topological_order(inputs, outputs)
        _check_free(order)
        super().__init__(name)
        self.layers = [symbol.layer for symbol in order]
        place = {symbol: i for i, symbol in enumerate(order)}
        self.sources = [[place[source] for source in symbol.sources] for symbol in order]
        self.sample_shape = inputs.shape[1:]
        for layer in self.layers:
            layer.in_model = True
        self._flatten_weights(self.dtype)
        self._skip_unused_dx()

    def get_config(self) -> dict:
        """The model as plain data; ``sources`` says which layers each layer reads."""
        return super().get_config() | {"sources": self.sources}

    @classmethod
    def from_config(cls, config: dict) -> "Functional":
        """A model as ``get_config`` describes it, with new weights."""
        first, *others = serialization.deserialize(config["layers"])
        made = [symbols.Symbol(first, first.output_shape)]
        for layer, sources in zip(others, config["sources"][1:], strict=True):
            read = [made[i] for i in sources]
            made.append(layer(read if len(read) > 1 else read[0]))
        return cls(made[0], made[-1], name=config["name"])

    def build(self, input_shape: tuple) -> None:
        """There is nothing to do: the layers were built when they were called."""

    def _skip_unused_dx(self):
        """Where no source learns anything, the slope is not needed."""
        self.learns = []  # for each layer: does it learn, or any of those that lead to it?
        for layer, sources in zip(self.layers, self.sources, strict=True):
            layer.needs_dx = any(self.learns[i] for i in sources)
            self.learns.append(layer.needs_dx or bool(layer.trainable_weights))

    @property
    def forks(self) -> bool:
        """Whether any layer reads another than the one before it."""
        return any(sources != [i - 1] for i, sources in enumerate(self.sources) if i)

    def connections(self) -> list:
        """For each layer, what it reads, as Keras writes it."""
        read = [[f"{self.layers[i].name}[0][0]" for i in sources] for sources in self.sources]
        return [", ".join(names) or "-" for names in read]

    def compute_output_shape(self, input_shape: tuple) -> tuple:
        return (input_shape[0], *self.layers[-1].output_shape[1:])

    def forward(self, x, training=False):
        """Every layer once its sources are done; x is trusted here."""
        outputs = []
        for layer, sources in zip(self.layers, self.sources, strict=True):
            read = _what_comes_in(x, outputs, sources)
            outputs.append(layer.forward(read, training))
        return outputs[-1]

    def hand_back(self, dx) -> None:
        """Each layer once all layers that read it are done: the slopes from them are added up."""
        slopes = [None] * len(self.layers)
        self._distribute(dx, self.sources[-1], slopes)
        for i in reversed(range(len(self.layers) - 1)):
            if self.learns[i]:
                self._distribute(self.layers[i].backward(slopes[i]), self.sources[i], slopes)

    def _distribute(self, dx, sources, slopes):
        for i, slope in zip(sources, dx if len(sources) > 1 else [dx], strict=True):
            if self.learns[i]:
                slopes[i] = slope if slopes[i] is None else slopes[i] + slope


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
