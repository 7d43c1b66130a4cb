"""Keeping the model on disk while it is still training."""

import os

from course_lib.nn.callbacks.monitor import Monitor


class ModelCheckpoint(Monitor):
    """Save the model after every epoch, or after each that is the best so far.

    ``filepath`` may hold the epoch and the logs: ``"{epoch:02d}-{val_loss:.2f}.keras"``; epochs
    count from 1 there. It ends in ``.weights.h5`` with ``save_weights_only=True``, else in
    ``.keras``. With ``save_best_only=True`` only an epoch better than all before is written, and
    better than ``initial_value_threshold``, if you give one.
    """

    without = "nothing tells which epoch is the best, and it saves every one"

    def __init__(
        self,
        filepath,
        monitor: str = "val_loss",
        verbose: int = 0,
        save_best_only: bool = False,
        save_weights_only: bool = False,
        mode: str = "auto",
        save_freq="epoch",
        initial_value_threshold: float | None = None,
    ):
        super().__init__(monitor, mode, best=initial_value_threshold)
        ending = ".weights.h5" if save_weights_only else ".keras"
        if not str(filepath).endswith(ending):
            raise ValueError(
                f"With save_weights_only={save_weights_only} the file's name ends in {ending}. "
                f'Received: filepath={str(filepath)!r}. Try "best{ending}".'
            )
        if save_freq != "epoch":
            raise ValueError(
                'save_freq is "epoch": the model is saved at the end of epochs. '
                f"Received: save_freq={save_freq!r}. Leave it out."
            )
        self.filepath = str(filepath)
        self.verbose = verbose
        self.save_best_only = save_best_only
        self.save_weights_only = save_weights_only
        self.save_freq = save_freq

    def on_epoch_end(self, epoch, logs=None):
        path = self._path(epoch, logs or {})
        if not self._is_worth_it(epoch, logs or {}, path):
            return
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        (self.model.save_weights if self.save_weights_only else self.model.save)(path)
        if self.verbose:
            print(f"\nEpoch {epoch + 1}: finished saving model to {path}")

    def _path(self, epoch, logs):
        try:
            return self.filepath.format(epoch=epoch + 1, **logs)
        except KeyError as missing:
            raise KeyError(
                f"filepath names {missing}, which this training does not report. "
                f"Received: epoch, {', '.join(logs)}. Use these names, or pass validation data."
            ) from None

    def _is_worth_it(self, epoch, logs, path):
        value = self.watched(logs) if self.save_best_only else None
        if value is None:
            self._say(epoch, f"saving model to {path}")
            return True
        if not self.is_better(value, than=self.best):
            self._say(epoch, f"{self.monitor} did not improve from {self.best:.5f}")
            return False
        best = "None" if self.best is None else f"{self.best:.5f}"
        self._say(
            epoch, f"{self.monitor} improved from {best} to {value:.5f}, saving model to {path}"
        )
        self.best = value
        return True

    def _say(self, epoch, words):
        if self.verbose:
            print(f"\nEpoch {epoch + 1}: {words}")
