"""Optimizers side by side: one loss, one start, one rate, and a path for each of them.

On the ravine, a loss of two weights with a formula, or on the loss of a network that has two
weights in all, so that a map shows the whole of it. Every path is a training: the course's own
optimizers take the steps, and the network's gradients come from its batches.

The browser's half is descent.js, on top of live_figure.js: the start is dragged on the map, and
where the paths end stands in a table.
"""

import copy
import inspect
import math
from collections.abc import Callable, Mapping
from functools import lru_cache

import numpy as np
import traitlets

from course_lib.figures import words
from course_lib.figures.descent import DescentPicture, Ground, Path, ends
from course_lib.nn.models import Sequential
from course_lib.nn.optimizers import SGD, Adam, RMSprop
from course_lib.widgets.files import source
from course_lib.widgets.live_figure import LiveFigure, Slider, aligned_end, with_live_figure

STEEPNESS = 10.0  # of the ravine's walls, along w2
FLOOR = 0.2  # its steepness along w1
RAVINE_START = (-4.0, 1.5)
MAX_STEPS = 100
DIVERGED = 1e3  # a path that gets so far from 0 does not come back
_GRID = 49  # points a side at which a network's loss is worked out
_REACH = 3.0
_DECADES = 0.05  # from one learning rate to the next

Maker = Callable[[float, float], object]

OPTIMIZERS: dict[str, Maker] = {
    "SGD": lambda rate, beta: SGD(rate),
    "momentum": lambda rate, beta: SGD(rate, momentum=beta),
    "Nesterov": lambda rate, beta: SGD(rate, momentum=beta, nesterov=True),
    "RMSprop": lambda rate, rho: RMSprop(rate, rho=rho),
    "Adam": lambda rate, beta_1: Adam(rate, beta_1=beta_1),
}
# Three optimizers' memories have three names, and a slider each.
MEMORIES = {"beta": "β of momentum", "rho": "ρ of RMSprop", "beta_1": "β₁ of Adam"}
_SIGNS = {"beta": "β", "rho": "ρ", "beta_1": "β₁"}


class Descent(LiveFigure):
    """The figure of ``widgets.descent``. ``on_move(settings)`` looks on; its words are shown."""

    _esm = with_live_figure("descent.js")
    _css = source("controls.css", "live_figure.css", "descent.css")
    plane = traitlets.Dict().tag(sync=True)  # where the map lies, for who drags on it
    ends = traitlets.List().tag(sync=True)  # the table's rows

    def __init__(
        self,
        makers: Mapping[str, Maker],
        place: "_Ravine | _Network",
        sliders: list[Slider],
        on_move: Callable[[list[list[float]]], str] | None = None,
    ):
        self._makers, self._place, self._on_move = dict(makers), place, on_move
        self._in_full = self._said = ""
        first = {slider.name: slider.value for slider in sliders}
        self.picture = DescentPicture(place.ground(first), list(makers))
        alt = self.picture.alt
        super().__init__(self.picture.figure, sliders, self._follow, alt=alt, fit=self._lay_out)
        self.plane = self.picture.plane

    def send(self, content, buffers=None) -> None:
        """A view has the ends in a table: its sentence is the setting, and what the check says."""
        if content.get("type") == "frame" and self.readout == self._in_full:  # and no error
            content = content | {"readout": self._said}
        super().send(content, buffers=buffers)

    def close(self) -> None:
        """Let go of the model and of the check as well."""
        super().close()
        self.picture = self._place = self._makers = self._on_move = None

    def _lay_out(self, width: float) -> None:
        self.picture.fit(width)
        self.plane = self.picture.plane

    def _follow(self, values: dict[str, float]) -> str:
        paths = {
            name: self._place.descend(make(values["rate"], values.get(_memory(make), 0.0)), values)
            for name, make in self._makers.items()
        }
        self.ends = ends(paths)
        setting, steps = _setting(values), round(values["steps"])
        said = self.picture.update(self._place.ground(values), paths, steps, setting)
        note = self._on_move([list(values.values())]) if self._on_move else ""
        self._said = f"{setting} {note}".strip().replace("-", "−")
        self._in_full = f"{said} {note}".strip()
        return self._in_full


def descent(
    *names: str,
    learning_rate: float = 0.12,
    beta: float = 0.9,
    rho: float = 0.9,
    beta_1: float = 0.9,
    steps: int = 40,
    steepness: float = STEEPNESS,
    start: tuple[float, float] | None = None,
    model: Sequential | None = None,
    x: np.ndarray | None = None,
    y: np.ndarray | None = None,
    batch_size: int | None = None,
    on_move: Callable[[list[list[float]]], str] | None = None,
    **yours: Maker,
) -> Descent:
    """Show the paths of some of "SGD", "momentum", "Nesterov", "RMSprop" and "Adam"; all if none.

    They go down the ravine, whose walls have this ``steepness``; or, with ``model``, a compiled
    network of two weights, and its data, down its loss, from the weights that it has if ``start``
    says no other. The model keeps its weights. A batch is all rows unless ``batch_size`` says less.
    ``yours`` adds optimizers of your own, each with ``step(params, grads)``:
    ``mine=lambda rate, beta: Mine(rate)``. Call the second ``rho`` or ``beta_1`` for that slider.

    >>> descent("SGD", steps=1).readout
    'Rate 0.12, 1 step, walls of 10. At the end: SGD 1.974 at (−3.9, −0.3).'
    """
    makers = _makers(names) | yours
    place = _Ravine() if model is None else _Network(model, x, y)
    start = place.start if start is None else start
    low, high = (aligned_end(learning_rate, end, _DECADES) for end in (0.01, 1))
    sliders = [Slider("rate", low, high, _DECADES, learning_rate, "rate", log=True)]
    first = {"beta": beta, "rho": rho, "beta_1": beta_1}
    shown = {_memory(make) for name, make in makers.items() if name != "SGD"}
    sliders += [
        Slider(name, 0, 0.99, 0.01, first[name], label)
        for name, label in MEMORIES.items()
        if name in shown
    ]
    sliders.append(Slider("steps", 1, MAX_STEPS, 1, steps, "steps"))
    sliders.append(place.slider(steepness if model is None else batch_size))
    for name, value, reach in zip(("w1", "w2"), start, place.reach, strict=True):
        sliders.append(Slider(name, -reach, reach, 0.1, float(value), f"start {name}"))
    return Descent(makers, place, sliders, on_move)


def _makers(names: tuple[str, ...]) -> dict[str, Maker]:
    unknown = [name for name in names if name not in OPTIMIZERS]
    if unknown:
        raise ValueError(
            f"Expected some of {', '.join(OPTIMIZERS)}. Received {unknown[0]!r}. For an optimizer "
            "of your own, write mine=lambda rate, beta: Mine(rate)."
        )
    return {name: OPTIMIZERS[name] for name in names or OPTIMIZERS}


def _memory(make: Maker) -> str:
    """Which slider moves an optimizer's memory: the one that its maker's second argument names."""
    _, *more = inspect.signature(make).parameters
    return more[0] if more and more[0] in MEMORIES else "beta"


def _setting(values: dict[str, float]) -> str:
    said = [f"Rate {values['rate']:.2g}"]
    said += [f"{sign} {values[name]:.2g}" for name, sign in _SIGNS.items() if name in values]
    said.append("1 step" if round(values["steps"]) == 1 else f"{round(values['steps'])} steps")
    if "batch" in values:
        said.append(f"batches of {round(values['batch'])}")
    else:
        said.append(f"walls of {words.number(values['steepness'])}")
    return f"{', '.join(said)}."


class _Ravine:
    """The loss ``(0.2 w1² + steepness w2²) / 2``: a floor between two walls."""

    start, reach = RAVINE_START, (5.0, 2.0)

    @staticmethod
    def slider(steepness: float) -> Slider:
        """How steep the walls are."""
        low, high = (aligned_end(steepness, end, 0.1) for end in (FLOOR, 40))
        return Slider("steepness", low, high, 0.1, steepness, "steepness", log=True)

    @staticmethod
    def ground(values: dict[str, float]) -> Ground:
        """The map of this steepness."""
        return _ravine(round(values["steepness"], 6))

    @staticmethod
    def descend(optimizer, values: dict[str, float]) -> Path:
        """Steps from the start."""
        steepness = np.array([FLOOR, values["steepness"]])
        w = np.array([values["w1"], values["w2"]])
        weights = [w.copy()]
        for _ in range(round(values["steps"])):
            optimizer.step(w, steepness * w)
            weights.append(w.copy())
            if not np.abs(w).max() < DIVERGED:
                break
        weights = np.array(weights)
        lost = len(weights) <= round(values["steps"]) or not np.abs(w).max() < DIVERGED
        return Path(weights, weights**2 @ steepness / 2, lost=lost)


@lru_cache(maxsize=8)
def _ravine(steepness: float) -> Ground:
    columns, rows = np.linspace(-5, 5, 81), np.linspace(-2, 2, 81)
    w1, w2 = np.meshgrid(columns, rows)
    return Ground("Ravine", columns, rows, (FLOOR * w1**2 + steepness * w2**2) / 2, 1e-4)


class _Network:
    """The loss of a network with two weights, over all rows of x and y; a step sees one batch."""

    reach = (_REACH, _REACH)

    def __init__(self, model: Sequential, x: np.ndarray, y: np.ndarray):
        if problem := _problem(model):
            raise ValueError(
                "A map has two directions, so it shows a compiled network with two weights. "
                f"Received one {problem}. Try Dense(1, use_bias=False) twice, and compile()."
            )
        if x is None or y is None:
            raise ValueError(
                "A network's loss is made of data. Received a model without x or y. Pass both."
            )
        self.model, self.x, self.y = copy.deepcopy(model), np.asarray(x), np.asarray(y)
        self.model.compile("sgd", self.model.loss)  # without metrics: only the loss is drawn
        self.start = tuple(model.params.tolist())
        ticks = np.linspace(-_REACH, _REACH, _GRID)
        heights = np.array([[self._loss((w1, w2)) for w1 in ticks] for w2 in ticks])
        self._ground = Ground("Network", ticks, ticks, heights, 0.7 * heights.min())

    def slider(self, batch_size: int | None) -> Slider:
        """How many rows a step sees."""
        return Slider("batch", 1, len(self.x), 1, batch_size or len(self.x), "batch size")

    def ground(self, values: dict[str, float]) -> Ground:
        """The map, which is the same at all values."""
        return self._ground

    def descend(self, optimizer, values: dict[str, float]) -> Path:
        """Steps from the start, each with the next batch; the rows are shuffled in each epoch."""
        model, rng = self.model, np.random.default_rng(11)  # the same batches for everybody
        steps, batch_size = round(values["steps"]), round(values["batch"])
        model.compile(optimizer, model.loss)
        model.params[:] = values["w1"], values["w2"]
        weights, rows = [model.params.copy()], []
        try:
            while len(weights) <= steps and np.abs(model.params).max() < DIVERGED:
                rows = rows if len(rows) else rng.permutation(len(self.x))
                batch, rows = rows[:batch_size], rows[batch_size:]
                model.train_on_batch(self.x[batch], self.y[batch])
                weights.append(model.params.copy())
        except FloatingPointError:  # the loss is no number any more
            pass
        losses = np.array([self._loss(w) for w in weights])
        return Path(np.array(weights), losses, lost=len(weights) <= steps)

    def _loss(self, w) -> float:
        self.model.params[:] = w
        loss = self.model.test_on_batch(self.x, self.y)
        return loss if math.isfinite(loss) else DIVERGED**2


def _problem(model: Sequential) -> str:
    if not model.built:
        return "that is not built"
    if model.loss is None:
        return "that is not compiled"
    return "" if model.params.size == 2 else f"with {model.params.size} weights"
