"""A training that can be stopped, gone on with, and looked back on, an epoch at a time."""

import math
import time
from collections.abc import Callable

import numpy as np

from course_lib.nn.models import Sequential
from course_lib.nn.optimizers import Optimizer
from course_lib.nn.randomness import seeded
from course_lib.widgets.weight_history import WeightHistory


class TrainingRun:
    """Trains ``model`` on x and y, and can go back to every epoch it has been through.

    The weights of ``epoch`` are always those in the model: going back puts them there, together
    with what the optimizer remembered then, and training goes on from whatever is there.
    ``begin(model)`` puts the first weights in; without it those that the model has now are its
    first. With ``shuffle`` each epoch has an order of its own, the same one whenever it is trained.

    ``losses[e]`` is the loss over all rows after epoch e. ``trouble`` says why a training cannot go
    on, and is empty when it can. ``changed`` says that a cell has set the weights of this epoch.
    """

    def __init__(
        self,
        model: Sequential,
        x: np.ndarray,
        y: np.ndarray,
        epochs: int,
        batch_size: int,
        begin: Callable[[Sequential], None] | None = None,
        shuffle: bool = False,
    ):
        self.model, self.x, self.y = model, x, y
        self.epochs, self.batch_size, self.shuffle = epochs, batch_size, shuffle
        first, self._first_state = model.params.copy(), model.state.copy()
        self.begin = begin or (lambda model: _put(model.params, first))
        self.history = WeightHistory()
        self.restart()

    def restart(self) -> None:
        """Back to epoch 0 and its weights; the optimizer forgets its past steps."""
        self._optimizer = self.model.optimizer
        _put(self.model.state, self._first_state)
        self.begin(self.model)
        if self._remembers:
            self.model.optimizer.reset()
        self.epoch, self.losses, self.trouble, self.changed = 0, [self._loss()], "", False
        self._steps = [0]  # of the optimizer, after each epoch
        self.history.clear()
        self.history.keep(0, self._snapshot())

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
        """Go to an epoch that was trained, or as near before it as the history has kept."""
        self.epoch, picture = self.history.at(epoch)
        self.changed = False
        self._restore(picture)

    def catch_up(self) -> None:
        """If a cell has changed the weights meanwhile, take them for those of this epoch."""
        params = self.model.params
        if np.array_equal(params, self.history.at(self.epoch)[1][: params.size], equal_nan=True):
            return
        self._forget_what_came_after()
        self.history.cut(self.epoch - 1)
        self.history.keep(self.epoch, self._snapshot())
        self.losses[self.epoch], self._steps[self.epoch] = self._loss(), self._count()
        self.changed = True

    @property
    def more(self) -> bool:
        """Whether there is an epoch left to train."""
        return self.epoch < self.epochs and not self.trouble

    @property
    def updates(self) -> int:
        """How many updates the epochs so far have made."""
        return self.epoch * -(-len(self.x) // self.batch_size)

    def _train_epoch(self) -> None:
        rows = {"batch_size": self.batch_size, "shuffle": self.shuffle}
        try:
            with seeded(self.epoch):  # the order of this epoch, and the course's own chance kept
                self.model.fit(self.x, self.y, epochs=1, verbose=0, **rows)
        except FloatingPointError as error:  # it names the layer and the likely cause
            self.trouble = str(error)
            self.seek(self.epoch)
            return
        self.epoch += 1
        self.losses.append(self._loss())
        self._steps.append(self._count())
        self.history.keep(self.epoch, self._snapshot())

    def _forget_what_came_after(self) -> None:
        """Going on from an earlier epoch, or from changed weights, replaces all later epochs."""
        del self.losses[self.epoch + 1 :], self._steps[self.epoch + 1 :]
        self.history.cut(self.epoch)
        self.trouble, self.changed = "", False

    def _loss(self) -> float:
        rows = len(self.x)
        return self.model.evaluate(self.x, self.y, rows, verbose=0, return_dict=True)["loss"]

    # ------------------------------------------------- a snapshot: all that training goes on from

    def _snapshot(self) -> np.ndarray:
        """The weights, and behind them what the optimizer remembers."""
        memory = self.model.optimizer.memory.values() if self._remembers else []
        return np.concatenate([self.model.params, self.model.state, *memory])

    def _restore(self, picture: np.ndarray) -> None:
        params, state, optimizer = self.model.params, self.model.state, self.model.optimizer
        learned, rest, memory = np.split(picture, [params.size, params.size + state.size])
        _put(params, learned)
        _put(state, rest)
        if self._remembers:
            steps = self._steps[self.epoch]
            names = optimizer.remembers if steps else ()
            arrays = memory.reshape(len(names), -1) if names else ()
            optimizer.set_state({"iterations": steps} | dict(zip(names, arrays, strict=True)))

    @property
    def _remembers(self) -> bool:
        """Not any object that has a step; and not one that a cell has put in meanwhile."""
        optimizer = self.model.optimizer
        return isinstance(optimizer, Optimizer) and optimizer is self._optimizer

    def _count(self) -> int:
        return self.model.optimizer.iterations if self._remembers else 0


def _put(vector: np.ndarray, numbers: np.ndarray) -> None:
    vector[:] = numbers
