"""The network that lesson 17 trains to read digits, trained already, for lesson 00 to show.

``reader_training.py`` beside this file trains it anew, as lesson 17 does, and writes its weights:
``reader.npz`` holds them in half precision, three digits each.
"""

from pathlib import Path

import numpy as np

from course_lib.nn import layers
from course_lib.nn.models import Sequential

FILE = Path(__file__).with_name("reader.npz")


def reader() -> Sequential:
    """A network that reads handwritten digits: (n, 8, 8, 1) -> ten outputs a picture.

    It has seen three of every four of ``digits()``, warped anew in each round, and nothing else.

    >>> outputs = reader().predict(np.zeros((2, 8, 8, 1)), verbose=0)
    >>> outputs.shape
    (2, 10)
    """
    model = network()
    with np.load(FILE) as kept:
        model.set_weights([kept[name].astype(np.float32) for name in kept.files])
    return model


def network() -> Sequential:
    """Filters and pooling, twice; then one layer that decides: lesson 17's, untrained."""
    see = {"kernel_size": 3, "padding": "same", "activation": "relu"}
    eyes = [layers.Conv2D(16, **see), layers.MaxPooling2D()]
    eyes += [layers.Conv2D(32, **see), layers.MaxPooling2D()]
    end = [layers.Flatten(), layers.Dense(10, activation="softmax")]
    return Sequential([layers.Input((8, 8, 1)), *eyes, *end])
