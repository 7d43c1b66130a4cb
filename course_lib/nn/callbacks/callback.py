"""Callbacks: code of yours that ``fit``, ``evaluate`` and ``predict`` call while they run."""


class Callback:
    """Override the methods that you need; only those are called.

    ``logs`` holds the numbers so far, such as ``logs["loss"]``; before a step or an epoch it is
    empty. Setting ``self.model.stop_training = True`` ends the training after this step.

    >>> class Shout(Callback):
    ...     def on_epoch_end(self, epoch, logs=None):
    ...         print(f"Epoch {epoch} is over!")
    >>> Shout().on_epoch_end(0)
    Epoch 0 is over!
    """

    model = None
    params = None

    def set_model(self, model):
        self.model = model

    def set_params(self, params):
        """Keep ``params["epochs"]``, ``params["steps"]`` (in an epoch) and "verbose"."""
        self.params = params

    def on_train_begin(self, logs=None):
        """Before the first epoch."""

    def on_train_end(self, logs=None):
        """After the last epoch, with its logs."""

    def on_epoch_begin(self, epoch, logs=None):
        """Before an epoch; the first is epoch 0."""

    def on_epoch_end(self, epoch, logs=None):
        """After an epoch, when validation is done."""

    def on_train_batch_begin(self, batch, logs=None):
        """Before a step; the first of each epoch is batch 0."""
        self.on_batch_begin(batch, logs=logs)

    def on_train_batch_end(self, batch, logs=None):
        """After a step; the logs are means over the epoch so far."""
        self.on_batch_end(batch, logs=logs)

    def on_batch_begin(self, batch, logs=None):
        """An older name of ``on_train_batch_begin``."""

    def on_batch_end(self, batch, logs=None):
        """An older name of ``on_train_batch_end``."""

    def on_test_begin(self, logs=None):
        """Before ``evaluate``, and before each validation of ``fit``."""

    def on_test_end(self, logs=None):
        """After it; the logs are what it came to."""

    def on_test_batch_begin(self, batch, logs=None):
        """Before a batch is evaluated."""

    def on_test_batch_end(self, batch, logs=None):
        """After it; the logs are means so far."""

    def on_predict_begin(self, logs=None):
        """Before ``predict``."""

    def on_predict_end(self, logs=None):
        """After it."""

    def on_predict_batch_begin(self, batch, logs=None):
        """Before a batch is predicted."""

    def on_predict_batch_end(self, batch, logs=None):
        """After it; ``logs["outputs"]`` are the batch's."""


MOMENTS = tuple(name for name in vars(Callback) if name.startswith("on_"))


class History(Callback):
    """What every epoch came to: ``history.history["loss"]`` has one number for each.

    ``fit`` returns it.
    """

    def __init__(self):
        self.history = {}
        self.epoch = []

    def on_train_begin(self, logs=None):
        self.epoch = []

    def on_epoch_end(self, epoch, logs=None):
        self.epoch.append(epoch)
        for name, value in (logs or {}).items():
            self.history.setdefault(name, []).append(value)


class LambdaCallback(Callback):
    """A callback out of functions, for what takes one line: one for each moment that you name.

    >>> shout = LambdaCallback(on_epoch_end=lambda epoch, logs: print(f"Epoch {epoch} is over!"))
    >>> shout.on_epoch_end(0, {})
    Epoch 0 is over!
    """

    def __init__(
        self,
        on_epoch_begin=None,
        on_epoch_end=None,
        on_train_begin=None,
        on_train_end=None,
        on_train_batch_begin=None,
        on_train_batch_end=None,
        **kwargs,
    ):
        chosen = {name: value for name, value in locals().items() if name in MOMENTS} | kwargs
        for moment, function in chosen.items():
            if moment not in MOMENTS or not (function is None or callable(function)):
                raise ValueError(_no_function_of_a_moment(moment, function))
            if function is not None:
                setattr(self, moment, function)


def _no_function_of_a_moment(moment, function):
    return (
        f"LambdaCallback takes functions, by the moments at which they are called: "
        f"{', '.join(MOMENTS)}. Received: {moment}={function!r}. "
        "Write on_epoch_end=lambda epoch, logs: print(epoch)."
    )
