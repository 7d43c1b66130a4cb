"""Axes that can be shown on their own: in a notebook they become a picture with alt text.

A figure made by pyplot stays in pyplot's list until somebody closes it, and is shown without
alt text for those who cannot see it. Ours is freed when nobody holds it, and has alt text.
"""

import html
from base64 import b64encode

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from course_lib.figures import palette, still


class Paper(Axes):
    """Matplotlib axes that a notebook shows as a still picture; ``alt`` says what is on it."""

    alt = ""

    def _repr_mimebundle_(self, **kwargs) -> tuple[dict, dict]:
        figure = self.get_figure()
        width, height = still.size(figure)
        picture = still.png(figure)
        # JupyterLab shows an image/png without its alt text. In HTML it has one everywhere.
        image = (
            f'<img src="data:image/png;base64,{b64encode(picture).decode()}" '
            f'alt="{html.escape(self.alt)}" width="{width}" height="{height}" '
            f'style="{still.FOLLOWS_THE_PAGE}">'
        )
        data = {"text/plain": self.alt, "text/html": image, "image/png": picture}
        return data, {"image/png": {"alt": self.alt, "width": width, "height": height}}


def paper(width: float, height: float) -> Paper:
    """Empty axes on a figure of their own, ``width`` by ``height`` CSS pixels."""
    inches = width / still.PIXELS_PER_INCH, height / still.PIXELS_PER_INCH
    figure = Figure(
        inches, dpi=still.PIXELS_PER_INCH, facecolor=palette.PAPER, layout="constrained"
    )
    return figure.add_subplot(axes_class=Paper)


def describe(ax: Axes, alt: str) -> Axes:
    """Give ``ax`` its alt text, where it can carry one."""
    if isinstance(ax, Paper):
        ax.alt = alt
    return ax
