"""Four people by weight and height, and two whom a network that learned them has never seen."""

from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True)
class People:
    """Names, and arrays with one row a person. Columns: weight, height.

    ``raw``: pounds and inches, (n, 2). ``x``: the same less ``shift``, so that 0 is near the
    middle, (n, 2). ``y``: 1 for female, 0 for male, (n,); None for people to guess.
    """

    names: tuple[str, ...]
    raw: np.ndarray
    y: np.ndarray | None = None
    shift: np.ndarray = field(default_factory=lambda: np.array([135.0, 66.0]))

    @property
    def x(self) -> np.ndarray:
        """Weight and height, shifted: (n, 2)."""
        return self.raw - self.shift


def people() -> tuple[People, People]:
    """The four to learn from, and the two to guess.

    Source: V. Zhou, "Machine Learning for Beginners: An Introduction to Neural Networks". The
    shift of 135 pounds and 66 inches is the source's too.

    >>> known, unseen = people()
    >>> known.names, known.x[0].tolist(), known.y.tolist()
    (('Alice', 'Bob', 'Charlie', 'Diana'), [-2.0, -1.0], [1.0, 0.0, 0.0, 1.0])
    >>> unseen.names, unseen.x.tolist()
    (('Emily', 'Frank'), [[-7.0, -3.0], [20.0, 2.0]])
    """
    known = People(
        names=("Alice", "Bob", "Charlie", "Diana"),
        raw=np.array([[133.0, 65.0], [160.0, 72.0], [152.0, 70.0], [120.0, 60.0]]),
        y=np.array([1.0, 0.0, 0.0, 1.0]),
    )
    unseen = People(names=("Emily", "Frank"), raw=np.array([[128.0, 63.0], [155.0, 68.0]]))
    return known, unseen
