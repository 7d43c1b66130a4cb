"""BatchNormalization: every column at mean 0 and variance 1, and then where it learns to be."""

from course_lib.nn import initializers, memory, validation
from course_lib.nn.layers.scale_and_shift import ScaleAndShift


class BatchNormalization(ScaleAndShift):
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

    absent = ScaleAndShift.absent | {
        "renorm": False,
        "renorm_clipping": None,
        "renorm_momentum": 0.99,
        "synchronized": False,
    }
    moving_mean, moving_variance = memory.View(), memory.View()
    of_state = ("moving_mean", "moving_variance")

    def __init__(
        self,
        axis: int = -1,
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
        **named,
    ):
        learned = (beta_initializer, gamma_initializer, beta_regularizer, gamma_regularizer)
        super().__init__(axis, epsilon, center, scale, *learned, **named)
        self.momentum = validation.fraction(
            momentum, "momentum", "The moving averages keep a fraction"
        )
        self.moving_mean_initializer = initializers.get(moving_mean_initializer)
        self.moving_variance_initializer = initializers.get(moving_variance_initializer)
        memory.rebind(self, moving_mean=None, moving_variance=None)

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
        return self.scale_and_shift(x - mean, variance)

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
        dx = self.back_through_scale_and_shift(da)
        if not self.needs_dx or not self.of_batch:
            return dx  # a moving average does not move with x
        rows = tuple(range(da.ndim - 1))
        stretch = (dx * self.normalized).mean(axis=rows)
        return dx - dx.mean(axis=rows) - self.normalized * stretch
