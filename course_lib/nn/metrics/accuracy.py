"""Accuracies: how often the answer is right."""

from course_lib.nn import validation_targets
from course_lib.nn.metrics.metric import MeanMetric


class BinaryAccuracy(MeanMetric):
    """How often yes and no are right; above the threshold is yes."""

    sparse = False

    def __init__(self, name="binary_accuracy", *, threshold: float = 0.5):
        super().__init__(name=name)
        self.threshold = threshold

    def rows(self, y_true, y_pred):
        return y_true == (y_pred > self.threshold)


class CategoricalAccuracy(MeanMetric):
    """How often the largest output stands where the one-hot row has its 1."""

    sparse = False

    def __init__(self, name="categorical_accuracy"):
        super().__init__(name=name)

    def rows(self, y_true, y_pred):
        return y_true.argmax(axis=-1) == y_pred.argmax(axis=-1)


class SparseCategoricalAccuracy(MeanMetric):
    """How often the largest output is the one of the true class number."""

    sparse = True

    def __init__(self, name="sparse_categorical_accuracy"):
        super().__init__(name=name)

    def targets(self, y_true, output_shape, dtype):
        return validation_targets.labels(y_true, output_shape, "y_true")

    def rows(self, y_true, y_pred):
        return y_true == y_pred.argmax(axis=-1)
