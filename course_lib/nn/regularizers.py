"""Regularizers: a penalty on large weights, added to the loss.

Without one, a weight may grow as long as the loss on the training rows falls by anything at all.
With one, the loss has to fall by more than the penalty grows. Each stands beside its slope, which
is added to the weights' gradient.
"""

import numpy as np

from course_lib.nn import not_here, validation
from course_lib.nn.lookup import instance

MEANING = "A regularizer penalizes large weights"


class Regularizer:
    """A penalty: called with weights it is a number, and ``backward`` its slope in their shape.

    For a penalty of your own, derive from this class and write both.
    """

    def __call__(self, weights: np.ndarray) -> float:
        return 0.0

    def backward(self, weights: np.ndarray) -> np.ndarray:
        raise NotImplementedError(
            "A regularizer needs the slope of its penalty. Received a class without backward(). "
            "Add one: def backward(self, weights), which returns an array in their shape."
        )


class L1L2(Regularizer):
    """l1 * sum(abs(w)) + l2 * sum(w^2): both penalties at once.

    >>> L1L2(l1=0.1, l2=0.01)(np.array([3.0, -4.0])).round(4)
    np.float64(0.95)
    """

    def __init__(self, l1: float = 0.0, l2: float = 0.0):
        self.l1, self.l2 = (
            validation.non_negative(l1, "l1", MEANING),
            validation.non_negative(l2, "l2", MEANING),
        )

    def __call__(self, weights):
        return self.l1 * np.abs(weights).sum() + self.l2 * np.vdot(weights, weights)

    def backward(self, weights):
        return self.l1 * np.sign(weights) + 2 * self.l2 * weights

    def __repr__(self):
        return f"L1L2(l1={self.l1:g}, l2={self.l2:g})"


class L1(Regularizer):
    """l1 * sum(abs(w)): every weight is pulled towards 0 with the same force, and small ones get
    there.

    >>> L1(0.1).backward(np.array([3.0, -4.0, 0.0]))
    array([ 0.1, -0.1,  0. ])
    """

    def __init__(self, l1: float = 0.01):
        self.l1 = validation.non_negative(l1, "l1", MEANING)

    def __call__(self, weights):
        return self.l1 * np.abs(weights).sum()

    def backward(self, weights):
        return self.l1 * np.sign(weights)

    def __repr__(self):
        return f"L1(l1={self.l1:g})"


class L2(Regularizer):
    """l2 * sum(w^2): the larger a weight, the harder it is pulled back.

    >>> L2(0.1)(np.array([3.0, -4.0])), L2(0.1).backward(np.array([3.0, -4.0]))
    (np.float64(2.5), array([ 0.6, -0.8]))
    """

    def __init__(self, l2: float = 0.01):
        self.l2 = validation.non_negative(l2, "l2", MEANING)

    def __call__(self, weights):
        return self.l2 * np.vdot(weights, weights)

    def backward(self, weights):
        return 2 * self.l2 * weights

    def __repr__(self):
        return f"L2(l2={self.l2:g})"


l1, l2, l1_l2 = L1, L2, L1L2  # Keras has them under both names


_KNOWN = {"L1": L1, "L2": L2, "L1L2": L1L2, "l1": L1, "l2": L2, "l1l2": L1L2}


def get(regularizer):
    """The regularizer of this name with its defaults, or the one that is passed.

    >>> get("l2")
    L2(l2=0.01)
    """
    if callable(regularizer) and not isinstance(regularizer, type) and not _has_slope(regularizer):
        raise ValueError(
            "A regularizer needs the slope of its penalty. Received a function alone: "
            f"{regularizer!r}. Derive a class from Regularizer, with __call__(self, weights) and "
            "backward(self, weights)."
        )
    return instance("regularizer", regularizer, _KNOWN, _has_slope)


def _has_slope(given):
    return callable(given) and hasattr(given, "backward")


__getattr__ = not_here.explain("regularizers", globals())
