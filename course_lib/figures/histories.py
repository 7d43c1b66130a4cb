"""Two losses of a training over its epochs: on the rows it learns from, and on rows kept out."""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes

from course_lib.figures import charts, palette
from course_lib.figures.paper import describe, paper

TRAINING = {"color": palette.OTHERS[0], "linestyle": "-", "marker": "o"}
VALIDATION = {"color": palette.OTHERS[3], "linestyle": "--", "marker": "D"}
LOWEST, HIGHEST = 0.002, 3.0  # the losses that the chart shows; beyond, a curve runs along its edge

_TICKS = (0.003, 0.01, 0.03, 0.1, 0.3, 1, 3)


def histories(histories: Mapping[str, Mapping[str, Sequence[float]]]) -> Axes:
    """Training and validation loss of several trainings, each in a panel under its name.

    A history is what ``fit`` returns in ``history.history``, with ``"loss"`` and ``"val_loss"``.
    """
    if not histories or any({"loss", "val_loss"} - set(history) for history in histories.values()):
        raise ValueError(
            'Each training is a dict with "loss" and "val_loss", as fit(..., validation_data=...) '
            f"returns in its history. Received {[sorted(h) for h in histories.values()]}."
        )
    columns = min(2, len(histories))  # four in a row would be small where there is little room
    rows = -(-len(histories) // columns)
    first = paper(270 * columns, 36 + 200 * rows)
    figure = first.get_figure()
    first.remove()
    said = []
    for i, (name, history) in enumerate(histories.items()):
        panel = figure.add_subplot(rows, columns, i + 1, axes_class=type(first))
        _one_training(panel, name, history)
        said.append(_in_words(name, history))
    handles, labels = panel.get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside upper right", ncols=2, fontsize=9, frameon=False)
    return describe(panel, f"Loss at six epochs from the first to the last. {' '.join(said)}")


def _one_training(ax: Axes, name: str, history: dict) -> None:
    for key, label, style in (
        ("loss", "training", TRAINING),
        ("val_loss", "validation", VALIDATION),
    ):
        values = np.clip(np.asarray(history[key], dtype=float), LOWEST, HIGHEST)
        ax.plot(np.arange(1, len(values) + 1), values, style["linestyle"], color=style["color"],
                linewidth=1.8, label=label)  # fmt: skip
    loss_scale(ax)
    ax.set(xlabel="epoch", ylabel="loss")
    ax.set_title(name, **charts.TITLE | {"weight": "bold", "fontsize": 11})
    charts.plain(ax, ticks=8, labels=9)


def _in_words(name: str, history: dict) -> str:
    said = ", ".join(
        f"{label} {_course(history[key])}"
        for label, key in (("training", "loss"), ("validation", "val_loss"))
    )
    return f"{name}: {said}."


def _course(values: Sequence[float]) -> str:
    """How a loss went: its values at six epochs; where it jumps all the time, that it does."""
    values = np.asarray(values, dtype=float)
    if np.mean(values[1:] > 1.2 * values[:-1]) > 0.1:
        return "jumps up and down to the end"
    marks = np.linspace(0, len(values) - 1, 6).round().astype(int)
    return " ".join(f"{value:.2f}" for value in values[marks])


def loss_scale(ax: Axes) -> None:
    """Powers of ten upwards, the same in every chart of two losses, so that they compare."""
    ax.set(yscale="log", ylim=(LOWEST, 1.3 * HIGHEST))
    ax.set_yticks(_TICKS, [f"{tick:g}" for tick in _TICKS])
    ax.minorticks_off()
