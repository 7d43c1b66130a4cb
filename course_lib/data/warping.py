"""Digits as other hands might have written them: turned, slanted, stretched, moved a little."""

import numpy as np

from course_lib.data.digits import Digits

TURN, SLANT, STRETCH, SHIFT = 0.15, 0.3, 0.12, 0.3  # standard deviations; see ``warped``


def warped(digits: Digits, seed: int, amount: float = 1.0) -> Digits:
    """The same digits, each turned, slanted, stretched and moved by a little of its own.

    Drawn from bell curves: a turn of 0.15 (9 degrees), a slant of 0.3 (as much to the side as one
    goes up), 12 % wider or narrower, 6 % higher or lower, 0.3 pixels up or down and 0.2 to a side.
    ``amount`` multiplies all of them; 0 changes nothing.

    >>> one = Digits(np.eye(8).reshape(1, 8, 8, 1), np.array([1]))
    >>> warped(one, seed=1).x.shape, bool((warped(one, seed=1, amount=0).x == one.x).all())
    ((1, 8, 8, 1), True)
    """
    rng, n = np.random.default_rng(seed), len(digits)
    height, width = digits.x.shape[1:3]
    turn, slant = rng.normal(scale=[TURN, SLANT], size=(n, 2)).T * amount
    wider = np.exp(rng.normal(scale=[STRETCH, STRETCH / 2], size=(n, 2)) * amount)
    moved = rng.normal(scale=[0.6 * SHIFT, SHIFT], size=(n, 2)) * amount
    turned = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    slanted = np.array([[wider[:, 0], slant], [np.zeros(n), wider[:, 1]]])
    matrices = np.einsum("ijn,jkn->nik", turned, slanted)
    middle = np.array([width - 1, height - 1]) / 2
    places = np.stack(np.meshgrid(np.arange(width), np.arange(height)), axis=-1) - middle
    sources = np.einsum("nij,hwj->nhwi", matrices, places) + moved[:, None, None] + middle
    return Digits(_between(digits.x, sources).astype(digits.x.dtype), digits.y.copy())


def _between(x: np.ndarray, sources: np.ndarray) -> np.ndarray:
    """The pictures' values at places between pixels, weighted by nearness; 0 beyond the edge."""
    padded = np.pad(x, ((0, 0), (2, 2), (2, 2), (0, 0)))
    top = np.array(padded.shape[2:0:-1]) - 1 - 1e-6
    sources = np.clip(sources + 2, 0, top)
    corner = np.floor(sources).astype(int)
    rest, rows = sources - corner, np.arange(len(x))[:, None, None]
    value = 0.0
    for down in (0, 1):
        for right in (0, 1):
            near = np.abs(1 - right - rest[..., 0]) * np.abs(1 - down - rest[..., 1])
            value = (
                value
                + near[..., None] * padded[rows, corner[..., 1] + down, corner[..., 0] + right]
            )
    return value
