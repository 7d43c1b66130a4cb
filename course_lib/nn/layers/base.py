"""What all layers have in common."""

import numpy as np

from course_lib.nn import (
    initializers,
    memory,
    regularizers,
    symbols,
    unsupported,
    validation,
    validation_layers,
)
from course_lib.nn.floatx import floatx
from course_lib.nn.layers import own_layers
from course_lib.nn.naming import auto_name
from course_lib.nn.outputs import as_output

# What Keras's layers take and these don't, with the default that is accepted: see unsupported.py.
ABSENT = {"activity_regularizer": None, "autocast": True, "dtype": None}


class Layer:
    """What all layers have in common: a name, a place in the memory, a pass to look at.

    ``weight_shapes`` names the weights that gradients move, ``state_shapes`` those that the layer
    writes down by itself, such as a mean that it keeps up to date. With ``trainable = False`` no
    weight of the layer moves; tell it before ``compile``.

    ``forward`` takes ``training``: True while the model learns, False when it is used. Most layers
    do the same in both cases; dropout and batch normalization don't.

    The first layer of a ``Sequential`` may say what it reads, with ``input_shape=(20,)`` or
    ``input_dim=20``, in place of an Input.
    """

    absent = ABSENT
    shown_as_built = False  # in summary(), as in Keras: True where there is nothing to build
    reads_several = False  # a list of arrays, as the merging layers do
    built = False
    in_model = False
    supports_masking = False  # as in Keras: True where steps of a sequence stay apart
    makes_mask = False  # as Embedding(mask_zero=True) does
    carries_mask = False  # in a model: some steps of what goes out may not count
    reads = ()  # in a model: the layers whose outputs come in
    last_mask = (None, None)  # what went out in a pass, and its mask
    connected = False  # called on a symbol: it has its place in a graph
    symbol = None  # what it puts out, in that graph
    trainable = True

    def __init__(self, *, name=None, trainable: bool = True, **others):
        own_layers.check_class(self)
        self.declared_shape = validation_layers.declared_shape(others)
        unsupported.check(type(self), others, self.absent)
        self.name = validation_layers.name(name) or auto_name(self)
        self.trainable = validation_layers.flag(trainable, "trainable")
        self.weight_shapes = {}
        self.state_shapes = {}
        self.regularizers = {}  # by the name of the weight that each one penalizes
        self.needs_dx = True  # False where no layer before this one learns: the slope is not used
        self.x = self.z = self.a = None

    def build(self, input_shape: tuple) -> None:
        """Get memory and first weights for rows of this shape: (None, ...)."""
        if self.built:
            raise ValueError(
                f"A layer is built once. Received a second build of {self.name!r}, whose weights "
                "are in use. Make a new layer, or write new numbers into this one: set_weights()."
            )
        self.input_shape = validation.batch_shape(input_shape)
        validation_layers.as_declared(self, self.input_shape)
        self.output_shape = self.compute_output_shape(self.input_shape)
        self.built = True

    def build_for(self, input_shape: tuple) -> None:
        """Build, unless that is done; then samples of this shape have to fit the weights."""
        if self.built:
            validation.same_shape(self, input_shape)
            return
        self.build(input_shape)
        if not self.built:  # a build() of your own, which does not call this class's
            Layer.build(self, input_shape)
        if own_layers.is_own(self):
            own_layers.check_built(self)

    def add_weight(
        self,
        *,
        name: str | None = None,
        shape: tuple = (),
        initializer="glorot_uniform",
        trainable: bool = True,
        regularizer=None,
        **others,
    ) -> np.ndarray:
        """A weight, for the ``build`` of your own layer.

        Keep it under its name: ``self.kernel = self.add_weight(name="kernel", shape=...)``. Then
        ``backward`` writes its slope, ``self.d_kernel``.
        """
        unsupported.check(type(self), others, {"dtype": None, "autocast": True, "constraint": None})
        name, shape = validation_layers.weight_name(name, self), tuple(shape)
        own_layers.add_views(self, name, trainable)
        (self.weight_shapes if trainable else self.state_shapes)[name] = shape
        values = np.asarray(initializers.get(initializer)(shape), floatx())
        memory.rebind(self, **{name: values})
        if trainable:
            memory.rebind(self, **{f"d_{name}": np.zeros_like(values)})
            self.regularizers |= {name: regularizers.get(regularizer)} if regularizer else {}
        return values

    def compute_output_shape(self, input_shape: tuple) -> tuple:
        """(n, ...) in, (n, ...) out; n is None where nobody knows it yet."""
        return input_shape

    @property
    def keeps_mask(self) -> bool:
        """Whether a mask of what comes in is one of what goes out too."""
        return self.supports_masking

    def compute_mask(self, inputs, previous_mask):
        """The mask of what goes out, (n, steps), from the mask of what came in."""
        return previous_mask

    def take_memory(self) -> None:
        """Vectors of this layer's own, to live in until a model takes it in."""
        learned, state = memory.sizes(self)
        self.bind(
            np.zeros(learned, floatx()), np.zeros(learned, floatx()), np.zeros(state, floatx())
        )

    def bind(self, params: np.ndarray, grads: np.ndarray, state: np.ndarray) -> None:
        """Use these vectors as memory: what is learned, its gradients, all other weights."""
        memory.bind(self, params, grads, state)

    @property
    def call_arguments(self) -> dict:
        """What a model keeps of the layer's call, beside ``training``; see MultiHeadAttention."""
        return {}

    def call_on(self, read: list, **named):
        """Call the layer on these values, as many as it reads."""
        return self(read if self.reads_several else read[0], **named)

    def __call__(self, x, training: bool | None = None):
        """Check x, build if this is the first call, and go forward.

        On a symbol, ``training`` is kept for when the model is called: see ``Functional``.
        """
        if not self.built:
            own_layers.check_initialized(self)
        training = None if training is None else validation_layers.flag(training, "training")
        if symbols.is_symbolic(x):
            return symbols.connect(self, x, training)
        x = validation.rows(
            x, self.input_shape[1:] if self.built else None, self.dtype, reader=self.name
        )
        if not self.built:
            self.build_for(x.shape)
        with np.errstate(over="ignore"):
            self.a = as_output(self.forward(x, bool(training)))
        return self.a

    @property
    def output(self):
        """What it puts out in its model, before there is any data: ``layer.output.shape``."""
        if self.symbol is None:
            raise AttributeError(
                f"{self.name} is in no model that is built, so nothing says what comes out. To "
                "see the numbers of its last pass, look at layer.a."
            )
        return self.symbol

    @property
    def input(self):
        """What it reads in its model: one symbol, or a list of them."""
        sources = self.output.sources
        return sources[0] if len(sources) == 1 else list(sources) or self.output

    @property
    def dtype(self):
        return self.weights[0].dtype if self.weights else np.dtype(floatx())

    @property
    def weights(self) -> list:
        """The views themselves: change them and the layer has changed."""
        return [getattr(self, name) for name in (*self.weight_shapes, *self.state_shapes)]

    @property
    def trainable_weights(self) -> list:
        """Those that the optimizer moves: none, where ``trainable`` is False."""
        return [getattr(self, name) for name in self.weight_shapes] if self.trainable else []

    @property
    def non_trainable_weights(self) -> list:
        """All others."""
        return self.weights[len(self.trainable_weights) :]

    variables, trainable_variables = weights, trainable_weights  # Keras has them under both names
    non_trainable_variables = non_trainable_weights

    def count_params(self) -> int:
        """How many numbers its weights are."""
        if not self.built and not self.shown_as_built:
            raise ValueError(validation_layers.not_built(self))
        return sum(memory.sizes(self))

    def get_weights(self) -> list:
        """Copies of the weights, in Keras's order: kernel, then bias."""
        return [weight.copy() for weight in self.weights]

    def set_weights(self, weights) -> None:
        """Write new numbers into the weights."""
        if not self.built and not self.shown_as_built:
            raise ValueError(validation_layers.not_built(self))
        for weight, values in zip(
            self.weights, validation.weights(weights, self.weights, self.name), strict=True
        ):
            weight[...] = values

    def regularize(self, **by_weight) -> None:
        """Add a penalty on large weights to the loss: ``kernel="l2"``. None is no penalty."""
        self.regularizers = {
            name: regularizers.get(one) for name, one in by_weight.items() if one is not None
        }

    def penalty(self) -> float:
        """What the regularizers add to the loss."""
        return sum(
            regularizer(getattr(self, name)) for name, regularizer in self.regularizers.items()
        )

    def add_penalty_slopes(self) -> None:
        """Add the penalty's slopes to those of the loss: a sum's slope is the slopes' sum."""
        for name, regularizer in self.regularizers.items():
            slope = getattr(self, f"d_{name}")
            slope += regularizer.backward(getattr(self, name))

    def __getstate__(self):
        """A copy takes the weights along; it leaves the model and the last pass behind."""
        left = {"in_model": False, "connected": False, "symbol": None}
        left |= {"carries_mask": False, "reads": (), "last_mask": (None, None)}
        return vars(self) | left | {"x": None, "z": None, "a": None}

    def __repr__(self):
        return f"<{type(self).__name__} {self.name!r}>"
