"""A training that can be stopped, gone on with, and looked back on, an epoch at a time."""

import math
import time
from collections.abc import Callable

import numpy as np

from course_lib.nn.models import Sequential
from course_lib.widgets.film import Film


class Rehearsal:
    """Trains ``model`` on x and y, and can go back to every epoch it has been through.

    The weights of ``epoch`` are always those in the model: going back puts them there, and
    training goes on from whatever is there. ``begin(model)`` puts the first weights in; without it
    those that the model has now are its first.

    ``losses[e]`` is the loss over all rows after epoch e. ``trouble`` says why a training cannot go
    on, and is empty when it can. ``changed`` says that the weights of this epoch are a cell's.
    """

    def __init__(
        self,
        model: Sequential,
        x: np.ndarray,
        y: np.ndarray,
        epochs: int,
        batch_size: int,
        begin: Callable[[Sequential], None] | None = None,
    ):
        self.model, self.x, self.y = model, x, y
        self.epochs, self.batch_size = epochs, batch_size
        first = model.params.copy()
        self.begin = begin or (lambda model: _put(model, first))
        self.film = Film()
        self.restart()

    def restart(self) -> None:
        """Back to epoch 0 and its weights."""
        self.begin(self.model)
        self.epoch, self.losses, self.trouble, self.changed = 0, [self._loss()], "", False
        self.film.clear()
        self.film.keep(0, self.model.params)

    def advance(self, epochs: int, seconds: float = math.inf) -> None:
        """Train for so many epochs, and no longer than so many seconds (but for one epoch)."""
        stop = min(self.epoch + epochs, self.epochs)
        end = time.monotonic() + seconds
        self._forget_what_came_after()
        while self.epoch < stop and not self.trouble:
            self._train_epoch()
            if time.monotonic() > end:
                break

    def seek(self, epoch: int) -> None:
        """Go to an epoch that was trained, or as near before it as the film has kept."""
        self.epoch, params = self.film.at(epoch)
        self.changed = False
        _put(self.model, params)

    def catch_up(self) -> None:
        """If a cell has changed the weights meanwhile, take them for those of this epoch."""
        if np.array_equal(self.model.params, self.film.at(self.epoch)[1], equal_nan=True):
            return
        self._forget_what_came_after()
        self.film.cut(self.epoch - 1)
        self.film.keep(self.epoch, self.model.params)
        self.losses[self.epoch] = self._loss()
        self.changed = True

    @property
    def more(self) -> bool:
        """Whether there is an epoch left to train."""
        return self.epoch < self.epochs and not self.trouble

    def _train_epoch(self) -> None:
        try:
            self.model.fit(
                self.x, self.y, batch_size=self.batch_size, epochs=1, shuffle=False, verbose=0
            )
        except FloatingPointError as error:  # it names the layer and the likely cause
            self.trouble = str(error)
            self.seek(self.epoch)
            return
        self.epoch += 1
        self.losses.append(self._loss())
        self.film.keep(self.epoch, self.model.params)

    def _forget_what_came_after(self) -> None:
        """Going on from an earlier epoch, or from changed weights, makes another future."""
        del self.losses[self.epoch + 1 :]
        self.film.cut(self.epoch)
        self.trouble, self.changed = "", False

    def _loss(self) -> float:
        rows = len(self.x)
        return self.model.evaluate(self.x, self.y, rows, verbose=0, return_dict=True)["loss"]


def _put(model: Sequential, params: np.ndarray) -> None:
    model.params[:] = params
