"""A whole training at once, and what the network said on its way: two losses and a curve."""

from dataclasses import dataclass

import numpy as np

from course_lib.nn.callbacks import Callback
from course_lib.nn.models import Model

EVERY = 5  # epochs from one look at a training to the next

Pair = tuple[np.ndarray, np.ndarray]


@dataclass(frozen=True)
class Trained:
    """A training, as looked at every five epochs: its losses, and its curve on the grid."""

    model: Model
    epochs: list[int]
    losses: list[float]
    val_losses: list[float]
    curves: list[np.ndarray]
    trouble: str = ""


def train(model: Model, training: Pair, validation: Pair, grid: np.ndarray, epochs: int) -> Trained:
    """Train with all rows at once, and look at the network every five epochs, in use.

    In use: both losses are measured without dropout and without the penalty, so that they can be
    compared. What ``fit`` reports is neither.
    """
    watch = Watch(training, validation, grid)
    trouble = ""
    try:
        model.fit(
            *training, batch_size=len(training[0]), epochs=epochs, shuffle=False, verbose=0,
            callbacks=[watch],
        )  # fmt: skip
    except FloatingPointError as error:  # it names the layer and the likely cause
        trouble = str(error)
    return Trained(model, watch.epochs, watch.losses, watch.val_losses, watch.curves, trouble)


class Watch(Callback):
    """Asks a network in training, every five epochs, about its readings, others, and a grid."""

    def __init__(self, training: Pair, validation: Pair, grid: np.ndarray):
        self.rows = np.vstack([training[0], validation[0], grid])
        self.y = np.vstack([training[1], validation[1]])
        self.first = len(training[0])
        self.epochs, self.losses, self.val_losses, self.curves = [], [], [], []

    def on_train_begin(self, logs=None):
        self.look(0)

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
