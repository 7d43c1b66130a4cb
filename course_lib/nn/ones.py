"""A vector of ones: a product with it adds up, in a quarter of the time that ``sum`` takes.

``sum`` is made for large arrays and begins slowly: for 32 rows of 10 it takes 1.2 microseconds,
``ones(32, dtype).dot(rows)`` 0.3. In a small network every layer and its loss add up in each step.
"""

import functools

import numpy as np


@functools.lru_cache(maxsize=16)  # of the batches that are in use; a last, shorter one too
def ones(n: int, dtype: np.dtype) -> np.ndarray:
    """1, n times; it is shared, so nobody may write to it.

    >>> rows = np.array([[1.0, 2.0], [3.0, 4.0]])
    >>> ones(2, rows.dtype).dot(rows)
    array([4., 6.])
    """
    vector = np.ones(n, dtype)
    vector.flags.writeable = False
    return vector


def total(terms: np.ndarray) -> float:
    """The sum of all numbers.

    >>> float(total(np.array([[1.0, 2.0], [3.0, 4.0]])))
    10.0
    """
    if terms.size > 4096:  # there ``sum`` is as quick, and no ones are kept
        return terms.sum()
    return ones(terms.size, terms.dtype).dot(terms.ravel())
