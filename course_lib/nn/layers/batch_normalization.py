"""BatchNormalization: every column at mean 0 and variance 1, and then where it learns to be."""

import numpy as np

from course_lib.nn import initializers, memory, validation
from course_lib.nn.layers.base import Layer


class BatchNormalization(Layer):
    """``a = gamma * (x - mean) / sqrt(variance + epsilon) + beta``, for each column of x.

    While the model learns, mean and variance are those of the batch. A model in use may get a
    single row, which has no variance; so the layer also keeps a running average of both,
    ``moving_mean`` and ``moving_variance``, and uses these when it is not learning. No gradient
    moves them: they are weights that are written down, not learned.

    With ``trainable = False`` it is in use at all times, as in Keras.

    >>> layer = BatchNormalization()
    >>> layer([[1, 10], [3, 30]], training=True).round(2)
    array([[-1., -1.],
           [ 1.,  1.]], dtype=float32)
    >>> layer.moving_mean.round(3)
    array([0.02, 0.2 ], dtype=float32)

    Reference: Ioffe and Szegedy (2015), https://arxiv.org/abs/1502.03167
    """

    gamma, beta = memory.View(), memory.View()
    d_gamma, d_beta = memory.View(), memory.View()
    moving_mean, moving_variance = memory.View(), memory.View()

    def __init__(
        self,
        momentum: float = 0.99,
        epsilon: float = 0.001,
        center: bool = True,
        scale: bool = True,
        beta_initializer="zeros",
        gamma_initializer="ones",
        moving_mean_initializer="zeros",
        moving_variance_initializer="ones",
        beta_regularizer=None,
        gamma_regularizer=None,
        name: str | None = None,
        trainable: bool = True,
    ):
        super().__init__(name, trainable)
        self.momentum = validation.fraction(
            momentum, "momentum", "The moving averages keep a fraction"
        )
        self.epsilon = validation.positive(epsilon, "epsilon", "It keeps the division from 0")
        self.center, self.scale = center, scale
        self.beta_initializer = initializers.get(beta_initializer)
        self.gamma_initializer = initializers.get(gamma_initializer)
        self.moving_mean_initializer = initializers.get(moving_mean_initializer)
        self.moving_variance_initializer = initializers.get(moving_variance_initializer)
        self.regularize(
            gamma=gamma_regularizer if scale else None, beta=beta_regularizer if center else None
        )
        memory.rebind(self, gamma=None, beta=None, d_gamma=None, d_beta=None)
        memory.rebind(self, moving_mean=None, moving_variance=None)

    def build(self, input_shape):
        super().build(input_shape)
        columns = self.input_shape[-1:]
        self.weight_shapes = {"gamma": columns} if self.scale else {}
        self.weight_shapes |= {"beta": columns} if self.center else {}
        self.state_shapes = {"moving_mean": columns, "moving_variance": columns}
        self.take_memory()
        for weight in (*self.weight_shapes, *self.state_shapes):
            setattr(self, weight, getattr(self, f"{weight}_initializer")(columns))

    def forward(self, x, training=False):
        """Normalize every column: (n, ..., columns) -> (n, ..., columns)."""
        self.x = x
        self.of_batch = training and self.trainable
        if self.of_batch:
            rows = tuple(range(x.ndim - 1))  # a picture's pixels count as rows too
            mean, variance = x.mean(axis=rows), x.var(axis=rows)
            self._remember(mean, variance)
        else:
            mean, variance = self.moving_mean, self.moving_variance
        self.deviation = np.sqrt(variance + self.epsilon)
        self.normalized = (x - mean) / self.deviation
        self.a = self.normalized
        if self.scale:
            self.a = self.gamma * self.a
        if self.center:
            self.a = self.a + self.beta
        return self.a

    def _remember(self, mean, variance):
        """A step of each moving average towards the batch's: 1 % with Keras's momentum of 0.99."""
        self.moving_mean += (1 - self.momentum) * (mean - self.moving_mean)
        self.moving_variance += (1 - self.momentum) * (variance - self.moving_variance)

    def backward(self, da):
        """From da to ``d_gamma``, ``d_beta`` and the dx returned, all as wide as x.

        Every x of a column moves the batch's mean and variance, and through them every output
        of the column. What is left of dx once both are followed: no common shift, since the mean
        takes it away, and no common stretch, since the variance does.
        """
        rows = tuple(range(da.ndim - 1))
        if self.scale:
            self.d_gamma = (da * self.normalized).sum(axis=rows)
        if self.center:
            self.d_beta = da.sum(axis=rows)
        if not self.needs_dx:
            return None
        dx = (self.gamma * da if self.scale else da) / self.deviation
        if not self.of_batch:
            return dx  # a moving average does not move with x
        stretch = (dx * self.normalized).mean(axis=rows)
        return dx - dx.mean(axis=rows) - self.normalized * stretch

    def __getstate__(self):
        return super().__getstate__() | {"normalized": None, "deviation": None}
