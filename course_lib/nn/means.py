"""Loss and metrics of many batches as one number each."""

from course_lib.nn.metrics import keeps_state


class Means:
    """Means over an epoch's batches; one with fewer rows counts for less.

    Metrics that keep a state of their own are asked for their result instead: all of them where
    outputs are ``masked``, since batches then differ in how much counts.

    >>> means = Means(["loss", "accuracy"])
    >>> means.add([0.5, 1.0], rows=3)
    >>> means.add([0.1, 0.0], rows=1)
    >>> means.logs()
    {'accuracy': 0.75, 'loss': 0.4}
    """

    def __init__(self, names, metrics=(), masked=False):
        self.names = names
        self.rows = 0
        self.sums = [0.0] * len(names)
        chosen = enumerate(metrics, 1)
        self.stateful = {i: one for i, one in chosen if masked or keeps_state(one)}
        for metric in self.stateful.values():
            metric.reset_state()

    def add(self, values, rows):
        self.rows += rows
        for i, value in enumerate(values):
            self.sums[i] += rows * value

    def values(self) -> list:
        means = [total / self.rows for total in self.sums]
        for i, metric in self.stateful.items():
            means[i] = float(metric.result())
        return means

    def logs(self) -> dict:
        """By name, in the alphabet's order as Keras has them."""
        return dict(sorted(zip(self.names, self.values(), strict=True)))

    def report(self, return_dict: bool):
        """As Keras does: a dict, or a list, or the loss alone if nothing else was asked for."""
        if return_dict:
            return self.logs()
        values = self.values()
        return values if len(values) > 1 else values[0]
