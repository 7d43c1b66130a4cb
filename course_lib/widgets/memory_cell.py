"""An LSTM's cell with its gates on sliders: a gate that is moved at a step stays so from there on.

The step's slider walks along the sequence, and the gates' sliders then show how they stand there.
"""

from collections.abc import Callable, Sequence

import numpy as np

from course_lib.figures.memory_cell import GATES, STEPS, MemoryCellPicture
from course_lib.widgets.live_figure import LiveFigure, Slider

FIRST = (0.5, 0.5, 1.0)  # how the gates stand at the beginning: a bit of everything
_SLIDERS = [
    Slider("step", 1, STEPS, 1, 1, "step"),
    Slider("keep", 0, 1, 0.1, FIRST[0], "keep"),
    Slider("write", 0, 1, 0.1, FIRST[1], "write"),
    Slider("show", 0, 1, 0.1, FIRST[2], "show"),
]


def as_gates(settings: Sequence[Sequence[float]]) -> np.ndarray:
    """Rows of (from this step on, keep, write, show) as gates for every step, (steps, 3).

    >>> as_gates([[1, 0, 0, 0], [3, 0, 1, 0]])[:4].tolist()
    [[0.0, 0.0, 0.0], [0.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 1.0, 0.0]]
    """
    gates = np.tile(np.array(FIRST), (STEPS, 1))
    for step, *three in settings:
        gates[int(step) - 1 :] = three
    return gates


def as_settings(gates: np.ndarray) -> list[list[float]]:
    """The steps at which a gate moves, each with how all three stand from there on.

    >>> as_settings(as_gates([])), as_settings(as_gates([[3, 0, 1, 0]]))
    ([], [[1.0, 0.5, 0.5, 1.0], [3.0, 0.0, 1.0, 0.0]])
    """
    if (gates == FIRST).all():
        return []
    moved = [t for t in range(STEPS) if t == 0 or (gates[t] != gates[t - 1]).any()]
    return [[float(t + 1), *gates[t].tolist()] for t in moved]


class MemoryCell(LiveFigure):
    """The figure of ``widgets.memory_cell``. ``settings`` says when its gates move, and to what."""

    def __init__(
        self,
        settings: Sequence[Sequence[float]] | None = None,
        wanted: np.ndarray | None = None,
        on_move: Callable[[list[list[float]]], str] | None = None,
    ):
        self.picture, self._on_move = MemoryCellPicture(wanted), on_move
        self.gates = as_gates(settings or [])
        self._step, self._last = 1, dict(zip(GATES, self.gates[0].tolist(), strict=True))
        self.values = {}
        sliders = [_SLIDERS[0], *map(self._slider, _SLIDERS[1:])]
        picture = self.picture
        super().__init__(picture.figure, sliders, self._follow, alt=picture.alt, fit=picture.fit)

    @property
    def settings(self) -> list[list[float]]:
        """Rows of step, keep, write, show: from this step on, the gates stand so."""
        return as_settings(self.gates)

    def close(self) -> None:
        """Let go of the picture as well."""
        super().close()
        self.picture = self._on_move = None

    def _slider(self, slider: Slider) -> Slider:
        return Slider(slider.name, 0, 1, 0.1, self._last[slider.name], slider.label)

    def _follow(self, values: dict[str, float]) -> str:
        """A gate that has moved stays so from this step on; another step shows its own gates."""
        self._step = round(values["step"])
        for column, name in enumerate(GATES):
            if abs(values[name] - self._last[name]) > 1e-9:
                self.gates[self._step - 1 :, column] = round(values[name], 2)
        self._last = dict(zip(GATES, self.gates[self._step - 1].tolist(), strict=True))
        self.values = {"step": float(self._step), **self._last}
        note = self._on_move(self.settings) if self._on_move else ""
        return self.picture.update(self.gates, self._step, note)

    def _on_message(self, widget: object, message: dict, buffers: list) -> None:
        with self._lock:
            if message["type"] == "reset":  # all steps, not only those from here on
                self.gates = as_gates([])
                self._last = dict(zip(GATES, FIRST, strict=True))
                message = message | {"values": {"step": 1.0, **self._last}}
            super()._on_message(widget, message, buffers)


def memory_cell(settings: Sequence[Sequence[float]] | None = None) -> MemoryCell:
    """Show an LSTM's cell along 24 steps; its gates stand as ``settings`` says, from step to step.

    A row of ``settings`` is step, keep, write, show: from this step on, the gates stand so.

    >>> memory_cell([[1, 0, 0, 0], [3, 0, 1, 0]]).move(step=3)
    'Step 3: 0.8 comes by; keep 0, write 1, show 0. The cell holds 0.80 and shows 0.00.'
    """
    return MemoryCell(settings)
