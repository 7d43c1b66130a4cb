"""What a network says at every point of a plane: a map to lay beside its drawing."""

from dataclasses import dataclass

import contourpy
import numpy as np
from matplotlib.axes import Axes

from course_lib.figures import palette
from course_lib.nn.models import Sequential

GRID = 81  # points a side: the browser smooths between them
_CLASSES = ((0.0, "s", palette.ORANGE), (1.0, "o", palette.BLUE))


@dataclass(frozen=True)
class Surface:
    """A map from ``low`` to ``high`` on both axes: a shade for each point, and its boundary.

    ``shades`` (GRID, GRID) are rows of ``palette.SHADES``, the lowest x2 first. ``lines`` are the
    boundary's pieces, each (n, 2).
    """

    low: float
    high: float
    shades: np.ndarray
    lines: list[np.ndarray]


def can_be_mapped(model: Sequential) -> bool:
    """Whether this model turns two inputs into one output."""
    return model.sample_shape == (2,) and model.layers[-1].units == 1


def view(points: np.ndarray) -> tuple[float, float]:
    """From where to where both axes go: around all points, and 0 to 6 either way for one.

    >>> view(np.array([[0, 0], [1, 1]]))
    (-0.5, 1.5)
    """
    if len(points) == 1:
        reach = max(6.0, float(np.ceil(np.abs(points).max())) + 1)
        return -reach, reach
    low, high = float(points.min()), float(points.max())
    room = (high - low) / 2 or 1.0
    return low - room, high + room


def map_of(model: Sequential, low: float, high: float) -> Surface:
    """Ask the model everywhere. Its layers then hold *that* pass: send your own sample again."""
    ticks = np.linspace(low, high, GRID)
    x1, x2 = np.meshgrid(ticks, ticks)
    a = model(np.column_stack([x1.ravel(), x2.ravel()])).reshape(x1.shape).astype(float)
    bottom, top = _scale(model, a)
    contours = contourpy.contour_generator(ticks, ticks, a)
    lines = contours.lines((bottom + top) / 2) if np.ptp(a) > 0 else []
    return Surface(low, high, palette.shade_index(a, bottom, top).astype(np.uint8), lines)


def _scale(model: Sequential, a: np.ndarray) -> tuple[float, float]:
    """What full orange and full blue mean: no and yes, or equally far below and above 0."""
    if model.layers[-1].activation.name == "sigmoid":
        return 0.0, 1.0
    far = float(np.abs(a).max()) or 1.0
    return -far, far


def draw_surface(
    ax: Axes, said: Surface, points: np.ndarray, y: np.ndarray | None, chosen: int
) -> Axes:
    """Draw a surface with the samples on it; the chosen one is ringed."""
    extent = (said.low, said.high, said.low, said.high)
    ax.imshow(palette.SHADES[said.shades], extent=extent, origin="lower", interpolation="bilinear")
    for line in said.lines:
        ax.plot(*line.T, color=palette.BOUNDARY, linewidth=2)
    for i, point in enumerate(points):
        marker, colour = _mark(None if y is None else y[i])
        ax.plot(*point, "o", color=palette.PAPER, markersize=13)
        ax.plot(*point, marker, color=colour, markersize=8, markeredgecolor=palette.TEXT)
        if i == chosen and len(points) > 1:
            ax.plot(*point, "o", markersize=17, markerfacecolor="none",
                    markeredgecolor=palette.TEXT, markeredgewidth=1.8)  # fmt: skip
    ax.set(xlim=extent[:2], ylim=extent[2:], xlabel="x1", ylabel="x2")
    ax.tick_params(labelsize=9, colors=palette.TEXT)
    ax.set_title("Output for each (x1, x2)", fontsize=9.5, color=palette.TEXT, loc="left")
    return ax


def _mark(label) -> tuple[str, str]:
    """A square for class 0, a circle for class 1, a diamond where nothing is said."""
    return next((m for value, m, _ in _CLASSES if label == value), "D"), next(
        (colour for value, _, colour in _CLASSES if label == value), palette.PAPER
    )
