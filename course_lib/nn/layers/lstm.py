"""LSTM: a state behind gates, which can keep a value for as long as it is needed."""

import numpy as np

from course_lib.nn import activations
from course_lib.nn.layers.recurrent import Recurrent


class LSTM(Recurrent):
    """Long short-term memory: beside ``h``, a cell state ``c`` that is only added to and scaled.

    In each step, three gates from 0 (shut) to 1 (open) say how much of the new value ``g`` is
    written (``i``), how much of the cell is kept (``f``, the forget gate) and how much of it goes
    out (``o``)::

        c = f * c_before + i * g
        h = o * tanh(c)

    All four read the input and ``h_before``; in the weights they stand side by side, as i, f, g,
    o: ``kernel`` is (n_in, 4 * units). With ``unit_forget_bias``, the forget gate begins with a
    bias of 1, nearer to keeping than to forgetting.

    After a pass, ``i``, ``f``, ``g``, ``o``, ``c`` and ``h`` are (n, steps, units).

    Reference: Hochreiter and Schmidhuber (1997), https://doi.org/10.1162/neco.1997.9.8.1735; the
    forget gate: Gers, Schmidhuber and Cummins (2000), https://doi.org/10.1162/089976600300015015
    """

    sums = 4
    carried = ("h", "c")
    gates = ("i", "f", "g", "o")
    of_pass = (*Recurrent.of_pass, *gates, "c", "c_before", "d_c", "d_c_before", "f_c")

    def __init__(
        self,
        units: int,
        activation="tanh",
        recurrent_activation="sigmoid",
        use_bias: bool = True,
        kernel_initializer="glorot_uniform",
        recurrent_initializer="orthogonal",
        bias_initializer="zeros",
        unit_forget_bias: bool = True,
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
        self.unit_forget_bias = unit_forget_bias

    def first_bias(self):
        if not self.unit_forget_bias:
            return super().first_bias()
        i, g_and_o = self.bias_initializer((self.units,)), self.bias_initializer((2 * self.units,))
        return np.concatenate([i, np.ones(self.units), g_and_o])

    def begin(self, x):
        super().begin(x)
        self.c_before, self.c = self.states()
        for name in (*self.gates, "f_c"):
            setattr(self, name, np.empty_like(self.h))

    def step(self, t):
        """Write, forget, show: the cell ``c`` and the state ``h`` after step t."""
        z = self.z[:, t]
        z += self.h_before[:, t].dot(self.recurrent_kernel)
        z_i, z_f, z_g, z_o = np.split(z, 4, axis=1)
        i = self.i[:, t] = self.recurrent_activation.forward(z_i)
        f = self.f[:, t] = self.recurrent_activation.forward(z_f)
        g = self.g[:, t] = self.activation.forward(z_g)
        o = self.o[:, t] = self.recurrent_activation.forward(z_o)
        c = self.c[:, t] = f * self.c_before[:, t] + i * g
        f_c = self.f_c[:, t] = self.activation.forward(c)
        self.h[:, t] = o * f_c

    def begin_back(self, da):
        super().begin_back(da)
        self.d_c_before, self.d_c = self.states(np.zeros)

    def step_back(self, t):
        """From the slopes of both states after step t to those before."""
        i, f, g, o, c, f_c = (getattr(self, name)[:, t] for name in (*self.gates, "c", "f_c"))
        z_i, z_f, z_g, z_o = np.split(self.z[:, t], 4, axis=1)
        d_h, d_c, gate = self.d_h[:, t], self.d_c[:, t], self.recurrent_activation
        d_c += self.activation.backward(d_h * o, c, f_c)
        dz = np.concatenate(
            [
                gate.backward(d_c * g, z_i, i),
                gate.backward(d_c * self.c_before[:, t], z_f, f),
                self.activation.backward(d_c * i, z_g, g),
                gate.backward(d_h * f_c, z_o, o),
            ],
            axis=1,
        )
        self.dz[:, t] = dz
        self.d_c_before[:, t] += d_c * f
        self.d_h_before[:, t] += dz.dot(self.recurrent_kernel.T)
