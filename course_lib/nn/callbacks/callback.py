"""Callbacks: code of yours that ``fit`` calls while it trains."""


class Callback:
    """Override the methods that you need.

    ``logs`` holds the numbers so far, such as ``logs["loss"]``. Setting
    ``self.model.stop_training = True`` ends the training after this step.

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
        """After the last epoch."""

    def on_epoch_begin(self, epoch, logs=None):
        """Before an epoch; the first is epoch 0."""

    def on_epoch_end(self, epoch, logs=None):
        """After an epoch, when validation is done."""

    def on_train_batch_begin(self, batch, logs=None):
        """Before a step; the first of each epoch is batch 0."""

    def on_train_batch_end(self, batch, logs=None):
        """After a step; the logs are means over the epoch so far."""


class History(Callback):
    """What every epoch came to: ``history.history["loss"]`` has one number for each.

    ``fit`` returns it.
    """

    def __init__(self):
        self.history = {}
        self.epoch = []

    def on_epoch_end(self, epoch, logs=None):
        self.epoch.append(epoch)
        for name, value in (logs or {}).items():
            self.history.setdefault(name, []).append(value)


class LambdaCallback(Callback):
    """A callback out of functions, for what takes one line.

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
    ):
        self.on_epoch_begin = on_epoch_begin or self.on_epoch_begin
        self.on_epoch_end = on_epoch_end or self.on_epoch_end
        self.on_train_begin = on_train_begin or self.on_train_begin
        self.on_train_end = on_train_end or self.on_train_end
        self.on_train_batch_begin = on_train_batch_begin or self.on_train_batch_begin
        self.on_train_batch_end = on_train_batch_end or self.on_train_batch_end


class CallbackList:
    """Several callbacks, called one after the other."""

    def __init__(self, callbacks, model, **params):
        self.callbacks = callbacks
        for callback in callbacks:
            callback.set_model(model)
            callback.set_params(params)

    def on_train_begin(self):
        for callback in self.callbacks:
            callback.on_train_begin()

    def on_train_end(self):
        for callback in self.callbacks:
            callback.on_train_end()

    def on_epoch_begin(self, epoch):
        for callback in self.callbacks:
            callback.on_epoch_begin(epoch)

    def on_epoch_end(self, epoch, logs):
        for callback in self.callbacks:
            callback.on_epoch_end(epoch, logs)

    def on_train_batch_begin(self, batch):
        for callback in self.callbacks:
            callback.on_train_batch_begin(batch)

    def on_train_batch_end(self, batch, logs):
        for callback in self.callbacks:
            callback.on_train_batch_end(batch, logs)


def checked(callbacks) -> list[Callback]:
    """The learner's callbacks, or a sentence about what is not one."""
    callbacks = [callbacks] if isinstance(callbacks, Callback) else list(callbacks or [])
    for callback in callbacks:
        if not isinstance(callback, Callback):
            raise ValueError(
                "callbacks is a list of objects whose class derives from Callback. "
                f"Received: {callback!r}. If this is a class, call it: [MyCallback()]."
            )
    return callbacks
