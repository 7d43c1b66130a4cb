"""Optimizers: how the gradient moves the weights."""

from course_lib.nn import not_here
from course_lib.nn.lookup import instance
from course_lib.nn.optimizers import schedules
from course_lib.nn.optimizers.adadelta import Adadelta
from course_lib.nn.optimizers.adagrad import Adagrad
from course_lib.nn.optimizers.adam import Adam, AdamW
from course_lib.nn.optimizers.adamax import Adamax
from course_lib.nn.optimizers.optimizer import Optimizer
from course_lib.nn.optimizers.rmsprop import RMSprop
from course_lib.nn.optimizers.sgd import SGD

__all__ = [
    "SGD",
    "Adadelta",
    "Adagrad",
    "Adam",
    "AdamW",
    "Adamax",
    "Optimizer",
    "RMSprop",
    "get",
    "schedules",
]

_CLASSES = (SGD, RMSprop, Adam, AdamW, Adagrad, Adadelta, Adamax)
_KNOWN = {cls.name: cls for cls in _CLASSES} | {cls.__name__: cls for cls in _CLASSES}


def get(optimizer):
    """The optimizer of this name with its defaults, or the one that is passed.

    Yours may be any object with ``step(params, grads)``.

    >>> get("adam")
    Adam(learning_rate=0.001)
    """
    return instance("optimizer", optimizer, _KNOWN, good=lambda given: hasattr(given, "step"))


__getattr__ = not_here.explain("optimizers", globals())
