"""What a model puts out and what its loss reads: one sentence where the two do not fit."""

import warnings

from course_lib.nn import activations, losses

_PROBABILITIES = (
    *(activations.Sigmoid, activations.Softmax, activations.HardSigmoid),
    *(activations.Softplus, activations.Exponential),  # above 0, so that they have a logarithm
    activations.Custom,  # who knows?
)


def warn(layers: list, loss) -> None:
    """Warn of a softmax over one output, and of a cross-entropy of what is no probability."""
    for layer in layers:
        if type(_activation(layer)) is activations.Softmax and layer.output_shape[-1] == 1:
            warnings.warn(_always_one(layer), stacklevel=4)
    activation = _activation(layers[-1]) if layers else None
    reads_probabilities = isinstance(loss, losses.Crossentropy) and not loss.from_logits
    if reads_probabilities and isinstance(activation, _other_known()):
        warnings.warn(_no_probabilities(layers[-1], loss), stacklevel=4)


def _activation(layer):
    return getattr(layer, "activation", None)


def _other_known():
    return tuple(type(f) for f in activations.KNOWN.values() if type(f) not in _PROBABILITIES)


def _always_one(layer):
    return (
        "Softmax shares 1 out among the outputs of a row. Received it over one output, in layer "
        f"{layer.name!r}: that is always 1, and nothing is learned. For yes or no, use "
        'Dense(1, activation="sigmoid") with binary cross-entropy.'
    )


def _no_probabilities(layer, loss):
    fitting = "sigmoid" if isinstance(loss, losses.BinaryCrossentropy) else "softmax"
    return (
        f"{type(loss).__name__} reads probabilities, from 0 to 1. Received a last layer, "
        f"{layer.name!r}, that puts out other numbers too (activation={layer.activation.name!r}). "
        f'End the model in activation="{fitting}"; or leave the activation out and pass '
        f"{type(loss).__name__}(from_logits=True)."
    )
