"""Optimizers: how the gradient moves the weights."""

import math

import numpy as np

from course_lib.nn.lookup import instance


class SGD:
    """Stochastic gradient descent: a step downhill, against the gradient.

    It moves any vector, a whole model's ``params`` or a ball in a bowl:

    >>> params = np.array([4.0, -2.0])
    >>> SGD(learning_rate=0.1).step(params, grads=2 * params)
    >>> params
    array([ 3.2, -1.6])
    """

    name = "sgd"

    def __init__(self, learning_rate: float = 0.01):
        self.learning_rate = learning_rate
        self.iterations = 0

    @property
    def learning_rate(self) -> float:
        return self._learning_rate

    @learning_rate.setter
    def learning_rate(self, value):
        if not isinstance(value, int | float | np.number) or not 0 < value < math.inf:
            raise ValueError(
                "The learning rate is a number above 0. "
                f"Received: learning_rate={value!r}. Try 0.01, the default."
            )
        self._learning_rate = float(value)  # Python's own float leaves float32 weights float32

    def step(self, params: np.ndarray, grads: np.ndarray) -> None:
        """Move ``params``, in place."""
        params -= self.learning_rate * grads
        self.iterations += 1

    def __repr__(self):
        return f"SGD(learning_rate={self.learning_rate})"


_KNOWN = {"sgd": SGD, "SGD": SGD}


def get(optimizer):
    """The optimizer of this name with its defaults, or the one that is passed.

    Yours may be any object with ``step(params, grads)``.

    >>> get("sgd")
    SGD(learning_rate=0.01)
    """
    return instance("optimizer", optimizer, _KNOWN, good=lambda given: hasattr(given, "step"))
