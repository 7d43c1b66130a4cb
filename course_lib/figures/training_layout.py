"""Where the panels of a training picture lie: beside each other, or in one column."""

import numpy as np

WIDEST, NARROWEST, STACKED_BELOW = 760, 300, 560  # CSS pixels
ROW = 19  # CSS pixels for a name and its prediction

Boxes = list[tuple[float, float, float, float]]


def boxes(width: float, rows: int, space: bool = False) -> tuple[int, int, Boxes]:
    """The width and height of the paper, and the boxes of map, chart, list and hidden space.

    ``rows`` is how many names the list has. A box is (left, bottom, width, height), in CSS pixels.

    >>> width, height, places = boxes(760, rows=4)
    >>> width, height, len(places)
    (760, 366, 3)
    """
    width = int(np.clip(width, NARROWEST, WIDEST))
    if width < STACKED_BELOW:
        return width, *_stacked(width, rows, space)
    return width, *(_four if space else _beside)(width, rows)


def _beside(width: int, rows: int) -> tuple[int, Boxes]:
    """The map on the left; on the right the chart, and the list below it."""
    right, tall = width // 2 + 76, ROW * rows
    height = max(366, 224 + tall + 30)
    below = tall + 104 if rows else 48
    return height, [
        (62, 48, width // 2 - 76, height - 78),
        (right, below, width - right - 14, height - below - 30),
        (right, 32, width - right - 14, max(tall, 1)),
    ]


def _four(width: int, rows: int) -> tuple[int, Boxes]:
    """Map and hidden space above, as large as each other; chart and list below."""
    side, low = width // 2 - 80, max(ROW * rows, 96)
    height, right = side + low + 158, width // 2 + 66
    return height, [
        (62, height - side - 28, side, side),
        (62, 48, side, low),
        (right, 48, side, low),
        (right, height - side - 28, side, side),
    ]


def _stacked(width: int, rows: int, space: bool) -> tuple[int, Boxes]:
    """One below the other."""
    side, tall = min(width - 76, 330), ROW * rows
    listed = tall + 106 if rows else 48
    height = listed + 110 + 78 + side + 26 + (side + 84) * space
    places = [
        (62, height - side - 26, side, side),
        (56, listed, width - 70, 110),
        (76, 32, width - 90, max(tall, 1)),
    ]
    if space:
        places.append((62, height - 2 * side - 110, side, side))
    return height, places
