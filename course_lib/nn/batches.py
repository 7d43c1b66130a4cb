"""Batches: which rows each step reads, and how they are fetched."""

import math

import numpy as np

from course_lib.nn import data_warnings
from course_lib.nn.randomness import generator

FETCHED = 2**18  # numbers of x that are copied at once: 1 MB of float32


class Samples:
    """x and y, a row for each sample; ``weight`` (n,) says how much each counts, or is None."""

    def __init__(self, x, y=None, weight=None):
        self.x, self.y, self.weight = x, y, weight

    def __len__(self):
        return len(self.x)

    def rows(self, rows: slice) -> "Samples":
        """Some neighbours: views, not copies."""
        return Samples(*(one if one is None else one[rows] for one in self._arrays()))

    def take(self, numbers: np.ndarray) -> "Samples":
        """Copies of the rows with these numbers, in this order."""
        # take is two to four times faster than one[numbers]
        return Samples(
            *(one if one is None else one.take(numbers, axis=0) for one in self._arrays())
        )

    def split(self, at: int) -> tuple:
        """The rows before ``at`` and those from there on, both of them views."""
        return self.rows(slice(at)), self.rows(slice(at, None))

    def _arrays(self):
        return self.x, self.y, self.weight


class Batches:
    """The samples in batches of ``size`` rows, epoch after epoch.

    Shuffled rows are fetched a few batches at a time: a copy of all the data would double its
    memory, and one copy a batch takes 6 % of a small model's training. With ``steps`` an epoch has
    as many, and the next one goes on from there.
    """

    def __init__(self, samples: Samples, size: int, shuffle: bool = False, steps=None):
        self.samples, self.size = samples, size
        self.shuffle, self.steps = shuffle, steps
        self.start_over()

    def start_over(self) -> None:
        """Let the next epoch begin with the first batch, wherever the last one ended."""
        self._unread, self._read = self._pass(), 0

    def __len__(self):
        """Steps in an epoch."""
        return self.steps or math.ceil(len(self.samples) / self.size)

    def epoch(self):
        """(x, y, weight) of one batch after the other; the last may be shorter."""
        return self._pass() if self.steps is None else self._next_steps()

    def _pass(self):
        for some in self._shuffled() if self.shuffle else (self.samples,):
            x, y, weight = some.x, some.y, some.weight
            for start in range(0, len(x), self.size):
                rows = slice(start, start + self.size)
                yield (
                    x[rows],
                    y if y is None else y[rows],
                    weight if weight is None else weight[rows],
                )

    def _shuffled(self):
        n = len(self.samples)
        order = generator().permutation(n)
        batch = self.samples.x[: self.size]
        fetched = self.size * max(1, FETCHED // batch.size)
        for start in range(0, n, fetched):
            yield self.samples.take(order[start : start + fetched])

    def _next_steps(self):
        all_of_them = math.ceil(len(self.samples) / self.size)
        for _ in range(self.steps):
            if self._read == all_of_them:
                data_warnings.warn(_ran_out(self.steps, all_of_them))
                break
            self._read += 1
            yield next(self._unread)
        if self._read == all_of_them:
            self.start_over()


def _ran_out(steps, batches):
    return (
        f"An epoch of {steps} steps ended early: the data has {batches} batches, and all of them "
        "were read. The next epoch begins with the first again. Leave the number of steps out, or "
        "let whole epochs divide the batches."
    )
