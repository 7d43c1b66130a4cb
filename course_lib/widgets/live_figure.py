"""A matplotlib figure that sliders move: drawn once, then only its moving parts, many times.

The browser's half is live_figure.js and live_figure.css. It sends the sliders' values, and sends
the next only when the picture of the last has come back: however fast somebody drags, nothing
queues. Pixels travel as they are, not as a PNG: only the tiles that changed, and compressed when
the browser is far away.
"""

import math
import threading
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

import anywidget
import traitlets
from matplotlib.figure import Figure

from course_lib.figures import still
from course_lib.widgets.cleanup import close_earlier_widgets
from course_lib.widgets.files import source
from course_lib.widgets.frames import Frames

_SCRIPTS = "common.js", "slider.js", "notice.js", "live_figure.js"
MAX_SHARPNESS = 2.0  # device pixels per CSS pixel; nobody sees more, and everybody would wait


@dataclass(frozen=True)
class Slider:
    """One slider: ``name`` is what ``update`` calls it, ``label`` what the reader sees.

    With ``log`` it moves by powers of ten, and ``step`` is how many: 0.5 goes from 1 to 3.2 to 10.
    With ``stops`` it moves from one of these values to the next, and ``step`` is of no use.
    """

    name: str
    low: float
    high: float
    step: float
    value: float
    label: str = ""
    log: bool = False
    stops: Sequence[float] = ()


def aligned_end(value: float, end: float, step: float) -> float:
    """The end nearest to ``end`` from which whole steps of a ``log`` slider lead to ``value``.

    A range moves in steps from its low end: a value between two of them would be rounded to one
    by the first touch of any slider, and be another value.

    >>> round(aligned_end(4.0, 0.1, step=0.25), 4), aligned_end(0.1, 0.001, step=0.25)
    (0.1265, 0.001)
    """
    return value * 10 ** (step * round(math.log10(end / value) / step))


def with_live_figure(script: str) -> str:
    """A widget's script that builds on live_figure.js: one module, which renders its own.

    The browser is given text, which can import no neighbour.
    """
    return source(*_SCRIPTS).replace("export default { render };", "") + source(script)


class LiveFigure(anywidget.AnyWidget):
    """Sliders, a picture that answers them, and the same in words.

    ``update(values)`` is given all sliders' values by name; it moves the figure's artists and
    returns the readout. Artists that move are ``animated=True``; everything else is background,
    drawn again only when it changes. ``fit(width)``, if given, lays the figure out again for a
    width in CSS pixels. With ``button``, there is one of this name, and ``press(values)`` says to
    what values it moves the sliders.
    """

    _esm = source(*_SCRIPTS)
    _css = source("controls.css", "live_figure.css")
    status = ""  # what it is still at work on, after the frame that it sends
    alt = traitlets.Unicode().tag(sync=True)
    sliders = traitlets.List().tag(sync=True)
    button = traitlets.Unicode().tag(sync=True)

    def __init__(
        self,
        figure: Figure,
        sliders: Sequence[Slider],
        update: Callable[[dict[str, float]], str],
        alt: str = "A figure that follows the sliders.",
        fit: Callable[[float], None] | None = None,
        button: str = "",
        press: Callable[[dict[str, float]], dict[str, float]] | None = None,
    ):
        super().__init__(alt=alt, sliders=[asdict(slider) for slider in sliders], button=button)
        self.figure = figure
        self.values = {slider.name: slider.value for slider in sliders}
        self._update, self._fit, self._press = update, fit, press
        self._frames = Frames(figure)
        # JupyterLab serves sliders while a cell runs, in a thread of their own.
        self._lock = threading.RLock()
        self.readout = update(dict(self.values))
        self.on_msg(self._on_message)
        close_earlier_widgets(self)

    def move(self, **values: float) -> str:
        """Set sliders by name, from Python; every view follows. Answers with the readout.

        A value beyond its slider's end stops at the end, as it would under a hand.
        """
        with self._lock:
            self._set(values)
            self._send_frame()
            return self.readout

    def press(self, times: int = 1) -> str:
        """Press the figure's button, from Python. Answers with the readout."""
        with self._lock:
            self._pressed(times)
            self._send_frame()
            return self.readout

    def close(self) -> None:
        """Let go of the figure, even while the notebook's ``Out`` still holds this widget."""
        super().close()
        self.figure = self._frames = self._update = self._fit = self._press = None

    def _set(self, values: dict[str, float]) -> None:
        sliders = {slider["name"]: slider for slider in self.sliders}
        for name, value in values.items():
            if name not in sliders or not math.isfinite(value):
                raise ValueError(
                    f"Expected a finite number for one of {', '.join(sliders)}. "
                    f"Received {name}={value!r}."
                )
            low, high = sliders[name]["low"], sliders[name]["high"]
            self.values[name] = min(max(float(value), low), high)
        self.readout = self._update(dict(self.values))

    def _pressed(self, times: int) -> None:
        for _ in range(times):
            self.values |= self._press(dict(self.values))
        self.readout = self._update(dict(self.values))

    def _on_message(self, _widget: object, message: dict, _buffers: list) -> None:
        """Answer a view. It always gets a frame, or it would wait for one for ever."""
        with self._lock:
            try:
                if message["type"] == "show":
                    self._frames.compress = not message["near"]
                    self._prepare(message["width"], message["sharpness"])
                elif message["type"] == "press":
                    self._pressed(int(message["times"]))
                else:
                    self._set(message["values"])
            except Exception as error:
                self.readout = f"The picture did not move. {type(error).__name__}: {error}"
            self._send_frame(view=message["view"])

    def _prepare(self, width: float, sharpness: float) -> None:
        """A view is new, or has another size: lay out for it and begin with a whole picture."""
        if self._fit is not None:
            self._fit(width)
            self._update(dict(self.values))
        self._frames.sharpen(min(max(float(sharpness), 1.0), MAX_SHARPNESS))

    def _send_frame(self, view: str | None = None) -> None:
        """Send what changed to every view; ``view`` is the one that asked."""
        frame = self._frames.next()
        picture = {
            "width": frame.width,
            "height": frame.height,
            "sharpness": self._frames.sharpness,
            "tiles": frame.tiles,
            "compressed": frame.compressed,
        }
        words = {"values": self.values, "readout": self.readout, "status": self.status}
        self.send({"type": "frame", "view": view, **picture, **words}, buffers=[frame.pixels])

    def _repr_mimebundle_(self, **kwargs) -> tuple[dict, dict]:
        """The live view, and beside it a still and its words for where no kernel answers."""
        data, metadata = super()._repr_mimebundle_(**kwargs)
        with self._lock:
            data["text/plain"] = self.readout
            data["image/png"] = still.png(self.figure)
        width, height = still.size(self.figure)
        alt = f"{self.alt} {self.readout}"
        metadata["image/png"] = {"alt": alt, "width": width, "height": height}
        return data, metadata
