"""LayerNormalization: every row at mean 0 and variance 1, and then where it learns to be."""

from course_lib.nn.layers.scale_and_shift import ScaleAndShift
from course_lib.nn.sums_and_products import row_means


class LayerNormalization(ScaleAndShift):
    """``a = gamma * (x - mean) / sqrt(variance + epsilon) + beta``, for each row of x by itself.

    BatchNormalization reads down the columns and needs other rows for it; this layer reads along
    the row, and does the same while the model learns and when it is used.

    >>> LayerNormalization()([[1, 2, 3], [10, 20, 30]]).round(2)
    array([[-1.22,  0.  ,  1.22],
           [-1.22,  0.  ,  1.22]], dtype=float32)

    Reference: Ba, Kiros and Hinton (2016), https://arxiv.org/abs/1607.06450
    """

    supports_masking = True

    def __init__(
        self,
        axis: int = -1,
        epsilon: float = 0.001,
        center: bool = True,
        scale: bool = True,
        beta_initializer="zeros",
        gamma_initializer="ones",
        beta_regularizer=None,
        gamma_regularizer=None,
        **named,
    ):
        learned = (beta_initializer, gamma_initializer, beta_regularizer, gamma_regularizer)
        super().__init__(axis, epsilon, center, scale, *learned, **named)

    def forward(self, x, training=False):
        """Normalize every row: (n, ..., columns) -> (n, ..., columns)."""
        self.x = x
        centred = x - row_means(x)
        return self.scale_and_shift(centred, row_means(centred**2))

    def backward(self, da):
        """From da to ``d_gamma``, ``d_beta`` and the dx returned, as wide as x.

        Every x of a row moves the row's mean and variance, and through them all of its outputs.
        """
        dx = self.back_through_scale_and_shift(da)
        if not self.needs_dx:
            return None
        stretch = row_means(dx * self.normalized)
        return dx - row_means(dx) - self.normalized * stretch
