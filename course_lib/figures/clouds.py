"""Three clouds of points, two of them close together: where k-means can end well or badly."""

import numpy as np

MIDDLES = ((2.0, 2.5), (4.5, 2.0), (8.5, 8.0))
EACH = 12
LOW, HIGH = 0.0, 10.0


def _points() -> np.ndarray:
    """A cloud for each middle: a dozen points on two rings, the same every time."""
    angle = np.arange(EACH) * 2.4
    ring = (
        np.stack([np.cos(angle), np.sin(angle)], axis=1) * (0.3 + 0.05 * np.arange(EACH))[:, None]
    )
    return np.concatenate([ring + middle for middle in MIDDLES]).round(2)


POINTS = _points()
CLOUD = np.repeat(np.arange(len(MIDDLES)), EACH)  # the cloud of each point
