"""TimeDistributed: one layer, for every step of a sequence by itself."""

from course_lib.nn.layers.base import Layer
from course_lib.nn.layers.batch_normalization import BatchNormalization


class TimeDistributed(Layer):
    """The same layer for every step: (n, steps, ...) are read as (n * steps) samples.

    For a Dense layer there is no need: by itself it reads the last axis, and does the same.

    >>> from course_lib.nn.layers.weightless import Flatten
    >>> TimeDistributed(Flatten())([[[[1, 2], [3, 4]], [[5, 6], [7, 8]]]])
    array([[[1., 2., 3., 4.],
            [5., 6., 7., 8.]]], dtype=float32)

    The weights are those of ``layer``.
    """

    supports_masking = True

    def __init__(self, layer, **named):
        _check(layer)
        self.layer = layer
        super().__init__(**{"trainable": layer.trainable} | named)
        layer.in_model = True

    def compute_output_shape(self, input_shape):
        if len(input_shape) < 3:
            raise ValueError(
                f"{self.name} reads sequences (steps, columns), such as (30, 2). Received samples "
                f"of shape {input_shape[1:]}. Leave TimeDistributed out: {self.layer.name} reads "
                "such samples by itself."
            )
        n, steps, *rest = input_shape
        return (n, steps, *self.layer.compute_output_shape((n, *rest))[1:])

    def build(self, input_shape):
        super().build(input_shape)
        self.layer.build((None, *self.input_shape[2:]))
        self.weight_shapes, self.state_shapes = self.layer.weight_shapes, self.layer.state_shapes
        self.regularizers = self.layer.regularizers

    def bind(self, params, grads, state):
        self.layer.bind(params, grads, state)

    @property
    def weights(self) -> list:
        return self.layer.weights

    @property
    def trainable(self) -> bool:
        return self.layer.trainable

    @trainable.setter
    def trainable(self, value):
        self.layer.trainable = value

    @property
    def trainable_weights(self) -> list:
        return self.layer.trainable_weights

    @property
    def own_generator(self):
        return getattr(self.layer, "own_generator", None)

    def penalty(self) -> float:
        return self.layer.penalty()

    def add_penalty_slopes(self) -> None:
        self.layer.add_penalty_slopes()

    def forward(self, x, training=False):
        """All steps of all samples at once: (n, steps, ...) -> (n, steps, ...)."""
        self.x = x
        a = self.layer.forward(x.reshape(-1, *x.shape[2:]), training)
        self.a = a.reshape(*x.shape[:2], *a.shape[1:])
        return self.a

    def backward(self, da):
        """Each step hands its own slope back; the weights' add up in ``layer``."""
        self.layer.needs_dx = self.needs_dx
        dx = self.layer.backward(da.reshape(-1, *da.shape[2:]))
        return None if dx is None else dx.reshape(self.x.shape)


def _check(layer):
    if not isinstance(layer, Layer) or isinstance(layer, BatchNormalization):
        raise ValueError(
            "TimeDistributed takes a layer that reads each sample by itself: "
            f"TimeDistributed(Dense(4)). Received: {layer!r}. If it is a class, call it."
        )
    if layer.built or layer.in_model or layer.connected:
        raise ValueError(
            f"TimeDistributed takes a new layer. Received {layer!r}, which has a place already. "
            "Make another; new.set_weights(old.get_weights()) gives it the same weights."
        )
