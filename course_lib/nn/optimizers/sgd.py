"""Stochastic gradient descent, plain and with momentum."""

import numpy as np

from course_lib.nn import validation
from course_lib.nn.optimizers.optimizer import Optimizer


class SGD(Optimizer, elementwise=True):
    """Stochastic gradient descent: a step downhill, against the gradient.

    It moves any vector, a whole model's ``params`` or a ball in a bowl:

    >>> params = np.array([4.0, -2.0])
    >>> SGD(learning_rate=0.1).step(params, grads=2 * params)
    >>> params
    array([ 3.2, -1.6])

    With ``momentum`` the ball is heavy: it keeps this fraction of its ``velocity``, and the
    gradient pushes it. ``nesterov=True`` goes one push ahead, where the velocity is about to carry
    it.
    """

    name = "sgd"

    def __init__(
        self,
        learning_rate: float = 0.01,
        momentum: float = 0.0,
        nesterov: bool = False,
        weight_decay: float | None = None,
        clipnorm: float | None = None,
        clipvalue: float | None = None,
        global_clipnorm: float | None = None,
    ):
        self.momentum = validation.fraction(
            momentum, "momentum", "A fraction of the velocity is kept"
        )
        self.nesterov = nesterov
        super().__init__(learning_rate, weight_decay, clipnorm, clipvalue, global_clipnorm)

    @property
    def remembers(self):
        return ("velocity",) if self.momentum else ()

    def update(
        self, params: np.ndarray, grads: np.ndarray, rate: float, velocity: np.ndarray | None = None
    ) -> None:
        """params += velocity, or straight downhill where there is none."""
        if velocity is None:
            params -= rate * grads
            return
        velocity *= self.momentum
        velocity -= rate * grads
        if self.nesterov:
            params += self.momentum * velocity - rate * grads
        else:
            params += velocity
