"""Trains the network of ``trained_reader.py``, as lesson 17 trains its last one, and keeps it.

``python -m course_lib.data.reader_training`` writes ``reader.npz`` anew: some seconds of one core.
"""

from pathlib import Path

import numpy as np

from course_lib.data.digits import digits
from course_lib.data.trained_reader import FILE, network
from course_lib.data.warping import warped
from course_lib.nn import optimizers
from course_lib.nn.floatx import precision
from course_lib.nn.models import Sequential
from course_lib.nn.randomness import set_random_seed

ROUNDS = 80  # each on as many new digits as there are to train on, none of them seen twice


@precision("float64")  # as in lesson 17: it then comes out the same on every machine
def train(rounds: int = ROUNDS) -> Sequential:
    """Train it on three of every four digits, warped anew in each round."""
    set_random_seed(3)
    model, rows = network(), digits().train
    model.compile(optimizers.Adam(0.003), "sparse_categorical_crossentropy")
    for seed in range(rounds):
        many = warped(rows, seed=seed)
        model.fit(many.x, many.y, verbose=0)
    return model


def keep(model: Sequential, file: Path = FILE) -> None:
    """Write a trained network's weights, in the order in which ``set_weights`` takes them."""
    weights = [np.asarray(w, dtype=np.float16) for w in model.get_weights()]
    np.savez_compressed(file, **{f"w{i}": w for i, w in enumerate(weights)})


if __name__ == "__main__":
    keep(train())
    print(f"Written: {FILE}")
