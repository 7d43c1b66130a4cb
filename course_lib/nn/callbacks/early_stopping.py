"""Stopping where going on would only learn the noise."""

from course_lib.nn.callbacks.monitor import Monitor, epochs


class EarlyStopping(Monitor):
    """Stop when the watched number has not got better for ``patience`` epochs.

    Watch ``val_loss``, the default: the training loss falls for as long as you like, also when
    all that is still learned is the training rows by heart. With ``restore_best_weights=True``
    the model gets back the weights of its best epoch; otherwise it keeps those of its last.
    ``baseline`` has to be beaten as well; epochs before ``start_from_epoch`` do not count.
    """

    def __init__(
        self,
        monitor: str = "val_loss",
        min_delta: float = 0,
        patience: int = 0,
        verbose: int = 0,
        mode: str = "auto",
        baseline: float | None = None,
        restore_best_weights: bool = False,
        start_from_epoch: int = 0,
    ):
        super().__init__(monitor, mode, min_delta)
        self.patience = epochs(patience, "patience")
        self.start_from_epoch = epochs(start_from_epoch, "start_from_epoch")
        self.verbose = verbose
        self.baseline = baseline
        self.restore_best_weights = restore_best_weights
        self.on_train_begin()

    def on_train_begin(self, logs=None):
        self.best = self.best_weights = None
        self.best_epoch = self.stopped_epoch = self.wait = 0

    def on_epoch_end(self, epoch, logs=None):
        value = self.watched(logs or {})
        if value is None or epoch < self.start_from_epoch:
            return
        self.wait += 1
        if self.is_better(value, than=self.best):
            self._remember(epoch, value)
        elif self.wait >= self.patience and epoch > 0:
            self.stopped_epoch = epoch
            self.model.stop_training = True

    def _remember(self, epoch, value):
        self.best, self.best_epoch = value, epoch
        if self.restore_best_weights:
            self.best_weights = self.model.get_weights()
        if self.is_better(value, than=self.baseline):
            self.wait = 0

    def on_train_end(self, logs=None):
        if self.verbose and self.stopped_epoch:
            print(f"Epoch {self.stopped_epoch + 1}: early stopping")
        if self.best_weights is not None:
            if self.verbose:
                print(
                    "Restoring model weights from the end of the best epoch: "
                    f"{self.best_epoch + 1}."
                )
            self.model.set_weights(self.best_weights)
