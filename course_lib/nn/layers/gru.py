"""GRU: a state with two gates, simpler than an LSTM."""

import numpy as np

from course_lib.nn.layers.gated import Gated, parts, product
from course_lib.nn.layers.recurrent import rows


class GRU(Gated):
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
    of_pass = (*Gated.of_pass, "gates", "u", "r", "g", "heard", "d_inner")

    def bias_shape(self):
        return (2, self.sums * self.units)

    def input_bias(self):
        return self.bias[0]

    def begin(self, x):
        super().begin(x)
        self.gates = self.over_time(3 * self.units)
        self.u, self.r, self.g = parts(self.gates, 3)
        self.heard = self.over_time(self.units)

    def step(self, t):
        """Mix the state before with a candidate: ``h`` after step t."""
        units, z, h_before = self.units, self.z[:, t], self.h_before[:, t]
        u, r, g = self.u[:, t], self.r[:, t], self.g[:, t]
        inner = product(h_before, self.recurrent_kernel)
        if self.use_bias:
            inner += self.bias[1]
        heard = self.heard[:, t] = inner[:, 2 * units :]
        z[:, : 2 * units] += inner[:, : 2 * units]
        self.gates[:, t, : 2 * units] = self.recurrent_activation.forward(z[:, : 2 * units])
        z[:, 2 * units :] += r * heard
        g[...] = self.activation.forward(z[:, 2 * units :])
        self.h[:, t] = g + u * (h_before - g)  # u * h_before + (1 - u) * g

    def begin_back(self, da):
        """How each sum moves the state: for all steps at once, which is quicker."""
        super().begin_back(da)
        self.dz, self.d_inner = self.over_time(3 * self.units), self.over_time(3 * self.units)
        z_u, z_r, z_g = parts(self.z, 3)
        dz_u, dz_r, dz_g = parts(self.dz, 3)
        gate = self.recurrent_activation
        dz_u[...] = gate.backward(self.h_before - self.g, z_u, self.u)
        dz_g[...] = self.activation.backward(1 - self.u, z_g, self.g)
        dz_r[...] = gate.backward(dz_g * self.heard, z_r, self.r)
        self.d_inner[...] = self.dz
        np.multiply(dz_g, self.r, out=parts(self.d_inner, 3)[2])

    def step_back(self, t):
        """From the slope of the state after step t to that of the state before."""
        d_h, d_inner = self.d_h[:, t], self.d_inner[:, t]
        for slopes in (self.dz[:, t], d_inner):
            of_gates = slopes.T.reshape(3, self.units, -1)
            of_gates *= d_h.T
        d_before = self.d_h_before[:, t]
        d_before += d_h * self.u[:, t]
        d_before += product(d_inner, self.recurrent_kernel.T)

    def add_up_recurrent(self, dz):
        d_inner = rows(self.d_inner)
        np.dot(rows(self.h_before).T, d_inner, out=self.d_recurrent_kernel)
        if self.use_bias:
            self.d_bias = dz.sum(axis=0), d_inner.sum(axis=0)
