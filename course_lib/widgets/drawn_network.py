"""A network under your hands: every weight and bias can be dragged, and the model is the kernel's.

The browser's half is network.js (talking, controls) and network_drawing.js (the picture). It sends
what was moved; here that number is written into ``model.params``, the model computes, and what
comes of it goes back as finished labels, colours and sentences. The browser computes nothing.
"""

import math
from dataclasses import asdict

import anywidget
import numpy as np
import traitlets

from course_lib.figures import network as drawing
from course_lib.figures import palette, still
from course_lib.figures.network_pass import Pass
from course_lib.figures.surface import map_of, view
from course_lib.figures.way_back import growing, way_back
from course_lib.figures.wiring import RADIUS, Bias, Weight, Wiring
from course_lib.nn.models import Sequential
from course_lib.widgets.cleanup import close_earlier_widgets
from course_lib.widgets.files import source

_REACH = {"w": 10.0, "b": 10.0, "x": 6.0}  # of a slider, unless its number starts further out
_STEP = 0.1


class Network(anywidget.AnyWidget):
    """``model`` drawn, with a slider for each of its numbers; made by ``widgets.network``."""

    _esm = source("common.js", "network_drawing.js", "notice.js", "network.js")
    _css = source("controls.css", "network.css")
    code = ""  # that the page shows under its readout
    alt = traitlets.Unicode().tag(sync=True)
    drawing = traitlets.Dict().tag(sync=True)
    controls = traitlets.List().tag(sync=True)
    samples = traitlets.List().tag(sync=True)
    shades = traitlets.List().tag(sync=True)
    slopes = traitlets.List().tag(sync=True)  # the numbers whose way back can be followed
    goal = traitlets.Bool(False).tag(sync=True)

    def __init__(
        self, model: Sequential, rows: np.ndarray, y, gradients: bool, names, mapped, on_move=None
    ):
        self.model, self.rows, self.y, self._on_move = model, rows, y, on_move
        self.gradients, self.mapped = gradients, mapped
        self.wiring = Wiring(model, slopes=gradients)
        self.parts = {part.name: part for part in self.wiring.parameters}
        self.sample = 0
        super().__init__(
            alt=drawing.title(self.wiring),
            drawing=_places(self.wiring),
            controls=self._controls(),
            samples=names if len(rows) > 1 else [],
            slopes=list(self.parts) if gradients else [],
            goal=on_move is not None,
            shades=palette.SHADES.view(">u4").ravel().tolist() if mapped else [],  # 0xRRGGBBAA
        )
        self._first, self.note = None, ""
        self._compute()
        self._first = self._values()
        self.on_msg(self._on_message)
        close_earlier_widgets(self)

    def move(self, **values: float) -> str:
        """Set weights, biases or inputs by name, as a hand would. Answers with the readout."""
        self._set(values)
        self._send_state()
        return self.readout

    def choose(self, sample: int) -> str:
        """Send another of the samples through the network. Answers with the readout."""
        self._choose(sample)
        self._send_state()
        return self.readout

    def redraw(self) -> str:
        """Show the weights as they are by now: after a training, or a line that changed them."""
        self._compute()
        self._send_state()
        return self.readout

    def close(self) -> None:
        """Let go of the check, even while the notebook's ``Out`` still holds this widget."""
        super().close()
        self._on_move = None

    # ---------------------------------------------------------------- what was moved

    def _set(self, values: dict[str, float]) -> None:
        sliders = {slider["name"]: slider for group in self.controls for slider in group["sliders"]}
        for name, value in values.items():
            if name not in sliders or not math.isfinite(value):
                raise ValueError(
                    f"Expected a finite number for one of {', '.join(sliders)}. "
                    f"Received {name}={value!r}."
                )
        for name, value in values.items():
            value = min(max(float(value), sliders[name]["low"]), sliders[name]["high"])
            if name in self.parts:
                self.wiring.set(self.parts[name], value)
            else:
                self.rows[0, int(name[1:]) - 1] = value
        self._compute()

    def _choose(self, sample: int) -> None:
        if not 0 <= int(sample) < len(self.rows):
            raise ValueError(f"There are {len(self.rows)} samples, from 0. Received {sample!r}.")
        self.sample = int(sample)
        self._compute()

    # ---------------------------------------------------------------- what comes of it

    def _compute(self) -> None:
        """The map and the rows first, the chosen sample last: its pass is what the layers keep."""
        self.surface = None
        if self.mapped:
            self.surface = map_of(self.model, *view(self.rows))
        right = self._right_rows()
        x = self.rows[self.sample]
        self.run = Pass(self.model, self.wiring, x, self.y[self.sample] if self.gradients else None)
        self.readout = f"{self.run.summary()}{right}"
        self._tell()

    def _tell(self) -> None:
        """What a check says of the numbers as they are; nothing where nobody has moved one."""
        values = self._values()
        moved = self._on_move is not None and values != (self._first or values)
        self.note = self._on_move([list(values.values())]) if moved else ""

    def _right_rows(self) -> str:
        """On how many samples the answer is on the right side, where sides are what is asked."""
        if self.y is None or len(self.rows) < 2 or self.y.shape != (len(self.rows), 1):
            return ""
        right = (self.model(self.rows) > 0.5) == (self.y > 0.5)
        return f" On {int(right.sum())} of {len(self.rows)} rows the answer is on the right side."

    def _state(self) -> dict:
        """All that a view needs to draw, with nothing left to compute."""
        with_slopes = self.run.loss is not None
        marks = {
            name: asdict(drawing.mark(self.wiring, part, with_slopes))
            for name, part in self.parts.items()
        }
        return {
            "values": self._values(),
            "sample": self.sample,
            "parts": marks,
            "nodes": {node.name: self._node(node) for node in self.wiring.nodes},
            "steps": [asdict(step) for step in self.run.steps()],
            "ways": self._ways(),
            "readout": self.readout,
            "code": self.code,
            "note": self.note,
            "map": self._map(),
        }

    def _ways(self) -> dict[str, list]:
        """For every number, how its slope grows on the way back; without slopes, none."""
        if self.run.loss is None:
            return {}
        return {name: growing(way_back(self.run, part)) for name, part in self.parts.items()}

    def _values(self) -> dict[str, float]:
        inputs = {f"x{i + 1}": float(x) for i, x in enumerate(self.rows[self.sample])}
        return {name: self.wiring.value(part) for name, part in self.parts.items()} | inputs

    def _node(self, node) -> dict:
        above = drawing.texts_above(node, self.run)
        return {
            "text": drawing.node_text(self.run, node),
            "shade": drawing.shade(self.wiring, self.run, node),
            "z": above[0][1] if above else "",
            "dz": above[1][1] if len(above) > 1 else "",
            "slope": above[2][1] if len(above) > 1 else "",
        }

    def _map(self) -> dict | None:
        if self.surface is None:
            return None
        labels = [None] * len(self.rows) if self.y is None else self.y[:, 0].tolist()
        return {
            "low": self.surface.low,
            "high": self.surface.high,
            "side": len(self.surface.shades),
            "lines": [line.round(3).tolist() for line in self.surface.lines],
            "points": [[*x, y] for x, y in zip(self.rows.tolist(), labels, strict=True)],
        }

    # ---------------------------------------------------------------- talking with the browser

    def _on_message(self, _widget: object, message: dict, _buffers: list) -> None:
        """Answer a view. It always gets a state, or it would wait for one for ever."""
        try:
            if message["type"] == "move":
                self._set(message["values"])
            elif message["type"] == "choose":
                self._choose(message["sample"])
            else:
                self._compute()  # a new view: the weights may have been trained meanwhile
        except Exception as error:
            self.readout = f"The network did not change. {type(error).__name__}: {error}"
        self._send_state(view=message["view"])

    def _send_state(self, view: str | None = None) -> None:
        buffers = [self.surface.shades.tobytes()] if self.surface else []
        self.send({"type": "state", "view": view, **self._state()}, buffers=buffers)

    def _controls(self) -> list[dict]:
        """Sliders in groups: the inputs, if one can move them, then neuron by neuron."""
        groups = []
        if len(self.rows) == 1:
            inputs = [node for node in self.wiring.nodes if node.layer == 0]
            sliders = [
                _slider(node.name, float(x), f"{node.name}, an input")
                for node, x in zip(inputs, self.rows[0], strict=True)
            ]
            groups.append({"legend": "inputs", "sliders": sliders})
        for node in self.wiring.nodes[self.wiring.sizes[0] :]:
            parts = [part for part in self.parts.values() if part.end == node.name]
            sliders = [_slider(p.name, self.wiring.value(p), _meaning(p)) for p in parts]
            groups.append({"legend": f"neuron {node.name}", "sliders": sliders})
        return groups

    def _repr_mimebundle_(self, **kwargs) -> tuple[dict, dict]:
        """The live view, and beside it a still and its words for where no kernel answers."""
        data, metadata = super()._repr_mimebundle_(**kwargs)
        data["text/plain"] = self.readout
        figure = drawing.still_picture(
            self.wiring, self.run, self.surface, self.rows, self.y, self.sample
        )
        data["image/png"] = still.png(figure)
        width, height = still.size(figure)
        alt = f"{self.alt} {self.readout}{self._parameters_in_words()}"
        metadata["image/png"] = {"alt": alt, "width": width, "height": height}
        return data, metadata

    def _parameters_in_words(self) -> str:
        marks = [drawing.mark(self.wiring, part, self.gradients) for part in self.parts.values()]
        texts = [", ".join(filter(None, [look.text, look.slope])) for look in marks]
        return f" Weights and biases: {'; '.join(texts)}."


def _slider(name: str, value: float, meaning: str) -> dict:
    reach = max(_REACH[name[0]], math.ceil(abs(value)))
    return {"name": name, "low": -reach, "high": reach, "step": _STEP, "value": value,
            "meaning": meaning}  # fmt: skip


def _meaning(part: Weight | Bias) -> str:
    """What a slider's number is, for those who don't see where it stands."""
    if isinstance(part, Bias):
        return f"{part.name}, the bias of {part.end}"
    return f"{part.name}, the weight from {part.start} to {part.end}"


def _places(wiring: Wiring) -> dict:
    """The wiring as the browser gets it."""
    return {
        "width": wiring.width,
        "height": wiring.height,
        "radius": RADIUS,
        "labelWidth": wiring.label_width,
        "lines": wiring.lines,
        "columns": wiring.columns,
        "nodes": [asdict(node) | {"card": wiring.card(node)} for node in wiring.nodes],
        "weights": [asdict(weight) for weight in wiring.weights],
        "biases": [asdict(bias) for bias in wiring.biases],
    }
