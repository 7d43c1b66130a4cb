"""The functional API's values: what a layer will put out, before there is any data.

``Input((8,))`` is such a value. Call a layer on it and you get another, which remembers the layer
that it came from; call further layers on that. ``Model(inputs, outputs)`` walks from the last
back to the first and has found its layers on the way.
"""


class Symbol:
    """What ``layer`` will put out, given what ``sources`` will hold.

    ``shape`` is that of many samples, (None, ...), since nobody knows yet how many. ``training`` is
    what the layer was called with: True, False, or None, where nothing was said.

    ``a + b``, ``a - b`` and ``a * b`` are short for ``Add()([a, b])``, ``Subtract`` and
    ``Multiply``.
    """

    merging_layers = None  # by sign; merging.py sets it, since layers stand above symbols
    __array_ufunc__ = None  # array + symbol asks the symbol, in place of each number of the array

    def __init__(self, layer, shape: tuple, sources: tuple = (), training: bool | None = None):
        self.layer = layer
        self.shape = shape
        self.sources = sources
        self.training = training

    def __add__(self, other):
        return _merge(self, other, "+")

    def __sub__(self, other):
        return _merge(self, other, "-")

    def __mul__(self, other):
        return _merge(self, other, "*")

    def __radd__(self, other):
        return _merge(other, self, "+")

    def __rsub__(self, other):
        return _merge(other, self, "-")

    def __rmul__(self, other):
        return _merge(other, self, "*")

    def _refuse(self, *_):
        raise ValueError(
            f"Of what a layer will put out, +, - and * are here. Received {self!r} in another "
            "calculation. Write a layer of your own for it, with forward and backward; Keras has "
            "more."
        )

    __truediv__ = __rtruediv__ = __pow__ = __matmul__ = __neg__ = __getitem__ = _refuse
    __iter__ = None  # or Python would try the places one by one

    def __repr__(self):
        return f"<Symbol of shape {self.shape} from {self.layer.name!r}>"


def is_symbolic(x) -> bool:
    """Is x a symbol, or a list of them?"""
    return isinstance(x, Symbol) or (
        isinstance(x, list | tuple) and any(isinstance(one, Symbol) for one in x)
    )


def _merge(a, b, sign):
    if not (isinstance(a, Symbol) and isinstance(b, Symbol)):
        raise ValueError(
            f"{sign} joins what two layers will put out. Received {a!r} {sign} {b!r}. For numbers "
            "that are known, use the layer Rescaling(scale, offset)."
        )
    return Symbol.merging_layers[sign]()([a, b])


def connect(layer, x, training: bool | None = None) -> Symbol:
    """Build the layer for this symbol, or for this list of them, and give back its own."""
    if layer.connected or layer.in_model:
        raise ValueError(
            f"A layer has one place: it keeps its pass on itself. Received a second call of "
            f"{layer.name!r}. Make a new layer; new.set_weights(old.get_weights()) gives it the "
            "same weights."
        )
    sources = (x,) if isinstance(x, Symbol) else tuple(x)
    several = not isinstance(x, Symbol)
    numbers = [source for source in sources if not isinstance(source, Symbol)]
    if numbers:
        raise ValueError(
            f"{layer.name} reads what layers will put out, or numbers. Received both: a "
            f"{type(numbers[0]).__name__} among symbols. What comes in besides is a part of x; "
            "one that is always the same can be made from it: Rescaling(0.0, offset=[...])."
        )
    if several and not layer.reads_several:
        raise ValueError(
            f"{layer.name} reads one value. Received a list of {len(sources)}. "
            "Merge them first: Concatenate()([a, b]) or Add()([a, b])."
        )
    shape = [source.shape for source in sources] if several else x.shape
    layer.build_for(shape)
    layer.connected = True
    training = None if training is None else bool(training)
    layer.symbol = Symbol(layer, layer.compute_output_shape(shape), sources, training)
    return layer.symbol


def topological_order(inputs: Symbol, outputs: Symbol) -> list:
    """All symbols on the way, every one after its sources, as Keras orders its layers.

    Those that are farthest from the output come first; of two equally far, the one that is met
    first on the way back.
    """
    if inputs.sources:
        raise ValueError(
            f"inputs is where a model begins: Input({inputs.shape[1:]}). Received what the "
            f"layer {inputs.layer.name!r} puts out. Models that begin inside another are not here; "
            "call new layers on an Input of your own."
        )
    met, distance, stack = {}, {outputs: 0}, [outputs]
    while stack:  # each symbol is met once, before its sources and from left to right
        symbol = stack.pop()
        if symbol not in met:
            met[symbol] = len(met)
            stack += reversed(symbol.sources)
    if inputs not in met or any(not s.sources and s is not inputs for s in met):
        raise ValueError(
            "outputs is computed from inputs, and from nothing else. Received outputs that "
            f"{'do not lead back to inputs' if inputs not in met else 'need another Input too'}. "
            "Follow the calls from your Input on: each layer is called on what the last one gave."
        )
    _measure(outputs, distance)
    return sorted(met, key=lambda symbol: (-distance[symbol], met[symbol]))


def _measure(outputs, distance):
    """The longest way from each symbol to the output, in layers."""
    frontier = {outputs: None}
    while frontier:
        behind = {}
        for symbol in frontier:
            for source in symbol.sources:
                distance[source] = max(distance.get(source, 0), distance[symbol] + 1)
                behind[source] = None
        frontier = behind
