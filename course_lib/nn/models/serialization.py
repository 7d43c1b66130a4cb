"""Objects as plain data, and back: layers, optimizers, losses and all that they are made with.

An object is described by its class and by the arguments that it was made with, which all our
classes keep under the arguments' own names. Only classes of this library are ever built: a
description is data, and nothing in it is run.
"""

import inspect

import numpy as np

from course_lib.nn import (
    activations,
    initializers,
    layers,
    losses,
    metrics,
    optimizers,
    regularizers,
)
from course_lib.nn.lookup import find

_REGISTRIES = {
    "layers": layers,
    "activations": activations,
    "initializers": initializers,
    "regularizers": regularizers,
    "losses": losses,
    "metrics": metrics,
    "optimizers": optimizers,
    "schedules": optimizers.schedules,
}
CLASSES = {  # under second names too, such as layers.MaxPool2D: earlier files have them
    f"{registry}.{name}": one
    for registry, module in _REGISTRIES.items()
    for name, one in vars(module).items()
    if isinstance(one, type) and one not in (layers.Input, layers.Layer)
}
_NAMES = {one: f"{name.partition('.')[0]}.{one.__name__}" for name, one in CLASSES.items()}


def serialize(thing) -> object:
    """Numbers, text and lists as they are; an object as its class and its arguments.

    >>> serialize(layers.Dense(2, activation="relu", use_bias=False))["arguments"]["activation"]
    'relu'
    """
    if thing is None or isinstance(thing, bool | int | float | str):
        return thing
    if isinstance(thing, np.generic):
        return thing.item()
    if isinstance(thing, list | tuple):
        return [serialize(one) for one in thing]
    if isinstance(thing, activations.ActivationFunction) and activations.has_name(thing):
        return thing.name
    if type(thing) not in _NAMES:
        raise ValueError(
            "What is written to a file is rebuilt from this library's own classes. Received: "
            f"{thing!r}, which is of your own making. Save the numbers alone with "
            "model.save_weights(), and build the model in code."
        )
    given = {name: serialize(one) for name, one in arguments(thing).items()}
    return {"class": _NAMES[type(thing)], "arguments": given}


def arguments(thing) -> dict:
    """What an object was made with, by name."""
    parameters = inspect.signature(type(thing)).parameters.values()
    rest = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    names = [one.name for one in parameters if one.kind not in rest]
    if isinstance(thing, layers.Layer):
        names += ["name", "trainable"]  # all layers hand them on to Layer
    return {name: _argument(thing, name) for name in dict.fromkeys(names)}


def _argument(thing, name):
    """What the object was made with, under this name."""
    if name.endswith("_regularizer") and not hasattr(thing, name):
        return thing.regularizers.get(name.removesuffix("_regularizer"))
    if name == "learning_rate":
        return thing.rate_or_schedule
    return getattr(thing, name)


def deserialize(described) -> object:
    """The object that was described.

    >>> deserialize(serialize(optimizers.SGD(0.5)))
    SGD(learning_rate=0.5)
    """
    if isinstance(described, list):
        return [deserialize(one) for one in described]
    if not isinstance(described, dict):
        return described
    arguments = {name: deserialize(one) for name, one in described["arguments"].items()}
    return find("class", described["class"], CLASSES)(**arguments)
