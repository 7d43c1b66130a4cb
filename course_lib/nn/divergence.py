"""When training diverges: which layer broke first, and what is the likely cause."""

import math

import numpy as np

from course_lib.nn.losses.own import FunctionLoss, UnweightedLoss
from course_lib.nn.optimizers import SGD

BROKEN = " The weights hold what broke it: build a new model before you train again."


def error(model, epoch: int | None) -> FloatingPointError:
    """The exception for a loss that is NaN or infinite, or weights that are."""
    layer, what, why = _diagnose(model)
    when = "on this batch" if epoch is None else f"in epoch {epoch + 1}"
    return FloatingPointError(
        f"Training stopped {when}: {what} of layer {layer.name!r} {why}{BROKEN}"
    )


def are_finite(params) -> bool:
    """Is no weight NaN or infinite?"""
    # Their product tells in most cases, in a third of the time up to 5,000 weights (0.3 to 0.5
    # microseconds in place of 1.0 to 1.4): after each epoch, that counts.
    return math.isfinite(params.dot(params)) or bool(np.isfinite(params).all())


def check_weights(model) -> None:
    """Refuse to train with weights that were broken before: no learning rate is to blame then."""
    with np.errstate(all="ignore"):
        if are_finite(model.params):
            return
    layer = _first_broken(model)
    raise FloatingPointError(
        f"Training cannot begin: a weight of layer {layer.name!r} is no longer a finite number, "
        "since before this call. Look at what wrote it, such as set_weights() or an earlier "
        "training, and build a new model."
    )


def _first_broken(model):
    broken = (
        layer
        for layer in model.layers
        if not all(np.isfinite(weight).all() for weight in layer.weights)
    )
    return next(broken, None)


def _diagnose(model):
    layer = _first_broken(model)
    if layer:
        return layer, "a weight", f"is no longer a finite number. {_cause(model)}"
    for layer in model.layers:
        z = layer.a if layer.z is None else layer.z
        if not np.isfinite(z).all():
            return layer, "a sum z", f"has grown beyond the largest number. {_cause(model)}"
        if not np.isfinite(layer.a).all():
            name = layer.activation.name
            return layer, "an output", f"is not finite: {name} made it from a finite z."
    return _loss_overflows(model)


def _cause(model):
    """A penalty that throws every weight past 0 by itself, or else the rate."""
    rate = getattr(model.optimizer, "learning_rate", None)  # an optimizer of your own may have none
    for layer in model.penalized if isinstance(model.optimizer, SGD) else ():
        for regularizer in layer.regularizers.values():
            l2 = getattr(regularizer, "l2", 0)
            if 2 * l2 * rate > 1:
                return (
                    f"Its cause is probably the penalty l2={l2:g} of layer {layer.name!r}: a step "
                    f"moves each weight by 2 * l2 * rate = {2 * l2 * rate:g} times itself, past 0. "
                    "Try a much smaller penalty, such as 0.01."
                )
    said = "" if rate is None else f", {rate:g},"
    return (
        f"The learning rate{said} is probably too high for this data: try a tenth of it, or "
        "scale x and y to about 1."
    )


def _loss_overflows(model):
    last = model.layers[-1]
    for layer in model.penalized:
        if not math.isfinite(layer.penalty()):
            return layer, "a weight", f"is so large that its penalty overflows. {_cause(model)}"
    if hasattr(model.loss, "from_logits"):
        return (
            last,
            "an output",
            f"makes {model.loss.name} take the logarithm of 0, or divide by 0. "
            "End the model in softmax or sigmoid, whose outputs are probabilities.",
        )
    own = isinstance(model.loss, FunctionLoss | UnweightedLoss)
    if own or not type(model.loss).__module__.startswith("course_lib."):
        return last, "an output", f"is finite, and {model.loss.name} made a loss of it that is not."
    return last, "an output", f"is so far off that its error overflows. {_cause(model)}"
