"""Who looks at whom in a text that somebody types; browser's half in attention_map.js and .css.

Python is asked for every text, since the network is there. The browser shows one head at a time.
"""

from collections.abc import Callable

import anywidget
import numpy as np
import traitlets

from course_lib.figures import attention_map as figures
from course_lib.widgets.cleanup import close_earlier_widgets
from course_lib.widgets.files import source

SIGNS = ".abcdefghijklmnopqrstuvwxyz"
LONGEST = 11  # letters


class AttentionMap(anywidget.AnyWidget):
    """The figure of ``widgets.attention_map``. ``text`` is what stands in its field."""

    # Text, not paths: anywidget keeps a widget alive for ever to watch its files for changes.
    _esm = source("common.js", "notice.js", "attention_map.js")
    _css = source("controls.css", "attention_map.css")
    text = traitlets.Unicode().tag(sync=True)
    head = traitlets.Int(0).tag(sync=True)
    longest = traitlets.Int(LONGEST).tag(sync=True)
    shown = traitlets.Dict().tag(sync=True)  # signs, weights of all heads, a sentence for each head
    trouble = traitlets.Unicode().tag(sync=True)

    def __init__(self, look: Callable, text: str):
        super().__init__(text=text)
        self._look = look
        self.weights = None
        self._ask()
        self.observe(self._ask, names="text")
        close_earlier_widgets(self)

    @property
    def readout(self) -> str:
        """What the head that is chosen looks at, in words."""
        return self.shown["said"][self.head] if self.shown else self.trouble

    def close(self) -> None:
        """Let go of the network, even while the notebook's ``Out`` still holds this widget."""
        super().close()
        self._look = None

    def _ask(self, _change: object = None) -> None:
        """Let the network read the text; where it can't, what stood there stays."""
        letters = "".join(c for c in self.text.lower() if c in SIGNS[1:])[:LONGEST]
        try:
            weights, p = (np.asarray(one, dtype=float) for one in self._look(letters))
            signs = f".{letters}"
            if weights.shape[1:] != (len(signs), len(signs)) or p.shape != (len(SIGNS),):
                raise ValueError(
                    f"look({letters!r}) gives weights (heads, {len(signs)}, {len(signs)}) and "
                    f"probabilities ({len(SIGNS)},). Received {weights.shape} and {p.shape}."
                )
        except Exception as error:
            self.trouble = f"The map has not followed. {type(error).__name__}: {error}"
            return
        self.weights, self.trouble = weights, ""
        said = [figures.in_words(signs, weights, p, SIGNS, i) for i in range(len(weights))]
        self.head = min(self.head, len(weights) - 1)
        self.shown = {"signs": signs, "weights": weights.round(4).tolist(), "said": said}

    def _repr_mimebundle_(self, **kwargs) -> tuple[dict, dict]:
        """The live map, and beside it a still and its words for where no kernel answers."""
        data, metadata = super()._repr_mimebundle_(**kwargs)
        data["text/plain"] = self.readout
        if not self.shown:
            return data, metadata
        still = figures.attention_map(self.shown["signs"], self.weights, self.readout)
        picture, about = still._repr_mimebundle_()
        data["image/png"] = picture["image/png"]
        return data, metadata | about


def attention_map(look: Callable[[str], tuple], text: str) -> AttentionMap:
    """A field for a text, and under it, head by head, who looks at whom.

    ``look(text)`` gives the weights, (heads, n, n) for the sign of the beginning and the letters,
    and the probabilities of what comes next, (27,).
    """
    return AttentionMap(look, text)
