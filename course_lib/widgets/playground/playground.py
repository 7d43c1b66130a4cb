"""The playground: the kernel trains a small network, the browser draws it and sends what was done.

The browser's half is playground.js, with its parts beside it: the canvas (_picture and _maps), the
controls (_page and _hand), and how often it asks (_pace). It asks for a slice of training, gets a
picture, and asks for another: never are more than two under way, so nothing queues, and a page that
is closed trains nothing.
"""

import threading
from collections.abc import Callable
from dataclasses import replace

import anywidget
import numpy as np
import traitlets

from course_lib.figures import palette
from course_lib.figures.playground import still_picture
from course_lib.figures.still import png, size
from course_lib.widgets.cleanup import close_earlier_widgets
from course_lib.widgets.files import source
from course_lib.widgets.main_thread import run_on_main_thread
from course_lib.widgets.pace import Pace
from course_lib.widgets.playground import link, messages, words
from course_lib.widgets.playground.building import Own
from course_lib.widgets.playground.code import LIBRARIES, code
from course_lib.widgets.playground.session import Session
from course_lib.widgets.playground.settings import Settings
from course_lib.widgets.playground.views import Views

_SCRIPTS = [
    f"playground/playground{part}.js"
    for part in ("_picture", "_maps", "_pace", "_hand", "_page", "")
]
_SLICE = 0.016  # seconds of training and drawing at a time: thirty pictures a second and more
_AT_ONCE = ("show", "put", "freeze", "thaw", "texts")
_READ = ("show", "texts")  # changes nothing, so what there was to say goes on standing
_SHOW_THEMSELVES = ("play", "set", "restart", "keep", "open", "texts")
_SAME_DATA = ("data", "noise", "test_share", "seed")


class Playground(anywidget.AnyWidget):
    """A network to tinker with; made by ``widgets.playground``.

    ``model`` is what stands on the screen; ``session`` its rows, losses and log.
    """

    _esm = source("common.js", "notice.js", *_SCRIPTS)
    _css = source("controls.css", "playground/playground.css")
    alt = traitlets.Unicode().tag(sync=True)
    options = traitlets.Dict().tag(sync=True)
    shades = traitlets.List().tag(sync=True)

    def __init__(
        self,
        chosen: Settings,
        own: Own | None = None,
        on_change: Callable[["Playground"], str] | None = None,
    ):
        self.own, self._on_change = own, on_change
        super().__init__(
            options=messages.options(chosen, own),
            shades=palette.SHADES.view(">u4").ravel().tolist(),
        )
        self.kept = None  # run A
        self.note = own.note if own else ""
        # JupyterLab serves sliders while a cell runs, in a thread of their own.
        self._lock = threading.RLock()
        self._pace = Pace(seconds=_SLICE)
        self._open(Session(chosen, own=own))
        self._look()
        self.on_msg(self._on_message)
        close_earlier_widgets(self)

    # ---------------------------------------------------------------- from Python

    @property
    def settings(self) -> Settings:
        """What the controls stand at."""
        return self.session.settings

    @property
    def model(self):
        """The model on the screen."""
        return self.session.model

    def set(self, **values) -> str:
        """Move controls by name; the run begins again. Answers with the readout.

        >>> from course_lib.widgets import playground
        >>> playground().set(data="xor", hidden=(2,))[:21]
        '0 batches, 0.0 epochs'
        """
        if list(values) == ["learning_rate"] and self.session.step and not self.session.trouble:
            self.session.set_rate(float(values["learning_rate"]))
        else:
            self._open(Session(self._settings_now().changed(**values), own=self.own))
            self._send_scene()
        return self._shown()

    def advance(self, steps: int = 1) -> str:
        """Train on so many batches, and show it. Answers with the readout."""
        self.session.train(steps)
        return self._shown()

    def restart(self) -> str:
        """Back to the first weights."""
        self._open(Session(self._settings_now(), own=self.own))
        self._send_scene()
        return self._shown()

    def keep(self) -> str:
        """Keep this run as A: its losses stay on the chart, beside those of the next, B."""
        self.kept = {
            "losses": np.array(self.session.losses, dtype=np.float32),
            "same": self._same_data(),
            "said": words.readout(self.session, self.view),
        }
        self._send_scene()
        return self._shown()

    def code(self, library: str = "course_lib") -> str:
        """The lines that rebuild what stands on the screen, for "course_lib" or "keras"."""
        return code(self.session, library)

    def link(self) -> str:
        """The whole run as one short text; ``open_link`` takes it."""
        return link.write(self.session)

    def open_link(self, text: str) -> str:
        """Go to the run that ``link`` wrote. Answers with the readout."""
        chosen, log, self.note = link.read(text, self.own)
        try:
            session = Session(chosen, log, self.own)
        except (TypeError, ValueError, IndexError) as error:
            session = Session(chosen, own=self.own)
            self.note = f"What was done to it is left out. {error}"
        self._open(session)
        self._send_scene()
        return self._shown()

    def close(self) -> None:
        """Let go of the model as well."""
        super().close()
        self.session = self._views = self.view = self._on_change = None

    # ---------------------------------------------------------------- what is shown

    def _open(self, session: Session) -> None:
        self.session, self._views = session, Views(session)
        self.alt = words.network(session)
        if self.kept and self.kept["same"] != self._same_data():
            self.kept = None  # losses on other rows are not to be compared

    def _look(self) -> None:
        """Take the run as it is now, and ask whoever looks on what there is to say of it."""
        self.view = self._views.view()
        self._remark = self._on_change(self) if self._on_change else ""

    def _settings_now(self) -> Settings:
        """The controls, with the rate where it was moved to."""
        return replace(self.session.settings, learning_rate=self.session.rate)

    def _same_data(self) -> tuple:
        return (*(getattr(self.settings, name) for name in _SAME_DATA), self.settings.loss_name)

    @property
    def readout(self) -> str:
        """The picture in words."""
        compared = f"Run A was at: {self.kept['said']}" if self.kept else ""
        now = words.readout(self.session, self.view)
        return " ".join(filter(None, [self.note, now, self._remark, compared]))

    def _shown(self) -> str:
        self._look()
        self._send_picture()
        return self.readout

    # ---------------------------------------------------------------- talking with the browser

    def _on_message(self, _widget: object, message: dict, _buffers: list) -> None:
        """What trains waits for the thread that runs the cells; a hand is answered at once."""
        if message["type"] in _AT_ONCE:
            self._answer(message)
        else:
            run_on_main_thread(lambda: self._answer(message))

    def _answer(self, message: dict) -> None:
        """Do what a view asks. It always gets "done", or it would wait for one for ever."""
        with self._lock:
            if self.session is not None:  # closed while the message was on its way
                self._do(message)

    def _do(self, message: dict) -> None:
        actions = {
            "show": self._send_scene,
            "play": self._play,
            "step": lambda: self.session.train(int(message["steps"])),
            "epoch": self._to_the_next_epoch,
            "set": lambda: self.set(**{message["name"]: _plain(message["value"])}),
            "restart": self.restart,
            "put": lambda: self.session.put(*message["place"], float(message["value"])),
            "freeze": lambda: self.session.freeze(*message["place"]),
            "thaw": lambda: self.session.thaw(*message["place"]),
            "keep": self.keep,
            "open": lambda: self.open_link(message["text"]),
            "texts": lambda: self._send_texts(message["view"]),
        }
        try:
            if message["type"] not in _READ:
                self.note = ""
            actions[message["type"]]()
            if message["type"] not in _SHOW_THEMSELVES:
                self._shown()
        except Exception as error:
            self.note = f"Nothing was changed. {error}"
            self._send_scene()  # so that every control stands where it is again
            self._shown()
        more = not self.session.trouble
        busy = 1000 * self._pace.busy  # ms
        done = {"type": "done", "of": message["type"], "view": message["view"]}
        self.send({**done, "more": more, "busy": busy})

    def _play(self) -> None:
        self._pace.run(lambda seconds: self.session.train(10**6, seconds), self._shown)

    def _to_the_next_epoch(self) -> None:
        per_epoch = self.session.batches_per_epoch
        self.session.train(per_epoch - self.session.step % per_epoch)

    def _send_texts(self, view: str) -> None:
        texts = {library: self.code(library) for library in LIBRARIES}
        self.send({"type": "texts", "view": view, "code": texts, "link": self.link()})

    def _send_scene(self) -> None:
        kept = self.kept["losses"] if self.kept else None
        scene, buffers = messages.scene(self.session, self._views, self._settings_now(), kept)
        self.send(scene, buffers=buffers)

    def _send_picture(self) -> None:
        picture, buffers = messages.picture(self.session, self.view, self.readout)
        self.send(picture, buffers=buffers)

    # ---------------------------------------------------------------- where no kernel answers

    def _repr_mimebundle_(self, **kwargs) -> tuple[dict, dict]:
        """The live view, and beside it a still and its words for where no kernel answers."""
        data, metadata = super()._repr_mimebundle_(**kwargs)
        names = words.names(self.session)
        figure = still_picture(self.session.rows, self.view, names, self._views.features)
        data["text/plain"], data["image/png"] = self.readout, png(figure)
        width, height = size(figure)
        metadata["image/png"] = {
            "alt": f"{self.alt} {self.readout}",
            "width": width,
            "height": height,
        }
        return data, metadata


def _plain(value):
    return tuple(value) if isinstance(value, list) else value
