"""A map of codes under the pointer: a decoder draws what belongs to each point of it.

The browser's half is code_map.js and code_map.css. The decoder's weights are sent once, and the
browser multiplies for itself, so that the picture follows every key and every pixel of a drag.
Python is told where the point came to rest.
"""

from collections.abc import Sequence

import anywidget
import numpy as np
import traitlets

from course_lib.figures import code_map as figures
from course_lib.figures import palette
from course_lib.nn.models import Model
from course_lib.widgets.cleanup import close_earlier_widgets
from course_lib.widgets.files import source

ALT = (
    "Left, a map with a mark for each picture at its two numbers, and a cross that can be moved. "
    "Right, what the decoder draws at the cross, and below it the picture that lies nearest."
)


class CodeMap(anywidget.AnyWidget):
    """The figure of ``widgets.code_map``. ``point`` is where its cross stands."""

    # Text, not paths: anywidget keeps a widget alive for ever to watch its files for changes.
    _esm = source("common.js", "slider.js", "notice.js", "code_map.js")
    _css = source("controls.css", "code_map.css")
    alt = traitlets.Unicode(ALT).tag(sync=True)
    codes = traitlets.List().tag(sync=True)
    labels = traitlets.List().tag(sync=True)
    colours = traitlets.List(list(palette.TEN)).tag(sync=True)
    ends = traitlets.List().tag(sync=True)
    places = traitlets.Int(2).tag(sync=True)  # decimals of a point, and of its smallest step
    side = traitlets.List().tag(sync=True)  # rows and columns of a picture
    pictures = traitlets.Bytes().tag(sync=True)  # 0 to 255, one after the other
    steps = traitlets.List().tag(sync=True)  # of the decoder: inputs, units, activation
    weights = traitlets.Bytes().tag(sync=True)  # kernel and bias of each step, float32
    first = traitlets.List().tag(sync=True)  # where the point begins, and Reset goes back to
    point = traitlets.List().tag(sync=True)

    def __init__(self, decoder: figures.Decoder, pictures: np.ndarray, **named):
        self._decoder, self._pictures = decoder, pictures
        steps = [(*kernel.shape, name) for kernel, _, name in decoder.steps]
        weights = [part.ravel() for kernel, bias, _ in decoder.steps for part in (kernel, bias)]
        super().__init__(
            steps=[{"inputs": n, "units": m, "activation": name} for n, m, name in steps],
            weights=np.concatenate(weights).astype("<f4").tobytes(),
            pictures=np.round(255 * np.clip(pictures, 0, 1)).astype(np.uint8).tobytes(),
            side=list(pictures.shape[1:]),
            **named,
        )  # fmt: skip

    @property
    def drawn(self) -> np.ndarray:
        """What the decoder draws at the point: (rows, columns)."""
        return self._decoder([self.point])[0].reshape(self.side)

    @property
    def readout(self) -> str:
        """The picture in words."""
        return figures.in_words(self.drawn, self.codes, self.labels, self.point)

    def _repr_mimebundle_(self, **kwargs) -> tuple[dict, dict]:
        """The live figure, and beside it a still and its words for where no kernel answers."""
        data, metadata = super()._repr_mimebundle_(**kwargs)
        nearest = ((np.array(self.codes) - self.point) ** 2).sum(axis=1).argmin()
        still = figures.code_map_picture(
            self.drawn, self.codes, self.labels, self.point, self._pictures[nearest]
        )
        picture, about = still._repr_mimebundle_()
        data["text/plain"], data["image/png"] = self.readout, picture["image/png"]
        return data, metadata | about


def code_map(
    encoder: Model,
    decoder: Model,
    pictures,
    labels: Sequence[int] | None = None,
    at: Sequence[float] | None = None,
) -> CodeMap:
    """The map of two numbers that ``encoder`` makes of ``pictures``, drawn anew by ``decoder``.

    ``pictures`` is (n, rows, columns) or (n, rows, columns, 1), from 0 to 1; the encoder reads
    them as rows of pixels. With ``labels``, each stands on the map as its own label. ``at`` is
    where the point begins, else at the codes' mean.
    """
    pictures = np.asarray(pictures, dtype=float)
    pictures = pictures[..., 0] if pictures.ndim == 4 and pictures.shape[-1] == 1 else pictures
    if pictures.ndim != 3 or len(pictures) < 2:
        raise ValueError(
            f"Expected pictures, (n, rows, columns). Received the shape {pictures.shape}."
        )
    labels = [] if labels is None else np.asarray(labels).tolist()
    if labels and len(labels) != len(pictures):
        raise ValueError(
            f"Each picture has one label. Received {len(pictures)} pictures, {len(labels)} labels."
        )
    codes = np.asarray(encoder.predict(pictures.reshape(len(pictures), -1), verbose=0), dtype=float)
    plain = figures.Decoder.of(decoder)
    pixels = pictures[0].size
    if codes.shape[1:] != (2,) or plain.steps[-1][0].shape[1] != pixels:
        raise ValueError(
            f"The encoder makes two numbers of a picture, and the decoder {pixels} pixels of two "
            f"numbers. Received codes of shape {codes.shape}, and a decoder that makes "
            f"{plain.steps[-1][0].shape[1]} numbers."
        )
    codes = codes.round(4)
    places = figures.decimals(codes)
    start = [round(float(value), places) for value in (codes.mean(axis=0) if at is None else at)]
    live = CodeMap(
        plain, pictures, codes=codes.tolist(), labels=labels, ends=figures.bounds(codes),
        places=places, first=start, point=start,
    )  # fmt: skip
    close_earlier_widgets(live)
    return live
