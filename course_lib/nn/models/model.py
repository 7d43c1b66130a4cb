"""What every model has: layers, on one memory."""

import copy
import itertools

import numpy as np

from course_lib.nn import masking, memory, symbols, unsupported, validation, validation_layers
from course_lib.nn.floatx import floatx
from course_lib.nn.lookup import find
from course_lib.nn.models import serialization, storage
from course_lib.nn.naming import auto_name
from course_lib.nn.outputs import as_output
from course_lib.nn.summary import summary_text
from course_lib.nn.training import Trainer

_OF_SUMMARY = {  # what Keras has besides: see unsupported.py
    "expand_nested": False,
    "show_trainable": False,
    "layer_range": None,
}


class Model(Trainer):
    """What every model has: layers, and one memory for all their weights.

    How the layers hang together is for the two kinds of model to say: in a chain (``Sequential``)
    or in a graph (``Model(inputs, outputs)``, which gives you a ``Functional``).
    """

    kind = None  # what files call it: "Sequential" or "Functional"
    kind_from_graph = None  # what Model(inputs, outputs) makes; this package's __init__ sets it
    params, grads, state = memory.View(), memory.View(), memory.View()

    def __new__(cls, *args, **named):
        _check_class(cls)
        return super().__new__(cls.kind_from_graph if cls is Model else cls)

    def __init__(self, name: str | None = None):
        self.name = validation_layers.name(name) or auto_name(self)
        self._layers = []
        self.sample_shape = None  # of one input, once it is known
        self.built = False
        memory.rebind(self, params=None, grads=None, state=None)

    @property
    def layers(self) -> list:
        """The layers, in a list of its own: to change them, use ``add`` and ``pop``."""
        return list(self._layers)

    @layers.setter
    def layers(self, value):
        raise AttributeError(
            "A model's layers have their weights in its memory, so they are not exchanged as a "
            f"list. Received: model.layers = {value!r}. Use model.add and model.pop of a "
            "Sequential, or make a new model."
        )

    def _flatten_weights(self, dtype):
        params, grads, state = memory.flatten(self._layers, dtype)
        memory.rebind(self, params=params, grads=grads, state=state)
        self.built = True
        masking.connect(self._layers, self.sources)
        self._trainable = [layer.trainable for layer in self._layers]
        self.penalized = [layer for layer in self._layers if layer.trainable and layer.regularizers]

    def _changed_trainable(self) -> list:
        """The names of layers whose ``trainable`` was changed since ``_flatten_weights``."""
        if not self.built:
            return []
        then_and_now = zip(self._trainable, self._layers, strict=True)
        return [layer.name for then, layer in then_and_now if layer.trainable != then]

    def _apply_trainable(self):
        """Move the weights of layers that were frozen since out of ``params``, or back in."""
        if self._changed_trainable():
            self._flatten_weights(self.dtype)
            self._skip_unused_dx()

    @property
    def dtype(self):
        return self.params.dtype if self.built else np.dtype(floatx())

    def __call__(self, x, training: bool | None = None):
        """The outputs for rows of x, in one pass that the layers keep."""
        if symbols.is_symbolic(x):
            raise ValueError(
                "A model is called on rows of numbers. Received what a layer will put out, "
                f"{x!r}. Models inside of models are not here: call its layers one by one."
            )
        x = validation.rows(x, self.sample_shape, self.dtype)
        if not self.built:
            self.build(x.shape)
        training = None if training is None else validation_layers.flag(training, "training")
        with np.errstate(over="ignore"):
            return as_output(self.forward(x, training))

    @property
    def weights(self) -> list:
        """The views themselves, layer by layer."""
        return list(itertools.chain.from_iterable(layer.weights for layer in self._layers))

    @property
    def trainable_weights(self) -> list:
        """Those that the optimizer moves."""
        return [weight for layer in self.layers for weight in layer.trainable_weights]

    @property
    def non_trainable_weights(self) -> list:
        """All others: what layers write down by themselves, and frozen layers."""
        return [weight for layer in self.layers for weight in layer.non_trainable_weights]

    @property
    def trainable(self) -> bool:
        """Whether any layer learns. Set it, and it is said to every layer; then compile."""
        return any(layer.trainable for layer in self._layers)

    @trainable.setter
    def trainable(self, value):
        for layer in self._layers:
            layer.trainable = bool(value)

    def get_weights(self) -> list:
        """Copies of all weights: kernel and bias of the first layer, then of the next."""
        return [weight.copy() for weight in self.weights]

    def set_weights(self, weights) -> None:
        """Write new numbers into all weights, in the order of ``get_weights``."""
        if not self.built:
            raise ValueError(validation_layers.not_built(self))
        checked = validation.weights(weights, self.weights, self.name)
        for weight, values in zip(self.weights, checked, strict=True):
            weight[...] = values

    forks = False  # does it split anywhere, and meet again? Functional knows

    variables, trainable_variables = weights, trainable_weights  # Keras has them under both names
    non_trainable_variables = non_trainable_weights

    def count_params(self) -> int:
        """How many numbers all weights are."""
        if not self.built:
            raise ValueError(validation_layers.not_built(self))
        return sum(layer.count_params() for layer in self._layers)

    @property
    def input(self) -> symbols.Symbol:
        """What comes in, before there is any data: ``model.input.shape``."""
        _check_has_shapes(self)
        return self._symbols[0]

    @property
    def output(self) -> symbols.Symbol:
        """What goes out."""
        _check_has_shapes(self)
        return self._symbols[-1]

    @property
    def inputs(self) -> list:
        """A list of one, since Keras has models with several."""
        return [self.input]

    @property
    def outputs(self) -> list:
        return [self.output]

    @property
    def input_shape(self) -> tuple:
        """(None, ...)"""
        return self.input.shape

    @property
    def output_shape(self) -> tuple:
        """(None, ...)"""
        return self.output.shape

    def get_config(self) -> dict:
        """The model as plain data, without its weights; ``from_config`` builds one like it."""
        return {
            "class": self.kind,
            "name": self.name,
            "layers": [serialization.serialize(layer) for layer in self._layers],
            "input": self.sample_shape,
        }

    def save(self, filepath) -> None:
        """Write the whole model to a file named ``….keras``; ``load_model`` reads it."""
        storage.save_model(self, filepath)

    def save_weights(self, filepath) -> None:
        """Write the weights alone, to a file named ``….weights.h5``."""
        storage.save_weights(self, filepath)

    def load_weights(self, filepath) -> None:
        """Read weights that a model of the same shape has saved."""
        storage.load_weights(self, filepath)

    def get_layer(self, name: str | None = None, index: int | None = None):
        """The layer with this name, or at this place."""
        if index is None:
            return find("layer", name, {layer.name: layer for layer in self._layers})
        if not -len(self._layers) <= index < len(self._layers):
            raise ValueError(
                f"{self.name} has {len(self._layers)} layers, counted from 0. Received: "
                f"index={index}. The last one is index=-1."
            )
        return self._layers[index]

    def summary(
        self, line_length: int | None = None, positions=None, print_fn=None, **others
    ) -> None:
        """Print the table of layers, shapes and numbers of weights, as Keras does."""
        unsupported.check(Model.summary, others, _OF_SUMMARY)
        text = summary_text(self, line_length, positions)
        if print_fn is None:
            print(text)
        else:
            print_fn(text + "\n")

    def __getstate__(self):
        """What to copy or pickle: not the vectors, since the layers bring their weights."""
        vectors = {"params": None, "grads": None, "state": None}
        fresh = {"_symbols": None, "_epoch": None}  # nobody trains the copy
        return vars(self) | vectors | fresh | {"_dtype": self.dtype}

    def __setstate__(self, state):
        """Move the copied weights into one memory again: a copy of a view is no view."""
        dtype = state.pop("_dtype")
        vars(self).update(state)
        for layer in self._layers:
            layer.in_model = True
        if self.built:
            self._flatten_weights(dtype)
            self._name_symbols()

    def __copy__(self):
        """Two models cannot have the same layers, so every copy is a deep one."""
        return copy.deepcopy(self)

    def __repr__(self):
        return f"<{type(self).__name__} {self.name!r}: {len(self._layers)} layers>"


def _check_class(cls):
    """Refuse what a class of your own would be asked for in Keras, and is not here."""
    asked = ("call", "train_step", "test_step", "predict_step", "compute_loss")
    own = [name for name in asked if hasattr(cls, name)]
    if cls is not Model and (own or cls.kind is None):
        raise ValueError(
            "A model is a chain, Sequential([...]), or a graph, Model(inputs, outputs). Received "
            f"the class {cls.__name__}{' with its own ' + ' and '.join(own) if own else ''}. For "
            "steps of your own, write the loop: model.forward, model.backward, and "
            "optimizer.step(model.params, model.grads); all else is in Keras."
        )


def _check_has_shapes(model):
    if not model.built:
        raise AttributeError(
            f"{model.name} is not built, so nothing says what comes in. Give it an Input, or call "
            "it on data once."
        )
