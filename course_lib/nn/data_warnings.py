"""Data that can be trained on, and hardly will be worth it: one sentence each."""

import os
import sys
import warnings

import numpy as np

LARGE = 100_000  # below are pixels, years and the seconds of half a day, which may be meant so
BY_CHANCE = 0.001  # rarer than this, it was not chance that brought the rows together
_HERE = os.path.dirname(__file__)


def about_scale(model, x) -> None:
    """Numbers of 100,000, in front of a layer that multiplies them with its weights."""
    first = next((layer for layer in model.layers if layer.weights), None)
    if "kernel" not in getattr(first, "weight_shapes", ()):
        return  # Normalization scales them, Embedding counts with them
    largest = max(-float(x.min()), float(x.max()))
    if largest >= LARGE:
        warn(
            f"Inputs learn best when they are about 1 in size. Received x with numbers up to "
            f"{largest:,.0f}. Scale its columns first, or begin the model with Normalization()."
        )


def about_sorted(y, watched_y) -> None:
    """Validation rows cut off the end of sorted data: all have the same answer."""
    first = watched_y[:1]
    if not (watched_y == first).all():
        return
    others = np.count_nonzero((y == first).reshape(len(y), -1).all(axis=1))
    n = len(watched_y)
    share = (others + n) / (len(y) + n)
    if share**n < BY_CHANCE:
        warn(
            f"validation_split takes the last rows. Received {n} of them that all have the answer "
            f"{np.squeeze(first).tolist()}, which {share:.0%} of all rows have: the data is "
            "sorted. Shuffle its rows first."
        )


def warn(sentence: str) -> None:
    """Say it of the learner's line, not of one in this package; Python says it once for a line."""
    level, frame = 2, sys._getframe(1)
    while frame.f_back and frame.f_code.co_filename.startswith(_HERE):
        level, frame = level + 1, frame.f_back
    warnings.warn(sentence, stacklevel=level)
