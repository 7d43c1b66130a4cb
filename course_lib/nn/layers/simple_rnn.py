"""SimpleRNN: each state is made of the step's input and the state before."""

import numpy as np

from course_lib.nn.layers.recurrent import Recurrent


class SimpleRNN(Recurrent):
    """``h = f(x @ kernel + h_before @ recurrent_kernel + bias)``, for one step after the other.

    >>> layer = SimpleRNN(1, "linear", kernel_initializer="ones", recurrent_initializer="ones")
    >>> layer([[[1], [2], [3]]])
    array([[6.]], dtype=float32)
    >>> layer.h
    array([[[1.],
            [3.],
            [6.]]], dtype=float32)
    """

    def step(self, t):
        """The state after step t; ``z`` has the input's part already: (n, units)."""
        z = self.z[:, t]
        z += self.h_before[:, t].dot(self.recurrent_kernel)
        self.h[:, t] = self.activation.forward(z)

    def begin_back(self, da):
        """How each sum moves its state, f'(z): for all steps at once, which is quicker."""
        super().begin_back(da)
        self.dz = self.activation.backward(np.ones_like(self.z), self.z, self.h)

    def step_back(self, t):
        """From the slope of the state after step t to that of the state before."""
        dz, d_before = self.dz[:, t], self.d_h_before[:, t]
        dz *= self.d_h[:, t]
        d_before += dz.dot(self.recurrent_kernel.T)
