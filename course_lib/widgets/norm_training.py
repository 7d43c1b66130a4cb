"""Two networks that begin with the same weights and learn the same rows: without batch norm, and
with it between all layers."""

import time

import numpy as np

from course_lib.nn.floatx import precision
from course_lib.nn.layers import Activation, BatchNormalization, Dense, Input
from course_lib.nn.models import Sequential
from course_lib.nn.optimizers import SGD
from course_lib.nn.randomness import seeded

HIDDEN, UNITS = 3, 8
EVERY = 5  # epochs from one look to the next
_SLICE = 25


def network(norm: bool, times: float, seed: int) -> Sequential:
    """Three hidden layers of tanh; their first weights are Xavier's, ``times`` as large."""
    layers = [Input((1,))]
    for _ in range(HIDDEN):
        layers += [Dense(UNITS), *([BatchNormalization()] if norm else []), Activation("tanh")]
    with precision("float64"), seeded(seed):
        model = Sequential([*layers, Dense(1)])
    for layer in model.layers[:-1]:
        if isinstance(layer, Dense):
            layer.kernel *= times
    model.compile(SGD(learning_rate=0.1), "mse")
    return model


class NormTraining:
    """Both trainings, side by side. ``losses`` and ``sums`` have a list each: without, with.

    ``sums`` are what the last tanh is given, (rows, units), at each of ``epochs``.
    """

    def __init__(self, x: np.ndarray, y: np.ndarray, times: float, epochs: int, seed: int):
        self.x, self.y, self.total = x, y, epochs
        self.models = [network(norm, times, seed) for norm in (False, True)]
        self.epochs, self.losses, self.sums = [], ([], []), ([], [])
        self._look(0)

    @property
    def more(self) -> bool:
        return self.epochs[-1] < self.total

    def advance(self, seconds: float = float("inf"), clock=time.monotonic) -> None:
        """Train both on: to the end, or until ``seconds`` have passed."""
        until = clock() + seconds
        while self.more:
            for epoch in range(self.epochs[-1] + EVERY, self.epochs[-1] + _SLICE + 1, EVERY):
                for model in self.models:
                    model.fit(
                        self.x, self.y, batch_size=len(self.x), epochs=EVERY, shuffle=False,
                        verbose=0,
                    )  # fmt: skip
                self._look(epoch)
            if clock() > until:
                break

    def _look(self, epoch: int) -> None:
        """Both as they are while they train: batch norm with the statistics of these rows."""
        self.epochs.append(epoch)
        for model, losses, sums in zip(self.models, self.losses, self.sums, strict=True):
            a = self.x
            for layer in model.layers:
                before, a = a, _pass(layer, a)
                if isinstance(layer, Activation):
                    last = before
            losses.append(float(np.mean((a - self.y) ** 2)))
            sums.append(last)


def _pass(layer, a: np.ndarray) -> np.ndarray:
    """One layer; batch norm with its rows' own statistics, and without moving those it keeps."""
    if not isinstance(layer, BatchNormalization):
        return layer(a)
    normalized = (a - a.mean(axis=0)) / np.sqrt(a.var(axis=0) + layer.epsilon)
    return layer.gamma * normalized + layer.beta
