"""Asking a model: what it predicts, and how good that is. Nothing is learned here."""

import numpy as np

from course_lib.nn import validation
from course_lib.nn import validation_training as arguments
from course_lib.nn.batches import Batches, Samples
from course_lib.nn.callbacks import CallbackList, checked, in_words
from course_lib.nn.means import Means


class Evaluator:
    """The part of a model that answers; Trainer is the part that learns."""

    stop_evaluating = stop_predicting = False

    def predict(self, x, batch_size=None, verbose="auto", steps=None, callbacks=None):
        """The outputs for many rows, a batch at a time; ``verbose`` is there for Keras's sake."""
        x = validation.rows(x, self.sample_shape, self.dtype)
        batches = Batches(
            Samples(x), arguments.batch_size(batch_size), steps=arguments.steps(steps, "steps")
        )
        callbacks = self._listen(callbacks, arguments.verbosity(verbose), batches)
        if not self.built:
            self.build(x.shape)
        return np.concatenate(self._predict(batches, callbacks))

    def _predict(self, batches, callbacks) -> list:
        outputs = []
        self.stop_predicting = False
        callbacks.tell("on_predict_begin")
        for batch, (x, _, _) in enumerate(batches.epoch()):
            callbacks.tell_of_batch("on_predict_batch_begin", batch)
            with np.errstate(over="ignore"):
                outputs.append(self.forward(x))
            callbacks.tell_of_batch(
                "on_predict_batch_end", batch, logs=lambda: {"outputs": outputs[-1]}
            )
            if self.stop_predicting:
                break
        callbacks.tell("on_predict_end")
        return outputs

    def predict_on_batch(self, x):
        """The outputs for these rows, all in one pass."""
        return self(x)

    def evaluate(
        self,
        x=None,
        y=None,
        batch_size: int | None = None,
        verbose="auto",
        sample_weight=None,
        steps: int | None = None,
        callbacks=None,
        return_dict: bool = False,
    ):
        """The loss and the metrics of all rows; nothing is learned.

        Rows count in the loss as much as ``sample_weight`` says. ``steps`` ends it after as many
        batches.
        """
        batch_size = arguments.batch_size(batch_size)
        steps, verbose = arguments.steps(steps, "steps"), arguments.verbosity(verbose)
        callbacks = checked(callbacks)
        batches = Batches(self._prepare(x, y, sample_weight), batch_size, steps=steps)
        means = self._evaluate(batches, self._listen(callbacks, verbose, batches))
        if verbose:
            print(in_words(means.logs()))
        return means.report(return_dict)

    def test_on_batch(self, x, y=None, sample_weight=None, return_dict: bool = False):
        """The loss and the metrics of these rows; nothing is learned."""
        samples = self._prepare(x, y, sample_weight)
        batches = Batches(samples, len(samples))
        return self._evaluate(batches, self._listen(None, 0, batches)).report(return_dict)

    def _evaluate(self, batches, callbacks) -> Means:
        means = self._new_means()
        self.stop_evaluating = False
        batches.start_over()
        callbacks.tell("on_test_begin")
        for batch, (x, y, weight) in enumerate(batches.epoch()):
            callbacks.tell_of_batch("on_test_batch_begin", batch)
            with np.errstate(all="ignore"):
                means.add(self._values(y, self.forward(x), weight), len(x))
            callbacks.tell_of_batch("on_test_batch_end", batch, logs=means.logs)
            if self.stop_evaluating:
                break
        callbacks.tell("on_test_end", logs=means.logs)
        return means

    def _new_means(self) -> Means:
        """Where the batches' losses and metrics are gathered."""
        return Means(self.metrics_names, self._metrics, self._layers[-1].carries_mask)

    def _listen(self, callbacks, verbose, batches):
        """Everybody who is told of it, as Keras has it with one epoch."""
        return CallbackList(checked(callbacks), self, verbose=verbose, epochs=1, steps=len(batches))
