"""A training that is looked at on its way, and that can be done a slice at a time.

However it is cut, it takes the same steps from the same random numbers as one ``fit`` would.
"""

import time
from collections.abc import Callable

import numpy as np

from course_lib.nn.callbacks import Callback
from course_lib.nn.models import Model
from course_lib.nn.randomness import drawing_from

EVERY = 5  # epochs from one look at a training to the next
SLICE = 25  # epochs that a slice has at the least

Pair = tuple[np.ndarray, np.ndarray]


class Training:
    """A training with all rows at once, looked at every five epochs: its losses and its curves.

    ``build()`` gives the compiled model, with first weights drawn from ``seed``. ``grid`` (n, 1) is
    where the curve is looked at.
    """

    def __init__(
        self,
        build: Callable[[], Model],
        training: Pair,
        validation: Pair,
        grid: np.ndarray,
        epochs: int,
        seed: int,
    ):
        self.rows, self.done, self.total, self.trouble = training, 0, epochs, ""
        self._rng = np.random.default_rng(seed)
        self._watch = Watch(training, validation, grid)
        with drawing_from(self._rng):
            self.model = build()
        self._watch.set_model(self.model)
        self._watch.look(0)

    @property
    def epochs(self) -> list[int]:
        """After which epochs it was looked at."""
        return self._watch.epochs

    @property
    def losses(self) -> list[float]:
        return self._watch.losses

    @property
    def val_losses(self) -> list[float]:
        return self._watch.val_losses

    @property
    def curves(self) -> list[np.ndarray]:
        return self._watch.curves

    @property
    def more(self) -> bool:
        """Whether epochs are left to train."""
        return self.done < self.total and not self.trouble

    def advance(self, seconds: float = float("inf"), clock=time.monotonic) -> None:
        """Train on: to the end, or until ``seconds`` have passed, and for one look at the least."""
        until = clock() + seconds
        with drawing_from(self._rng):
            while self.more:
                self._fit(self.total if seconds == float("inf") else self.done + SLICE)
                if clock() > until:
                    break

    def _fit(self, until: int) -> None:
        until = min(until, self.total)
        try:
            self.model.fit(
                *self.rows, batch_size=len(self.rows[0]), initial_epoch=self.done, epochs=until,
                shuffle=False, verbose=0, callbacks=[self._watch],
            )  # fmt: skip
            self.done = until
        except FloatingPointError as error:  # it names the layer and the likely cause
            self.trouble = str(error)


class Watch(Callback):
    """Asks a network in training, every five epochs, about its readings, others, and a grid.

    In use: both losses are measured without dropout and without the penalty, so that they can be
    compared. What ``fit`` reports is neither.
    """

    def __init__(self, training: Pair, validation: Pair, grid: np.ndarray):
        self.rows = np.vstack([training[0], validation[0], grid])
        self.y = np.vstack([training[1], validation[1]])
        self.first = len(training[0])
        self.epochs, self.losses, self.val_losses, self.curves = [], [], [], []

    def on_epoch_end(self, epoch, logs=None):
        if (epoch + 1) % EVERY == 0:
            self.look(epoch + 1)

    def look(self, epoch: int) -> None:
        """Keep both mean squared errors, and the curve."""
        says = self.model.predict(self.rows, batch_size=len(self.rows), verbose=0)
        errors = (says[: len(self.y)] - self.y) ** 2
        self.epochs.append(epoch)
        self.losses.append(float(errors[: self.first].mean()))
        self.val_losses.append(float(errors[self.first :].mean()))
        self.curves.append(says[len(self.y) :, 0])
