"""Read a number as people write it: 0,25 and −1/4, 75% and 1,994."""

import math
import re


def readings(typed: str) -> list[float]:
    """The ways to read a number: one with a comma before three digits has two, a word has none.

    >>> readings("1,994"), readings("0,25"), readings("x")
    ([1.994, 1994.0], [0.25], [])
    >>> readings("−1/4"), readings("2e-3"), readings("75%"), readings("1,994,000")
    ([-0.25], [0.002], [0.75], [1994000.0])
    """
    text = typed.strip().replace("−", "-").replace("–", "-").replace(" ", "")
    texts = []
    if text.count(",") == 1 and "." not in text:
        texts.append(text.replace(",", "."))
    if re.fullmatch(r"-?[1-9]\d{0,2}(,\d{3})+(\.\d*)?%?", text):
        texts.append(text.replace(",", ""))
    values = (_as_float(text) for text in texts or [text])
    return [value for value in values if value is not None]


def _as_float(text: str) -> float | None:
    parts, hundredth = text.removesuffix("%"), text.endswith("%")
    above, slash, below = parts.partition("/")
    try:
        value = float(above) / float(below) if slash else float(above)
    except (ValueError, ZeroDivisionError):
        return None
    value = value / 100 if hundredth else value
    return value if math.isfinite(value) else None
