"""A picture of a digit, and beside it what a network says it is: one bar for each digit."""

import numpy as np

from course_lib.figures import charts, palette
from course_lib.figures.pixels import INK

_BARS = 10


class ReadingPicture:
    """Draws one picture and ten outputs, one of which is right."""

    alt = (
        "Left, a handwritten digit of 8 by 8 pixels. Right, ten bars: how sure the network is of "
        "each digit. The right one's bar is blue and has a dot at its foot."
    )

    def __init__(self, width: int = charts.WIDEST):
        self.figure = charts.blank()
        self.picture_axes = self.figure.add_subplot(1, 2, 1)
        self.bar_axes = self.figure.add_subplot(1, 2, 2)
        self._draw_picture()
        self._draw_bars()
        self.fit(width)

    def update(self, picture, outputs, truth: int, moved: str, all_right: str) -> str:
        """Show a picture (8, 8, 1) and ten outputs; answer with both in words."""
        self.image.set_data(np.asarray(picture)[..., 0])
        said = int(np.argmax(outputs))
        for digit, (bar, output) in enumerate(zip(self.bars, outputs, strict=True)):
            bar.set_width(float(output))
            bar.set_facecolor(palette.BLUE if digit == truth else palette.FAINT)
        self.truth.set_data([0], [truth])
        verdict = "right" if said == truth else "wrong"
        self.title.set_text(f"it says {said}: {verdict}")
        self.place.set_text(moved)
        what = f"{'An' if truth == 8 else 'A'} {truth}, {moved}."
        sure = f"The network says {said}, and is {float(outputs[said]):.0%} sure: {verdict}."
        return f"{what} {sure} {all_right}"

    def fit(self, width: float) -> None:
        """Lay the two panels out for ``width`` CSS pixels: side by side, or one above the other."""
        width = charts.within(width)
        if width >= charts.STACKED_BELOW:
            side, height = min(260, width // 2 - 60), 320
            left = (width // 2 - side) // 2
            boxes = (left, 24, side, side), (width // 2 + 30, 44, width // 2 - 54, 240)
        else:
            side, height = min(220, width - 40), 560
            boxes = ((width - side) // 2, 310, side, side), (40, 44, width - 64, 210)
        charts.place(self.figure, (self.picture_axes, self.bar_axes), boxes, width, height)

    def _draw_picture(self) -> None:
        ax = self.picture_axes
        self.image = ax.imshow(
            np.zeros((8, 8)), cmap=INK, vmin=0, vmax=1, interpolation="nearest", animated=True
        )
        # A little more than the picture, which would be drawn over the frame.
        ax.set(xticks=[], yticks=[], xlim=(-0.6, 7.6), ylim=(7.6, -0.6))
        for spine in ax.spines.values():
            spine.set(color=palette.FAINT)
        self.place = ax.set_title("", animated=True, **charts.TITLE)

    def _draw_bars(self) -> None:
        ax = self.bar_axes
        self.bars = ax.barh(range(_BARS), np.zeros(_BARS), height=0.72)
        for bar in self.bars:
            bar.set_animated(True)
        (self.truth,) = ax.plot([0], [0], "o", **charts.DOT | {"color": palette.BLUE})
        ax.set(xlim=(0, 1), ylim=(_BARS - 0.4, -0.6), yticks=range(_BARS))
        ax.set(xlabel="output: how sure", ylabel="digit")
        self.title = ax.set_title("", animated=True, **charts.TITLE)
        charts.plain(ax)
