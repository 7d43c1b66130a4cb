"""Several callbacks, told of one moment after the other."""

from course_lib.nn.callbacks.callback import MOMENTS, Callback

_OLDER_NAMES = {"on_train_batch_begin": "on_batch_begin", "on_train_batch_end": "on_batch_end"}


class CallbackList:
    """Tells each callback of the moments that it overrides, in the order of the list.

    Of the others nobody is told, and ``logs`` is a function, called where somebody listens.
    (Telling all of everything, and making logs that nobody read, took 5 % of a small model's
    training.)
    """

    def __init__(self, callbacks, model, **params):
        self.callbacks = callbacks
        self.listeners = {moment: [] for moment in MOMENTS}
        for callback in callbacks:
            callback.set_model(model)
            callback.set_params(params)
            for moment in _overridden(callback):
                self.listeners[moment].append(getattr(callback, moment))

    def tell(self, moment: str, *epoch, logs=dict) -> None:
        """Of the whole, or of an epoch. Each gets the same dict, so what one adds, others see."""
        if self.listeners[moment]:
            numbers = logs()
            for listener in self.listeners[moment]:
                listener(*epoch, numbers)

    def tell_of_batch(self, moment: str, batch: int, logs=dict) -> None:
        """Of one batch; ``logs`` is passed by its name there, as in Keras."""
        if self.listeners[moment]:
            numbers = logs()
            for listener in self.listeners[moment]:
                listener(batch, logs=numbers)


def _overridden(callback) -> set:
    """The moments at which it does something: by a method of its class, or by one of its own."""
    named = set(vars(callback)).union(*map(vars, _own_classes(callback)))
    return {moment for moment in MOMENTS if moment in named or _OLDER_NAMES.get(moment) in named}


def _own_classes(callback):
    return [cls for cls in type(callback).__mro__ if cls not in (Callback, object)]


def checked(callbacks) -> list[Callback]:
    """The learner's callbacks, or a sentence about what is not one."""
    given = [callbacks] if isinstance(callbacks, Callback | type) else callbacks or []
    for callback in given if isinstance(given, list | tuple) else [given]:
        if not isinstance(callback, Callback):
            raise ValueError(
                "callbacks is a list of objects whose class derives from Callback. "
                f"Received: {callback!r}. If this is a class, call it: [MyCallback()]."
            )
    return list(given)
