"""A kernel to edit cell by cell, on a picture; browser's half in kernel.js and kernel.css.

The browser works out the map by itself, so that it follows every key and every pixel of a drag.
Python is told the kernel, the stride and the place of the window, and can be asked for them.
"""

from collections.abc import Sequence

import anywidget
import numpy as np
import traitlets

from course_lib.figures import kernel as figures
from course_lib.widgets.cleanup import close_earlier_widgets
from course_lib.widgets.files import source

LARGEST = 9.0  # what a cell of the kernel may hold, above or below 0
STRIDES = (1, 2, 3)
ALT = (
    "Left, a digit with the window that the kernel lies on. In the middle, pixel times weight for "
    "each cell of the window. Right, the map of all sums, orange below 0 and blue above."
)


class Kernel(anywidget.AnyWidget):
    """The figure of ``widgets.kernel``. ``kernel`` is the 3x3 array that it shows now."""

    _esm = source("common.js", "slider.js", "notice.js", "kernel.js")
    _css = source("controls.css", "kernel.css")
    alt = traitlets.Unicode(ALT).tag(sync=True)
    picture = traitlets.List().tag(sync=True)
    weights = traitlets.List().tag(sync=True)
    first = traitlets.List().tag(sync=True)  # what Reset goes back to
    presets = traitlets.Dict().tag(sync=True)
    goal = traitlets.List().tag(sync=True)
    stride = traitlets.Int(1).tag(sync=True)
    padding = traitlets.Unicode("valid").tag(sync=True)
    row = traitlets.Int(0).tag(sync=True)
    column = traitlets.Int(0).tag(sync=True)

    @property
    def kernel(self) -> np.ndarray:
        return np.array(self.weights, dtype=float)

    @property
    def map(self) -> np.ndarray:
        """What the kernel answers at every place: (rows, columns)."""
        return figures.kernel_map(self.picture, self.kernel, self.stride, self.padding)

    @property
    def readout(self) -> str:
        """The picture in words."""
        place = self._place()
        return figures.in_words(self.picture, self.kernel, self.stride, self.padding, *place)

    def _place(self) -> tuple[int, int]:
        """Row and column of the window, which may have lain on a larger map a moment ago."""
        rows, columns = self.map.shape
        return min(self.row, rows - 1), min(self.column, columns - 1)

    def _repr_mimebundle_(self, **kwargs) -> tuple[dict, dict]:
        """The live figure, and beside it a still and its words for where no kernel answers."""
        data, metadata = super()._repr_mimebundle_(**kwargs)
        still = figures.kernel_picture(
            self.picture, self.kernel, self.stride, self.padding, *self._place()
        )
        picture, about = still._repr_mimebundle_()
        data["text/plain"], data["image/png"] = self.readout, picture["image/png"]
        return data, metadata | about


def kernel(
    picture, weights: Sequence | None = None, padding: str = "valid", goal: bool = False
) -> Kernel:
    """A window on ``picture``, with its kernel to edit; nothing but the browser is needed for it.

    ``picture`` is (rows, columns) or (rows, columns, 1), from 0 to 1. With ``goal``, four windows
    are shown that a kernel for left edges must tell apart, and whether this one does.
    """
    picture = np.asarray(picture, dtype=float)
    picture = picture[..., 0] if picture.ndim == 3 and picture.shape[-1] == 1 else picture
    weights = np.asarray(figures.PRESETS["pass on"] if weights is None else weights, dtype=float)
    if picture.ndim != 2 or min(picture.shape) < 3:
        raise ValueError(
            "Expected a picture of 3 by 3 pixels or more, (rows, columns). "
            f"Received the shape {picture.shape}."
        )
    if weights.shape != (3, 3) or not np.abs(weights).max() <= LARGEST:
        raise ValueError(
            f"Expected a kernel of 3 by 3 numbers from {-LARGEST:g} to {LARGEST:g}. "
            f"Received {weights.tolist()}."
        )
    if padding not in ("valid", "same"):
        raise ValueError(f'padding is "valid" or "same". Received {padding!r}.')
    wanted = [
        {"name": name, "window": window, "sign": sign} for name, window, sign in figures.LEFT_EDGE
    ]
    live = Kernel(
        picture=picture.round(4).tolist(), weights=weights.tolist(), first=weights.tolist(),
        presets=figures.PRESETS, goal=wanted if goal else [], padding=padding,
        row=1, column=1,
    )  # fmt: skip
    close_earlier_widgets(live)
    return live
