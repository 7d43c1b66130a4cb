"""Adam: momentum, and a step of its own size for every weight."""

import math

import numpy as np

from course_lib.nn import validation
from course_lib.nn.optimizers.optimizer import Optimizer

MEANS = "A running mean keeps a fraction of the old one"


class Adam(Optimizer, elementwise=True):
    """Go along the mean of the last gradients, divided by their usual size.

    ``m`` is a running mean of the gradients and ``v`` one of their squares; of the old means, the
    fractions ``beta_1`` and ``beta_2`` are kept. Both begin at 0, which the first steps correct: a
    first step is as long as the learning rate, however large the gradient.

    >>> params = np.array([1.0, 1.0])
    >>> Adam(learning_rate=0.1).step(params, grads=np.array([100.0, 0.1]))
    >>> params.round(3)
    array([0.9, 0.9])

    ``amsgrad=True`` divides by the largest ``v`` so far.

    Source: Kingma and Ba, "Adam: A Method for Stochastic Optimization" (2015), with epsilon where
    Keras has it, beside the root of the uncorrected v.
    """

    name = "adam"

    def __init__(
        self,
        learning_rate: float = 0.001,
        beta_1: float = 0.9,
        beta_2: float = 0.999,
        epsilon: float = 1e-7,
        amsgrad: bool = False,
        weight_decay: float | None = None,
        clipnorm: float | None = None,
        clipvalue: float | None = None,
        global_clipnorm: float | None = None,
    ):
        self.beta_1 = validation.fraction(beta_1, "beta_1", MEANS)
        self.beta_2 = validation.fraction(beta_2, "beta_2", MEANS)
        self.epsilon = validation.positive(epsilon, "epsilon", "It keeps the division from 0")
        self.amsgrad = amsgrad
        super().__init__(learning_rate, weight_decay, clipnorm, clipvalue, global_clipnorm)

    @property
    def remembers(self):
        return ("m", "v", *(["largest_v"] if self.amsgrad else []))

    def update(
        self,
        params: np.ndarray,
        grads: np.ndarray,
        rate: float,
        m: np.ndarray,
        v: np.ndarray,
        largest_v: np.ndarray | None = None,
    ) -> None:
        """params -= rate * m / sqrt(v), corrected for m and v having begun at 0."""
        m += (1 - self.beta_1) * (grads - m)
        v += (1 - self.beta_2) * (grads**2 - v)
        if self.amsgrad:
            v = np.maximum(largest_v, v, out=largest_v)
        t = self.iterations + 1
        # from 0, a mean has come the share 1 - beta^t of the way after t steps
        rate *= math.sqrt(1 - self.beta_2**t) / (1 - self.beta_1**t)
        params -= rate * m / (np.sqrt(v) + self.epsilon)


class AdamW(Adam, elementwise=True):
    """Adam with weight decay: every step also makes each number a little smaller.

    >>> params = np.array([1.0, 1.0])
    >>> AdamW(learning_rate=0.1, weight_decay=0.5).step(params, grads=np.array([100.0, 0.0]))
    >>> params.round(3)
    array([0.85, 0.95])

    A penalty in the loss would be divided by the gradients' usual size like any gradient; this is
    not.

    Source: Loshchilov and Hutter, "Decoupled Weight Decay Regularization" (2019).
    """

    name = "adamw"

    def __init__(
        self,
        learning_rate: float = 0.001,
        weight_decay: float = 0.004,
        beta_1: float = 0.9,
        beta_2: float = 0.999,
        epsilon: float = 1e-7,
        amsgrad: bool = False,
        clipnorm: float | None = None,
        clipvalue: float | None = None,
        global_clipnorm: float | None = None,
    ):
        if weight_decay is None:
            raise ValueError(
                "AdamW is Adam with weight decay. Received: weight_decay=None. Write Adam, or pass "
                "a number: weight_decay=0.004."
            )
        super().__init__(
            learning_rate,
            beta_1,
            beta_2,
            epsilon,
            amsgrad,
            weight_decay,
            clipnorm,
            clipvalue,
            global_clipnorm,
        )
