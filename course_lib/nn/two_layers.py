"""A network of two layers, whole, in one class: what lesson 09 derives, and nothing else.

No biases: a column of ones in x does their work. The loss is the mean squared error, and the
weights begin anywhere from 0 to 1.

Source of the form: "Introduction to Neural Networks" (pythonspot). It sums over the rows where
this takes the mean, so on four rows its rate of 1 is a rate of 4 here.
"""

import numpy as np

from course_lib.nn.activations import sigmoid


class TwoLayers:
    """x (n, features) goes through ``weights1`` and a sigmoid, ``weights2`` and a sigmoid.

    >>> network = TwoLayers(features=3, units=5, learning_rate=4, seed=42)
    >>> network.weights1.shape, network.weights2.shape
    ((3, 5), (5, 1))
    """

    def __init__(self, features: int, units: int, learning_rate: float, seed: int | None = None):
        rng = np.random.default_rng(seed)
        self.weights1 = rng.random((features, units))
        self.weights2 = rng.random((units, 1))
        self.learning_rate = learning_rate

    def forward(self, x):
        """(n, features) -> (n, 1); the hidden layer's outputs stay on ``layer1``."""
        self.layer1 = sigmoid(x @ self.weights1)
        return sigmoid(self.layer1 @ self.weights2)

    def step(self, x, y):
        """Forward, loss, backward, update, with all rows at once. y is (n, 1)."""
        y_pred = self.forward(x)
        dz2 = 2 * (y_pred - y) / len(x) * y_pred * (1 - y_pred)
        dz1 = dz2 @ self.weights2.T * self.layer1 * (1 - self.layer1)
        self.weights2 -= self.learning_rate * (self.layer1.T @ dz2)
        self.weights1 -= self.learning_rate * (x.T @ dz1)
