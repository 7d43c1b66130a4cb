"""Activations that saturate: far from 0 they are flat, on both sides."""

import numpy as np

from course_lib.nn.activations.function import ActivationFunction


class Sigmoid(ActivationFunction):
    """f(z) = 1 / (1 + e^-z): no, undecided or yes, as a number between 0 and 1.

    >>> Sigmoid()([-1000, 0, 7]).round(3)
    array([0.   , 0.5  , 0.999])
    """

    def forward(self, z):
        return 1 / (1 + np.exp(-z))  # where e^-z overflows to inf, 1 / inf is 0: the right answer

    def backward(self, da, z, a):
        return da * a * (1 - a)


class Tanh(ActivationFunction):
    """f(z) = (e^z - e^-z) / (e^z + e^-z): like the sigmoid, between -1 and 1."""

    def forward(self, z):
        return np.tanh(z)

    def backward(self, da, z, a):
        return da * (1 - a * a)


class HardSigmoid(ActivationFunction):
    """f(z) = z / 6 + 1/2, cut off at 0 and 1: a sigmoid of three straight lines."""

    def forward(self, z):
        return np.clip(z / 6 + 0.5, 0, 1)

    def backward(self, da, z, a):
        return da / 6 * ((a > 0) & (a < 1))


class Softsign(ActivationFunction):
    """f(z) = z / (1 + abs(z)): like tanh, but it takes far longer to come near -1 and 1."""

    def forward(self, z):
        return z / (1 + np.abs(z))

    def backward(self, da, z, a):
        return da / (1 + np.abs(z)) ** 2
