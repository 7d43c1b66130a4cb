"""Changing the learning rate between epochs."""

import inspect

import numpy as np

from course_lib.nn.callbacks.callback import Callback
from course_lib.nn.callbacks.monitor import Monitor, epochs


class LearningRateScheduler(Callback):
    """Ask your function for each epoch's rate: ``schedule(epoch, rate)``, or ``schedule(epoch)``.

    >>> halve_from_10 = LearningRateScheduler(lambda epoch, rate: rate / 2 if epoch > 9 else rate)
    >>> fall = LearningRateScheduler(lambda epoch: 0.1 / (1 + epoch))
    """

    def __init__(self, schedule, verbose: int = 0):
        self.reads_rate = _reads(schedule, "epoch", "rate")
        if not self.reads_rate and not _reads(schedule, "epoch"):
            raise ValueError(
                "A schedule is a function of the epoch, or of the epoch and the rate. "
                f"Received: {schedule!r}. Write lambda epoch, rate: 0.9 * rate."
            )
        self.schedule = schedule
        self.verbose = verbose

    def on_epoch_begin(self, epoch, logs=None):
        before = _rate(self)
        rate = self.schedule(epoch, before) if self.reads_rate else self.schedule(epoch)
        if not isinstance(rate, float | np.floating):
            raise ValueError(
                "A schedule is called with the epoch and the rate and returns the new rate, a "
                f"float. Received: {rate!r}. Write return in front of it, and 1.0 for 1."
            )
        self.model.optimizer.learning_rate = rate
        if self.verbose:
            print(f"\nEpoch {epoch + 1}: LearningRateScheduler setting learning rate to {rate}.")

    def on_epoch_end(self, epoch, logs=None):
        _log_rate(self, logs)


def _reads(schedule, *arguments):
    """Can it be called with these? (Keras tries, and takes any TypeError for a no.)"""
    try:
        inspect.signature(schedule).bind(*arguments)
    except TypeError:
        return False
    except ValueError:  # some functions written in C do not say
        return True
    return True


class ReduceLROnPlateau(Monitor):
    """Multiply the rate by ``factor`` when the watched number has been flat for ``patience``.

    After each cut it waits ``cooldown`` epochs; below ``min_lr`` it does not go.
    """

    def __init__(
        self,
        monitor: str = "val_loss",
        factor: float = 0.1,
        patience: int = 10,
        verbose: int = 0,
        mode: str = "auto",
        min_delta: float = 1e-4,
        cooldown: int = 0,
        min_lr: float = 0.0,
    ):
        super().__init__(monitor, mode, min_delta)
        if not 0 < factor < 1:
            raise ValueError(
                "factor is what the rate is multiplied by, between 0 and 1. "
                f"Received: factor={factor!r}. Try 0.1."
            )
        self.factor = factor
        self.patience = epochs(patience, "patience")
        self.cooldown = epochs(cooldown, "cooldown")
        self.min_lr = min_lr
        self.verbose = verbose
        self.on_train_begin()

    def on_train_begin(self, logs=None):
        self.best = None
        self.wait = self.cooling = 0

    def on_epoch_end(self, epoch, logs=None):
        _log_rate(self, logs)
        value = self.watched(logs or {})
        if value is None:
            return
        if self.cooling:
            self.cooling -= 1
            self.wait = 0
        if self.is_better(value, than=self.best):
            self.best, self.wait = value, 0
        elif not self.cooling:
            self.wait += 1
            if self.wait >= self.patience:
                self._reduce(epoch)

    def _reduce(self, epoch):
        optimizer = self.model.optimizer
        # compared as Keras does: 0.1 * 0.1 is not above 0.01 because of its 17th digit
        if np.float32(optimizer.learning_rate) > np.float32(self.min_lr):
            optimizer.learning_rate = max(self.factor * optimizer.learning_rate, self.min_lr)
            self.cooling, self.wait = self.cooldown, 0
            if self.verbose:
                print(
                    f"\nEpoch {epoch + 1}: ReduceLROnPlateau reducing learning rate to "
                    f"{optimizer.learning_rate}."
                )


def _log_rate(callback, logs):
    """History shows the rate beside the loss."""
    if logs is not None:
        logs["learning_rate"] = float(_rate(callback))


def _rate(callback) -> float:
    """The rate of the model's optimizer, or a sentence where there is none."""
    optimizer = getattr(callback.model, "optimizer", None)
    if not hasattr(optimizer, "learning_rate"):
        raise ValueError(
            f"{type(callback).__name__} sets the learning_rate of the model's optimizer. Received "
            f"{'no optimizer' if optimizer is None else repr(optimizer)}. Compile the model with "
            "one that has a rate, such as SGD(0.1), and pass the callback to fit()."
        )
    return optimizer.learning_rate
