"""Errors of ordinary and of strange pictures, and a threshold between them: who sets it off?"""

from collections.abc import Mapping

import numpy as np

from course_lib.figures import charts, palette


class AlarmPicture:
    """A row of dots for each kind, ordinary first; a line at the threshold; shares beyond it."""

    alt = (
        "A row of dots for each kind of picture, from left to right by their error. An upright "
        "line is the threshold; beside each row stands which share of it lies beyond the line."
    )

    def __init__(self, kinds: Mapping[str, np.ndarray], width: int = charts.WIDEST):
        self.kinds = {name: np.asarray(errors, dtype=float) for name, errors in kinds.items()}
        self.figure = charts.blank()
        self.axes = self.figure.add_subplot()
        self._draw()
        self.fit(width)

    @property
    def most(self) -> float:
        """Where the picture ends: few errors are larger."""
        return max(float(np.quantile(errors, 0.98)) for errors in self.kinds.values())

    def update(self, threshold: float) -> str:
        """Show a threshold; answer with who lies beyond it."""
        self.line.set_xdata([threshold, threshold])
        said = []
        for share, (name, errors) in zip(self.shares, self.kinds.items(), strict=True):
            beyond = float(np.mean(errors > threshold))
            share.set_text(f"{beyond:.0%}")
            said.append(f"{beyond:.0%} of {name} ({len(errors)})")
        return f"Threshold {threshold:.3f}. The alarm is set off by {', by '.join(said)}."

    def fit(self, width: float) -> None:
        """Lay the rows out for ``width`` CSS pixels."""
        width = charts.within(width)
        height = 70 + 46 * len(self.kinds)
        left = 110
        charts.place(self.figure, (self.axes,), ((left, 46, width - left - 54, height - 56),),
                     width, height)  # fmt: skip

    def _draw(self) -> None:
        ax, rng = self.axes, np.random.default_rng(0)
        self.shares = []
        for row, errors in enumerate(self.kinds.values()):
            colour, shape = (palette.BLUE, "o") if row == 0 else (palette.ORANGE_TEXT, "D")
            heights = row + rng.uniform(-0.28, 0.28, size=len(errors))
            ax.plot(errors, heights, shape, markersize=2.6, color=colour, markeredgewidth=0,
                    alpha=0.6)  # fmt: skip
            place = {"transform": ax.get_yaxis_transform(), "va": "center", "animated": True}
            self.shares.append(ax.text(1.02, row, "", fontsize=10, color=palette.TEXT, **place))
        (self.line,) = ax.plot([0, 0], [-0.5, len(self.kinds) - 0.5], color=palette.BOUNDARY,
                               linewidth=2.4, animated=True)  # fmt: skip
        ax.set(xlim=(0, self.most), ylim=(len(self.kinds) - 0.5, -0.5))
        ax.set(yticks=range(len(self.kinds)), yticklabels=list(self.kinds), xlabel="error")
        charts.plain(ax, ticks=9, labels=9.5)
