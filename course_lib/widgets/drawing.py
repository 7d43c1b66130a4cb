"""Paper to draw a digit on, read by a network; the browser's half in drawing.js and drawing.css.

The browser keeps the strokes and sends them after every change. Here they become the picture that
the network was trained on, by ``data.picture_of``, and the network is asked: once for each answer
that the browser has seen, so that nothing queues.
"""

import threading
from collections.abc import Sequence

import anywidget
import numpy as np
import traitlets

from course_lib.data.strokes import picture_of, strokes_problem
from course_lib.figures.drawing import drawing_picture
from course_lib.widgets.cleanup import close_earlier_widgets
from course_lib.widgets.files import source

SURE = 0.7  # below it, the reading is called unsure
ALT = "Paper to draw a digit on."
EMPTY = "The paper is empty. Draw a digit, as large as you like."
WORDS = {
    "empty": EMPTY,
    "too small": "That is too small to be a digit: draw it larger.",
    "too flat": "That is too flat to be a digit: a digit is higher than it is wide, or nearly.",
}


class Drawing(anywidget.AnyWidget):
    """The figure of ``widgets.drawing``: ``strokes``, the ``picture`` made of them, the outputs."""

    # Text, not paths: anywidget keeps a widget alive for ever to watch its files for changes.
    _esm = source("common.js", "notice.js", "drawing.js")
    _css = source("controls.css", "drawing.css")
    alt = traitlets.Unicode(ALT).tag(sync=True)
    strokes = traitlets.List().tag(sync=True)
    example = traitlets.Bool(False).tag(sync=True)  # goes away when somebody begins to draw
    picture = traitlets.List().tag(sync=True)
    outputs = traitlets.List().tag(sync=True)
    says = traitlets.Unicode().tag(sync=True)
    asked = traitlets.Int(0).tag(sync=True)
    answered = traitlets.Int(0).tag(sync=True)

    def __init__(self, model, strokes: Sequence = (), **named):
        super().__init__(strokes=_as_lists(strokes), example=len(strokes) > 0, **named)
        self._model = model
        self._lock = threading.RLock()  # JupyterLab serves a widget while a cell runs
        self._read()
        self.observe(self._on_strokes, "strokes")
        self.observe(lambda change: self._answer(), "asked")

    def draw(self, strokes: Sequence) -> str:
        """Put these strokes on the paper, from Python; answers in words."""
        self.example = False
        self.strokes = _as_lists(strokes)
        return self.says

    def close(self) -> None:
        super().close()
        self._model = None

    def _on_strokes(self, _change: dict) -> None:
        """Read what Python has drawn; what the browser has drawn comes with a question."""
        with self._lock:
            if self.asked == self.answered:
                self._read()

    def _answer(self) -> None:
        """Read the browser's strokes, and say which question that answers."""
        with self._lock:
            self._read()
            self.answered = self.asked

    def _read(self) -> None:
        problem = strokes_problem(self.strokes)
        if self._model is None:  # closed
            return
        if problem:
            with self.hold_sync():
                self.picture, self.outputs = np.zeros((8, 8)).tolist(), []
                self.says = WORDS[problem]
            return
        picture = picture_of(self.strokes)
        outputs = np.asarray(self._model.predict(picture[np.newaxis], verbose=0))[0]
        with self.hold_sync():
            self.picture = picture[..., 0].tolist()
            self.outputs = [float(output) for output in outputs]
            self.says = in_words(outputs)

    def _repr_mimebundle_(self, **kwargs) -> tuple[dict, dict]:
        """The live figure, and beside it a still and its words for where no kernel answers."""
        data, metadata = super()._repr_mimebundle_(**kwargs)
        still = drawing_picture(self.strokes, self.picture, self.outputs, self.says)
        picture, about = still._repr_mimebundle_()
        data["text/plain"], data["image/png"] = self.says, picture["image/png"]
        return data, metadata | about


def in_words(outputs) -> str:
    """What a network says to a drawing, and whether it is sure.

    >>> in_words([0, 0.02, 0, 0, 0.5, 0, 0, 0, 0, 0.48])
    'Unsure: it says 4 at 50 %, and 9 at 48 %. Draw it more clearly, or ask somebody else.'
    """
    first, second = np.argsort(-np.asarray(outputs), kind="stable")[:2]
    if outputs[first] < SURE:
        return (
            f"Unsure: it says {first} at {_percent(outputs[first])}, and {second} at "
            f"{_percent(outputs[second])}. Draw it more clearly, or ask somebody else."
        )
    return f"It reads a {first}, and is {_percent(outputs[first])} sure."


def _percent(share: float) -> str:
    """Never 100 % of what is a little less.

    >>> _percent(0.82), _percent(0.9999)
    ('82 %', 'over 99 %')
    """
    return "over 99 %" if 0.995 <= share < 1 else f"{100 * share:.0f} %"


def drawing(model, strokes: Sequence = ()) -> Drawing:
    """Paper to draw a digit on, by mouse, finger or arrow keys; ``model`` reads it as you draw.

    ``model`` is anything with Keras's ``predict``, from pictures (n, 8, 8, 1) to ten outputs.
    ``strokes`` lie on the paper until somebody draws.
    """
    if not hasattr(model, "predict"):
        raise ValueError(
            "widgets.drawing needs a model that has predict(x, verbose=0), as a Sequential has. "
            f"Received {type(model).__name__}."
        )
    outputs = np.asarray(model.predict(np.zeros((1, 8, 8, 1)), verbose=0))
    if outputs.shape != (1, 10):
        raise ValueError(
            "The model gives ten outputs for a picture (8, 8, 1), one for each digit. Received "
            f"the shape {outputs.shape} for one picture."
        )
    live = Drawing(model, strokes)
    close_earlier_widgets(live)
    return live


def _as_lists(strokes: Sequence) -> list:
    return [[[float(x), float(y)] for x, y in stroke] for stroke in strokes]
