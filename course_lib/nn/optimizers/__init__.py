"""Optimizers: how the gradient moves the weights."""

from course_lib.nn.lookup import instance
from course_lib.nn.optimizers import schedules
from course_lib.nn.optimizers.adam import Adam
from course_lib.nn.optimizers.optimizer import Optimizer
from course_lib.nn.optimizers.rmsprop import RMSprop
from course_lib.nn.optimizers.sgd import SGD

__all__ = ["SGD", "Adam", "Optimizer", "RMSprop", "get", "schedules"]

_KNOWN = {"sgd": SGD, "SGD": SGD, "rmsprop": RMSprop, "RMSprop": RMSprop}
_KNOWN |= {"adam": Adam, "Adam": Adam}


def get(optimizer):
    """The optimizer of this name with its defaults, or the one that is passed.

    Yours may be any object with ``step(params, grads)``.

    >>> get("adam")
    Adam(learning_rate=0.001)
    """
    return instance("optimizer", optimizer, _KNOWN, good=lambda given: hasattr(given, "step"))
