"""A window that moves over samples: where it stops, and what lies in it there.

Convolution weighs what lies in the window, pooling takes its largest number or its mean. Both look
at all windows at once, cell by cell: one slice of the picture holds the upper left cell of *every*
window, the next slice the cell to its right. A window of 3 by 3 is nine slices.

Inside, samples stand last and channels first: (channels, height, width, n). One place of all
samples then lies side by side in memory, and a slice is copied in long runs: a convolution of 8x8x8
takes 0.6 of the time. ``x.swapaxes(0, -1)`` turns x this way, and back; nothing is moved by it.
"""

import functools
import itertools
import math

import numpy as np

from course_lib.nn import validation
from course_lib.nn.lookup import check_known


def output_length(length: int | None, size: int, stride: int, padding: str) -> int | None:
    """How many windows there are along an axis; None where nobody knows its length yet.

    >>> output_length(28, 3, 1, "valid"), output_length(28, 3, 2, "same")
    (26, 14)
    """
    if length is None:
        return None
    if padding == "valid":  # all of the window stays inside
        return max(0, (length - size) // stride + 1)
    return math.ceil(length / stride)


def output_lengths(lengths: tuple, size: tuple, strides: tuple, padding: str) -> tuple:
    """The same along all axes; refuses a window that is too large."""
    counts = tuple(map(output_length, lengths, size, strides, [padding] * len(size)))
    if 0 in counts:
        raise ValueError(
            f"A window of {_by(size)} moves inside of each sample. Received samples of size "
            f"{_by(lengths)}, which is smaller. Make the window smaller, or the sample larger "
            'with padding="same".'
        )
    return counts


def border(length: int, size: int, stride: int, padding: str) -> tuple[int, int]:
    """How many numbers are added in front of an axis, and behind it.

    "valid" adds none; what is left over at the end is not read. "same" adds as many as let the
    window stop once a stride; where they cannot be halved, the end has one more. "causal" adds all
    in front: no window sees what comes later.

    >>> border(28, 3, 1, "same"), border(28, 3, 2, "same"), border(28, 3, 1, "causal")
    ((1, 1), (0, 1), (2, 0))
    """
    if padding == "valid":
        return 0, 0
    if padding == "causal":
        return size - 1, 0
    missing = max(0, (math.ceil(length / stride) - 1) * stride + size - length)
    return missing // 2, missing - missing // 2


class Windows:
    """All windows on samples of these ``lengths``: (height, width) or (steps,).

    >>> windows = Windows((4,), (2,), (1,), "valid")
    >>> [cell.ravel().tolist() for cell in windows.cells(np.array([[[7], [8], [9], [5]]]))]
    [[7, 8, 9], [8, 9, 5]]
    """

    def __init__(self, lengths: tuple, size: tuple, strides: tuple, padding: str):
        self.counts = output_lengths(lengths, size, strides, padding)
        borders = tuple(map(border, lengths, size, strides, [padding] * len(size)))
        self.has_border = any(map(any, borders))
        self.apart = all(map(int.__le__, size, strides))  # no place lies in two windows
        self.inside, self.padded, places = [slice(None)], [], []
        for i, (before, after) in enumerate(borders):
            self.inside.append(slice(before, before + lengths[i]))
            self.padded.append(before + lengths[i] + after)
            last = strides[i] * (self.counts[i] - 1) + 1
            places.append([slice(start, start + last, strides[i]) for start in range(size[i])])
        self.inside = tuple(self.inside)
        self.places = [(slice(None), *place) for place in itertools.product(*places)]

    def pad(self, x: np.ndarray, value: float = 0.0) -> np.ndarray:
        """x (channels, lengths, n) with its border, if it has one, filled with this value."""
        if not self.has_border:
            return np.ascontiguousarray(x)
        padded = np.full((len(x), *self.padded, x.shape[-1]), value, x.dtype)
        padded[self.inside] = x
        return padded

    def cells(self, padded: np.ndarray) -> list[np.ndarray]:
        """For each cell of a window a view: that cell of all windows, (channels, counts, n)."""
        return [padded[place] for place in self.places]

    def add_up(self, cells, x: np.ndarray) -> np.ndarray:
        """The way back from ``cells``: a number of x gets the sum of all cells that show it."""
        padded = np.zeros((len(x), *self.padded, x.shape[-1]), x.dtype)
        for place, cell in zip(self.places, cells, strict=True):
            if self.apart:
                padded[place] = cell
            else:
                padded[place] += cell
        return padded[self.inside]


windows_on = functools.lru_cache(maxsize=256)(Windows)  # 16 of the 43 us that a pass would take


def _by(lengths):
    return " by ".join("any length" if one is None else str(one) for one in lengths)


def numbers(value, name: str, axes: int) -> tuple:
    """A whole number for each axis; one alone is for all of them.

    >>> numbers(3, "kernel_size", 2)
    (3, 3)
    """
    each = value if isinstance(value, tuple | list) else (value,) * axes
    if len(each) != axes or not all(validation.is_whole_number(one) and one > 0 for one in each):
        several, example = "", "3"
        if axes > 1:
            several, example = (
                f", or {axes} of them, one for each axis",
                f"3 or {name}={(3,) * axes}",
            )
        raise ValueError(
            f"{name} is a whole number from 1{several}. Received: {name}={value!r}. "
            f"Write {name}={example}."
        )
    return tuple(map(int, each))


def padding_name(padding, known=("valid", "same")) -> str:
    """ "valid" or "same", however it is spelt."""
    name = padding.lower() if isinstance(padding, str) else padding
    check_known("padding", name, dict.fromkeys(known))
    return name


def channels_last(data_format) -> str:
    """Refuse pictures with their channels in front."""
    if data_format in (None, "channels_last"):
        return "channels_last"
    raise ValueError(
        "Channels stand last here: (height, width, channels). "
        f"Received: data_format={data_format!r}. Leave it out, and turn pictures of shape "
        "(n, channels, height, width) with np.moveaxis(x, 1, -1)."
    )


def samples(shape: tuple, axes: int, reader: str) -> tuple:
    """Refuse samples that a window cannot move over; ``shape`` is (None, lengths, channels)."""
    if axes == 2:
        return validation.picture(shape, reader)
    if len(shape) != 3:
        raise ValueError(
            f"{reader} reads sequences (steps, channels), such as (30, 1). Received samples of "
            f"shape {shape[1:]}. If there is one number a step, add the channel: "
            "x[..., np.newaxis]."
        )
    return shape
