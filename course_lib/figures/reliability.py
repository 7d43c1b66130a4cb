"""Whether a model is right as often as it is sure: a bar for each tenth of sureness."""

import numpy as np

from course_lib.figures import charts, palette

BINS = 10


def bins_of(sure, right, bins: int = BINS) -> list[tuple[int, float, float]]:
    """For each bin of sureness: how many answers, their mean sureness, the share that is right.

    ``sure`` (n,) from 0 to 1, ``right`` (n,) of True and False. A bin reaches up to its upper edge
    and without it; 1 belongs to the last. An empty bin has 0, nan and nan.

    >>> bins_of([0.2, 0.9, 0.8], [True, True, False], bins=2)
    [(1, 0.2, 1.0), (2, 0.85, 0.5)]
    """
    sure, right = np.asarray(sure, dtype=float), np.asarray(right, dtype=float)
    places = np.minimum((sure * bins).astype(int), bins - 1)
    found = []
    for place in range(bins):
        here = places == place
        means = (
            (float(sure[here].mean()), float(right[here].mean())) if here.any() else (np.nan,) * 2
        )
        found.append((int(here.sum()), *(round(mean, 12) for mean in means)))
    return found


def calibration_error(sure, right, bins: int = BINS) -> float:
    """The gap between sureness and share right in each bin, weighted by its answers.

    >>> round(calibration_error([0.2, 0.9, 0.8], [True, True, False], bins=2), 4)
    0.5
    """
    found = [(n, abs(mean - share)) for n, mean, share in bins_of(sure, right, bins) if n]
    return float(sum(n * gap for n, gap in found) / len(np.asarray(sure)))


class ReliabilityPicture:
    """Draws the share right in each bin over its sureness, and below how many answers it has."""

    alt = (
        "Above, a bar for each tenth of sureness: the share of its answers that is right. The "
        "diagonal is where both are equal. Below, how many answers there are in each tenth."
    )

    def __init__(self, width: int = 560):
        self.figure = charts.blank()
        self.axes = self.figure.add_subplot(2, 1, 1), self.figure.add_subplot(2, 1, 2)
        middles = (np.arange(BINS) + 0.5) / BINS
        top, bottom = self.axes
        self.bars = top.bar(middles, 0 * middles, width=0.09, color=palette.BLUE)
        (self.dots,) = top.plot([], [], "D", color=palette.TEXT, markersize=5, animated=True)
        top.plot(
            [0, 1], [0, 1], "--", color=palette.BOUNDARY, linewidth=1.2, animated=True, zorder=3
        )
        self.diagonal = top.lines[-1]
        top.set(xlim=(0, 1), ylim=(0, 1.04), ylabel="share right", xticks=np.arange(0, 1.1, 0.2))
        self.title = top.set_title("", animated=True, **charts.TITLE)
        self.counts = bottom.bar(middles, 0 * middles, width=0.09, color=palette.FAINT)
        bottom.set(xlim=(0, 1), ylim=(0, 1), xlabel="how sure it is", ylabel="answers")
        for bar in (*self.bars, *self.counts):
            bar.set_animated(True)
        for ax in self.axes:
            charts.plain(ax)
        self.fit(width)

    def update(self, sure, right, setting: str, note: str = "") -> str:
        """Show these answers; gives the same in words."""
        found = bins_of(sure, right)
        for bar, count, (n, _, share) in zip(self.bars, self.counts, found, strict=True):
            bar.set_height(share if n else 0)
            count.set_height(n / len(sure))
        filled = [(mean, share) for n, mean, share in found if n]
        self.dots.set_data(*zip(*filled, strict=True))
        error, mean = calibration_error(sure, right), float(np.mean(sure))
        share = float(np.mean(right))
        self.title.set_text(f"{setting}   calibration error {error:.3f}")
        words = (
            f"{setting}: {100 * mean:.0f} % sure on the average, {100 * share:.0f} % right. "
            f"Calibration error {error:.3f}."
        )
        return f"{words} {note}".strip()

    def fit(self, width: float) -> None:
        """Lay both panels out for ``width`` CSS pixels, one above the other."""
        width = min(charts.within(width), 560)
        boxes = (64, 190, width - 84, 220), (64, 48, width - 84, 96)
        charts.place(self.figure, self.axes, boxes, width, 440)
