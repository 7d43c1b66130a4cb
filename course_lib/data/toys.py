"""Toy sets: two numbers a row, one to foretell, on a plane that a network can be watched on.

Their ranges are those of TensorFlow Playground, about -5 to 5, so that its learning rates work.
"""

import numpy as np

from course_lib.data.people import people

SIZE = 5.0  # how far a set reaches from the middle


def toys(
    name: str, rows: int = 400, noise: float = 0.1, seed: int = 0
) -> tuple[np.ndarray, np.ndarray]:
    """Rows in a random order, x (rows, 2), and what to foretell of each, y (rows, 1).

    ``name``: "moons", "circles", "spirals", "xor" or "gaussians", where y is 0 or 1; "people",
    the four of the course, where ``rows``, ``noise`` and ``seed`` change nothing; or "line",
    "wave" or "plane", where y is a number from -1 to 1. ``noise`` from 0 to 1 scatters the points
    of a class, and the numbers to foretell.

    >>> x, y = toys("circles", rows=6, noise=0, seed=1)
    >>> np.hypot(*x.T).round(1).tolist()
    [5.0, 5.0, 5.0, 2.5, 2.5, 2.5]
    >>> y[:, 0].tolist()
    [0.0, 0.0, 0.0, 1.0, 1.0, 1.0]
    """
    if name == "people":
        return _people()
    if name not in _MAKERS:
        raise ValueError(f"Expected one of {', '.join(TOY_NAMES)}. Received {name!r}.")
    if not (isinstance(rows, int | np.integer) and rows >= 2 and 0 <= noise <= 1):
        raise ValueError(
            "A toy set has at least 2 rows, and a noise from 0 to 1. "
            f"Received rows={rows!r}, noise={noise!r}."
        )
    rng = np.random.default_rng(seed)
    x, y = _MAKERS[name](rng, int(rows), noise)
    return x, y.reshape(-1, 1).astype(float)


def _people() -> tuple[np.ndarray, np.ndarray]:
    """Weights and heights around 135 pounds and 66 inches, in fives, so that they fit the plane."""
    known, _ = people()
    return known.x / 5, known.y.reshape(-1, 1).astype(float)


def _labels(rng: np.random.Generator, rows: int) -> np.ndarray:
    """As many 1s as 0s, or one 0 more, in a random order."""
    return rng.permutation(np.arange(rows) % 2)


def _around(rng, x: np.ndarray, noise: float) -> np.ndarray:
    return x + rng.normal(0, noise * SIZE / 2, x.shape)


def _turn(angle: np.ndarray, radius: np.ndarray) -> np.ndarray:
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])


def _moons(rng, rows, noise):
    y = _labels(rng, rows)
    angle = rng.uniform(0, np.pi, rows)
    shift = np.array([1.5, 0.75])
    upper = _turn(angle, np.full(rows, 3.0)) - shift
    lower = _turn(-angle, np.full(rows, 3.0)) + shift
    return _around(rng, np.where(y[:, np.newaxis] == 1, lower, upper), noise), y


def _circles(rng, rows, noise):
    y = _labels(rng, rows)
    radius = np.where(y == 1, SIZE / 2, SIZE)
    return _around(rng, _turn(rng.uniform(0, 2 * np.pi, rows), radius), noise), y


def _spirals(rng, rows, noise):
    y = _labels(rng, rows)
    along = rng.uniform(0.05, 1, rows)
    angle = 1.75 * 2 * np.pi * along + np.pi * y
    return _around(rng, _turn(angle, SIZE * along), noise / 2), y


def _xor(rng, rows, noise):
    x = rng.uniform(-SIZE, SIZE, (rows, 2))
    x += np.where(x > 0, 0.3, -0.3)  # a little room between the classes
    y = (x[:, 0] > 0) != (x[:, 1] > 0)
    return _around(rng, x, noise), y


def _gaussians(rng, rows, noise):
    y = _labels(rng, rows)
    centres = np.where(y[:, np.newaxis] == 1, 2.0, -2.0) * np.ones(2)
    return centres + rng.normal(0, 0.5 + 3 * noise, (rows, 2)), y


def _numbers(rng, rows, noise, rule):
    x = rng.uniform(-SIZE, SIZE, (rows, 2))
    return x, rule(x) + rng.normal(0, noise / 2, rows)


def _line(rng, rows, noise):
    return _numbers(rng, rows, noise, lambda x: x[:, 0] / SIZE)


def _wave(rng, rows, noise):
    return _numbers(rng, rows, noise, lambda x: np.sin(1.5 * x[:, 0]))


def _plane(rng, rows, noise):
    return _numbers(rng, rows, noise, lambda x: (x[:, 0] + x[:, 1]) / (2 * SIZE))


_MAKERS = {
    "moons": _moons,
    "circles": _circles,
    "spirals": _spirals,
    "xor": _xor,
    "gaussians": _gaussians,
    "line": _line,
    "wave": _wave,
    "plane": _plane,
}
NUMBER_TOYS = ("line", "wave", "plane")  # those that foretell a number; the others a class
TOY_NAMES = (*(name for name in _MAKERS if name not in NUMBER_TOYS), "people", *NUMBER_TOYS)
