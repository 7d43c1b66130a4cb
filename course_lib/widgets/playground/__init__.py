"""``widgets.playground``: tinker with a small network of the course's own."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from course_lib.nn.models import Sequential
from course_lib.widgets.playground.opening import opened
from course_lib.widgets.playground.opening_table import opened_table
from course_lib.widgets.playground.playground import Playground
from course_lib.widgets.playground.settings import Settings

__all__ = ["Playground", "Settings", "playground"]


def playground(
    model: Sequential | None = None,
    x: np.ndarray | None = None,
    y: np.ndarray | None = None,
    csv: str | Path | None = None,
    label: str | None = None,
    columns: Sequence[str] | None = None,
    task: str | None = None,
    on_change: Callable[[Playground], str] | None = None,
    **chosen,
) -> Playground:
    """Open the playground: on the usual network, on settings of yours, or on *your* network.

    ``chosen``: what the controls stand at, by name, as ``data="spirals"`` or ``hidden=(8, 4)``.
    With ``model``, x (n, 2 or more) and y (n,) or (n, 1), it opens a copy of your model, with the
    weights that it has, on your rows. They stay in this notebook. ``csv`` is the path of a table
    of yours, read by ``data.table``. Its column ``label`` is predicted: two classes or a number,
    told apart by the rule that ``data.table`` states, or by ``task``, "class" or "number".
    ``columns`` are learned from, all others if it is not given, and the first two are drawn.
    ``on_change`` is given the playground whenever something has changed, and may add a sentence
    to its words.

    >>> playground(data="xor", hidden=(2,)).readout[:21]
    '0 batches, 0.0 epochs'
    """
    rows_given = any(one is not None for one in (model, x, y))
    if any(one is not None for one in (csv, label, columns, task)):
        _require_table_alone(csv, label, rows_given)
        return Playground(*opened_table(csv, label, columns, task, chosen), on_change)
    if not rows_given:
        return Playground(Settings(**chosen), on_change=on_change)
    settings, own = opened(model, x, y, chosen)
    return Playground(settings, own, on_change)


def _require_table_alone(csv, label, rows_given: bool) -> None:
    if csv is None or label is None or rows_given:
        raise ValueError(
            "A table goes with the name of its column to predict, and without a model, x or y: "
            'playground(csv="mine.csv", label="who"). columns and task go with a table.'
        )
