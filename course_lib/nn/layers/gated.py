"""What LSTM and GRU have in common: gates, which say how much goes through."""

import numpy as np

from course_lib.nn import activations
from course_lib.nn.layers.recurrent import Recurrent, check_elementwise


class Gated(Recurrent):
    """A recurrent layer with gates: sums from which ``recurrent_activation`` makes 0 to 1."""

    def __init__(
        self,
        units: int,
        activation="tanh",
        recurrent_activation="sigmoid",
        use_bias: bool = True,
        kernel_initializer="glorot_uniform",
        recurrent_initializer="orthogonal",
        bias_initializer="zeros",
        kernel_regularizer=None,
        recurrent_regularizer=None,
        bias_regularizer=None,
        *,
        return_sequences: bool = False,
        go_backwards: bool = False,
        name: str | None = None,
        trainable: bool = True,
        **kwargs,
    ):
        kwargs |= {"return_sequences": return_sequences, "go_backwards": go_backwards}
        kwargs |= {"name": name, "trainable": trainable}
        first = (units, activation, use_bias)
        made_by = (kernel_initializer, recurrent_initializer, bias_initializer)
        priced_by = (kernel_regularizer, recurrent_regularizer, bias_regularizer)
        super().__init__(*first, *made_by, *priced_by, **kwargs)
        self.recurrent_activation = activations.get(recurrent_activation)
        check_elementwise(self.recurrent_activation, "recurrent_activation")

    def weighted(self, x):
        return np.matmul(self.kernel.T, x.transpose(1, 2, 0)).transpose(2, 0, 1)

    def over_time(self, columns, more=0, make=np.empty):
        """An array (n, steps + more, columns), in memory as (steps + more, columns, n).

        So in each step a gate of all samples is one block: an LSTM takes a quarter less time.
        """
        n, steps, _ = self.x.shape
        return make((steps + more, columns, n), self.x.dtype).transpose(2, 0, 1)


def parts(sequences, n):
    """Views of n parts of equal width, side by side: one for each gate."""
    width = sequences.shape[2] // n
    return [sequences[:, :, k * width : (k + 1) * width] for k in range(n)]


def product(a, b):
    """``a @ b``, in memory as the arrays of ``over_time`` are: one column after the other."""
    return b.T.dot(a.T).T
