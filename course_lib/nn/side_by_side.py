"""Many networks of two inputs, two hidden neurons and one output, trained side by side.

Two hundred trainings one after the other take a minute; here every number of the training loop is
an array with one entry for each network, and all of them take a second together. Apart from that
it is the loop by hand: sigmoids, squared error, one sample at a time.

``weights`` is (n, 9), one row a network: w1 to w6, then b1 to b3, in the order of lesson 06.
"""

import numpy as np

from course_lib.nn.activations import sigmoid


def train(weights, x, y, learning_rate, epochs: int) -> np.ndarray:
    """Train n networks on rows x (m, 2) and y (m,); the trained weights, (n, 9), are new.

    ``learning_rate`` is one for all, or (n,) with one for each.
    """
    weights = np.array(weights, dtype=float).T  # a copy: (9, n)
    for _ in range(epochs):
        for (x1, x2), y_true in zip(np.asarray(x), y, strict=True):
            h1, h2, y_pred = _forward(weights, x1, x2)
            dz = 2 * (y_pred - y_true) * y_pred * (1 - y_pred)
            dz1 = dz * weights[4] * h1 * (1 - h1)
            dz2 = dz * weights[5] * h2 * (1 - h2)
            d_weights = [dz1 * x1, dz1 * x2, dz2 * x1, dz2 * x2, dz * h1, dz * h2, dz1, dz2, dz]
            weights -= learning_rate * np.array(d_weights)
    return weights.T


def predict(weights, x) -> np.ndarray:
    """What each of n networks says of each row of x (m, 2): (n, m).

    >>> predict(np.zeros((3, 9)), [[2, 3]]).tolist()
    [[0.5], [0.5], [0.5]]
    """
    weights = np.asarray(weights, dtype=float).T
    return np.column_stack([_forward(weights, x1, x2)[-1] for x1, x2 in np.asarray(x)])


def _forward(weights, x1, x2):
    w1, w2, w3, w4, w5, w6, b1, b2, b3 = weights
    h1 = sigmoid(w1 * x1 + w2 * x2 + b1)
    h2 = sigmoid(w3 * x1 + w4 * x2 + b2)
    return h1, h2, sigmoid(w5 * h1 + w6 * h2 + b3)
