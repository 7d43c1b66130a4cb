"""An LSTM's cell along time: what comes by, what is kept, and its three gates under them."""

from collections.abc import Sequence

import numpy as np
from matplotlib.collections import LineCollection

from course_lib.figures import charts, palette, words

# What comes by, step by step: the third is the one to be kept.
VALUES = np.array([
    -0.5, 0.3, 0.8, -0.7, 0.4, 0.9, -0.2, 0.6, -0.9, 0.1, 0.7, -0.4,
    -0.8, 0.5, 0.2, -0.6, 0.9, -0.3, 0.4, 0.6, -0.5, 0.8, -0.1, 0.3,
])  # fmt: skip
STEPS = len(VALUES)
GATES = ("keep", "write", "show")


def run(gates: np.ndarray, values: np.ndarray = VALUES) -> tuple[np.ndarray, np.ndarray]:
    """c and h after each step: both (steps,). ``gates``: keep, write and show, (steps, 3).

    >>> c, h = run(np.array([[0, 1, 0], [1, 0, 0], [1, 0, 1]]), np.array([0.8, 0.3, -0.7]))
    >>> c.tolist(), h.round(2).tolist()
    ([0.8, 0.8, 0.8], [0.0, 0.0, 0.66])
    """
    c, cells = 0.0, []
    for (keep, write, _), value in zip(gates, values, strict=True):
        c = keep * c + write * value
        cells.append(c)
    return np.array(cells), gates[:, 2] * np.tanh(cells)


class MemoryCellPicture:
    """Above, what comes by and what the cell holds; below, how far its gates are open.

    ``wanted``, if given, says what the cell is to hold after each step: NaN where nothing is asked.
    """

    alt = (
        "Above, step by step, the value that comes by as a diamond, what the cell holds as a disc "
        "with a stem, and what it shows as a cross. Below, a row of boxes for each gate, the "
        "stronger its colour the further it is open."
    )

    def __init__(self, wanted: np.ndarray | None = None, width: int = charts.WIDEST):
        self.figure = charts.blank()
        self.cell_axes = self.figure.add_subplot(2, 1, 1)
        self.gate_axes = self.figure.add_subplot(2, 1, 2)
        self._draw_cell(wanted)
        self._draw_gates()
        self.fit(width)

    def update(self, gates: np.ndarray, step: int, note: str = "") -> str:
        """Show the gates (steps, 3) and where ``step`` stands; answer with the picture in words."""
        c, h = run(gates)
        steps, seen = np.arange(1, STEPS + 1), np.clip(c, -1.6, 1.6)
        self.held.set_data(steps, seen)
        self.shown.set_data(steps, h)
        self.stems.set_segments([[(t, 0), (t, y)] for t, y in zip(steps, seen, strict=True)])
        self.boxes.set_data(gates.T)
        for line in self.here:
            line.set_xdata([step, step])
        at = step - 1
        now = ", ".join(f"{n} {words.number(v)}" for n, v in zip(GATES, gates[at], strict=True))
        held, said = words.hundredths(c[at]), words.hundredths(h[at])
        self.title.set_text(f"step {step}: holds {held}, shows {said}")
        return (
            f"Step {step}: {words.number(VALUES[at])} comes by; {now}. The cell holds {held} and "
            f"shows {said}. {note}".rstrip()
        )

    def fit(self, width: float) -> None:
        """Lay the two panels out for ``width`` CSS pixels, one above the other."""
        width, height = charts.within(width), 400
        boxes = (62, 154, width - 76, 216), (62, 44, width - 76, 84)
        charts.place(self.figure, (self.cell_axes, self.gate_axes), boxes, width, height)
        columns = 4 if width >= charts.STACKED_BELOW else 2
        self.cell_axes.legend(loc="lower right", ncols=columns, fontsize=8, frameon=False,
                              handletextpad=0.3, columnspacing=1.0, borderaxespad=0)  # fmt: skip

    def _draw_cell(self, wanted: Sequence[float] | None) -> None:
        ax, steps = self.cell_axes, np.arange(1, STEPS + 1)
        ax.set(xlim=(0.4, STEPS + 0.6), ylim=(-2.1, 1.7), yticks=(-1, 0, 1))
        ax.set_xticks(range(1, STEPS + 1), [])
        ax.set_ylabel("value")
        ax.axhline(0, color=palette.FAINT, linewidth=1)
        if wanted is not None:
            segments = [[(t - 0.4, y), (t + 0.4, y)] for t, y in zip(steps, wanted, strict=True)]
            ax.add_collection(
                LineCollection(segments, colors=palette.OTHERS[0], linewidths=6, alpha=0.45)
            )
            ax.plot([], [], color=palette.OTHERS[0], linewidth=6, alpha=0.45, label="goal",
                    solid_capstyle="butt")  # fmt: skip
        ax.plot(steps, VALUES, "D", color=palette.PAPER, markeredgecolor=palette.FAINT,
                markersize=5, label="comes by")  # fmt: skip
        self.stems = ax.vlines([], [], [], color=palette.BOUNDARY, linewidth=1.2, animated=True)
        moves = {"linestyle": "none", "animated": True, "zorder": 4}
        disc = {"marker": "o", "color": palette.BLUE, "markeredgecolor": palette.TEXT}
        cross = {"marker": "x", "color": palette.OTHERS[3], "markeredgewidth": 1.8}
        (self.held,) = ax.plot([], [], markersize=6.5, label="held, c", **disc, **moves)
        (self.shown,) = ax.plot([], [], markersize=6, label="shown, h", **cross, **moves)
        self.title = ax.set_title("", animated=True, **charts.TITLE)
        charts.plain(ax, ticks=8.5, labels=9.5)

    def _draw_gates(self) -> None:
        ax = self.gate_axes
        self.boxes = ax.imshow(
            np.zeros((3, STEPS)), cmap="Greys", vmin=0, vmax=1.15, aspect="auto", animated=True,
            extent=(0.5, STEPS + 0.5, 2.5, -0.5), interpolation="nearest",
        )  # fmt: skip
        ax.set(xlim=(0.4, STEPS + 0.6), xlabel="step")
        ax.set_yticks(range(3), GATES)
        ax.set_xticks([1, *range(5, STEPS + 1, 5)])
        charts.plain(ax, ticks=8.5, labels=9.5)
        self.here = [
            ax.axvline(1, color=palette.OTHERS[3], linewidth=1.4, linestyle="--", animated=True)
            for ax in (self.cell_axes, self.gate_axes)
        ]
