"""What is trained: a case is data, and every peer builds its network from it.

To add one, write it down here. If it has a layer that PyTorch has not met yet, say in
``peers.TORCH_LAYERS`` what PyTorch calls it. A case of one layer with the loss "mse" measures
little but that layer's forward and backward.
"""

import math
from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True)
class Case:
    """A network, its batches, the epochs of a long fit, and how much faster than each peer to be.

    ``layers`` are Keras's names and arguments, without the Input. ``classes`` is the number of
    classes, which are learned by a cross-entropy of the sums z; 0 is for a target of 1 or 0 for
    every output, and the loss "mse". ``notes`` says of a peer what it computes otherwise.
    """

    name: str
    input_shape: tuple
    layers: tuple
    output_shape: tuple
    rows: int
    batch_size: int
    epochs: int
    classes: int = 0
    targets: dict = field(default_factory=dict)
    notes: dict = field(default_factory=dict)

    @property
    def steps(self) -> int:
        return self.epochs * math.ceil(self.rows / self.batch_size)

    @property
    def sizes(self) -> tuple | None:
        """The widths of a chain of Dense layers; None for any other network."""
        if any(kind != "Dense" for kind, _ in self.layers) or len(self.input_shape) > 1:
            return None
        return (*self.input_shape, *(arguments["units"] for _, arguments in self.layers))

    def data(self) -> tuple[np.ndarray, np.ndarray]:
        """x, and y as class numbers or in the outputs' shape."""
        x = np.random.default_rng(0).normal(size=(self.rows, *self.input_shape))
        numbers = np.arange(self.rows)
        if self.classes:
            return x.astype(np.float32), numbers % self.classes
        y = (numbers % 2).reshape(-1, *(1 for _ in self.output_shape))
        return x.astype(np.float32), np.broadcast_to(y, (self.rows, *self.output_shape)) * 1.0

    def batches(self):
        """Slices of one epoch."""
        for start in range(0, self.rows, self.batch_size):
            yield slice(start, start + self.batch_size)


def dense(units: int, activation: str | None = None) -> tuple:
    return "Dense", {"units": units, "activation": activation}


CASES = [
    Case(
        name="2-2-1 on the four people, batch 1",
        input_shape=(2,),
        layers=(dense(2, "sigmoid"), dense(1, "sigmoid")),
        output_shape=(1,),
        rows=4,
        batch_size=1,
        epochs=100,
        targets={"PyTorch": 10, "Keras": 280},
        notes={"scikit-learn": "a classifier: cross-entropy, where the others have squared errors"},
    ),
    Case(
        name="digits 64-64-10, batch 32",
        input_shape=(64,),
        layers=(dense(64, "relu"), dense(10)),
        output_shape=(10,),
        rows=1797,
        batch_size=32,
        epochs=4,
        classes=10,
        targets={"PyTorch": 5.5, "scikit-learn": 4, "Keras": 30},
    ),
    Case(
        name="784-512-10, batch 128",
        input_shape=(784,),
        layers=(dense(512, "relu"), dense(10)),
        output_shape=(10,),
        rows=1280,
        batch_size=128,
        epochs=2,
        classes=10,
        targets={"PyTorch": 1.2, "bare matrix products": 1 / 1.3},
    ),
]
