"""From settings to what they ask for: rows with their features, and a compiled model.

``code.py`` writes the same steps as lines of code; a test runs these and compares.
"""

import math
from dataclasses import dataclass, field

import numpy as np

from course_lib.data.people import people
from course_lib.data.toys import toys
from course_lib.nn import optimizers, regularizers
from course_lib.nn.layers import BatchNormalization, Dense, Dropout, Input
from course_lib.nn.models import Sequential
from course_lib.widgets.playground.settings import OWN, YOURS, Settings

ROWS = 400  # of a toy set
FEW_ROWS = 20  # of a learner's own: fewer are all learned from, and there is no test

_FEATURES = {
    "x1": lambda x: x[:, 0],
    "x2": lambda x: x[:, 1],
    "x1²": lambda x: x[:, 0] ** 2,
    "x2²": lambda x: x[:, 1] ** 2,
    "x1·x2": lambda x: x[:, 0] * x[:, 1],
    "sin x1": lambda x: np.sin(x[:, 0]),
    "sin x2": lambda x: np.sin(x[:, 1]),
}
_OPTIMIZERS = {
    "SGD": lambda rate: optimizers.SGD(rate),
    "SGD, momentum 0.9": lambda rate: optimizers.SGD(rate, momentum=0.9),
    "SGD, Nesterov 0.9": lambda rate: optimizers.SGD(rate, momentum=0.9, nesterov=True),
    "RMSprop": lambda rate: optimizers.RMSprop(rate),
    "Adam": lambda rate: optimizers.Adam(rate),
    "AdamW": lambda rate: optimizers.AdamW(rate),
}
_PENALTIES = {
    "none": lambda rate: None,
    "L1": lambda rate: regularizers.L1(rate),
    "L2": lambda rate: regularizers.L2(rate),
}
_FIRST_WEIGHTS = {
    "Glorot": lambda rng, shape: rng.uniform(-1, 1, shape) * math.sqrt(6 / sum(shape)),
    "He": lambda rng, shape: rng.normal(size=shape) * math.sqrt(2 / shape[0]),
    "uniform 0 to 1": lambda rng, shape: rng.uniform(size=shape),
    "zeros": lambda rng, shape: np.zeros(shape),
    "ones": lambda rng, shape: np.ones(shape),
}


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
    and ``classes`` what 0 and 1 stand for.
    """

    x: np.ndarray
    y: np.ndarray
    weights: list[np.ndarray] | None = None
    where: str = "x, y = my_x, my_y"
    names: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()


def rows_of(settings: Settings, own: Own | None = None) -> Rows:
    """The rows to learn from come first; the last ``test_share`` of all are for the test."""
    if settings.data in OWN:
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
    columns = [
        _FEATURES[name](x) if name in _FEATURES else x[:, int(name[1:]) - 1]
        for name in settings.features
    ]
    return np.column_stack(columns)


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
        optimizer=_OPTIMIZERS[settings.optimizer](settings.learning_rate),
        loss=settings.loss_name,
    )
    if settings.first_weights == YOURS:
        model.set_weights(own.weights)
    else:
        _draw_first_weights(model, settings)
    return model


def _layers(settings: Settings):
    for number, units in enumerate(settings.hidden, start=1):
        penalty = _PENALTIES[settings.penalty](settings.penalty_rate)
        yield Dense(units, activation=settings.activation, kernel_regularizer=penalty,
                    name=f"layer_{number}")  # fmt: skip
        if settings.batch_norm:
            yield BatchNormalization()
        if settings.dropout:
            yield Dropout(settings.dropout)
    yield Dense(1, "sigmoid" if settings.task == "class" else "linear", name="output")


def _draw_first_weights(model: Sequential, settings: Settings) -> None:
    """Kernels by a formula that both libraries are given alike; biases stay 0."""
    draw, rng = _FIRST_WEIGHTS[settings.first_weights], np.random.default_rng(settings.seed)
    for layer in dense_layers(model):
        layer.kernel[:] = draw(rng, layer.kernel.shape)


def dense_layers(model: Sequential) -> list[Dense]:
    """The layers that are drawn: the others change what flows between them."""
    return [layer for layer in model.layers if isinstance(layer, Dense)]
