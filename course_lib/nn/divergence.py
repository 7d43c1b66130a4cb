"""When training diverges: which layer broke first, and what is the likely cause."""

import numpy as np


def error(model, epoch: int | None) -> FloatingPointError:
    """The exception for a loss that is NaN or infinite, or weights that are."""
    layer, what, why = _diagnose(model)
    when = "on this batch" if epoch is None else f"in epoch {epoch + 1}"
    return FloatingPointError(
        f"Training stopped {when}: {what} of layer {layer.name!r} {why} "
        "The weights hold what broke it: build a new model before you train again."
    )


def _diagnose(model):
    too_high = (
        f"The learning rate{_rate(model.optimizer)} is probably too high for this data: try a "
        "tenth of it, or scale x and y to about 1."
    )
    for layer in model.layers:
        if not all(np.isfinite(weight).all() for weight in layer.weights):
            return layer, "a weight", f"is no longer a finite number. {too_high}"
    for layer in model.layers:
        z = layer.a if layer.z is None else layer.z
        if not np.isfinite(z).all():
            return layer, "a sum z", f"has grown beyond the largest number. {too_high}"
        if not np.isfinite(layer.a).all():
            name = layer.activation.name
            return layer, "an output", f"is not finite: {name} made it from a finite z."
    return _loss_overflows(model, too_high)


def _rate(optimizer):
    rate = getattr(optimizer, "learning_rate", None)  # an optimizer of your own may have none
    return "" if rate is None else f", {rate:g},"


def _loss_overflows(model, too_high):
    last = model.layers[-1]
    if hasattr(model.loss, "from_logits"):
        return (
            last,
            "an output",
            f"makes {model.loss.name} take the logarithm of 0, or divide by 0. "
            "End the model in softmax or sigmoid, whose outputs are probabilities.",
        )
    return last, "an output", f"is so far off that its error overflows. {too_high}"
