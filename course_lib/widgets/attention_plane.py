"""A query to drag among keys; the browser's half is attention_plane.js and attention_plane.css.

The browser works out scores, weights and the mix by itself, so that they follow every pixel of a
drag. Python is told where the query came to rest, and may answer with a sentence.
"""

from collections.abc import Callable, Sequence

import anywidget
import traitlets

from course_lib.figures import attention_plane as figures
from course_lib.widgets.cleanup import close_earlier_widgets
from course_lib.widgets.files import source

FIRST = (1.0, -0.4)
ALT = (
    "Left, a plane with five keys and a query, a line from it to each key, the thicker the larger "
    "its weight. Right, for each key its score, its weight as a bar, and its value; below, the "
    "values on a line, with their mix as a diamond."
)


class AttentionPlane(anywidget.AnyWidget):
    """The figure of ``widgets.attention_plane``; ``query`` is where the query stands now."""

    # Text, not paths: anywidget keeps a widget alive for ever to watch its files for changes.
    _esm = source("common.js", "slider.js", "notice.js", "attention_plane.js")
    _css = source("controls.css", "attention_plane.css")
    alt = traitlets.Unicode(ALT).tag(sync=True)
    names = traitlets.List(list(figures.NAMES)).tag(sync=True)
    points = traitlets.List([list(key) for key in figures.KEYS]).tag(sync=True)
    values = traitlets.List(list(figures.VALUES)).tag(sync=True)
    first = traitlets.List(list(FIRST)).tag(sync=True)  # what Reset goes back to
    query = traitlets.List().tag(sync=True)
    note = traitlets.Unicode().tag(sync=True)  # what a check says of it

    def __init__(self, query: Sequence[float], on_move: Callable[[list], str] | None = None):
        super().__init__(query=[float(number) for number in query])
        self._on_move = on_move
        self._tell()
        self.observe(self._tell, names="query")
        close_earlier_widgets(self)

    @property
    def readout(self) -> str:
        """The picture in words."""
        return f"{figures.in_words(self.query)} {self.note}".rstrip()

    def _tell(self, _change: object = None) -> None:
        """A query that stands where it began is no answer yet: an empty list."""
        if self._on_move is not None:
            moved = list(self.query) != list(self.first)
            self.note = self._on_move([list(self.query)] if moved else [])

    def _repr_mimebundle_(self, **kwargs) -> tuple[dict, dict]:
        """The live figure, and beside it a still and its words for where no kernel answers."""
        data, metadata = super()._repr_mimebundle_(**kwargs)
        picture, about = figures.attention_plane(self.query)._repr_mimebundle_()
        data["text/plain"], data["image/png"] = self.readout, picture["image/png"]
        return data, metadata | about


def attention_plane(query: Sequence[float] = FIRST) -> AttentionPlane:
    """A query to drag among five keys; nothing but the browser is needed for it.

    >>> attention_plane([0, 0]).readout[:56]
    'Query (0.0, 0.0). Weights: A 0.20, B 0.20, C 0.20, D 0.2'
    """
    if len(query) != 2 or not max(map(abs, query)) <= figures.VIEW:
        raise ValueError(
            f"Expected a query of two numbers from {-figures.VIEW:g} to {figures.VIEW:g}. "
            f"Received {query!r}."
        )
    return AttentionPlane(query)
