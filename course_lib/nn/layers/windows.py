"""A window that moves over samples: where it stops, and what lies in it there.

Convolution weighs what lies in the window, pooling takes its largest number or its mean. Both look
at all windows at once, cell by cell: one slice of the picture holds the upper left cell of *every*
window, the next slice the cell to its right. A window of 3 by 3 is nine slices.
"""

import itertools
import math

import numpy as np

from course_lib.nn import validation
from course_lib.nn.lookup import check_known

PADDINGS = {"valid": "inside only", "same": "as many stops as the sample has numbers, by stride 1"}


class Windows:
    """Size, strides and padding of a window: of each a number for each axis, height then width.

    "valid" stays inside; what is left over at the end is not read. "same" surrounds the sample, so
    that by stride 1 there are as many windows as numbers; where the border is uneven, the end has
    one more. "causal" puts all of the border in front: no window sees what comes later.

    >>> windows = Windows(size=(3, 3), strides=(2, 2), padding="same")
    >>> windows.counts((28, 6)), windows.border((28, 6))
    ((14, 3), [(0, 1), (0, 1)])
    """

    def __init__(self, size: tuple, strides: tuple, padding: str):
        self.size, self.strides, self.padding = size, strides, padding

    def counts(self, lengths: tuple) -> tuple:
        """How many windows there are along each axis; None where nobody knows its length yet."""
        return tuple(map(self._count, lengths, self.size, self.strides))

    def _count(self, length, size, stride):
        if length is None:
            return None
        if self.padding == "valid":
            return max(0, (length - size) // stride + 1)
        return math.ceil(length / stride)

    def border(self, lengths: tuple) -> list[tuple]:
        """How many numbers to add in front and behind, along each axis."""
        return [
            self._added(length, count, size, stride)
            for length, count, size, stride in zip(
                lengths, self.counts(lengths), self.size, self.strides, strict=True
            )
        ]

    def _added(self, length, count, size, stride):
        if self.padding == "valid":
            return 0, 0
        if self.padding == "causal":
            return size - 1, 0
        missing = max(0, (count - 1) * stride + size - length)
        return missing // 2, missing - missing // 2

    def pad(self, x: np.ndarray, value: float = 0.0) -> np.ndarray:
        """x (n, lengths, channels) with its border, filled with this value."""
        border = self.border(x.shape[1:-1])
        if not any(map(any, border)):
            return x
        return np.pad(x, [(0, 0), *border, (0, 0)], constant_values=value)

    def crop(self, padded: np.ndarray, lengths: tuple) -> np.ndarray:
        """The way back from ``pad``: without its border, (n, lengths, channels)."""
        inside = [
            slice(before, before + length)
            for (before, _), length in zip(self.border(lengths), lengths, strict=True)
        ]
        return padded[:, *inside]

    def cells(self, padded: np.ndarray, counts: tuple) -> list[np.ndarray]:
        """For each cell of a window a view of ``padded``: that cell of all windows.

        >>> x = np.arange(4).reshape(1, 4, 1)
        >>> [cell.ravel().tolist() for cell in Windows((2,), (1,), "valid").cells(x, (3,))]
        [[0, 1, 2], [1, 2, 3]]
        """
        along = [
            [slice(i, i + stride * (count - 1) + 1, stride) for i in range(size)]
            for size, stride, count in zip(self.size, self.strides, counts, strict=True)
        ]
        return [padded[:, *place] for place in itertools.product(*along)]


def numbers(value, name: str, axes: int) -> tuple:
    """A whole number for each axis; one alone is for all of them.

    >>> numbers(3, "kernel_size", 2)
    (3, 3)
    """
    each = value if isinstance(value, tuple | list) else (value,) * axes
    if len(each) != axes or not all(validation.is_whole_number(one) and one > 0 for one in each):
        example = "3" if axes == 1 else f"3 or {name}={(3,) * axes}"
        raise ValueError(
            f"{name} is a whole number from 1, or {axes} of them, one for each axis. "
            f"Received: {name}={value!r}. Write {name}={example}."
        )
    return tuple(map(int, each))


def padding_name(padding, known=tuple(PADDINGS)) -> str:
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


def output_lengths(windows: Windows, shape: tuple, reader: str) -> tuple:
    """``windows.counts`` for samples of this shape; a window that is too large is refused."""
    counts = windows.counts(shape[1:-1])
    if 0 in counts:
        size = " by ".join(map(str, windows.size))
        raise ValueError(
            f"{reader} moves a window of {size} inside of each sample. Received samples of shape "
            f"{shape[1:]}, which are smaller. Make the window smaller, or the sample larger with "
            'padding="same".'
        )
    return counts
