"""One unit that hears itself: its state along time, and the slope of the last state back in time.

The unit has no activation, so that the recurrent weight's own law is seen: ``h = u * h + x``.
"""

import numpy as np

from course_lib.figures import charts, palette, words
from course_lib.figures.depth import power

STEPS = 30
LIMIT = 1.0  # the norm that a gradient is clipped at
EDGE = 2.4  # what the chart of states shows; what explodes leaves it
LOW, HIGH = 1e-12, 1e6  # what the chart of slopes shows; beyond it, a mark stays at the edge


def states(u: float) -> np.ndarray:
    """The state after each step, when 1 comes in at the first and 0 at all others."""
    return float(u) ** np.arange(STEPS)


def slopes(u: float) -> np.ndarray:
    """The slope of the last state along each state, the first step's first."""
    return float(u) ** np.arange(STEPS)[::-1]


def weight_gradient(u: float) -> float:
    """The slope of the last state along u, all steps added up.

    >>> round(weight_gradient(1.0)), weight_gradient(0.0)
    (29, 0.0)
    """
    return float(slopes(u)[1:] @ states(u)[:-1])


class MemoryUnitPicture:
    """Left the state, right the slopes, each step a stem; beside them the weight's gradient."""

    alt = (
        "Left, the state of one unit after each of thirty steps. Right, by powers of ten, the "
        "slope of the last state along the state of each step, and to the right of them the "
        "gradient of the recurrent weight, before and after clipping."
    )

    def __init__(self, width: int = charts.WIDEST):
        self.figure = charts.blank()
        self.state_axes = self.figure.add_subplot(1, 2, 1)
        self.slope_axes = self.figure.add_subplot(1, 2, 2)
        self._draw_states()
        self._draw_slopes()
        self.fit(width)

    def update(self, u: float) -> str:
        """Show the unit with the recurrent weight u; answer with the picture in words."""
        steps = np.arange(1, STEPS + 1)
        h = states(u)
        self.state.set_data(steps, h)
        self.state_stems.set_segments([[(t, 0), (t, y)] for t, y in zip(steps, h, strict=True)])
        sizes = np.clip(np.abs(slopes(u)), LOW, HIGH)
        self.slope.set_data(steps, sizes)
        self.slope_stems.set_segments(
            [[(t, LOW), (t, y)] for t, y in zip(steps, sizes, strict=True)]
        )
        raw = abs(weight_gradient(u))
        for mark, size in ((self.raw, raw), (self.clipped, min(raw, LIMIT))):
            mark.set_data([STEPS + 3], [np.clip(size, LOW, HIGH)])
        self.state_title.set_text(
            f"u = {words.number(u)}: {_short(states(u)[-1])} is left at step 30"
        )
        self.slope_title.set_text(f"slope along step 1: {_short(slopes(u)[0])}")
        return self._in_words(u, raw)

    def _in_words(self, u: float, raw: float) -> str:
        clip = f"clipped to {words.number(LIMIT)}" if raw > LIMIT else "nothing to clip"
        verdict = "It neither fades nor grows."
        if abs(u) < 1:
            verdict = "It fades: the last step hears little of the first."
        elif abs(u) > 1:
            verdict = "It grows at every step, forward and back."
        return (
            f"u = {words.number(u)}. Of the 1 that came in at step 1, {_short(states(u)[-1])} is "
            f"left at step 30, and the slope of step 30 along step 1 is the same. {verdict} "
            f"The gradient of u: {_short(raw)}, {clip}."
        )

    def fit(self, width: float) -> None:
        """Lay the two panels out for ``width`` CSS pixels: side by side, or one above the other."""
        charts.place_two(self.figure, (self.state_axes, self.slope_axes), width, left=70)

    def _draw_states(self) -> None:
        ax = self.state_axes
        ax.set(xlim=(0, STEPS + 1), ylim=(-EDGE, EDGE), xticks=range(0, 31, 5))
        ax.set(xlabel="step", ylabel="state h")
        ax.axhline(0, color=palette.FAINT, linewidth=1)
        self.state, self.state_stems, self.state_title = _stems(ax, palette.BLUE, "o", clip_on=True)
        charts.plain(ax, ticks=8.5, labels=9.5)

    def _draw_slopes(self) -> None:
        ax = self.slope_axes
        ax.set(yscale="log", xlim=(0, STEPS + 5), ylim=(LOW / 3, HIGH * 5))
        ax.set(xlabel="step", ylabel="size of the slope")
        ax.set_xticks([*range(0, 31, 5), STEPS + 3], [*map(str, range(0, 31, 5)), "u"])
        ax.set_yticks([10.0**n for n in range(-12, 7, 3)])
        ax.axhline(LIMIT, color=palette.FAINT, linewidth=1.2, linestyle=":")
        ax.text(0.6, LIMIT * 2.2, "1, where it is clipped", fontsize=8, color=palette.FAINT)
        self.slope, self.slope_stems, self.slope_title = _stems(ax, palette.OTHERS[0], "D")
        wide = {"linestyle": "none", "markeredgewidth": 1.6, "animated": True, "zorder": 5}
        (self.raw,) = ax.plot([], [], "o", markersize=11, markerfacecolor="none",
                              markeredgecolor=palette.TEXT, **wide)  # fmt: skip
        (self.clipped,) = ax.plot([], [], "s", markersize=6, color=palette.OTHERS[3], **wide)
        charts.plain(ax, ticks=8.5, labels=9.5)
        ax.minorticks_off()


def _stems(ax, colour: str, marker: str, clip_on: bool = False):
    """Marks on stems that move, and a title."""
    lines = ax.vlines([], [], [], color=palette.BOUNDARY, linewidth=1.1, animated=True)
    (marks,) = ax.plot(
        [], [], marker, color=colour, markersize=4.5, markeredgecolor=palette.TEXT,
        markeredgewidth=0.8, animated=True, zorder=4, clip_on=clip_on,
    )  # fmt: skip
    return marks, lines, ax.set_title("", animated=True, **charts.TITLE)


def _short(value: float) -> str:
    """A number of any size, in words that stay short."""
    if value == 0 or 0.0095 <= abs(value) < 1000:
        return words.number(value)
    return power(value)
