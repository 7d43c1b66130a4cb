"""The training loop: epochs of steps, what is watched meanwhile, and who is told of it."""

import contextlib

import numpy as np

from course_lib.nn import data_warnings, divergence
from course_lib.nn import validation_training as arguments
from course_lib.nn.batches import Batches
from course_lib.nn.callbacks import CallbackList, History, ProgressLine, checked
from course_lib.nn.evaluation import Evaluator


class Fitter(Evaluator):
    """The part of a model that repeats; Trainer has the step."""

    history = None
    stop_training = False
    _epoch = None  # the one that runs; None outside of fit

    def fit(
        self,
        x=None,
        y=None,
        batch_size: int | None = None,
        epochs: int = 1,
        verbose="auto",
        callbacks=None,
        validation_split: float = 0.0,
        validation_data=None,
        shuffle: bool = True,
        class_weight: dict | None = None,
        sample_weight=None,
        initial_epoch: int = 0,
        steps_per_epoch: int | None = None,
        validation_steps: int | None = None,
        validation_batch_size: int | None = None,
        validation_freq=1,
    ) -> History:
        """Learn: go through x and y ``epochs`` times, in batches (of 32 rows if not said).

        ``validation_data`` is a pair (x, y) that is only watched, or (x, y, sample_weight);
        ``validation_split=0.2`` sets the last fifth of the rows aside for it. It is watched after
        every ``validation_freq`` epochs. ``verbose`` is 0 (silent), 1 (one line, written over) or
        2 (a line for each epoch).

        A row counts in the loss as much as its number in ``sample_weight`` says, or its class's
        in ``class_weight={0: 1.0, 1: 5.0}``. Steps of a sequence may have numbers too: (n, steps).
        ``initial_epoch`` goes on counting from there.
        """
        size, verbose = arguments.batch_size(batch_size), arguments.verbosity(verbose)
        watched_size = arguments.batch_size(validation_batch_size or size, "validation_batch_size")
        epochs = arguments.epochs(initial_epoch, epochs)
        often = arguments.frequency(validation_freq)
        steps = arguments.steps(steps_per_epoch, "steps_per_epoch")
        watched_steps = arguments.steps(validation_steps, "validation_steps")
        callbacks = checked(callbacks)
        samples, watched = self._prepare_fit(x, y, sample_weight, validation_split, validation_data)
        arguments.weigh_classes(samples, class_weight)
        batches = Batches(samples, size, arguments.flag(shuffle, "shuffle"), steps)
        watched = watched and Batches(watched, watched_size, steps=watched_steps)
        callbacks = self._listen_to_fit(
            callbacks, verbose=verbose, epochs=epochs.stop, steps=len(batches)
        )
        with self._fitting(epochs.start):
            self._train(batches, epochs, callbacks, watched, often)
        return self.history

    def _prepare_fit(self, x, y, sample_weight, validation_split, validation_data):
        """The samples to learn from, and those to watch, or None."""
        samples, watched = self.prepare_training(x, y, sample_weight), None
        if validation_data is not None:
            watched = self._prepare(*arguments.watched(validation_data), "validation ")
        elif validation_split:
            samples, watched = samples.split(arguments.rows_to_keep(len(samples), validation_split))
            data_warnings.about_sorted(samples.y, watched.y)
        data_warnings.about_scale(self, samples.x)
        return samples, watched

    def _listen_to_fit(self, callbacks, **params):
        """The learner's callbacks, then the history, which may be one of them, then the line."""
        own = [callback for callback in callbacks if isinstance(callback, History)]
        self.history = own[-1] if own else History()
        line = [ProgressLine()] if params["verbose"] else []
        return CallbackList([*callbacks, *([] if own else [self.history]), *line], self, **params)

    def _train(self, batches, epochs, callbacks, watched, often):
        logs = {}
        callbacks.tell("on_train_begin")
        for epoch in epochs:
            self._epoch = epoch
            callbacks.tell("on_epoch_begin", epoch)
            with np.errstate(all="ignore"):  # an overflow is reported below, with its cause
                logs = self._train_epoch(batches, callbacks)
            if watched is not None and arguments.is_due(epoch, often):
                val_logs = self._evaluate(watched, callbacks).logs()
                logs |= {f"val_{name}": value for name, value in val_logs.items()}
                logs = dict(sorted(logs.items()))  # a metric may come after "val_" in the alphabet
            callbacks.tell("on_epoch_end", epoch, logs=logs.copy)
            if self.stop_training:
                break
        callbacks.tell("on_train_end", logs=logs.copy)

    @contextlib.contextmanager
    def _fitting(self, first_epoch):
        """A callback may call ``fit`` as well: each has its own epoch, history and end."""
        outer, stopped, history = self._epoch, self.stop_training, self.history
        self._epoch, self.stop_training = first_epoch, False
        try:
            yield
        finally:
            self._epoch, self.history = outer, history
            if outer is not None:
                self.stop_training = stopped

    def _train_epoch(self, batches, callbacks):
        means = self._new_means()
        for batch, (x, y, weight) in enumerate(batches.epoch()):
            callbacks.tell_of_batch("on_train_batch_begin", batch)
            means.add(self._train_step(x, y, weight), len(x))
            callbacks.tell_of_batch("on_train_batch_end", batch, logs=means.logs)
            if self.stop_training:
                break
        if not divergence.are_finite(self.params):  # the last update has no next loss to show it
            raise divergence.error(self, self._epoch)
        return means.logs()
