"""The weights of a model after each epoch of a training, in a limited amount of memory."""

import numpy as np

MAX_BYTES = 8_000_000


class WeightHistory:
    """Keeps the weights epoch by epoch. When it is full, it drops every second epoch.

    What is left is then two epochs apart, later four, and so on; the newest is always there.

    >>> history = WeightHistory(max_bytes=4 * 8)
    >>> for epoch in range(10):
    ...     history.keep(epoch, np.array([epoch / 10]))
    >>> history.epochs, history.at(7)
    ([0, 4, 8, 9], (4, array([0.4])))
    """

    def __init__(self, max_bytes: int = MAX_BYTES):
        self.max_bytes = max_bytes
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self.every = 1
        self._weights: dict[int, np.ndarray] = {}

    @property
    def epochs(self) -> list[int]:
        """The epochs that can be shown."""
        return list(self._weights)

    def keep(self, epoch: int, params: np.ndarray) -> None:
        """Add the weights after ``epoch``, which is later than all before it."""
        if self._weights:
            newest = next(reversed(self._weights))
            if newest % self.every:
                del self._weights[newest]  # it was there only as the newest
        self._weights[epoch] = params.copy()
        while len(self._weights) > 2 and len(self._weights) * params.nbytes > self.max_bytes:
            self.every *= 2
            self._weights = {
                e: kept for e, kept in self._weights.items() if e % self.every == 0 or e == epoch
            }

    def at(self, epoch: int) -> tuple[int, np.ndarray]:
        """The last epoch kept that is not after ``epoch``, and its weights."""
        found = next(e for e in reversed(self._weights) if e <= epoch)
        return found, self._weights[found]

    def cut(self, epoch: int) -> None:
        """Forget all that came after ``epoch``."""
        self._weights = {e: kept for e, kept in self._weights.items() if e <= epoch}
