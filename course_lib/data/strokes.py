"""Pen strokes made into a picture of 8 by 8 pixels, as the handwritten digits once were made.

The source says how: a form was scanned, each digit cut out and brought to a bitmap of 32 by 32
dots that are ink or paper, and the ink in each block of 4 by 4 dots was counted. In every picture
of the set the digit fills the whole height, few are wider than 24 dots, and about 312 of the 1,024
dots are ink, whatever the digit: thin writing had been thickened, and thick writing thinned.
"""

import json
from functools import cache
from pathlib import Path

import numpy as np

from course_lib.data.digits import Digits

SIDE, BLOCK = 32, 4  # dots along the bitmap's side; along a block's
INK = 312  # dots of ink in a bitmap: the mean over the 1,797 digits
WIDEST = 24  # dots
THICKEST = 5.0  # dots from a stroke's middle to its edge
FLATTEST = 2.5  # times as wide as high: what is flatter is no digit
SMALLEST = 0.1  # of the paper's side: what is smaller both ways is a blot

_FILE = Path(__file__).with_name("drawn.json")
_ROWS, _COLUMNS = np.mgrid[0:SIDE, 0:SIDE] + 0.5
_DOTS = np.stack([_COLUMNS.ravel(), _ROWS.ravel()], axis=1)  # x and y of each dot's middle


def picture_of(strokes) -> np.ndarray:
    """Strokes as a picture, (8, 8, 1), from 0 (paper) to 1 (ink).

    A stroke is a list of points (x, y); x goes to the right and y down, each from 0 to 1 across the
    paper. Where on the paper the digit stands, and how large it is, makes no difference.

    >>> picture_of([[(0.5, 0.1), (0.5, 0.9)]])[3, :, 0].tolist()
    [0.0, 0.0, 0.25, 1.0, 1.0, 0.25, 0.0, 0.0]
    """
    blocks = bitmap_of(strokes).reshape(SIDE // BLOCK, BLOCK, SIDE // BLOCK, BLOCK)
    return blocks.mean(axis=(1, 3))[..., np.newaxis]


def bitmap_of(strokes) -> np.ndarray:
    """Strokes on 32 by 32 dots, each 1 (ink) or 0: (32, 32)."""
    starts, ends = _segments(strokes)
    low, high = np.minimum(starts, ends).min(axis=0), np.maximum(starts, ends).max(axis=0)
    if max(high - low) < SMALLEST:
        raise ValueError(
            f"A digit is at least {SMALLEST:.0%} of the paper high or wide. Received strokes that "
            f"are {max(high - low):.0%}."
        )
    pen = 2.0
    for _ in range(6):  # a thicker pen leaves less room to draw in, and so less to draw
        scale, middle = _scale(high - low, pen), (low + high) / 2
        placed = [(points - middle) * scale + SIDE / 2 for points in (starts, ends)]
        distances = _distances(*placed)
        pen = (pen + min(np.sort(distances)[INK - 1], THICKEST)) / 2
    return (distances <= pen).astype(float).reshape(SIDE, SIDE)


def strokes_problem(strokes) -> str | None:
    """Why there is no digit to be read in these strokes; None if there is one."""
    points = [point for stroke in strokes for point in stroke]
    if not points:
        return "empty"
    width, height = np.ptp(points, axis=0)
    if max(width, height) < SMALLEST:
        return "too small"
    return "too flat" if width > FLATTEST * height else None


def drawn_strokes() -> list[tuple[int, list]]:
    """Sixty digits as they are drawn on a screen, six of each: (digit, strokes).

    Their points were set one by one and joined by curves; nobody's hand moved a mouse. No network
    of the course is trained on them.

    >>> len(drawn_strokes()), drawn_strokes()[6][0]
    (60, 1)
    """
    return json.loads(_FILE.read_text(encoding="utf-8"))


@cache
def _drawn() -> Digits:
    digits, strokes = zip(*drawn_strokes(), strict=True)
    pictures = np.array([picture_of(each) for each in strokes])
    return Digits(pictures.astype(np.float32), np.array(digits))


def drawn() -> Digits:
    """The sixty of ``drawn_strokes``, as pictures.

    >>> drawn()
    Digits(x: (60, 8, 8, 1), y: (60,))
    """
    return _drawn()[:]


def _segments(strokes) -> tuple[np.ndarray, np.ndarray]:
    """Both ends of every straight piece: (pieces, 2) each. A stroke of one point is a dot."""
    strokes = [np.asarray(stroke, dtype=float) for stroke in strokes if len(stroke)]
    if not strokes or any(stroke.ndim != 2 or stroke.shape[1] != 2 for stroke in strokes):
        raise ValueError(
            "Strokes are lists of points (x, y), and there is one point or more. Received "
            f"{[list(stroke.shape) for stroke in strokes]}."
        )
    if not all(np.isfinite(stroke).all() for stroke in strokes):
        raise ValueError("A point is two finite numbers. Received one that is not.")
    whole = [np.vstack([stroke, stroke[-1:]]) for stroke in strokes]
    return np.vstack([s[:-1] for s in whole]), np.vstack([s[1:] for s in whole])


def _scale(size: np.ndarray, pen: float) -> np.ndarray:
    """How many dots the paper's sides become, so that digit and pen fit into the bitmap: (2,).

    What is wide is squeezed, since the data's digits all fill the height; to half at most.
    """
    across, down = (np.array([WIDEST, SIDE]) - 2 * pen) / np.maximum(size, 1e-9)
    return np.array([min(across, down), min(down, 2 * across)])


def _distances(starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """From each dot to the nearest piece: (1024,)."""
    along = ends - starts
    length = np.maximum((along**2).sum(axis=1), 1e-12)
    nearest = np.full(len(_DOTS), np.inf)
    for a, d, squared in zip(starts, along, length, strict=True):
        t = np.clip((_DOTS - a) @ d / squared, 0, 1)[:, np.newaxis]
        np.minimum(nearest, ((a + t * d - _DOTS) ** 2).sum(axis=1), out=nearest)
    return np.sqrt(nearest)
