"""A live figure whose sliders choose a training, which is drawn while it goes on.

Idle, a training takes a tenth of a second or two. On a busy machine it may take ten, so a view is
answered at once, with the old picture and the word that a training has begun. Then the training is
drawn as it goes on, a slice at a time, to its end. A slider that moves meanwhile begins another,
and the one before is dropped.
"""

from collections.abc import Callable, Sequence

from course_lib.widgets.live_figure import LiveFigure, Slider
from course_lib.widgets.main_thread import run_after_what_waits
from course_lib.widgets.pace import Pace

ASKED = "A training begins. Until then this is the picture before."
TRAINING = "Training. The picture shows how far it has come."
_SLICE_SECONDS = 0.08  # a cell that is run meanwhile waits for one slice, or for two


class TrainingFigure(LiveFigure):
    """A live figure with a training behind it. A subclass draws it: ``show(values)``, in words.

    ``train_with(chosen)`` begins a training; ``chosen`` maps each slider to its value, but those
    that are only ``looked_up`` in a training, as the epoch. A training has ``advance(seconds)`` and
    ``more``. ``shown`` is what was chosen for the training in the picture, ``trained``.
    """

    looked_up = ("epoch",)

    def __init__(
        self,
        picture,
        sliders: Sequence[Slider],
        train_with: Callable[[dict[str, float]], object],
    ):
        self.picture, self._train_with = picture, train_with
        self.chosen = self.shown = self.trained = None
        self.pace = Pace(seconds=_SLICE_SECONDS)
        self._in_slices = False  # while a view is answered: from Python, one waits for the end
        super().__init__(picture.figure, sliders, self._follow, alt=picture.alt, fit=picture.fit)

    def show(self, values: dict[str, float]) -> str:
        """Draw ``trained`` as far as it has come; answer with the picture in words."""
        raise NotImplementedError

    def value(self, name: str, value: float) -> float:
        """What a slider's place stands for: no float dust."""
        return float(f"{value:.2g}")

    def close(self) -> None:
        """Let go of the training as well."""
        super().close()
        self.picture = self.trained = self._train_with = None

    def _follow(self, values: dict[str, float]) -> str:
        """Another setting is another training; what is looked up is looked up in it."""
        chosen = {n: self.value(n, v) for n, v in values.items() if n not in self.looked_up}
        if chosen == self.chosen and (self._in_slices or not self.status):
            return self.show(values)
        self.chosen = chosen
        if self._in_slices:
            self.status = ASKED
            run_after_what_waits(lambda: self._begin(chosen))
            return self.readout
        self.trained, self.shown, self.status = self._train_with(chosen), chosen, ""
        self.trained.advance()
        return self.show(values)

    def _begin(self, chosen: dict[str, float]) -> None:
        """Begin the training that a slider has asked for, if no other was asked for since."""
        with self._lock:
            if self.figure is None or chosen is not self.chosen:
                return
            try:
                self.trained, self.shown = self._train_with(chosen), chosen
            except Exception as error:
                self.readout = f"The picture did not move. {type(error).__name__}: {error}"
                self.status = ""
                self._send_frame()
                return
        self._go_on()

    def _go_on(self) -> None:
        """A slice of the training, its picture, and then the next, on the thread of the cells."""
        with self._lock:
            if self.figure is None or self.shown is not self.chosen or not self.status:
                return  # closed, or another training was asked for
            self.pace.run(self.trained.advance, self._draw_slice)
        if self.status:
            run_after_what_waits(self._go_on)

    def _draw_slice(self) -> None:
        self.status = TRAINING if self.trained.more else ""
        self.readout = self.show(self.values)
        self._send_frame()

    def _on_message(self, widget: object, message: dict, buffers: list) -> None:
        # The cells' thread trains: it draws from the course's random numbers, as cells do.
        with self._lock:
            if self.figure is None:  # closed while the message was on its way
                return
            self._in_slices = True
            try:
                super()._on_message(widget, message, buffers)
            finally:
                self._in_slices = False
