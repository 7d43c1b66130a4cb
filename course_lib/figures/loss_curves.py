"""The losses of several trainings over their epochs, each named where it ends."""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from course_lib.figures import charts, palette
from course_lib.figures.paper import describe, paper

_LINES = ("-", "--", "-.", ":", (0, (1, 3)))
_MARKERS = ("o", "s", "^", "D", "v")
_APART = 0.055  # of the axis's height: names that stand nearer would run into each other


def loss_curves(
    losses: Mapping[str, Sequence[float]],
    ax: Axes | None = None,
    scale: str = "log",
    unit: str = "",
) -> Axes:
    """Draw a curve for each training, by powers of ten; ``losses[name][e]`` is that of epoch e + 1.

    A training that ran away ends where its loss is no number any more. ``scale="linear"`` is for
    losses that lie close together, and ``unit`` says what they are counted in.
    """
    if not losses or len(losses) > len(_LINES):
        raise ValueError(
            f"Expected the losses of 1 to {len(_LINES)} trainings. Received {len(losses)}. "
            "More curves than that nobody can tell apart."
        )
    ax = ax or paper(620, 300)
    curves = {name: np.asarray(values, dtype=float) for name, values in losses.items()}
    styles = zip(palette.OTHERS, _LINES, _MARKERS, strict=True)
    for curve, (colour, line, marker) in zip(curves.values(), styles, strict=False):
        epochs = np.arange(1, len(curve) + 1)
        ax.plot(
            epochs, curve, color=colour, linestyle=line, linewidth=1.8, marker=marker,
            markevery=max(1, len(curve) // 8), markersize=5,
        )  # fmt: skip
    ax.set(yscale=scale, xlabel="epoch", ylabel=f"loss, {unit}" if unit else "loss")
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set_title("Loss after each epoch", **charts.TITLE)
    charts.plain(ax)
    _name_ends(ax, curves)
    said = "; ".join(f"{name}: {_in_words(curve)}" for name, curve in curves.items())
    return describe(ax, f"Losses over the epochs. {said}.")


def _name_ends(ax: Axes, curves: Mapping[str, np.ndarray]) -> None:
    """Put each name right of its curve's end; names that would touch are pushed upwards."""
    ax.autoscale_view()
    to_axes = ax.transScale + ax.transLimits
    ends = {name: _last(curve) for name, curve in curves.items()}
    places = {name: to_axes.transform(end)[1] for name, end in ends.items() if end}
    height = -np.inf
    for name in sorted(places, key=places.get):
        height = max(places[name], height + _APART)
        beside = to_axes.transform(ends[name])[0] + 0.015
        ax.text(
            beside, height, name, transform=ax.transAxes, fontsize=10, va="center",
            color=palette.TEXT,
        )  # fmt: skip


def _last(curve: np.ndarray) -> tuple[int, float] | None:
    known = np.flatnonzero(np.isfinite(curve))
    return (int(known[-1]) + 1, float(curve[known[-1]])) if len(known) else None


def _in_words(curve: np.ndarray) -> str:
    last = _last(curve)
    if last is None:
        return "no loss"
    away = ", then it runs away" if last[0] < len(curve) else ""
    return f"from {_two_digits(curve[0])} to {_two_digits(last[1])} after epoch {last[0]}{away}"


def _two_digits(value: float) -> str:
    return f"{float(f'{value:.2g}'):g}"
