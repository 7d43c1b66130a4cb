"""A second model like a first one, with weights of its own."""

from course_lib.nn import unsupported
from course_lib.nn.models import serialization
from course_lib.nn.models.functional import Functional
from course_lib.nn.models.model import Model
from course_lib.nn.models.sequential import Sequential

_ABSENT = {
    "input_tensors": None,
    "clone_function": None,
    "call_function": None,
    "recursive": False,
}


def clone_model(model: Model, **others) -> Model:
    """A model of the same layers, with new first weights; it is not compiled.

    For one with the same weights too: ``twin.set_weights(model.get_weights())``.
    """
    unsupported.check(clone_model, others, _ABSENT)
    if not isinstance(model, Model):
        raise ValueError(f"clone_model reads a model. Received: {model!r}. Pass the model itself.")
    layers = [_anew(layer) for layer in model.layers]
    if isinstance(model, Functional):
        return Functional.from_layers(layers, model.sources, model.calls, model.name)
    return Sequential.from_layers(layers, model.sample_shape, model.name)


def _anew(layer):
    """A layer made with the same arguments."""
    try:
        return type(layer)(**serialization.arguments(layer))
    except AttributeError as missing:
        raise ValueError(
            "A layer is made anew with what it was made with, which it keeps under the arguments' "
            f"own names. Received {layer!r}: {missing}. Add it to __init__: self.units = units."
        ) from missing
