"""``widgets.network``: checks what it is given, and draws the network."""

from collections.abc import Callable, Sequence

import numpy as np

from course_lib.figures.surface import can_be_mapped
from course_lib.figures.wiring import Wiring
from course_lib.nn.models import Sequential
from course_lib.widgets.drawn_network import Network


def network(
    model: Sequential,
    x: Sequence[float] | np.ndarray,
    y: float | Sequence[float] | np.ndarray | None = None,
    gradients: bool = False,
    names: Sequence[str] | None = None,
    surface: bool | None = None,
    on_move: Callable[[list[list[float]]], str] | None = None,
    moved: dict[str, float] | None = None,
) -> Network:
    """Draw ``model``, a Sequential of Dense layers, and let every number of it be moved.

    ``x`` is one sample, or rows of samples to choose from; ``names`` calls them by name. With
    ``y``, what the model should say of them, the map marks right and wrong. ``gradients=True``
    needs y and a compiled model: then the loss's slopes flow back, onto every weight and bias.
    ``surface`` adds or leaves out the map beside the drawing. For a goal,
    ``on_move([[every number]])`` gives a sentence to show, and ``moved`` are numbers to begin with
    in place of the model's and x, to which Reset goes back.

    >>> from course_lib.nn.layers import Dense, Input
    >>> model = Sequential([Input((2,)), Dense(1, "sigmoid", kernel_initializer="zeros")])
    >>> net = network(model, [2, 3])
    >>> net.move(w2=1, b1=4)
    'x1 = 2, x2 = 3. o1 = 0.999: yes.'
    >>> model.params
    array([0., 1., 4.], dtype=float32)
    """
    n_in = Wiring(model).sizes[0]
    rows = _rows(x, n_in)
    y = None if y is None else _targets(y, len(rows))
    if gradients and (y is None or model.loss is None):
        raise ValueError(
            "Gradients are the slopes of a loss. Expected y, and a model that was compiled with a "
            f"loss. Received y={'None' if y is None else 'values'} and loss={model.loss!r}."
        )
    if surface and not can_be_mapped(model):
        raise ValueError(
            "A map has room for two inputs and one output. Received a model with "
            f"{n_in} inputs and {model.layers[-1].units} outputs. Leave out surface=True."
        )
    mapped = can_be_mapped(model) and not gradients if surface is None else surface
    names = [str(name) for name in names] if names is not None else _numbered(rows)
    if len(names) != len(rows):
        raise ValueError(f"Every sample has one name. Received {len(names)} for {len(rows)} rows.")
    net = Network(model, rows, y, gradients, names, mapped, on_move)
    if moved:
        net.move(**moved)
    return net


def _rows(x, n_in: int) -> np.ndarray:
    """One or more samples as rows, (n, n_in), in memory of our own."""
    rows = np.array(x, dtype=float, ndmin=2)
    if rows.ndim != 2 or rows.shape[1] != n_in or len(rows) == 0 or not np.isfinite(rows).all():
        raise ValueError(
            f"This network reads {n_in} finite numbers a sample. Received x with shape "
            f"{np.shape(x)}: {x!r}. Pass one sample of {n_in}, or rows of {n_in}."
        )
    return rows


def _targets(y, n: int) -> np.ndarray:
    """What should come out, as rows: (n, n_out)."""
    y = np.asarray(y, dtype=float)
    y = y.reshape(n, -1) if y.size and y.size % n == 0 else y
    if y.ndim != 2:
        raise ValueError(f"Every sample has its y. Received y with shape {y.shape} for {n} rows.")
    return y


def _numbered(rows: np.ndarray) -> list[str]:
    return [f"({', '.join(f'{value:g}' for value in row)})" for row in rows]
