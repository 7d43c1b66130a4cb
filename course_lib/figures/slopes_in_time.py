"""How large the slope is along each step of a sequence, for several networks: each named."""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes

from course_lib.figures import charts, palette
from course_lib.figures.depth import power
from course_lib.figures.paper import describe, paper

LOW, HIGH = 1e-6, 10.0  # what the chart shows; beyond, a curve runs along its edge
_STYLES = (("-", "o"), ("--", "s"), ("-.", "^"), (":", "D"))


def slopes_in_time(slopes: Mapping[str, Sequence[float]], ax: Axes | None = None) -> Axes:
    """Draw a curve for each network, by powers of ten; ``slopes[name][t]`` is that of step t + 1.

    Each is drawn as a share of its own slope along the last step, so that they compare.
    """
    if not slopes or len(slopes) > len(_STYLES):
        raise ValueError(
            f"Expected the slopes of 1 to {len(_STYLES)} networks. Received {len(slopes)}."
        )
    ax = ax or paper(620, 290)
    said = []
    for (name, sizes), colour, (line, marker) in zip(
        slopes.items(), palette.OTHERS, _STYLES, strict=False
    ):
        shares = np.asarray(sizes, dtype=float) / sizes[-1]
        ax.plot(
            np.arange(1, len(shares) + 1), np.clip(shares, LOW, HIGH), color=colour,
            linestyle=line, linewidth=1.8, marker=marker, markersize=5,
            markevery=max(1, len(shares) // 8), label=name,
        )  # fmt: skip
        said.append(f"{name}: {power(shares[0])} of it along step 1")
    ax.set(yscale="log", ylim=(LOW / 3, HIGH), xlabel="step", ylabel="share of the slope")
    ax.set_title("Slope along each step, as a share of that along the last", **charts.TITLE)
    ax.minorticks_off()
    charts.plain(ax)
    ax.legend(loc="lower right", fontsize=9, framealpha=1)
    return describe(ax, f"How large the slope along each step is. {'; '.join(said)}.")
