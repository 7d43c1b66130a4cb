"""Every colour of the course, in one place, so that a colour always means the same thing.

Blue is positive, yes, class 1; orange is negative, no, class 0; dark grey is where a decision
tips over. Both hues are Okabe and Ito's (2008), chosen to stay apart for colour-blind readers.
No figure tells anything by colour alone: a word, a shape or a line style says it again.
"""

import numpy as np

BLUE = "#0072B2"
ORANGE = "#E69F00"
BETWEEN = "#F7F7F7"  # neither yes nor no: nearly the paper
BOUNDARY = "#333333"
PAPER = "#FFFFFF"
TEXT = "#222222"
FAINT = "#767676"  # the lightest grey that still reads as text on paper (4.5 : 1)

# The same two meanings, dark enough to be read as text on paper (at least 4.5 : 1).
BLUE_TEXT = "#005A8E"
ORANGE_TEXT = "#8F5F00"

# For everything that is neither yes nor no; always doubled by shape, line style or label.
OTHERS = ("#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#000000")

# Ten labels, each of which is written out as its number: dark enough to be read as text on paper.
TEN = (
    "#005A8E", "#8F5F00", "#00724E", "#A0407E", "#000000",
    "#B34700", "#1B6F9C", "#767676", "#5B4EA3", "#5F6D00",
)  # fmt: skip

# 129 shades from no to yes: odd, so that "can't decide" has a shade of its own; no more, so that
# the picture of a plane travels in few bytes and steps still cannot be seen.
_LEVELS = 129


def _rgb(colour: str) -> np.ndarray:
    return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)], dtype=float)


def _shades() -> np.ndarray:
    t = np.linspace(-1, 1, _LEVELS)[:, np.newaxis]
    end = np.where(t < 0, _rgb(ORANGE), _rgb(BLUE))
    rgba = np.full((_LEVELS, 4), 255, dtype=np.uint8)
    rgba[:, :3] = np.round(_rgb(BETWEEN) + (end - _rgb(BETWEEN)) * np.abs(t))
    rgba.setflags(write=False)
    return rgba


SHADES = _shades()


def shade_index(a: np.ndarray, low: float, high: float) -> np.ndarray:
    """Which row of ``SHADES`` shows output ``a``, when ``low`` is full orange and ``high`` blue.

    >>> shade_index(np.array([0.0, 0.5, 1.0, 7.0]), 0, 1).tolist()
    [0, 64, 128, 128]
    """
    share = (np.asarray(a, dtype=float) - low) / (high - low)
    return np.round(np.clip(share, 0, 1) * (_LEVELS - 1)).astype(np.intp)


def shade(a: float, low: float = 0.0, high: float = 1.0) -> str:
    """The colour of one output, as ``#rrggbb``.

    >>> shade(1.0) == BLUE, shade(0.0) == ORANGE
    (True, True)
    """
    red, green, blue, _ = SHADES[shade_index(a, low, high)]
    return f"#{red:02X}{green:02X}{blue:02X}"


def contrast(one: str, other: str) -> float:
    """WCAG 2's contrast ratio of two colours, from 1 (the same) to 21 (black on white).

    >>> round(contrast("#000000", "#FFFFFF"))
    21
    """
    dark, light = sorted(_luminance(colour) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def ink_on(colour: str) -> str:
    """Black or white for text on ``colour``, whichever is easier to read: 4.5 to 1 at least.

    >>> ink_on(PAPER), ink_on(ORANGE), ink_on(BLUE)
    ('#000000', '#000000', '#FFFFFF')
    """
    return max(("#000000", "#FFFFFF"), key=lambda ink: contrast(ink, colour))


def _luminance(colour: str) -> float:
    c = _rgb(colour) / 255
    linear = np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])
