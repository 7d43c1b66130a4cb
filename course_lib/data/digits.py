"""Handwritten digits, 8x8 pixels: the pictures that a network learns to read."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

_FILE = Path(__file__).with_name("digits.csv.gz")  # source and licence: digits.md beside it
SIDE, BRIGHTEST = 8, 16


@dataclass(frozen=True)
class Digits:
    """Pictures and what they show. ``x``: (n, 8, 8, 1), from 0 (paper) to 1 (ink). ``y``: (n,)."""

    x: np.ndarray
    y: np.ndarray

    @property
    def train(self) -> "Digits":
        """Three of every four pictures, to learn from: the first three, the fifth to seventh, …"""
        return self[~_held_out(len(self.y))]

    @property
    def test(self) -> "Digits":
        """Every fourth picture, held out."""
        return self[_held_out(len(self.y))]

    def moved(self, right: int = 0, down: int = 0) -> "Digits":
        """The same digits, shifted by whole pixels; below 0 it is to the left, or up.

        Paper comes in at one side, and what leaves at the other is lost.

        >>> one = Digits(np.eye(8).reshape(1, 8, 8, 1), np.array([1]))
        >>> one.moved(right=1).x[0, :3, :3, 0].tolist()
        [[0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [0.0, 0.0, 0.0]]
        """
        if any(not isinstance(by, int | np.integer) for by in (right, down)):
            raise ValueError(
                "A picture is moved by whole pixels, right and down. "
                f"Received right={right!r}, down={down!r}."
            )
        moved = np.zeros_like(self.x)
        to_row, from_row = _overlap(self.x.shape[1], down)
        to_column, from_column = _overlap(self.x.shape[2], right)
        moved[:, to_row, to_column] = self.x[:, from_row, from_column]
        return Digits(moved, self.y.copy())

    def __getitem__(self, rows) -> "Digits":
        """Some of them, by a slice, a list of places or an array of True and False."""
        return Digits(self.x[rows].copy(), self.y[rows].copy())

    def __len__(self) -> int:
        return len(self.y)

    def __repr__(self) -> str:
        return f"Digits(x: {self.x.shape}, y: {self.y.shape})"


def digits() -> Digits:
    """1,797 handwritten digits: ``x`` (1797, 8, 8, 1) from 0 to 1, ``y`` (1797,) from 0 to 9.

    ``train`` has 1,348 of them and ``test`` the other 449, always the same: every fourth is held
    out. Thirteen people wrote them, and each of the thirteen is in both parts.

    Source: E. Alpaydin and C. Kaynak (1998), Optical Recognition of Handwritten Digits, UCI Machine
    Learning Repository, the test set; licence CC BY 4.0.

    >>> digits()
    Digits(x: (1797, 8, 8, 1), y: (1797,))
    >>> digits().train, digits().test
    (Digits(x: (1348, 8, 8, 1), y: (1348,)), Digits(x: (449, 8, 8, 1), y: (449,)))
    """
    table = np.loadtxt(_FILE, delimiter=",", dtype=int)
    pictures = table[:, :-1].reshape(-1, SIDE, SIDE, 1) / BRIGHTEST
    return Digits(pictures.astype(np.float32), table[:, -1])


def _held_out(n: int) -> np.ndarray:
    """True for every fourth row: (n,)."""
    return np.arange(n) % 4 == 3


def _overlap(size: int, by: int) -> tuple[slice, slice]:
    """Along one side: the places that a shift by ``by`` fills, and those that it takes them from.

    >>> _overlap(8, 1), _overlap(8, -2)
    ((slice(1, 8, None), slice(0, 7, None)), (slice(0, 6, None), slice(2, 8, None)))
    """
    by = int(np.clip(by, -size, size))
    return slice(max(by, 0), size + min(by, 0)), slice(max(-by, 0), size - max(by, 0))
