"""Heads of attention: arrays that several of them share, and how they share out their attention."""

import numpy as np

from course_lib.nn.sums_and_products import row_sums

HIDDEN = -1e30  # added to the score of what must not be seen: e^-1e30 is 0
MODEST = 40  # the sum of a row of numbers below e^40 is far from the largest that float32 has


def split(z: np.ndarray, heads: int) -> np.ndarray:
    """A view with each head's columns by themselves: (n, steps, heads * k) -> (n, heads, steps, k).

    >>> split(np.zeros((2, 5, 12)), heads=4).shape
    (2, 4, 5, 3)
    """
    return z.reshape(*z.shape[:2], heads, -1).swapaxes(1, 2)


def joined(of_heads: np.ndarray) -> np.ndarray:
    """And back, as a copy: (n, heads, steps, k) -> (n, steps, heads * k)."""
    n, heads, steps, k = of_heads.shape
    return of_heads.swapaxes(1, 2).reshape(n, steps, heads * k)


def transposed(matrices: np.ndarray) -> np.ndarray:
    """Each head's matrix, transposed: (n, heads, a, b) -> (n, heads, b, a)."""
    return matrices.swapaxes(2, 3)


def softmax(scores: np.ndarray, visible: np.ndarray | None = None) -> np.ndarray:
    """Of each row, in place; what is not ``visible`` gets 0. A row that sees nothing sees all.

    >>> softmax(np.array([[0.0, 0.0, 0.0]]), visible=np.array([[True, True, False]]))
    array([[0.5, 0.5, 0. ]])

    The largest of each short row takes as long as all the rest of this function, and is only
    needed where numbers are so large that exp could overflow.
    """
    modest = scores.min() > -MODEST and scores.max() < MODEST
    if visible is not None:
        modest = modest and visible.any(axis=-1).all()
        scores += np.where(visible, 0, HIDDEN).astype(scores.dtype)
    if not modest:
        scores -= scores.max(axis=-1, keepdims=True)
    e = np.exp(scores, out=scores)
    e /= row_sums(e)
    return e
