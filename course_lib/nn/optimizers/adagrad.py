"""Adagrad: the more a weight has moved, the smaller its steps."""

import numpy as np

from course_lib.nn import validation
from course_lib.nn.optimizers.optimizer import Optimizer


class Adagrad(Optimizer, elementwise=True):
    """Divide each gradient by the root of the sum of its squares so far.

    That sum, the ``accumulator``, only grows, so steps only shrink: quickly for a weight with large
    gradients, hardly for one that is rarely needed.

    >>> params, adagrad = np.array([0.0]), Adagrad(1.0, initial_accumulator_value=0.0)
    >>> for _ in range(3):
    ...     adagrad.step(params, grads=np.array([-5.0]))
    ...     print(params.round(2))
    [1.]
    [1.71]
    [2.28]

    Source: Duchi, Hazan and Singer, "Adaptive Subgradient Methods" (2011).
    """

    name = "adagrad"
    remembers = ("accumulator",)

    def __init__(
        self,
        learning_rate: float = 0.001,
        initial_accumulator_value: float = 0.1,
        epsilon: float = 1e-7,
        weight_decay: float | None = None,
        clipnorm: float | None = None,
        clipvalue: float | None = None,
        global_clipnorm: float | None = None,
    ):
        self.initial_accumulator_value = validation.non_negative(
            initial_accumulator_value, "initial_accumulator_value", "A sum of squares begins", 0.1
        )
        self.epsilon = validation.positive(epsilon, "epsilon", "It keeps the division from 0")
        super().__init__(learning_rate, weight_decay, clipnorm, clipvalue, global_clipnorm)

    @property
    def first_memory(self):
        return self.initial_accumulator_value

    def update(
        self, params: np.ndarray, grads: np.ndarray, rate: float, accumulator: np.ndarray
    ) -> None:
        """params -= rate * grads / sqrt(sum of grads^2)."""
        accumulator += grads**2
        params -= rate * grads / np.sqrt(accumulator + self.epsilon)
