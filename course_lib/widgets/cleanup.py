"""Running a cell again closes the widgets that its last run made.

Every Jupyter widget is kept alive by the kernel until it is closed, and nobody closes one: a
learner who runs a cell a hundred times would keep a hundred figures.
"""

from IPython import get_ipython
from ipywidgets import Widget

_widgets_of_cell: dict[
    str, tuple[str, list[Widget]]
] = {}  # cell -> its last run, and what that made


def close_earlier_widgets(widget: Widget) -> None:
    """Close what an earlier run of the running cell made, and note ``widget`` as this run's."""
    parent = _request()
    cell = parent.get("metadata", {}).get("cellId")
    if cell is None:  # no notebook, or one that does not say
        return
    run = parent["header"]["msg_id"]
    last_run, widgets = _widgets_of_cell.get(cell, ("", []))
    if run != last_run:
        for old in widgets:
            old.close()
        widgets = []
    _widgets_of_cell[cell] = run, [*widgets, widget]


def _request() -> dict:
    """The message that runs the cell; empty where none does. In a browser, the kernel knows it."""
    shell = get_ipython()
    for knows in (shell, getattr(shell, "kernel", None)):
        if hasattr(knows, "get_parent"):
            return knows.get_parent()
    return {}
