"""Activations that let through what is above 0, and little or nothing of what is below."""

import numpy as np

from course_lib.nn.activations.function import ActivationFunction
from course_lib.nn.activations.sigmoids import Sigmoid

_sigmoid = Sigmoid()


class BoundedRelu(ActivationFunction):
    """f(z) = z between ``threshold`` and ``max_value``; beyond them it is level, below 0.

    With ``negative_slope`` it goes on below the threshold: ``negative_slope * (z - threshold)``.
    """

    def __init__(self, max_value=None, negative_slope=0.0, threshold=0.0):
        self.max_value = np.inf if max_value is None else max_value
        self.negative_slope, self.threshold = negative_slope, threshold

    def forward(self, z):
        above = np.where(z > self.threshold, z, 0).clip(0, self.max_value)
        return above + self.negative_slope * np.minimum(z - self.threshold, 0)

    def backward(self, da, z, a):
        rises = (z > self.threshold) & (z < self.max_value)
        return da * np.where(rises, 1, self.negative_slope * (z < self.threshold)).astype(da.dtype)


class Relu(ActivationFunction):
    """f(z) = max(0, z): 0 below zero, unchanged above."""

    def __call__(self, z, negative_slope=0.0, max_value=None, threshold=0.0):
        bounds = max_value, negative_slope, threshold
        return super().__call__(z) if bounds == (None, 0, 0) else BoundedRelu(*bounds)(z)

    def forward(self, z):
        return np.maximum(z, 0)

    def backward(self, da, z, a):
        return da * (z > 0)  # at 0 there is no slope; as everybody does, we take the left one


class LeakyRelu(ActivationFunction):
    """f(z) = z above zero and ``negative_slope * z`` below: never quite silent."""

    def __init__(self, negative_slope=0.2):
        self.negative_slope = negative_slope

    def forward(self, z):
        return np.where(z > 0, z, self.negative_slope * z)

    def backward(self, da, z, a):
        return np.where(z > 0, da, self.negative_slope * da)


class Relu6(ActivationFunction):
    """f(z) = min(max(0, z), 6): a ReLU that ends at 6."""

    def forward(self, z):
        return np.clip(z, 0, 6)

    def backward(self, da, z, a):
        return da * ((z > 0) & (z < 6))


class Softplus(ActivationFunction):
    """f(z) = log(1 + e^z): a ReLU with its corner rounded off; its slope is the sigmoid."""

    def forward(self, z):
        return np.logaddexp(0, z)  # log(e^0 + e^z), and e^z cannot overflow

    def backward(self, da, z, a):
        return da * _sigmoid(z)


class Elu(ActivationFunction):
    """f(z) = z above zero and ``alpha * (e^z - 1)`` below: it bends towards ``-alpha``."""

    def __init__(self, alpha=1.0):
        self.alpha = alpha

    def forward(self, z):
        return np.where(z > 0, z, self.alpha * np.expm1(np.minimum(z, 0)))

    def backward(self, da, z, a):
        return np.where(z > 0, da, da * (a + self.alpha))  # below zero, a + alpha is alpha * e^z
