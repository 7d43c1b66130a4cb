"""Adadelta: steps as long as the steps before, so that no learning rate need be found."""

import numpy as np

from course_lib.nn import validation
from course_lib.nn.optimizers.optimizer import Optimizer


class Adadelta(Optimizer, elementwise=True):
    """Divide each gradient by its usual size, and multiply with the usual size of a step.

    Both sizes are roots of running means of squares, of which the fraction ``rho`` is kept. The
    paper has no learning rate: that is ``learning_rate=1.0``; Keras begins with 0.001.

    Source: Zeiler, "ADADELTA: An Adaptive Learning Rate Method" (2012).
    """

    name = "adadelta"
    remembers = ("mean_square", "mean_square_step")

    def __init__(
        self,
        learning_rate: float = 0.001,
        rho: float = 0.95,
        epsilon: float = 1e-7,
        weight_decay: float | None = None,
        clipnorm: float | None = None,
        clipvalue: float | None = None,
        global_clipnorm: float | None = None,
    ):
        self.rho = validation.fraction(rho, "rho", "A running mean keeps a fraction of the old one")
        self.epsilon = validation.positive(epsilon, "epsilon", "It keeps the division from 0")
        super().__init__(learning_rate, weight_decay, clipnorm, clipvalue, global_clipnorm)

    def update(
        self,
        params: np.ndarray,
        grads: np.ndarray,
        rate: float,
        mean_square: np.ndarray,
        mean_square_step: np.ndarray,
    ) -> None:
        """params -= rate * step, where step = grads * (size of a step / size of a gradient)."""
        mean_square += (1 - self.rho) * (grads**2 - mean_square)
        step = grads * np.sqrt((mean_square_step + self.epsilon) / (mean_square + self.epsilon))
        mean_square_step += (1 - self.rho) * (step**2 - mean_square_step)
        params -= rate * step
