"""One neuron: it weighs its inputs, adds a bias, and squeezes the sum."""

import numpy as np

from course_lib.nn import activations, memory, validation


class Neuron:
    """``a = f(w . x + b)``: the smallest network there is.

    >>> neuron = Neuron(weights=[0, 1], bias=4, activation="sigmoid")
    >>> round(float(neuron([2, 3])), 3)
    0.999

    What it computed on the way stays on it, to look at:

    >>> float(neuron.z)
    7.0
    """

    w = memory.View()

    def __init__(self, weights, bias=0.0, activation="sigmoid"):
        w = validation.array(weights, np.float64, "weights").copy()  # the caller keeps theirs
        b = validation.array(bias, np.float64, "bias").reshape(-1).copy()
        activation = activations.get(activation)
        if w.ndim != 1 or b.size != 1:
            raise ValueError(
                "A neuron has one weight for each input, and one bias. Received weights of shape "
                f"{w.shape} and bias of shape {np.shape(bias)}. Pass a flat list such as [0, 1], "
                "and one number."
            )
        if activation is activations.softmax:
            raise ValueError(
                "Softmax compares the neurons of a layer. Received it for one neuron, whose "
                "output would always be 1. Use 'sigmoid' for yes or no."
            )
        self._attach(w, b, activation)

    @classmethod
    def of_layer(cls, w, b, activation):
        """The neuron that sees a layer's column ``w`` and its entry ``b`` (1,) of the bias."""
        neuron = cls.__new__(cls)
        neuron._attach(w, b, activation)
        return neuron

    def _attach(self, w, b, activation):
        memory.rebind(self, w=w)
        self._b = b
        self.activation = activation
        self.x = self.z = self.a = None

    @property
    def b(self) -> float:
        return float(self._b[0])

    @b.setter
    def b(self, value):
        self._b[0] = value

    def __call__(self, x):
        """One sample (n_in,) gives a number; rows of samples (n, n_in) give one for each."""
        self.x = self._checked(x)
        self.z = self.x @ self.w + self.b
        self.a = self.activation(self.z)
        return self.a

    def backward(self, da):
        """From da, the slope of the loss along a, to ``d_w``, ``d_b`` and the dx returned.

        The chain rule, from the outside in: a = f(z), then z = w . x + b. With several rows,
        the slopes of all are added up.
        """
        dz = self.activation.backward(np.asarray(da, np.float64), self.z, self.a)
        self.d_w = np.dot(self.x.T, dz)
        self.d_b = np.sum(dz)
        return np.multiply.outer(dz, self.w)

    def _checked(self, x):
        x = validation.array(x, np.float64, "x")
        if x.ndim not in (1, 2) or x.shape[-1] != self.w.size:
            raise ValueError(
                f"This neuron has {self.w.size} weights, so it reads {self.w.size} inputs, or "
                f"rows of {self.w.size}. Received x with shape {x.shape}. "
                "Pass one input for each weight."
            )
        return x

    def __repr__(self):
        return (
            f"Neuron(weights={self.w.tolist()}, bias={self.b}, activation={self.activation.name!r})"
        )
