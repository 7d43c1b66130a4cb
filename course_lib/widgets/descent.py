"""Optimizers side by side: one loss, one start, one rate, and a path for each of them.

On the ravine, a loss of two weights with a formula, and on the loss of a network that has two
weights in all, so that a map shows the whole of it. Every path is a training: the course's own
optimizers take the steps, and the network's gradients come from its batches.
"""

import copy
import math
from collections.abc import Callable

import numpy as np

from course_lib.figures.descent import DescentPicture, Ground, Path
from course_lib.nn.models import Sequential
from course_lib.nn.optimizers import SGD, Adam, RMSprop
from course_lib.widgets.live_figure import LiveFigure, Slider, aligned_end

STEEPNESS = np.array([0.2, 10.0])  # the ravine's, along its floor and up its walls
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
    "RMSprop": lambda rate, beta: RMSprop(rate, rho=beta),
    "Adam": lambda rate, beta: Adam(rate, beta_1=beta),
}


def descent(
    *names: str,
    learning_rate: float = 0.12,
    beta: float = 0.9,
    steps: int = 40,
    model: Sequential | None = None,
    x: np.ndarray | None = None,
    y: np.ndarray | None = None,
    batch_size: int | None = None,
    **yours: Maker,
) -> LiveFigure:
    """Show the paths of some of "SGD", "momentum", "Nesterov", "RMSprop" and "Adam"; all if none.

    With ``model``, a compiled network of two weights, and its data, its loss is shown beside the
    ravine; it starts from the weights that the model has, and the model keeps them. A batch is all
    rows unless ``batch_size`` says less. ``yours`` adds optimizers of your own, each with
    ``step(params, grads)``: ``mine=lambda rate, beta: Mine(rate)``.

    >>> descent("SGD", steps=1).readout
    'Rate 0.12, 1 step. Loss and place at the end. Ravine: SGD 1.974 at (−3.9, −0.3).'
    """
    makers = _makers(names) | yours
    grounds = [_Ravine()]
    if model is not None:
        grounds.append(_Network(model, x, y))
    picture = DescentPicture([ground.drawn for ground in grounds], list(makers))

    def update(values: dict[str, float]) -> str:
        rate, memory = values["rate"], values.get("beta", beta)
        length = {"steps": round(values["steps"]), "batch_size": round(values.get("batch", 0))}
        paths = [
            {name: ground.descend(make(rate, memory), **length) for name, make in makers.items()}
            for ground in grounds
        ]
        return picture.update(paths, length["steps"], _setting(values))

    low, high = (aligned_end(learning_rate, end, _DECADES) for end in (0.01, 1))
    sliders = [
        Slider("rate", low, high, _DECADES, learning_rate, "rate", log=True),
        Slider("beta", 0, 0.99, 0.01, beta, "beta"),
        Slider("steps", 1, MAX_STEPS, 1, steps, "steps"),
    ]
    if list(makers) == ["SGD"]:
        del sliders[1]  # it remembers nothing
    if model is not None:
        sliders.append(Slider("batch", 1, len(x), 1, batch_size or len(x), "batch size"))
    return LiveFigure(picture.figure, sliders, update, alt=picture.alt, fit=picture.fit)


def _makers(names: tuple[str, ...]) -> dict[str, Maker]:
    unknown = [name for name in names if name not in OPTIMIZERS]
    if unknown:
        raise ValueError(
            f"Expected some of {', '.join(OPTIMIZERS)}. Received {unknown[0]!r}. For an optimizer "
            "of your own, write mine=lambda rate, beta: Mine(rate)."
        )
    return {name: OPTIMIZERS[name] for name in names or OPTIMIZERS}


def _setting(values: dict[str, float]) -> str:
    said = [f"Rate {values['rate']:.2g}"]
    if "beta" in values:
        said.append(f"β {values['beta']:.2g}")
    said.append("1 step" if round(values["steps"]) == 1 else f"{round(values['steps'])} steps")
    if "batch" in values:
        said.append(f"batches of {round(values['batch'])}")
    return f"{', '.join(said)}. Loss and place at the end."


class _Ravine:
    """The loss ``(w1² + 50 w2²) / 10``: a bowl that is 50 times as steep along w2 as along w1."""

    def __init__(self):
        columns, rows = np.linspace(-5, 5, 81), np.linspace(-2, 2, 81)
        w1, w2 = np.meshgrid(columns, rows)
        heights = (w1**2 + 50 * w2**2) / 10
        self.drawn = Ground("Ravine", columns, rows, heights, 1e-4, RAVINE_START)

    def descend(self, optimizer, steps: int, batch_size: int) -> Path:
        """Steps from the start; there are no rows, so ``batch_size`` says nothing here."""
        w = np.array(RAVINE_START)
        weights = [w.copy()]
        for _ in range(steps):
            optimizer.step(w, STEEPNESS * w)
            weights.append(w.copy())
            if not np.abs(w).max() < DIVERGED:
                break
        weights = np.array(weights)
        return Path(weights, weights**2 @ STEEPNESS / 2, lost=len(weights) <= steps)


class _Network:
    """The loss of a network with two weights, over all rows of x and y; a step sees one batch."""

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
        self.start = model.params.copy()
        ticks = np.linspace(-_REACH, _REACH, _GRID)
        heights = np.array([[self._loss((w1, w2)) for w1 in ticks] for w2 in ticks])
        start = tuple(map(float, self.start))
        self.drawn = Ground("Network", ticks, ticks, heights, 0.7 * heights.min(), start)

    def descend(self, optimizer, steps: int, batch_size: int) -> Path:
        """Steps from the start, each with the next batch; the rows are shuffled in each epoch."""
        model, rng = self.model, np.random.default_rng(11)  # the same batches for everybody
        model.compile(optimizer, model.loss)
        model.params[:] = self.start
        weights, rows = [self.start.copy()], []
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
