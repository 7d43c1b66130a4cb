"""The full MNIST, which Keras fetches: 70,000 digits of 28 by 28 pixels."""

import numpy as np

from course_lib.data.digits import Digits


def mnist(keras) -> tuple[Digits, Digits]:
    """60,000 digits to train on and 10,000 for the test: ``x`` (n, 28, 28, 1), from 0 to 1.

    ``keras`` is the library; it fetches 11 MB the first time, and keeps them. Where it can't, this
    raises a ConnectionError that says what is the matter.
    """
    if not hasattr(keras, "datasets"):
        raise ConnectionError(
            "MNIST comes through Keras, and this machine has no TensorFlow, so there is none."
        )
    try:
        parts = keras.datasets.mnist.load_data()
    except Exception as error:  # no network, a proxy, a file that was cut off: Keras raises many
        raise ConnectionError(
            "MNIST could not be fetched: there is no network here, or it does not let Keras "
            f"through ({type(error).__name__}). The lesson goes on without it."
        ) from None
    train, test = (Digits(x[..., np.newaxis].astype(np.float32) / 255, y) for x, y in parts)
    return train, test
