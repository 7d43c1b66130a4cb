"""A kernel on a picture: the window it lies on, the sum of products there, and the whole map."""

from decimal import ROUND_HALF_UP, Decimal

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from course_lib.figures import charts, palette, words
from course_lib.figures.paper import Paper, describe, paper
from course_lib.figures.pixels import INK, SIGNS

PRESETS = {
    "pass on": [[0, 0, 0], [0, 1, 0], [0, 0, 0]],
    "level edge": [[-1, -1, -1], [0, 0, 0], [1, 1, 1]],
    "corner": [[-1, -1, 0], [-1, 1, 1], [0, 1, 0]],
    "blur": [[0.1, 0.1, 0.1], [0.1, 0.2, 0.1], [0.1, 0.1, 0.1]],
    "sharpen": [[0, -1, 0], [-1, 5, -1], [0, -1, 0]],
}
# What a left edge is: four windows, and the sign that is wanted of each.
LEFT_EDGE = (
    ("a left edge", [[0, 0, 1], [0, 0, 1], [0, 0, 1]], 1),
    ("a right edge", [[1, 0, 0], [1, 0, 0], [1, 0, 0]], -1),
    ("even ground", [[1, 1, 1], [1, 1, 1], [1, 1, 1]], 0),
    ("a level edge", [[0, 0, 0], [0, 0, 0], [1, 1, 1]], 0),
)


def border(size: int, kernel: int, stride: int, padding: str) -> tuple[int, int, int]:
    """Along one side: how many places there are, and the zeros before and behind; as in Keras.

    >>> border(8, 3, 1, "valid"), border(8, 3, 1, "same"), border(8, 3, 2, "same")
    ((6, 0, 0), (8, 1, 1), (4, 0, 1))
    """
    if padding == "valid":
        return (size - kernel) // stride + 1, 0, 0
    count = -(-size // stride)
    missing = max(0, (count - 1) * stride + kernel - size)
    return count, missing // 2, missing - missing // 2


def kernel_map(picture, kernel, stride: int = 1, padding: str = "valid") -> np.ndarray:
    """The sum of products at every place: (rows, columns)."""
    picture, kernel = np.asarray(picture, dtype=float), np.asarray(kernel, dtype=float)
    sides = [
        border(n, k, stride, padding) for n, k in zip(picture.shape, kernel.shape, strict=False)
    ]
    padded = np.pad(picture, [side[1:] for side in sides])
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)
    return (windows[::stride, ::stride] * kernel).sum(axis=(2, 3))


def in_words(picture, kernel, stride: int, padding: str, row: int, column: int) -> str:
    """Where the window lies, what it says there, and how large the map is."""
    answers = kernel_map(picture, kernel, stride, padding)
    rows, columns = answers.shape
    return (
        f"Row {row + 1}, column {column + 1} of the map: {_hundredths(answers[row, column])}. "
        f"The map has {rows} × {columns} numbers, from {_hundredths(answers.min())} to "
        f"{_hundredths(answers.max())}."
    )


def _hundredths(value: float) -> str:
    """Two decimals, and a half goes up, as in the browser: pixels are sixteenths.

    >>> _hundredths(2.625), _hundredths(-0.125), _hundredths(-0.001)
    ('2.63', '−0.13', '0.00')
    """
    text = str(Decimal(round(float(value), 9)).quantize(Decimal("0.01"), ROUND_HALF_UP))
    return "0.00" if text == "-0.00" else text.replace("-", "−")


def kernel_picture(
    picture, kernel, stride: int = 1, padding: str = "valid", row: int = 0, column: int = 0
) -> Axes:
    """The picture with its window, the kernel, and the map that it makes."""
    answers = kernel_map(picture, kernel, stride, padding)
    first = paper(720, 280)
    figure = first.get_figure()
    first.remove()
    panels = [figure.add_subplot(1, 3, i + 1, axes_class=Paper) for i in range(3)]
    _, before, _ = border(len(picture), len(kernel), stride, padding)
    panels[0].imshow(picture, cmap=INK, vmin=0, vmax=1)
    corner = column * stride - before - 0.5, row * stride - before - 0.5
    window = Rectangle(corner, 3, 3, fill=False, edgecolor=palette.OTHERS[3], linewidth=2.5)
    window.set_clip_on(False)
    panels[0].add_patch(window)
    for ax, numbers in ((panels[1], np.asarray(kernel, dtype=float)), (panels[2], answers)):
        reach = max(float(np.abs(numbers).max()), 1e-9)
        ax.imshow(numbers, cmap=SIGNS, vmin=-reach, vmax=reach)
        for (i, j), number in np.ndenumerate(numbers):
            ink = palette.ink_on(to_hex(SIGNS((number / reach + 1) / 2)))
            ax.text(j, i, words.number(round(float(number), 1)), ha="center", va="center",
                    fontsize=7, color=ink)  # fmt: skip
    place = Rectangle((column - 0.5, row - 0.5), 1, 1, fill=False, linewidth=2.5)
    place.set_edgecolor(palette.OTHERS[3])
    panels[2].add_patch(place)
    for ax, title in zip(panels, ("picture and window", "kernel", "map"), strict=True):
        ax.set(xticks=[], yticks=[])
        ax.set_title(title, **charts.TITLE)
    return describe(
        panels[-1],
        "Left, a picture with a window of 3 by 3 pixels; in the middle the kernel; right, the map "
        f"of its answers. {in_words(picture, kernel, stride, padding, row, column)}",
    )
