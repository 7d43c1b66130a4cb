"""What a trained thing says at every point of a plane, and the people it said it of."""

from collections.abc import Callable

import numpy as np
from matplotlib.axes import Axes

from course_lib.figures import palette
from course_lib.figures.paper import describe, paper
from course_lib.nn.neuron import Neuron

_GRID = 200  # points a side
_CLASSES = ((0, "s", palette.ORANGE, "no (0)"), (1, "o", palette.BLUE, "yes (1)"))


def decision_boundary(
    model: Callable,
    x: np.ndarray | None = None,
    y: np.ndarray | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Colour the plane by ``model``'s output, draw the line where it can't decide, add the people.

    ``model`` is a neuron, a model with ``predict``, or a function from rows (n, 2) to one number
    between 0 and 1 a row. ``x``: points to add, (n, 2). ``y``: their classes, (n,), 0 or 1.

    >>> ax = decision_boundary(lambda rows: (rows[:, 0] > 1).astype(float))
    >>> ax.alt
    'A map of x1 and x2: the model says yes on 42 % of it.'
    """
    ax = ax or paper(420, 400)
    x = np.empty((0, 2)) if x is None else np.asarray(x, dtype=float)
    x1, x2 = np.meshgrid(*(np.linspace(*ends, _GRID) for ends in _view(x)))
    a = _outputs(model, np.column_stack([x1.ravel(), x2.ravel()])).reshape(x1.shape)
    extent = (x1[0, 0], x1[0, -1], x2[0, 0], x2[-1, 0])
    ax.imshow(palette.SHADES[palette.shade_index(a, 0, 1)], extent=extent, origin="lower",
              aspect="auto", interpolation="bilinear")  # fmt: skip
    if a.min() < 0.5 < a.max():
        ax.contour(x1, x2, a, levels=[0.5], colors=palette.BOUNDARY, linewidths=2)
    _add_points(ax, x, y)
    ax.set(xlabel="x1", ylabel="x2")
    said = f"A map of x1 and x2: the model says yes on {100 * (a > 0.5).mean():.0f} % of it."
    return describe(ax, said + (f" {len(x)} points are marked." if len(x) else ""))


def _view(x: np.ndarray) -> list[tuple[float, float]]:
    """From where to where each axis goes: around the points, or -6 to 6."""
    if len(x) == 0:
        return [(-6.0, 6.0), (-6.0, 6.0)]
    low, high = x.min(axis=0), x.max(axis=0)
    room = 0.2 * (high - low) + (high == low)
    return list(zip((low - room).tolist(), (high + room).tolist(), strict=True))


def _outputs(model: Callable, rows: np.ndarray) -> np.ndarray:
    """One output a row, (n,), from whatever ``model`` is."""
    if isinstance(model, Neuron):  # not by calling it: it would remember our rows as its last
        answers = model.activation(rows @ model.w + model.b)
    elif hasattr(model, "predict"):
        answers = model.predict(rows, verbose=0)
    else:
        answers = model(rows)
    answers = np.asarray(answers, dtype=float)
    if answers.size != len(rows):
        raise ValueError(
            "A decision boundary needs one output for each row. "
            f"Received {answers.shape} for {len(rows)} rows of 2."
        )
    return answers.ravel()


def _add_points(ax: Axes, x: np.ndarray, y: np.ndarray | None) -> None:
    edge = {"edgecolors": palette.TEXT, "linewidths": 1.5, "s": 70, "zorder": 3}
    if y is None:
        ax.scatter(*x.T, marker="D", c=palette.PAPER, **edge)
        return
    y = np.asarray(y).ravel()
    for label, marker, colour, name in _CLASSES:
        ax.scatter(*x[y == label].T, marker=marker, c=colour, label=name, **edge)
    ax.legend(loc="best", fontsize=9, framealpha=1)
