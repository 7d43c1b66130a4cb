"""What Keras keeps in ``utils``: labels as one-hot rows, rows of length 1, seeds."""

import numpy as np

from course_lib.nn import not_here, validation
from course_lib.nn.naming import clear_session
from course_lib.nn.randomness import set_random_seed

__all__ = ["clear_session", "normalize", "set_random_seed", "to_categorical"]


def to_categorical(x, num_classes: int | None = None) -> np.ndarray:
    """Class numbers as one-hot rows, whose one 1 stands in the column of the class.

    (n,) or (n, 1) -> (n, classes). Without ``num_classes``, there is a column up to the largest.

    >>> to_categorical([0, 2])
    array([[1., 0., 0.],
           [0., 0., 1.]])
    """
    labels = validation.array(x, np.float64, "x")
    if labels.ndim > 1 and labels.shape[-1] == 1:
        labels = labels[..., 0]
    if num_classes is None:
        classes = int(labels.max()) + 1
    else:
        classes = validation.whole_number(num_classes, "num_classes", "There are classes")
    wrong = (labels < 0) | (labels >= classes) | (labels != np.floor(labels))
    if wrong.any():
        raise ValueError(
            f"Classes are whole numbers from 0 to {classes - 1}. Received {labels[wrong].flat[0]:g}"
            " among them. Count the classes from 0, or pass a larger num_classes."
        )
    return np.eye(classes)[labels.astype(np.intp)]


def normalize(x, axis: int = -1, order: int = 2) -> np.ndarray:
    """Every row (or, along another axis, every column) divided by its length; 0 stays 0.

    ``order=1`` takes the sum of absolute values for the length.

    >>> normalize([[3, 4]])
    array([[0.6, 0.8]])
    """
    x = np.atleast_1d(validation.array(x, np.float64, "x"))
    length = np.linalg.norm(x, order, axis, keepdims=True)
    return x / np.where(length == 0, 1, length)


__getattr__ = not_here.explain("utils", globals())
