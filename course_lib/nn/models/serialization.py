"""A model as plain data, from which another can be built that does the same.

An object is described by its class and by what it was made with, which all our classes keep under
the arguments' own names. Only classes of this library are ever built: a description is data, and
nothing in it is run.
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
_NAMES = {
    one: f"{registry}.{name}"
    for registry, module in _REGISTRIES.items()
    for name, one in vars(module).items()
    if isinstance(one, type) and one is not layers.Input
}
_CLASSES = {name: one for one, name in _NAMES.items()}


def describe(thing) -> object:
    """Numbers, text and lists as they are; an object as its class and what it was made with.

    >>> describe(layers.Dense(2, activation="relu", use_bias=False))["made with"]["activation"]
    'relu'
    """
    if thing is None or isinstance(thing, bool | int | float | str):
        return thing
    if isinstance(thing, np.generic):
        return thing.item()
    if isinstance(thing, list | tuple):
        return [describe(one) for one in thing]
    if isinstance(thing, activations.ActivationFunction) and _is_known_by_name(thing):
        return thing.name
    if type(thing) not in _NAMES:
        raise ValueError(
            "What is written to a file is rebuilt from this library's own classes. Received: "
            f"{thing!r}, which is of your own making. Save the numbers alone with "
            "model.save_weights(), and build the model in code."
        )
    arguments = inspect.signature(type(thing)).parameters
    made_with = {name: describe(_argument(thing, name)) for name in arguments}
    return {"class": _NAMES[type(thing)], "made with": made_with}


def _is_known_by_name(activation):
    return activations._KNOWN.get(activation.name) is activation


def _argument(thing, name):
    """What the object was made with, under this name."""
    if name.endswith("_regularizer"):
        return thing.regularizers.get(name.removesuffix("_regularizer"))
    if name == "learning_rate":
        return thing._learning_rate  # where there is a schedule, the schedule itself
    return getattr(thing, name)


def build(description) -> object:
    """The object that was described.

    >>> build(describe(optimizers.SGD(0.5)))
    SGD(learning_rate=0.5)
    """
    if isinstance(description, list):
        return [build(one) for one in description]
    if not isinstance(description, dict):
        return description
    made_with = {name: build(one) for name, one in description["made with"].items()}
    return find("class", description["class"], _CLASSES)(**made_with)
