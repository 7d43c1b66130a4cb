"""GRU: a state with two gates, simpler than an LSTM."""

import numpy as np

from course_lib.nn import activations
from course_lib.nn.layers.recurrent import Recurrent, rows


class GRU(Recurrent):
    """Gated recurrent unit: the update gate ``u`` mixes the state before with a candidate ``g``.

    The reset gate ``r`` says how much of the state before the candidate hears::

        g = tanh(x @ kernel_g + bias + r * (h_before @ recurrent_kernel_g + recurrent_bias))
        h = u * h_before + (1 - u) * g

    In the weights they stand side by side, as u, r, g (Keras calls them z, r, h): ``kernel`` is
    (n_in, 3 * units). ``bias`` is (2, 3 * units): a row for the input's sums, one for the state's.

    After a pass, ``u``, ``r``, ``g`` and ``h`` are (n, steps, units).

    Reference: Cho et al. (2014), https://arxiv.org/abs/1406.1078; with the reset after the
    product, as in Keras, https://arxiv.org/abs/1412.3555
    """

    sums = 3
    gates = ("u", "r", "g")
    of_pass = (*Recurrent.of_pass, *gates, "heard", "d_inner")

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
        **named,
    ):
        super().__init__(
            units,
            activation,
            use_bias,
            kernel_initializer,
            recurrent_initializer,
            bias_initializer,
            kernel_regularizer,
            recurrent_regularizer,
            bias_regularizer,
            return_sequences=return_sequences,
            go_backwards=go_backwards,
            **named,
        )
        self.recurrent_activation = activations.get(recurrent_activation)

    def bias_shape(self):
        return (2, self.sums * self.units)

    def input_bias(self):
        return self.bias[0]

    def begin(self, x):
        super().begin(x)
        for name in (*self.gates, "heard"):
            setattr(self, name, np.empty_like(self.h))

    def step(self, t):
        """Mix the state before with a candidate: ``h`` after step t."""
        units, z, h_before = self.units, self.z[:, t], self.h_before[:, t]
        inner = h_before.dot(self.recurrent_kernel)
        if self.use_bias:
            inner += self.bias[1]
        heard = self.heard[:, t] = inner[:, 2 * units :]
        z[:, : 2 * units] += inner[:, : 2 * units]
        u = self.u[:, t] = self.recurrent_activation.forward(z[:, :units])
        r = self.r[:, t] = self.recurrent_activation.forward(z[:, units : 2 * units])
        z[:, 2 * units :] += r * heard
        g = self.g[:, t] = self.activation.forward(z[:, 2 * units :])
        self.h[:, t] = u * h_before + (1 - u) * g

    def begin_back(self, da):
        super().begin_back(da)
        self.d_inner = np.empty_like(self.dz)

    def step_back(self, t):
        """From the slope of the state after step t to that of the state before."""
        u, r, g, heard = (getattr(self, name)[:, t] for name in (*self.gates, "heard"))
        z_u, z_r, z_g = np.split(self.z[:, t], 3, axis=1)
        d_h, gate = self.d_h[:, t], self.recurrent_activation
        dz_u = gate.backward(d_h * (self.h_before[:, t] - g), z_u, u)
        dz_g = self.activation.backward(d_h * (1 - u), z_g, g)
        dz_r = gate.backward(dz_g * heard, z_r, r)
        self.dz[:, t] = np.concatenate([dz_u, dz_r, dz_g], axis=1)
        d_inner = self.d_inner[:, t] = np.concatenate([dz_u, dz_r, dz_g * r], axis=1)
        self.d_h_before[:, t] += d_h * u + d_inner.dot(self.recurrent_kernel.T)

    def add_up_recurrent(self, dz):
        d_inner = rows(self.d_inner)
        np.dot(rows(self.h_before).T, d_inner, out=self.d_recurrent_kernel)
        if self.use_bias:
            dz.sum(axis=0, out=self.d_bias[0])
            d_inner.sum(axis=0, out=self.d_bias[1])
