"""What all layers have in common."""

import numpy as np

from course_lib.nn import memory, regularizers, symbols, validation
from course_lib.nn.floatx import floatx
from course_lib.nn.naming import auto_name


class Layer:
    """What all layers have in common: a name, a place in the memory, a pass to look at.

    ``weight_shapes`` names the weights that gradients move, ``state_shapes`` those that the layer
    writes down by itself, such as a mean that it keeps up to date. With ``trainable = False`` no
    weight of the layer moves; tell it before ``compile``.

    ``forward`` takes ``training``: True while the model learns, False when it is used. Most layers
    do the same in both cases; dropout and batch normalization don't.
    """

    shown_as_built = False  # in summary(), as in Keras: True where there is nothing to build
    reads_several = False  # a list of arrays, as the merging layers do
    supports_masking = False  # as in Keras: True where steps of a sequence stay apart
    makes_mask = False  # as Embedding(mask_zero=True) does
    carries_mask = False  # in a model: some steps of what goes out may not count
    reads = ()  # in a model: the layers whose outputs come in
    connected = False  # called on a symbol: it has its place in a graph
    trainable = True

    def __init__(self, name=None, trainable: bool = True):
        self.name = name or auto_name(self)
        self.trainable = bool(trainable)
        self.weight_shapes = {}
        self.state_shapes = {}
        self.regularizers = {}  # by the name of the weight that each one penalizes
        self.built = False
        self.in_model = False
        self.needs_dx = True  # False where no layer before this one learns: the slope is not used
        self.x = self.z = self.a = None

    def build(self, input_shape: tuple) -> None:
        """Get memory and first weights for rows of this shape: (None, ...)."""
        self.input_shape = validation.batch_shape(input_shape)
        self.output_shape = self.compute_output_shape(self.input_shape)
        self.built = True

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

    def __call__(self, x, training: bool = False):
        """Check x, build if this is the first call, and go forward."""
        if symbols.is_symbolic(x):
            return symbols.connect(self, x)
        x = validation.rows(
            x, self.input_shape[1:] if self.built else None, self.dtype, reader=self.name
        )
        if not self.built:
            self.build(x.shape)
        with np.errstate(over="ignore"):
            return self.forward(x, training)

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

    def count_params(self) -> int:
        return sum(memory.sizes(self))

    def get_weights(self) -> list:
        """Copies of the weights, in Keras's order: kernel, then bias."""
        return [weight.copy() for weight in self.weights]

    def set_weights(self, weights) -> None:
        """Write new numbers into the weights."""
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
        left = {"in_model": False, "connected": False, "carries_mask": False, "reads": ()}
        return vars(self) | left | {"x": None, "z": None, "a": None}

    def __repr__(self):
        return f"<{type(self).__name__} {self.name!r}>"
