"""How long a slice of training may take: so long that pictures flow, and that cells need not wait.

A slice trains and then draws. Drawing takes 12 ms on one machine and 60 on another, or on the same
while something else is at work; training gets what drawing leaves.
"""

import time
from collections.abc import Callable

SLICE_SECONDS = 0.04  # for both: a cell waits for one slice, or for two
LEAST_TRAINING = 0.005  # even where drawing alone takes longer


class Pace:
    """Shares a slice between training and drawing, and says how long it took in all."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, seconds: float = SLICE_SECONDS):
        self.clock, self.seconds = clock, seconds
        self.drawing = 0.0  # seconds for a picture: a mean in which the last ones count for most
        self.busy = 0.0  # seconds that the last slice kept Python from running cells

    def run(self, train: Callable[[float], None], draw: Callable[[], None]) -> None:
        """``train(seconds)`` for no longer than it is told, then ``draw()``."""
        begun = self.clock()
        train(max(LEAST_TRAINING, self.seconds - self.drawing))
        trained = self.clock()
        draw()
        ended = self.clock()
        self.drawing = (self.drawing + ended - trained) / 2
        self.busy = ended - begun
