"""Adamax: Adam that divides by the largest gradient in place of a mean."""

import numpy as np

from course_lib.nn import validation
from course_lib.nn.optimizers.adam import MEANS
from course_lib.nn.optimizers.optimizer import Optimizer


class Adamax(Optimizer, elementwise=True):
    """Go along the mean of the last gradients, divided by the largest of them.

    ``m`` is a running mean of the gradients, as in Adam. ``u`` is the largest size of a gradient so
    far, or what is left of it: it shrinks to ``beta_2`` of itself in each step.

    >>> params = np.array([1.0, 1.0])
    >>> Adamax(learning_rate=0.1).step(params, grads=np.array([100.0, 0.1]))
    >>> params.round(3)
    array([0.9, 0.9])

    Source: Kingma and Ba, "Adam: A Method for Stochastic Optimization" (2015), section 7.
    """

    name = "adamax"
    remembers = ("m", "u")

    def __init__(
        self,
        learning_rate: float = 0.001,
        beta_1: float = 0.9,
        beta_2: float = 0.999,
        epsilon: float = 1e-7,
        weight_decay: float | None = None,
        clipnorm: float | None = None,
        clipvalue: float | None = None,
        global_clipnorm: float | None = None,
    ):
        self.beta_1 = validation.fraction(beta_1, "beta_1", MEANS)
        self.beta_2 = validation.fraction(beta_2, "beta_2", "A fraction of the largest is kept")
        self.epsilon = validation.positive(epsilon, "epsilon", "It keeps the division from 0")
        super().__init__(learning_rate, weight_decay, clipnorm, clipvalue, global_clipnorm)

    def update(
        self, params: np.ndarray, grads: np.ndarray, rate: float, m: np.ndarray, u: np.ndarray
    ) -> None:
        """params -= rate * m / u, corrected for m having begun at 0."""
        m += (1 - self.beta_1) * (grads - m)
        np.maximum(self.beta_2 * u, np.abs(grads), out=u)
        t = self.iterations + 1
        params -= rate / (1 - self.beta_1**t) * m / (u + self.epsilon)
