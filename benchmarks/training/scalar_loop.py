"""A network 2-2-1 in plain Python: sigmoids, squared error, SGD with a batch of one row."""

import random
from math import exp


def fit_2_2_1(x: list, y: list, epochs: int, rate: float) -> float:
    """Train from small random weights; answers with the last epoch's mean loss."""
    w1, w2, w3, w4, w5, w6 = (random.gauss(0, 1) for _ in range(6))
    b1 = b2 = b3 = total = 0.0
    rows = list(zip(x, y, strict=True))
    for _ in range(epochs):
        random.shuffle(rows)
        total = 0.0
        for (x1, x2), y_true in rows:
            h1 = 1 / (1 + exp(-(w1 * x1 + w2 * x2 + b1)))
            h2 = 1 / (1 + exp(-(w3 * x1 + w4 * x2 + b2)))
            o = 1 / (1 + exp(-(w5 * h1 + w6 * h2 + b3)))
            error = o - y_true
            total += error * error
            dz = 2 * error * o * (1 - o)
            dz1, dz2 = dz * w5 * h1 * (1 - h1), dz * w6 * h2 * (1 - h2)
            w5, w6, b3 = w5 - rate * dz * h1, w6 - rate * dz * h2, b3 - rate * dz
            w1, w2, b1 = w1 - rate * dz1 * x1, w2 - rate * dz1 * x2, b1 - rate * dz1
            w3, w4, b2 = w3 - rate * dz2 * x1, w4 - rate * dz2 * x2, b2 - rate * dz2
    return total / len(rows)
