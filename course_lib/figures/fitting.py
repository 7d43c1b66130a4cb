"""A curve through readings, and beside it the losses on them and on others, epoch by epoch."""

from collections.abc import Sequence

import numpy as np

from course_lib.figures import charts, palette
from course_lib.figures.histories import (
    HIGHEST,
    LOWEST,
    TRAINING,
    VALIDATION,
    loss_scale,
)

POINTS = 201  # at which the curve is drawn


class FittingPicture:
    """Draws what a network says between its readings, and its two losses, epoch by epoch.

    ``training`` and ``validation`` are pairs (x, y), each (n, 1); ``truth`` is a function of x, if
    it is known what the readings are noisy readings of. ``epochs`` is how far the chart goes.
    """

    def __init__(
        self,
        training: tuple[np.ndarray, np.ndarray],
        validation: tuple[np.ndarray, np.ndarray],
        epochs: int,
        axes: tuple[str, str] = ("x", "y"),
        truth=None,
        width: int = charts.WIDEST,
    ):
        self.training, self.validation, self.truth = training, validation, truth
        self.alt = (
            f"Left, readings of {axes[1]} over {axes[0]}, those trained on as discs and those kept "
            "out as diamonds, with the network's curve through them. Right, the loss on either, "
            "epoch by epoch, by powers of ten: solid for training, dashed for validation."
        )
        self.view = _view(np.vstack([training[0], validation[0]]))
        self.grid = np.linspace(*self.view, POINTS)[:, np.newaxis]
        self.figure = charts.blank()
        self.curve_axes = self.figure.add_subplot(1, 2, 1)
        self.loss_axes = self.figure.add_subplot(1, 2, 2)
        self._draw_readings(axes)
        self._draw_losses(epochs)
        self.fit(width)

    def update(
        self,
        curve: np.ndarray,
        epochs: Sequence[int],
        losses: Sequence[float],
        val_losses: Sequence[float],
        epoch: int,
        setting: str = "",
        note: str = "",
    ) -> str:
        """Show the network at ``epoch``; answer with the picture in words.

        ``curve`` (POINTS,) is what it says on the grid then; ``losses`` and ``val_losses`` have one
        number for each of ``epochs``, one of which is ``epoch``.
        """
        self.curve.set_ydata(curve)
        now, best = list(epochs).index(epoch), int(np.argmin(val_losses))
        for values, (line, dot) in zip((losses, val_losses), self.lines, strict=True):
            seen = np.clip(np.nan_to_num(values, nan=HIGHEST), LOWEST, HIGHEST)
            line.set_data(epochs, seen)
            dot.set_data([epoch], [seen[now]])
        self.best.set_xdata([epochs[best], epochs[best]])
        self.title.set_text(f"training {losses[now]:.2f}, validation {val_losses[now]:.2f}")
        self.setting.set_text(setting)
        said = [f"{setting}."] if setting else []
        said += [
            f"After epoch {epoch:,} the training loss is {losses[now]:.2f} and the validation loss "
            f"{val_losses[now]:.2f}.",
            f"The validation loss was lowest after epoch {epochs[best]:,}: {val_losses[best]:.2f}.",
        ]
        return " ".join([*said, note]).rstrip()

    def show_readings(self, *pairs: tuple[np.ndarray, np.ndarray]) -> None:
        """Show other readings, to train on and to look at, in the view that there is."""
        for line, (x, y) in zip(self.readings, pairs, strict=True):
            if not np.array_equal(line.get_data(), (x[:, 0], y[:, 0])):
                line.set_data(x[:, 0], y[:, 0])

    def fit(self, width: float) -> None:
        """Lay the two panels out for ``width`` CSS pixels: side by side, or one above the other."""
        width = charts.within(width)
        if width >= charts.STACKED_BELOW:
            side, height = (width - 146) // 2, 330
            boxes = (58, 50, side, 246), (width - side - 14, 50, side, 246)
        else:
            height = 560
            boxes = (58, 330, width - 72, 196), (58, 50, width - 72, 196)
        charts.place(self.figure, (self.curve_axes, self.loss_axes), boxes, width, height)

    def _draw_readings(self, axes: tuple[str, str]) -> None:
        ax = self.curve_axes
        if self.truth is not None:
            ax.plot(self.grid, self.truth(self.grid), ":", color=palette.FAINT, linewidth=1.6,
                    label="tide")  # fmt: skip
        self.readings = []
        for name, (x, y), style, fill in (
            ("training", self.training, TRAINING, TRAINING["color"]),
            ("validation", self.validation, VALIDATION, palette.PAPER),
        ):
            self.readings += ax.plot(
                x, y, style["marker"], color=style["color"], markerfacecolor=fill,
                markeredgewidth=1.4, markersize=5.5, label=name,
            )  # fmt: skip
        (self.curve,) = ax.plot(
            self.grid, 0 * self.grid, color=palette.TEXT, linewidth=2, animated=True, zorder=4
        )
        y = np.concatenate([self.training[1], self.validation[1]])
        room = 0.35 * np.ptp(y)
        ax.set(xlim=self.view, ylim=(y.min() - 0.3 * room, y.max() + room))
        ax.set(xlabel=axes[0], ylabel=axes[1])
        self.setting = ax.set_title("", animated=True, **charts.TITLE)
        charts.plain(ax, ticks=8.5, labels=9.5)
        ax.legend(loc="upper center", ncols=3, fontsize=8, framealpha=1, handletextpad=0.2,
                  columnspacing=1.0)  # fmt: skip

    def _draw_losses(self, epochs: int) -> None:
        ax = self.loss_axes
        loss_scale(ax)
        ax.set(xlim=(-0.02 * epochs, 1.02 * epochs))
        ax.set(xlabel="epoch", ylabel="loss")
        self.best = ax.axvline(0, color=palette.FAINT, linewidth=1.2, linestyle=":", animated=True)
        self.best.set_label("lowest validation")
        self.lines = []
        for name, style in (("training", TRAINING), ("validation", VALIDATION)):
            moving = {"color": style["color"], "animated": True}
            (line,) = ax.plot([], [], style["linestyle"], linewidth=2, label=name, **moving)
            (dot,) = ax.plot([], [], style["marker"], **charts.DOT | moving | {"markersize": 7.5})
            self.lines.append((line, dot))
        self.title = ax.set_title("", animated=True, **charts.TITLE)
        charts.plain(ax, ticks=8.5, labels=9.5)
        handles = [*(line for line, _ in self.lines), self.best]
        ax.legend(handles=handles, loc="lower left", fontsize=8, framealpha=1)


def _view(x: np.ndarray) -> tuple[float, float]:
    low, high = float(x.min()), float(x.max())
    room = 0.03 * (high - low)
    return low - room, high + room
