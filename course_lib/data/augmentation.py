"""Disturb pictures by chance: moved, thickened, noised, and still the same digit to a reader."""

import numpy as np


def augmented(
    pictures: np.ndarray,
    rng: np.random.Generator,
    *,
    shift: float = 1.0,
    thickness: float = 0.5,
    noise: float = 0.1,
) -> np.ndarray:
    """New pictures from others, each changed by chance: (n, h, w) or (n, h, w, 1) -> the same.

    Each is moved by up to ``shift`` pixels, right or left and down or up, in fractions of a pixel
    too; its strokes grow by up to ``thickness`` of their neighbours' ink; each pixel gets noise of
    that standard deviation. ``noise`` is in the pictures' own unit, and all stay between their
    least and their greatest number. The pictures given are not changed.

    >>> one = np.zeros((1, 3, 3)); one[0, 1, 1] = 1
    >>> augmented(one, np.random.default_rng(0), shift=0, thickness=0, noise=0)[0].tolist()
    [[0.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 0.0]]
    """
    flat = pictures.reshape(pictures.shape[:3])
    n = len(flat)
    moved = shifted(flat, *rng.uniform(-shift, shift, size=(2, n)))
    thick = thickened(moved, rng.uniform(0, thickness, size=n))
    noised = thick + rng.normal(0, noise, size=thick.shape)
    kept = np.clip(noised, pictures.min(initial=0), pictures.max(initial=0))
    return kept.reshape(pictures.shape).astype(pictures.dtype)


def shifted(pictures: np.ndarray, right: np.ndarray, down: np.ndarray) -> np.ndarray:
    """Each picture moved by its own part of a pixel or more: (n, h, w), (n,), (n,) -> (n, h, w).

    Paper comes in at one side, and what leaves at the other is lost. A pixel that comes to lie
    between others is shared among them (bilinear interpolation).

    >>> shifted(np.array([[[0.0, 1, 0]]]), np.array([0.25]), np.array([0.0]))[0].tolist()
    [[0.0, 0.75, 0.25]]
    """
    _, h, w = pictures.shape
    return _along(h, down) @ pictures @ _along(w, right).transpose(0, 2, 1)


def thickened(pictures: np.ndarray, amount: np.ndarray) -> np.ndarray:
    """Each pixel at least ``amount`` of its darkest neighbour: (n, h, w), (n,) -> (n, h, w).

    >>> thickened(np.array([[[0.0, 1, 0]]]), np.array([0.5]))[0].tolist()
    [[0.5, 1.0, 0.5]]
    """
    framed = np.pad(pictures, ((0, 0), (1, 1), (1, 1)))
    sides = framed[:, :-2, 1:-1], framed[:, 2:, 1:-1], framed[:, 1:-1, :-2], framed[:, 1:-1, 2:]
    return np.maximum(pictures, amount[:, None, None] * np.max(sides, axis=0))


def _along(size: int, by: np.ndarray) -> np.ndarray:
    """Matrices that move along one axis: (n, size, size). A row sums to 1 except at an edge."""
    apart = np.arange(size)[:, None] - np.arange(size) - by[:, None, None]
    return np.maximum(0, 1 - np.abs(apart))
