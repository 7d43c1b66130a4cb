"""Softmax and its logarithm: the only two that look at a whole row of z."""

import numpy as np

from course_lib.nn import unsupported
from course_lib.nn.activations.function import ActivationFunction
from course_lib.nn.sums_and_products import row_sums


class Softmax(ActivationFunction):
    """f(z)_j = e^z_j / sum_k e^z_k: a row of scores becomes probabilities, which add up to 1.

    >>> Softmax()([[1, 1, 2]]).round(2)
    array([[0.21, 0.21, 0.58]])
    """

    def __init__(self, axis: int = -1):
        self.axis = _last(self, axis)

    def forward(self, z):
        e = np.exp(z - z.max(axis=-1, keepdims=True))  # same ratios, and exp cannot overflow
        return e / row_sums(e)

    def backward(self, da, z, a):
        # every z_j moves every a_k, since they add up to 1: hence the sum
        return a * (da - row_sums(da * a))


class LogSoftmax(ActivationFunction):
    """f(z)_j = z_j - log(sum_k e^z_k): the logarithm of softmax, finite where softmax is 0."""

    def __init__(self, axis: int = -1):
        self.axis = _last(self, axis)

    def forward(self, z):
        z = z - z.max(axis=-1, keepdims=True)
        return z - np.log(row_sums(np.exp(z)))

    def backward(self, da, z, a):
        return da - np.exp(a) * row_sums(da)  # e^a is the softmax


def _last(activation, axis):
    unsupported.check(type(activation), {"axis": axis}, {"axis": -1})
    return axis
