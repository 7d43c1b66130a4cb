"""A step of training: forward, loss, backward, update. ``fit`` takes many of them."""

import math

import numpy as np

from course_lib.nn import (
    divergence,
    losses,
    masking,
    memory,
    metrics,
    optimizers,
    output_warnings,
    validation,
    validation_targets,
)
from course_lib.nn import validation_training as arguments
from course_lib.nn.batches import Samples
from course_lib.nn.fitting import Fitter


class Trainer(Fitter):
    """The half of a model that learns; the other half, Model, has layers and memory."""

    optimizer = loss = fused_loss = None
    penalized = ()  # the layers whose weights have a penalty
    metrics_names = ("loss",)

    def compile(
        self, optimizer="rmsprop", loss=None, loss_weights=None, metrics=None, **absent
    ) -> None:
        """Choose how to learn. No weight changes.

        ``loss_weights``, and what else Keras takes, is there to be refused with a sentence.
        """
        arguments.refuse_absent(loss_weights=loss_weights, **absent)
        arguments.list_of_metrics(metrics)
        self._refuse_while_fitting()
        optimizer, loss = optimizers.get(optimizer), losses.get(loss)
        fused_loss, metrics = self._fuse(loss), _named_metrics(metrics)
        # nothing was refused: from here on, the model changes
        self.optimizer, self.loss, self.fused_loss = optimizer, loss, fused_loss
        self.chosen_metrics = metrics
        self.metrics_names = ["loss", *metrics]
        self._apply_trainable()

    def _train_step(self, x, y, weight=None):
        """Forward, loss, backward, update: all of learning is here."""
        y_pred = self.forward(x, training=True)
        values = self._values(y, y_pred, weight)
        if not math.isfinite(values[0]):
            raise divergence.error(self, self._epoch)
        self.backward()
        self.optimizer.step(self.params, self.grads)
        return values

    def _values(self, y, y_pred, weight=None):
        """[loss, metric, ...] of the pass that the layers hold; metrics count all rows the same."""
        loss = self._loss_of_pass(y, y_pred, weight)
        if self._layers[-1].carries_mask:
            return [loss, *self._update_masked(y, y_pred)]
        return [loss, *(_value(metric, y, y_pred) for metric in self._metrics)]

    def _update_masked(self, y, y_pred):
        """Let the metrics take in the steps that count; they are asked later."""
        mask = masking.output_mask(self._layers[-1])
        for metric in self._metrics:
            metric.update_state(y, y_pred, None if mask is None else mask.astype(self.dtype))
        return [0.0] * len(self._metrics)

    def _loss_of_pass(self, y, y_pred, weight=None):
        mask = masking.output_mask(self._layers[-1])
        if mask is not None:
            weight = self.loss.weights_of_steps(mask, weight, self.dtype)
        if self.fused_loss:
            loss = self.fused_loss.forward(y, self._layers[-1].z, weight)
        else:
            loss = self.loss.forward(y, y_pred, weight)
        if self.penalized:
            loss = loss + sum(layer.penalty() for layer in self.penalized)
        return float(loss)

    def loss_of(self, x, y, training: bool = False) -> float:
        """The loss of one forward pass, which the layers keep; x and y are ``validated`` ones."""
        return self._loss_of_pass(y, self.forward(x, training))

    def backward(self) -> None:
        """After forward and loss: from the loss back to every ``d_kernel`` and ``d_bias``."""
        last = self._layers[-1]
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
        if self.built and loss:  # a model that is built later comes here once more
            output_warnings.warn(self._layers, loss)
        last = self._layers[-1] if self._layers else None
        if not hasattr(last, "backward_from_z"):
            return None  # a recurrent layer's outputs are no plain function of its sums
        activation = getattr(last, "activation", None)
        if loss is None or not loss.fuses(activation):
            return None
        if loss.from_logits:
            raise ValueError(
                "from_logits=True reads the sums z. Received a last layer that already puts out "
                f"{activation.name}. Leave out one of the two: activation={activation.name!r} or "
                "from_logits."
            )
        return loss.on_logits()

    def train_on_batch(
        self, x, y=None, sample_weight=None, class_weight=None, return_dict: bool = False
    ):
        """One step: forward, loss, backward, update. The loss is the one before the update."""
        samples = self.prepare_training(x, y, sample_weight)
        arguments.weigh_classes(samples, class_weight)
        with np.errstate(all="ignore"):
            means = self._new_means()
            means.add(self._train_step(samples.x, samples.y, samples.weight), len(samples))
        return means.report(return_dict)

    def validated(self, x, y, which: str = "") -> tuple:
        """x and y as the loop expects them: checked, and in the model's precision.

        Nothing is changed, the model neither.
        """
        _check_can_learn(self)
        x = validation.rows(x, self.sample_shape, self.dtype, name=which + "x")
        output_shape = self.compute_output_shape(x.shape)
        return x, self.loss.targets(y, output_shape, self.dtype, which + "y")

    def _prepare(self, x, y, sample_weight=None, which="") -> Samples:
        """Validated samples, of a model that is ready for them: metrics chosen, weights there."""
        x, y = self.validated(x, y, which)
        output_shape = self.compute_output_shape(x.shape)
        weight = validation_targets.weight(
            sample_weight, output_shape, self.dtype, f"{which}sample_weight"
        )
        self._metrics = [
            metrics.resolve(metric, self.loss.sparse, output_shape)
            for metric in self.chosen_metrics.values()
        ]
        if not self.built:
            self.build(x.shape)
        if self._layers[-1].carries_mask:
            self._metrics = [metrics.of_steps(metric) for metric in self._metrics]
        return Samples(x, y, weight)

    def prepare_training(self, x, y, sample_weight=None) -> Samples:
        """Validated samples, of a model that is ready to learn: what is frozen now stays out."""
        samples = self._prepare(x, y, sample_weight)
        if getattr(self.optimizer, "iterations", 0) and self._changed_trainable():
            raise ValueError(
                "compile() reads trainable. Received data to learn from, after trainable was "
                f"changed during training: {', '.join(self._changed_trainable())}. Call "
                "model.compile(...) again, with a new optimizer."
            )
        self._apply_trainable()
        if isinstance(self.optimizer, optimizers.Optimizer):
            self.optimizer.begin(self.params, memory.boundaries(self.trainable_weights))
        divergence.check_weights(self)
        return samples

    def _refuse_while_fitting(self):
        if self._epoch is not None:
            raise ValueError(
                "A model is compiled before it learns. Received compile() from a callback, while "
                "fit() runs. End the training first, by self.model.stop_training = True, and "
                "compile after fit()."
            )


def _check_can_learn(model):
    """A sentence about a model that lacks a loss, or layers."""
    if model.loss is None:
        raise ValueError(
            "A model needs to know how to learn. Received data before compile(). "
            'Call model.compile(optimizer="sgd", loss="mse") first.'
        )
    if not model.layers:
        raise ValueError(
            "A model learns with its layers. Received data, and has none. "
            "Add some: model.add(Dense(1))."
        )


def _value(metric, y, y_pred):
    """The metric of this batch; one that keeps a state takes it in, and is asked later."""
    if not metrics.keeps_state(metric):
        return float(metric.forward(y, y_pred))
    metric.update_state(y, y_pred)
    return 0.0


def _named_metrics(chosen) -> dict:
    """Each metric under the name that ``history`` will show."""
    chosen = chosen or []
    found = [metrics.get(metric) for metric in chosen]
    return {
        metric if isinstance(metric, str) else one.name: one
        for metric, one in zip(chosen, found, strict=True)
    }
