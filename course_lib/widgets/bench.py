"""The bench of lesson 12: rows, waves and all cures on sliders, and test rows behind a lock.

The browser's half is bench.js on top of live_figure.js: one more button, {type: "test", view}.
What the test rows say is shown once, for the network in the picture. Reset locks them again, and
then they are others: those that were looked at are spent.
"""

from collections.abc import Callable, Sequence

import numpy as np
import traitlets

from course_lib.data.tide import true_tide
from course_lib.data.tide_parts import PART, tide_parts
from course_lib.figures.bench import EPOCHS, SEED, cured
from course_lib.figures.fitting import POINTS, FittingPicture
from course_lib.widgets.fitting import SLIDERS, looked_at
from course_lib.widgets.live_figure import Slider, with_live_figure
from course_lib.widgets.trained import EVERY, Training
from course_lib.widgets.training_figure import TrainingFigure

COLUMNS = ("readings", "waves", "neurons", "lambda", "dropout", "jitter", "epoch", "opened")
_FIRST = (20, 0.35, 64, 1e-5, 0.0, 0.0, EPOCHS, 0)
_SPENT = "What you choose from here on is chosen by somebody who knows the test."
_TRACKS = (
    Slider("readings", PART, 16 * PART, 0.30102, PART, "readings", log=True),
    Slider("waves", 0, 0.6, 0.05, 0.35, "waves, m"),
    SLIDERS["neurons"][0],
    SLIDERS["penalty"][0],
    Slider("dropout", 0, 0.5, 0.05, 0, "dropout p"),
    Slider("jitter", 0, 0.5, 0.05, 0, "jitter"),
    Slider("epoch", 0, EPOCHS, EVERY, EPOCHS, "epoch"),
)


class Bench(TrainingFigure):
    """The figure of ``widgets.bench``. ``settings`` is one row, with a number for each column."""

    _esm = with_live_figure("bench.js")
    opened = traitlets.Bool(False).tag(sync=True)

    def __init__(
        self,
        settings: Sequence[Sequence[float]] | None = None,
        on_move: Callable[[list[list[float]]], str] | None = None,
    ):
        self._on_move, self._test_rows, self._answer = on_move, 0, ""
        self._row = list(settings[0]) if settings else None
        row = self._row or _FIRST
        sliders = [
            Slider(s.name, s.low, s.high, s.step, float(value), s.label, s.log)
            for s, value in zip(_TRACKS, row, strict=False)
        ]
        training, validation, _ = tide_parts()[0]
        axes = ("hours since high tide", "height, metres")
        picture = FittingPicture(training, validation, EPOCHS, axes=axes, truth=true_tide)
        super().__init__(picture, sliders, self._train)
        if row[-1]:
            self.open_test()

    @property
    def settings(self) -> list[list[float]]:
        """One row: the sliders and whether the test was opened; from then on, as it was then."""
        return [self._row] if self._row else []

    def value(self, name: str, value: float) -> float:
        """What a slider's place stands for: whole neurons and readings, no float dust."""
        if name == "readings":
            return PART * round(value / PART)
        return round(value) if name == "neurons" else super().value(name, value)

    def open_test(self) -> str:
        """Look at the test rows: once. Answers with the readout."""
        with self._lock:
            if not self.opened and not self.status:
                says = self.trained.curves[self._at()][POINTS:]
                error = float(np.mean((says - self._test[1][:, 0]) ** 2))
                self._row = [*self._sliders_now(), 1.0]
                self.opened = True
                self._answer = (
                    f"The test was opened after epoch {round(self._row[-2]):,}: its loss is "
                    f"{error:.2f}."
                )
            self.readout = self.show(self.values)
            self._send_frame()
            return self.readout

    def show(self, values: dict[str, float]) -> str:
        """The picture of the training at an epoch, and what the test said, if it was opened."""
        trained, at = self.trained, self._at(values["epoch"])
        self.picture.show_readings(*self._parts[:2])
        said = self.picture.update(
            trained.curves[at][:POINTS], trained.epochs, trained.losses, trained.val_losses,
            trained.epochs[at], note=trained.trouble,
        )  # fmt: skip
        self.picture.setting.set_text(self._cures())
        data = f"{self.shown['readings']} readings, waves of {self.shown['waves']:g} m; "
        parts = [data + self._cures() + ".", said, self._answer, self._note()]
        return " ".join(filter(None, parts))

    def close(self) -> None:
        """Let go of the check as well."""
        super().close()
        self._on_move = None

    def _note(self) -> str:
        """What the check says of it; and after the test, that it is over."""
        if self.opened and self._row[:-1] != self._sliders_now():
            return _SPENT
        if self.status or not self._on_move:
            return ""
        if not self.opened:
            moved = self._sliders_now() != [float(value) for value in _FIRST[:-1]]
            self._row = [*self._sliders_now(), 0.0] if moved else None
        return self._on_move(self.settings)

    def _sliders_now(self) -> list[float]:
        return [*map(float, self.shown.values()), float(self.trained.epochs[self._at()])]

    def _at(self, epoch: float | None = None) -> int:
        return looked_at(self.trained, self.values["epoch"] if epoch is None else epoch)

    def _cures(self) -> str:
        now, penalty = self.shown, np.format_float_positional(self.shown["penalty"], trim="-")
        return (
            f"{now['neurons']} neurons, λ {penalty}, p {now['dropout']:g}, jitter {now['jitter']:g}"
        )

    def _train(self, chosen: dict[str, float]) -> Training:
        """Begin a training; after the grid's points it is asked about the test rows' hours."""
        data = chosen["readings"], chosen["waves"]
        self._parts, mean, std = tide_parts(*data, test=self._test_rows)
        self._test = self._parts[2]
        (x, y), (seen_x, seen_y), (test_x, _) = self._parts
        grid = np.vstack([self.picture.grid, test_x])
        cures = {name: chosen[name] for name in ("neurons", "penalty", "dropout", "jitter")}
        scaled = [(a - mean) / std for a in (x, seen_x, grid)]
        pairs = (scaled[0], y), (scaled[1], seen_y)
        return Training(lambda: cured(**cures), *pairs, scaled[2], EPOCHS, SEED)

    def _on_message(self, widget: object, message: dict, buffers: list) -> None:
        with self._lock:
            if self.figure is None:
                return
            if message["type"] == "test":
                self.open_test()
                return
            if message["type"] == "reset" and self.opened:
                self._test_rows += 1
                self.opened, self._answer, self._row, self.chosen = False, "", None, None
            super()._on_message(widget, message, buffers)


def bench(settings: Sequence[Sequence[float]] | None = None) -> Bench:
    """Show a network with all cures of lesson 12 on sliders, and its test rows behind a lock.

    A row of ``settings`` has a number for each of readings, waves, neurons, lambda, dropout,
    jitter, epoch, and 1 if the test is open.
    """
    return Bench(settings)
