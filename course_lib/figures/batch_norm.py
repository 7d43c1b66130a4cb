"""What a tanh is given, without and with batch norm before it, and how both networks learn."""

from collections.abc import Sequence

import numpy as np

from course_lib.figures import charts, palette
from course_lib.figures.histories import HIGHEST, LOWEST, loss_scale

NAMES = ("without", "with")
FLAT = 2.5  # beyond it, a step of 1 moves a tanh by less than 0.02
_ENDS = 6.0  # of the axis; what lies beyond is drawn at its end
_STYLES = (
    {"color": palette.OTHERS[3], "linestyle": "--", "marker": "s"},
    {"color": palette.OTHERS[0], "linestyle": "-", "marker": "o"},
)
_LIFT = (0.17, -0.17)  # from the curve to the marks: without above it, with below


class BatchNormPicture:
    """Draws the sums before the last tanh of two networks, and the loss of both by epochs."""

    alt = (
        "Left, tanh with the sums that the last hidden layer gives it: squares above the curve "
        "without batch norm, discs below it with batch norm. Right, the training loss of both, "
        "epoch by epoch, by powers of ten: dashed without, solid with batch norm."
    )

    def __init__(self, epochs: int, width: int = charts.WIDEST):
        self.figure = charts.blank()
        self.curve_axes = self.figure.add_subplot(1, 2, 1)
        self.loss_axes = self.figure.add_subplot(1, 2, 2)
        self._draw_curve()
        self._draw_losses(epochs)
        self.fit(width)

    def update(
        self,
        times: float,
        sums: Sequence[np.ndarray],
        epochs: Sequence[int],
        losses: Sequence[Sequence[float]],
        at: int,
    ) -> str:
        """Show both networks at the look ``at``; answer with the picture in words.

        ``sums`` are what the last tanh is given then, (rows, units), without and with; ``losses``
        has one number for each of ``epochs``.
        """
        for z, marks, lift in zip(sums, self.marks, _LIFT, strict=True):
            z = np.clip(z.ravel(), -_ENDS, _ENDS)
            marks.set_data(z, np.tanh(z) + lift)
        for values, (line, dot) in zip(losses, self.lines, strict=True):
            seen = np.clip(values, LOWEST, HIGHEST)
            line.set_data(epochs, seen)
            dot.set_data([epochs[at]], [seen[at]])
        said = [_share(z) for z in sums]
        self.title.set_text(f"where tanh is flat: {said[0]} without, {said[1]} with")
        now = [f"{values[at]:.2f}" for values in losses]
        self.loss_title.set_text(f"loss: {now[0]} without, {now[1]} with")
        return (
            f"First weights times {times:g}, epoch {epochs[at]}. Without batch norm the training "
            f"loss is {now[0]}, and {said[0]} of the sums lie where tanh is flat, beyond {FLAT}; "
            f"sums are {_size(sums[0])} in size. With it: {now[1]}, {said[1]}, {_size(sums[1])}."
        )

    def fit(self, width: float) -> None:
        """Lay the two panels out for ``width`` CSS pixels: side by side, or one above the other."""
        charts.place_two(self.figure, (self.curve_axes, self.loss_axes), width)

    def _draw_curve(self) -> None:
        ax = self.curve_axes
        z = np.linspace(-_ENDS, _ENDS, 121)
        ax.plot(z, np.tanh(z), color=palette.TEXT, linewidth=1.6)
        for end in (-FLAT, FLAT):
            ax.axvline(end, color=palette.FAINT, linewidth=1, linestyle=":")
        self.marks = [
            ax.plot([], [], style["marker"], color=style["color"], markersize=4, alpha=0.55,
                    markeredgewidth=0, animated=True, clip_on=False, label=name)[0]
            for name, style in zip(NAMES, _STYLES, strict=True)
        ]  # fmt: skip
        ax.set(xlim=(-_ENDS, _ENDS), ylim=(-1.45, 1.75))
        ax.set(xlabel="sum that goes into the last tanh", ylabel="tanh")
        self.title = ax.set_title("", animated=True, **charts.TITLE)
        charts.plain(ax, ticks=8.5, labels=9.5)
        ax.legend(loc="upper left", ncols=2, fontsize=8, framealpha=1, handletextpad=0.2)

    def _draw_losses(self, epochs: int) -> None:
        ax = self.loss_axes
        loss_scale(ax)
        ax.set(xlim=(-0.02 * epochs, 1.02 * epochs))
        ax.set(xlabel="epoch", ylabel="training loss")
        self.lines = []
        for name, style in zip(NAMES, _STYLES, strict=True):
            moving = {"color": style["color"], "animated": True}
            (line,) = ax.plot([], [], style["linestyle"], linewidth=2, label=name, **moving)
            (dot,) = ax.plot([], [], style["marker"], **charts.DOT | moving | {"markersize": 7.5})
            self.lines.append((line, dot))
        self.loss_title = ax.set_title("", animated=True, **charts.TITLE)
        charts.plain(ax, ticks=8.5, labels=9.5)
        ax.legend(handles=[line for line, _ in self.lines], loc="lower left", fontsize=8)


def _share(z: np.ndarray) -> str:
    return f"{np.mean(np.abs(z) > FLAT):.0%}"


def _size(z: np.ndarray) -> str:
    return f"{np.sqrt(np.mean(z**2)):.2g}"
