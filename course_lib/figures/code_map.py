"""A map of codes, two numbers for each picture, and what a decoder draws at a point of it."""

import math
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from course_lib.figures import charts, palette
from course_lib.figures.paper import Paper, describe, paper
from course_lib.figures.pixels import INK

DARK = 0.5  # a pixel above this counts as ink
NEIGHBOURS = 5
MARGIN = 0.04  # of the map's side, around its outermost codes
_KNOWN = {"linear", "relu", "sigmoid", "tanh", "softsign"}


@dataclass(frozen=True)
class Decoder:
    """Dense layers as plain arrays: (kernel, bias, activation's name), one after the other."""

    steps: tuple

    @classmethod
    def of(cls, model) -> "Decoder":
        """The layers of a model that has Dense layers only, each with a simple activation."""
        dense = [layer for layer in model.layers if type(layer).__name__ != "InputLayer"]
        steps = tuple(map(_step, dense))
        if not steps or None in steps or steps[0][0].shape[0] != 2:
            names = ", ".join(map(repr, dense)) or "none"
            raise ValueError(
                "A decoder for the map reads two numbers, and has Dense layers only, with linear, "
                f"relu, sigmoid, softsign or tanh behind them. Received the layers {names}."
            )
        return cls(steps)

    def __call__(self, codes) -> np.ndarray:
        """What is drawn at each code: (n, 2) -> (n, pixels)."""
        a = np.asarray(codes, dtype=float)
        for kernel, bias, name in self.steps:
            a = _activate(a @ kernel + bias, name)
        return a


def _step(layer) -> tuple | None:
    """One layer's arrays, as near as float32 holds them; None where it is none of ours."""
    activation = getattr(layer, "activation", None)
    name = getattr(activation, "name", getattr(activation, "__name__", None))
    weights = [np.asarray(w, dtype=np.float32).astype(float) for w in layer.get_weights()]
    if type(layer).__name__ != "Dense" or name not in _KNOWN or not weights:
        return None
    kernel = weights[0]
    return kernel, weights[1] if len(weights) > 1 else np.zeros(kernel.shape[1]), name


def _activate(z, name: str):
    with np.errstate(over="ignore"):
        return {
            "linear": lambda: z,
            "relu": lambda: np.maximum(z, 0),
            "sigmoid": lambda: 1 / (1 + np.exp(-z)),
            "tanh": lambda: np.tanh(z),
            "softsign": lambda: z / (1 + np.abs(z)),
        }[name]()


def decimals(codes) -> int:
    """How many decimals a place on the map is told with: about a hundred steps from end to end.

    >>> decimals([[-1, 0], [1, 0]]), decimals([[-20, 0], [6, 0]])
    (2, 1)
    """
    widest = float(np.ptp(np.asarray(codes, dtype=float), axis=0).max())
    return max(0, math.ceil(math.log10(50 / max(widest, 1e-6))))


def bounds(codes) -> list[list[float]]:
    """The map's ends, [[left, right], [bottom, top]], in whole steps.

    >>> bounds([[0, -1], [10, 1]])
    [[-0.4, 10.4], [-1.1, 1.1]]
    """
    codes = np.asarray(codes, dtype=float)
    low, high, unit = codes.min(axis=0), codes.max(axis=0), 10 ** decimals(codes)
    room = MARGIN * np.maximum(high - low, 1e-6)
    low, high = np.floor(unit * (low - room) + 1e-9), np.ceil(unit * (high + room) - 1e-9)
    return (np.stack([low, high], axis=1) / unit).tolist()


def in_words(decoded, codes, labels, point) -> str:
    """Where the point is, how much is drawn there, and what lies nearest."""
    places = decimals(codes)
    codes, decoded = np.asarray(codes, dtype=float), np.asarray(decoded)
    distances = np.sqrt(((codes - point) ** 2).sum(axis=1))
    order = np.argsort(distances, kind="stable")
    where = " and ".join(_decimal(value, places) for value in point)
    said = (
        f"At {where}, {int((decoded > DARK).sum())} of {decoded.size} pixels are ink. The "
        f"nearest of {len(codes)} pictures lies {_decimal(distances[order[0]], places)} away"
    )
    if len(labels) == 0:
        return f"{said}."
    near = ", ".join(str(labels[i]) for i in order[:NEIGHBOURS])
    return f"{said}. The {NEIGHBOURS} nearest are labelled {near}."


def _decimal(value: float, places: int) -> str:
    """A number with so many decimals, and a real minus sign.

    >>> _decimal(-0.5, 2), _decimal(-0.001, 2)
    ('−0.50', '0.00')
    """
    return f"{value + 0.0:.{places}f}".replace(f"-{0:.{places}f}", f"{0:.{places}f}").replace(
        "-", "−"
    )


def scatter(ax: Axes, codes, labels=(), size: float = 5.5) -> None:
    """Codes as grey dots, or each as its label's number, in that number's colour."""
    codes = np.asarray(codes, dtype=float)
    if len(labels) == 0:
        ax.plot(*codes.T, "o", markersize=size / 2, color=palette.FAINT, markeredgewidth=0)
    flat = {"linestyle": "none", "markeredgewidth": 0}
    for number in sorted(set(np.asarray(labels).tolist())):
        colour = palette.TEN[int(number) % 10]
        places = codes[np.asarray(labels) == number].T
        ax.plot(*places, marker=f"${number}$", markersize=size, color=colour, **flat)
    (left, right), (bottom, top) = bounds(codes)
    ax.set(xlim=(left, right), ylim=(bottom, top))


def code_map_picture(decoded, codes, labels, point, nearest) -> Axes:
    """The map with its point; beside it what is drawn there, and the picture that lies nearest."""
    codes = np.asarray(codes, dtype=float)
    first = paper(720, 380)
    figure = first.get_figure()
    first.remove()
    grid = figure.add_gridspec(2, 2, width_ratios=(1.9, 1))
    map_ax = figure.add_subplot(grid[:, 0], axes_class=Paper)
    scatter(map_ax, codes, labels)
    map_ax.plot(*point, "+", markersize=18, markeredgewidth=2.5, color=palette.OTHERS[3])
    map_ax.set(xlabel="first number", ylabel="second number")
    charts.plain(map_ax, ticks=8, labels=9)
    titles = ("drawn at the point", "the nearest picture")
    for row, (picture, title) in enumerate(zip((decoded, nearest), titles, strict=True)):
        ax = figure.add_subplot(grid[row, 1], axes_class=Paper)
        ax.imshow(picture, cmap=INK, vmin=0, vmax=1, interpolation="nearest")
        ax.add_patch(Rectangle((-0.5, -0.5), *np.shape(picture)[::-1], fill=False, linewidth=1))
        ax.set(xticks=[], yticks=[])
        ax.set_title(title, **charts.TITLE)
    kind = "its label's number" if len(labels) else "a grey dot"
    return describe(
        map_ax,
        f"A map of {len(codes)} pictures, each {kind} at its two numbers, with a cross at one "
        f"point; beside it what the decoder draws there. "
        f"{in_words(decoded, codes, labels, point)}",
    )
