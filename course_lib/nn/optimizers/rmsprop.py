"""RMSprop: a step of its own size for every weight."""

import numpy as np

from course_lib.nn import validation
from course_lib.nn.optimizers.optimizer import Optimizer


class RMSprop(Optimizer, elementwise=True):
    """Divide each gradient by its own usual size, so that steep and flat directions go alike.

    ``mean_square`` is a running mean of the squared gradients: of the old mean, the fraction
    ``rho`` is kept. Its root is what a gradient is divided by (hence the name: root mean square).

    >>> params = np.array([1.0, 1.0])
    >>> RMSprop(learning_rate=0.1, rho=0).step(params, grads=np.array([100.0, 0.1]))
    >>> params.round(3)
    array([0.9, 0.9])

    ``centered=True`` takes the mean gradient's square off first, and so divides by how much the
    gradients vary. With ``momentum``, the steps push a ``velocity``.

    Source: Hinton, "Neural Networks for Machine Learning", lecture 6 (2012).
    """

    name = "rmsprop"

    def __init__(
        self,
        learning_rate: float = 0.001,
        rho: float = 0.9,
        momentum: float = 0.0,
        epsilon: float = 1e-7,
        centered: bool = False,
        weight_decay: float | None = None,
        clipnorm: float | None = None,
        clipvalue: float | None = None,
        global_clipnorm: float | None = None,
    ):
        self.rho = validation.fraction(rho, "rho", "A running mean keeps a fraction of the old one")
        self.momentum = validation.fraction(
            momentum, "momentum", "A fraction of the velocity is kept"
        )
        self.epsilon = validation.positive(epsilon, "epsilon", "It keeps the division from 0")
        self.centered = centered
        super().__init__(learning_rate, weight_decay, clipnorm, clipvalue, global_clipnorm)

    @property
    def remembers(self):
        names = {"mean_square": True, "mean_grad": self.centered, "velocity": self.momentum}
        return tuple(name for name, needed in names.items() if needed)

    def update(
        self,
        params: np.ndarray,
        grads: np.ndarray,
        rate: float,
        mean_square: np.ndarray,
        mean_grad: np.ndarray | None = None,
        velocity: np.ndarray | None = None,
    ) -> None:
        """params -= rate * grads / sqrt(mean_square)."""
        mean_square += (1 - self.rho) * (grads**2 - mean_square)
        spread = mean_square
        if self.centered:
            mean_grad += (1 - self.rho) * (grads - mean_grad)
            spread = mean_square - mean_grad**2
        move = rate * grads / np.sqrt(spread + self.epsilon)  # epsilon: never divide by 0
        if velocity is not None:
            velocity *= self.momentum
            velocity += move
            move = velocity
        params -= move
