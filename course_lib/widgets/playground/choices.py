"""What the menus offer, each with what it does and with the code that is shown for it."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from course_lib.nn import optimizers, regularizers


class Choice(NamedTuple):
    """A line of code, and the same as a function."""

    code: str
    do: Callable


FEATURES = {
    "x1": Choice("x[:, 0]", lambda x: x[:, 0]),
    "x2": Choice("x[:, 1]", lambda x: x[:, 1]),
    "x1²": Choice("x[:, 0] ** 2", lambda x: x[:, 0] ** 2),
    "x2²": Choice("x[:, 1] ** 2", lambda x: x[:, 1] ** 2),
    "x1·x2": Choice("x[:, 0] * x[:, 1]", lambda x: x[:, 0] * x[:, 1]),
    "sin x1": Choice("np.sin(x[:, 0])", lambda x: np.sin(x[:, 0])),
    "sin x2": Choice("np.sin(x[:, 1])", lambda x: np.sin(x[:, 1])),
}
FIRST_WEIGHTS = {
    "Glorot": Choice(
        "rng.uniform(-1, 1, kernel.shape) * np.sqrt(6 / sum(kernel.shape))",
        lambda rng, kernel: rng.uniform(-1, 1, kernel.shape) * np.sqrt(6 / sum(kernel.shape)),
    ),
    "He": Choice(
        "rng.normal(size=kernel.shape) * np.sqrt(2 / kernel.shape[0])",
        lambda rng, kernel: rng.normal(size=kernel.shape) * np.sqrt(2 / kernel.shape[0]),
    ),
    "uniform 0 to 1": Choice(
        "rng.uniform(size=kernel.shape)", lambda rng, kernel: rng.uniform(size=kernel.shape)
    ),
    "zeros": Choice("np.zeros(kernel.shape)", lambda rng, kernel: np.zeros(kernel.shape)),
    "ones": Choice("np.ones(kernel.shape)", lambda rng, kernel: np.ones(kernel.shape)),
}

# The class's name, and what it is given beside the learning rate.
OPTIMIZERS = {
    "SGD": ("SGD", {}),
    "SGD, momentum 0.9": ("SGD", {"momentum": 0.9}),
    "SGD, Nesterov 0.9": ("SGD", {"momentum": 0.9, "nesterov": True}),
    "RMSprop": ("RMSprop", {}),
    "Adam": ("Adam", {}),
    "AdamW": ("AdamW", {}),
}
PENALTIES = ("none", "L1", "L2")


def feature(name: str) -> Choice:
    """A feature by its name; "x3", "x4" and so on are columns of a learner's own."""
    place = int(name[1:]) - 1 if name not in FEATURES else 0
    return FEATURES.get(name) or Choice(f"x[:, {place}]", lambda x: x[:, place])


def optimizer(name: str, rate: float) -> Choice:
    """An optimizer by its name, and the code that makes one."""
    kind, options = OPTIMIZERS[name]
    given = {"learning_rate": rate, **options}
    code = ", ".join(f"{option}={value!r}" for option, value in given.items())
    return Choice(f"optimizers.{kind}({code})", lambda: getattr(optimizers, kind)(**given))


def penalty(name: str, rate: float) -> Choice | None:
    """A penalty on weights, or None."""
    if name == "none":
        return None
    return Choice(f"regularizers.{name}({rate!r})", lambda: getattr(regularizers, name)(rate))
