"""A network of two layers, whole, in one class: what lesson 09 derives, and nothing else.

No biases: a column of ones in X does their work. No learning rate: it is 1. The loss is the sum
of the squared errors, and the weights begin anywhere from 0 to 1.

Source of the form: "Introduction to Neural Networks" (pythonspot).
"""

import numpy as np

from course_lib.nn.activations import sigmoid


class TwoLayers:
    """X (n, features) goes through ``weights1`` and a sigmoid, ``weights2`` and a sigmoid.

    >>> network = TwoLayers(features=3, seed=42)
    >>> network.weights1.shape, network.weights2.shape
    ((3, 4), (4, 1))
    """

    def __init__(self, features: int, units: int = 4, seed: int | None = None):
        rng = np.random.default_rng(seed)
        self.weights1 = rng.random((features, units))
        self.weights2 = rng.random((units, 1))

    def forward(self, X):
        """(n, features) -> (n, 1); the hidden layer's outputs stay on ``layer1``."""
        self.layer1 = sigmoid(X @ self.weights1)
        return sigmoid(self.layer1 @ self.weights2)

    def step(self, X, y):
        """Forward, loss, backward, update, with all rows at once. y is (n, 1)."""
        y_pred = self.forward(X)
        # d is *minus* the slope of the loss, sum((y - y_pred)^2): y - y_pred, and so += below.
        d2 = 2 * (y - y_pred) * y_pred * (1 - y_pred)
        d1 = d2 @ self.weights2.T * self.layer1 * (1 - self.layer1)
        self.weights2 += self.layer1.T @ d2
        self.weights1 += X.T @ d1
