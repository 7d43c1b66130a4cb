"""From settings to what they ask for: rows with their features, and a compiled model.

``code.py`` writes the same steps as lines of code; a test runs these and compares.
"""

import math
from dataclasses import dataclass, field

import numpy as np

from course_lib.data.people import people
from course_lib.data.toys import toys
from course_lib.nn.layers import BatchNormalization, Dense, Dropout, Input
from course_lib.nn.models import Sequential
from course_lib.widgets.playground import choices
from course_lib.widgets.playground.settings import YOURS, Settings

ROWS = 400  # of a toy set
FEW_ROWS = 20  # of a learner's own: fewer are all learned from, and there is no test


@dataclass(frozen=True)
class Rows:
    """What is learned from, and what is only asked. Points (n, 2), features (n, k), y (n, 1).

    The plane that is drawn goes from ``-reach`` to ``reach`` on both axes. ``more``: what columns
    beyond the two are there, on the whole plane.
    """

    points: np.ndarray
    x: np.ndarray
    y: np.ndarray
    test_points: np.ndarray
    test_x: np.ndarray
    test_y: np.ndarray
    reach: float = 6.0
    more: np.ndarray = field(default_factory=lambda: np.empty(0))


@dataclass(frozen=True)
class Own:
    """What a learner brought: rows ``x`` (n, 2 or more), ``y`` (n, 1), and first weights or None.

    ``where`` is the code that says where the rows come from; ``names`` are those of the columns,
    ``classes`` what 0 and 1 stand for, and ``ends`` what -1 and 1 do, where a number is predicted.
    ``label`` is the name of what is predicted, and ``task`` what kind of thing it is.
    """

    x: np.ndarray
    y: np.ndarray
    weights: list[np.ndarray] | None = None
    where: str = "x, y = my_x, my_y"
    names: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    label: str = ""
    ends: tuple[float, float] | None = None
    note: str = ""  # said as it is opened

    @property
    def task(self) -> str:
        """What is predicted: a "class", 0 or 1, or a "number"."""
        return "class" if set(np.unique(self.y)) <= {0.0, 1.0} else "number"


def rows_of(settings: Settings, own: Own | None = None) -> Rows:
    """The rows to learn from come first; the last ``test_share`` of all are for the test."""
    if settings.on_own_rows:
        order = np.random.default_rng(settings.seed).permutation(len(own.x))
        return _split(settings, own.x[order], own.y[order], _reach(own.x[:, :2]))
    if settings.data == "people":
        x, y = toys("people")
        test_x, test_y = people()[1].x / 5, np.array([[1.0], [0.0]])  # Emily, Frank
        return Rows(x, features_of(settings, x), y, test_x, features_of(settings, test_x), test_y)
    return _split(settings, *toys(settings.data, ROWS, settings.noise, settings.seed), 6.0)


def _split(settings: Settings, x: np.ndarray, y: np.ndarray, reach: float) -> Rows:
    kept = rows_kept(settings, len(x))
    features, points = features_of(settings, x), x[:, :2]
    return Rows(
        points[:kept], features[:kept], y[:kept],
        points[kept:], features[kept:], y[kept:],
        reach, x[:kept, 2:].mean(axis=0),
    )  # fmt: skip


def rows_kept(settings: Settings, rows: int) -> int:
    """How many are learned from: of a handful all, or else at least one, and one for the test."""
    if rows < FEW_ROWS:
        return rows
    return min(max(rows - round(rows * settings.test_share), 1), rows - 1)


def _reach(points: np.ndarray) -> float:
    """A round number a little beyond the outermost point."""
    far = 1.15 * float(np.abs(points).max()) or 1.0
    unit = 10.0 ** math.floor(math.log10(far)) / 2
    return math.ceil(far / unit) * unit


def features_of(settings: Settings, x: np.ndarray) -> np.ndarray:
    """The chosen features of rows (n, 2 or more): (n, number of features)."""
    return np.column_stack([choices.feature(name).do(x) for name in settings.features])


def everywhere(settings: Settings, rows: Rows, side: int) -> np.ndarray:
    """Features of the plane, row by row, the lowest x2 first: (side * side, number of features)."""
    ticks = ((np.arange(side) + 0.5) / side * 2 - 1) * rows.reach
    x1, x2 = np.meshgrid(ticks, ticks)
    more = np.broadcast_to(rows.more, (side * side, len(rows.more)))
    return features_of(settings, np.column_stack([x1.ravel(), x2.ravel(), more]))


def model_of(settings: Settings, own: Own | None = None) -> Sequential:
    """The model, compiled, before its first step."""
    model = Sequential([Input((len(settings.features),)), *_layers(settings)])
    model.compile(
        optimizer=choices.optimizer(settings.optimizer, settings.learning_rate).do(),
        loss=settings.loss_name,
    )
    if settings.first_weights == YOURS:
        model.set_weights(own.weights)
    else:
        _draw_first_weights(model, settings)
    return model


def _layers(settings: Settings):
    for number, units in enumerate(settings.hidden, start=1):
        penalty = choices.penalty(settings.penalty, settings.penalty_rate)
        yield Dense(units, activation=settings.activation, name=f"layer_{number}",
                    kernel_regularizer=penalty and penalty.do())  # fmt: skip
        if settings.batch_norm:
            yield BatchNormalization()
        if settings.dropout:
            yield Dropout(settings.dropout)
    yield Dense(1, "sigmoid" if settings.task == "class" else "linear", name="output")


def _draw_first_weights(model: Sequential, settings: Settings) -> None:
    """Kernels by a formula that both libraries are given alike; biases stay 0."""
    draw = choices.FIRST_WEIGHTS[settings.first_weights].do
    rng = np.random.default_rng(settings.seed)
    for layer in dense_layers(model):
        layer.kernel[:] = draw(rng, layer.kernel)


def dense_layers(model: Sequential) -> list[Dense]:
    """The layers that are drawn: the others change what flows between them."""
    return [layer for layer in model.layers if isinstance(layer, Dense)]
