"""A figure as a picture file: the same figure gives the same bytes, today and next year."""

import io

from matplotlib.figure import Figure

# One CSS pixel of a figure is 1/100 inch: an 8-point text is 11 pixels high.
PIXELS_PER_INCH = 100


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
