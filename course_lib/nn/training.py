"""The training loop: forward, loss, backward, update."""

import math

import numpy as np

from course_lib.nn import divergence, losses, metrics, optimizers, validation
from course_lib.nn.callbacks import CallbackList, History, ProgressLine, checked, in_words
from course_lib.nn.means import Means
from course_lib.nn.randomness import generator


class Trainer:
    """The half of a model that learns; the other half, Model, has layers and memory."""

    optimizer = loss = fused_loss = history = None
    penalized = ()  # the layers whose weights have a penalty
    metrics_names = ("loss",)
    stop_training = False
    _epoch = None  # the one that runs, for the sentence about a loss that is NaN

    def compile(self, optimizer="rmsprop", loss=None, metrics=None) -> None:
        """Choose how to learn. No weight changes."""
        optimizer, loss = optimizers.get(optimizer), losses.get(loss)
        fused_loss, metrics = self._fuse(loss), _named_metrics(metrics)
        # nothing was refused: from here on, the model changes
        self.optimizer, self.loss, self.fused_loss = optimizer, loss, fused_loss
        self.chosen_metrics = metrics
        self.metrics_names = ["loss", *metrics]
        self._apply_trainable()

    def fit(
        self,
        x,
        y,
        batch_size: int | None = None,
        epochs: int = 1,
        verbose="auto",
        callbacks=None,
        validation_split: float = 0.0,
        validation_data=None,
        shuffle: bool = True,
    ) -> History:
        """Learn: go through x and y ``epochs`` times, in batches (of 32 rows if not said).

        ``validation_data`` is a pair (x, y) that is only watched; ``validation_split=0.2`` sets
        the last fifth of the rows aside for it. ``verbose`` is 0 (silent), 1 (one line, written
        over) or 2 (a line for each epoch).
        """
        batch_size, verbose = validation.batch_size(batch_size), validation.verbosity(verbose)
        epochs = validation.whole_number(epochs, "epochs", "Training goes through the data")
        callbacks = checked(callbacks)
        x, y = self.prepare_training(x, y)
        if validation_data is not None:
            validation_data = self._prepare(*validation.pair(validation_data), "validation ")
        elif validation_split:
            (x, y), validation_data = validation.split(x, y, validation_split)
        self.history = History()
        callbacks = CallbackList(
            [*([ProgressLine()] if verbose else []), *callbacks, self.history],
            model=self,
            verbose=verbose,
            epochs=epochs,
            steps=math.ceil(len(x) / batch_size),
        )
        self._train(x, y, batch_size, epochs, callbacks, validation_data, shuffle)
        return self.history

    def _train(self, x, y, batch_size, epochs, callbacks, validation_data, shuffle):
        self.stop_training = False
        callbacks.on_train_begin()
        for epoch in range(epochs):
            self._epoch = epoch
            callbacks.on_epoch_begin(epoch)
            order = generator().permutation(len(x)) if shuffle else slice(None)
            with np.errstate(all="ignore"):  # an overflow is reported below, with its cause
                logs = self._train_epoch(x[order], y[order], batch_size, callbacks)
            if validation_data is not None:
                watched = self._evaluate(*validation_data, batch_size).logs()
                logs |= {f"val_{name}": value for name, value in watched.items()}
            callbacks.on_epoch_end(epoch, logs)
            if self.stop_training:
                break
        callbacks.on_train_end()

    def _train_epoch(self, x, y, batch_size, callbacks):
        means = Means(self.metrics_names)
        for batch, start in enumerate(range(0, len(x), batch_size)):
            rows = slice(start, start + batch_size)  # the last batch may be shorter
            callbacks.on_train_batch_begin(batch)
            means.add(self._train_step(x[rows], y[rows]), len(x[rows]))
            callbacks.on_train_batch_end(batch, means.logs())
            if self.stop_training:
                break
        if not np.isfinite(self.params).all():  # the last update has no next loss to show it
            raise divergence.error(self, self._epoch)
        return means.logs()

    def _train_step(self, x, y):
        """Forward, loss, backward, update: all of learning is here."""
        y_pred = self.forward(x, training=True)
        values = self._values(y, y_pred)
        if not math.isfinite(values[0]):
            raise divergence.error(self, self._epoch)
        self.backward()
        self.optimizer.step(self.params, self.grads)
        return values

    def _values(self, y, y_pred):
        """[loss, metric, ...] of the pass that the layers hold."""
        loss = self._loss_of_pass(y, y_pred)
        return [loss, *(float(metric.forward(y, y_pred)) for metric in self._metrics)]

    def _loss_of_pass(self, y, y_pred):
        if self.fused_loss:
            loss = self.fused_loss.forward(y, self.layers[-1].z)
        else:
            loss = self.loss.forward(y, y_pred)
        if self.penalized:
            loss = loss + sum(layer.penalty() for layer in self.penalized)
        return float(loss)

    def loss_of(self, x, y, training: bool = False) -> float:
        """The loss of one forward pass, which the layers keep; x and y are ``validated`` ones."""
        return self._loss_of_pass(y, self.forward(x, training))

    def backward(self) -> None:
        """After forward and loss: from the loss back to every ``d_kernel`` and ``d_bias``."""
        last = self.layers[-1]
        if self.fused_loss:
            # Softmax and cross-entropy as one: of their two slopes, only p - y is left. One after
            # the other, a p near 0 would be divided by and then multiplied with.
            dx = last.backward_from_z(self.fused_loss.backward())
        else:
            dx = last.backward(self.loss.backward())
        self.hand_back(dx)
        for layer in self.penalized:
            layer.add_penalty_slopes()

    def _fuse(self, loss):
        """Does this loss undo what the last activation does? Then it is computed from z."""
        last = self.layers[-1] if self.layers else None
        activation = getattr(getattr(last, "activation", None), "name", None)
        if not hasattr(last, "backward_from_z"):
            return None  # a recurrent layer's outputs are no plain function of its sums
        if loss is None or activation is None or activation not in loss.fused_with:
            return None
        if loss.from_logits:
            raise ValueError(
                f"from_logits=True reads the sums z. Received a last layer that already puts out "
                f"{activation}. Leave out one of the two: activation={activation!r} or from_logits."
            )
        return loss.on_logits()

    def train_on_batch(self, x, y, return_dict: bool = False):
        """One step: forward, loss, backward, update. The loss is the one before the update."""
        x, y = self.prepare_training(x, y)
        self._epoch = None
        with np.errstate(all="ignore"):
            means = Means(self.metrics_names)
            means.add(self._train_step(x, y), len(x))
        return means.report(return_dict)

    def test_on_batch(self, x, y, return_dict: bool = False):
        """The loss and the metrics of these rows; nothing is learned."""
        x, y = self._prepare(x, y)
        return self._evaluate(x, y, len(x)).report(return_dict)

    def evaluate(self, x, y, batch_size: int | None = None, verbose="auto", return_dict=False):
        """The loss and the metrics of all rows; nothing is learned."""
        batch_size = validation.batch_size(batch_size)
        means = self._evaluate(*self._prepare(x, y), batch_size)
        if verbose:
            print(in_words(means.logs()))
        return means.report(return_dict)

    def _evaluate(self, x, y, batch_size):
        means = Means(self.metrics_names)
        with np.errstate(all="ignore"):
            for start in range(0, len(x), batch_size):
                rows = slice(start, start + batch_size)
                means.add(self._values(y[rows], self.forward(x[rows])), len(x[rows]))
        return means

    def validated(self, x, y, which: str = "") -> tuple:
        """x and y as the loop expects them: checked, and in the model's precision.

        Nothing is changed, the model neither.
        """
        _check_can_learn(self)
        x = validation.rows(x, self.sample_shape, self.dtype, name=which + "x")
        output_shape = self.compute_output_shape(x.shape)
        return x, self.loss.targets(y, output_shape, self.dtype, which + "y")

    def _prepare(self, x, y, which=""):
        """Validated x and y, of a model that is ready for them: metrics chosen, weights there."""
        x, y = self.validated(x, y, which)
        output_shape = self.compute_output_shape(x.shape)
        self._metrics = [
            metrics.resolve(metric, self.loss.sparse, output_shape)
            for metric in self.chosen_metrics.values()
        ]
        if not self.built:
            self.build(x.shape)
        return x, y

    def prepare_training(self, x, y) -> tuple:
        """Validated x and y, of a model that is ready to learn: what is frozen by now stays out."""
        x, y = self._prepare(x, y)
        if getattr(self.optimizer, "iterations", 0) and self._changed_trainable():
            raise ValueError(
                "compile() reads trainable. Received data to learn from, after trainable was "
                f"changed during training: {', '.join(self._changed_trainable())}. Call "
                "model.compile(...) again, with a new optimizer."
            )
        self._apply_trainable()
        return x, y


def _check_can_learn(model):
    """A sentence about a model that lacks a loss, or layers."""
    if model.loss is None:
        raise ValueError(
            "A model needs to know how to learn. Received data before compile(). "
            'Call model.compile(optimizer="sgd", loss="mse") first.'
        )
    if model.layers and model.layers[-1].carries_mask:
        raise ValueError(
            f"A loss here counts every step. Received the output of {model.layers[-1].name!r}, "
            "with a mask of steps that do not count. End in one output for each sequence "
            "(return_sequences=False); Keras has losses with a mask."
        )
    if not model.layers:
        raise ValueError(
            "A model learns with its layers. Received data, and has none. "
            "Add some: model.add(Dense(1))."
        )


def _named_metrics(chosen) -> dict:
    """Each metric under the name that ``history`` will show."""
    chosen = [chosen] if isinstance(chosen, str) else chosen or []
    found = [metrics.get(metric) for metric in chosen]
    return {
        metric if isinstance(metric, str) else one.name: one
        for metric, one in zip(chosen, found, strict=True)
    }
