"""A figure as a picture file: the same figure gives the same bytes, today and next year."""

import io

from matplotlib.figure import Figure

# One CSS pixel of a figure is 1/100 inch: an 8-point text is 11 pixels high.
PIXELS_PER_INCH = 100

# On a dark page, light and dark change places and hues stay, as in widgets/controls.css. A style in
# a tag can ask for no theme; but JupyterLab says by a number, 0 or 32, whether its page is dark.
FOLLOWS_THE_PAGE = (
    "border-radius: 6px; "
    "filter: invert(calc(var(--jp-shadow-base-lightness, 0) * 0.028)) "
    "hue-rotate(calc(var(--jp-shadow-base-lightness, 0) * 5.625deg))"
)


def png(figure: Figure, sharpness: float = 2.0) -> bytes:
    """Draw ``figure`` as PNG, ``sharpness`` device pixels to a CSS pixel.

    Matplotlib would write its version into the file, and every upgrade would change every
    committed picture; so that note is left out.
    """
    file = io.BytesIO()
    figure.savefig(file, format="png", dpi=PIXELS_PER_INCH * sharpness, metadata={"Software": None})
    return file.getvalue()


def size(figure: Figure) -> tuple[int, int]:
    """Width and height of ``figure`` as shown, in CSS pixels."""
    width, height = figure.get_size_inches() * PIXELS_PER_INCH
    return round(width), round(height)
