"""A training, kept as a film: the weights after each epoch, in memory that has an end."""

import numpy as np

MOST_BYTES = 8_000_000


class Film:
    """Keeps the weights epoch by epoch. When it is full it drops every second picture.

    What is left is then two epochs apart, later four, and so on; the newest is always there.

    >>> film = Film(most_bytes=4 * 8)
    >>> for epoch in range(10):
    ...     film.keep(epoch, np.array([epoch / 10]))
    >>> film.epochs, film.at(7)
    ([0, 4, 8, 9], (4, array([0.4])))
    """

    def __init__(self, most_bytes: int = MOST_BYTES):
        self.most_bytes = most_bytes
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self.every = 1
        self._pictures: dict[int, np.ndarray] = {}

    @property
    def epochs(self) -> list[int]:
        """The epochs that can be shown."""
        return list(self._pictures)

    def keep(self, epoch: int, params: np.ndarray) -> None:
        """Add the weights after ``epoch``, which is later than all before it."""
        if self._pictures:
            newest = next(reversed(self._pictures))
            if newest % self.every:
                del self._pictures[newest]  # it was there only as the newest
        self._pictures[epoch] = params.copy()
        while len(self._pictures) > 2 and len(self._pictures) * params.nbytes > self.most_bytes:
            self.every *= 2
            self._pictures = {
                e: kept for e, kept in self._pictures.items() if e % self.every == 0 or e == epoch
            }

    def at(self, epoch: int) -> tuple[int, np.ndarray]:
        """The last epoch kept that is not after ``epoch``, and its weights."""
        found = next(e for e in reversed(self._pictures) if e <= epoch)
        return found, self._pictures[found]

    def cut(self, epoch: int) -> None:
        """Forget all that came after ``epoch``."""
        self._pictures = {e: kept for e, kept in self._pictures.items() if e <= epoch}
