"""``widgets.playground``: tinker with a small network of the course's own."""

from collections.abc import Callable
from pathlib import Path

import numpy as np

from course_lib.nn.models import Sequential
from course_lib.widgets.playground.opening import opened, opened_table
from course_lib.widgets.playground.playground import Playground
from course_lib.widgets.playground.settings import Settings

__all__ = ["Playground", "Settings", "playground"]


def playground(
    model: Sequential | None = None,
    x: np.ndarray | None = None,
    y: np.ndarray | None = None,
    csv: str | Path | None = None,
    label: str | None = None,
    on_change: Callable[[Playground], str] | None = None,
    **chosen,
) -> Playground:
    """Open the playground: on the usual network, on settings of yours, or on *your* network.

    ``chosen``: what the controls stand at, by name, as ``data="spirals"`` or ``hidden=(8, 4)``.
    With ``model``, x (n, 2 or more) and y (n,) or (n, 1), it opens a copy of your model, with the
    weights that it has, on your rows. They stay in this notebook. ``csv`` is the path of a table
    of yours, read by ``data.table``: its column ``label`` has two words, all others are numbers.
    ``on_change`` is given the playground whenever something has changed, and may add a sentence
    to its words.

    >>> playground(data="xor", hidden=(2,)).readout[:21]
    '0 batches, 0.0 epochs'
    """
    if csv is not None:
        _require_table_alone(model, x, y, label)
        return Playground(*opened_table(csv, label, chosen), on_change)
    if model is None and x is None and y is None:
        return Playground(Settings(**chosen), on_change=on_change)
    settings, own = opened(model, x, y, chosen)
    return Playground(settings, own, on_change)


def _require_table_alone(model, x, y, label) -> None:
    if label is None or not (model is None and x is None and y is None):
        raise ValueError(
            "A table goes with the name of its column to predict, and without a model, x or y: "
            'playground(csv="mine.csv", label="who").'
        )
