"""Sequences of numbers of which one is marked: what a network is asked for at the end."""

import numpy as np


def marked(
    rows: int, steps: int = 50, seed: int = 0, first: int = 1, last: int | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Sequences x (rows, steps, 2), and of each the number to be remembered, y (rows, 1).

    In column 0 are numbers between -1 and 1, in column 1 a 1 at the step whose number it is, and
    else 0. That step is drawn from ``first`` to ``last``, counted from 1; ``last`` is the end of
    the sequence, unless it is said.

    >>> x, y = marked(1, steps=4, seed=3)
    >>> x[0].round(2).tolist(), y.round(2).tolist()
    ([[-0.83, 1.0], [-0.53, 0.0], [0.6, 0.0], [0.16, 0.0]], [[-0.83]])
    """
    last = steps if last is None else last
    if not 1 <= first <= last <= steps:
        raise ValueError(
            "The mark stands between the first step and the last: 1 <= first <= last <= steps. "
            f"Received first={first}, last={last}, steps={steps}."
        )
    rng = np.random.default_rng(seed)
    x = np.zeros((rows, steps, 2))
    x[:, :, 0] = rng.uniform(-1, 1, size=(rows, steps))
    at = np.arange(rows), rng.integers(first - 1, last, size=rows)
    x[(*at, 1)] = 1
    return x, x[(*at, 0)][:, np.newaxis]
