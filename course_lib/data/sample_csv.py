"""Small CSV files to try a table of one's own with, as text: their rows are made up."""

import numpy as np


def people_csv(rows: int = 200, seed: int = 0) -> str:
    """The text of a small CSV: kin of Alice, Bob, Charlie and Diana, made up from bell curves.

    >>> print(people_csv(rows=2))
    weight,height,who
    154.4,72.6,male
    157.3,69.7,male
    <BLANKLINE>
    """
    rng = np.random.default_rng(seed)
    lines = ["weight,height,who"]
    for who in rng.choice(["female", "male"], size=rows):
        middle = (126.5, 62.5) if who == "female" else (156.0, 71.0)
        weight, height = rng.normal(middle, (12.0, 2.5))
        lines.append(f"{weight:.1f},{height:.1f},{who}")
    return "\n".join(lines) + "\n"


def rents_csv(rows: int = 200, seed: int = 0) -> str:
    """The text of a small CSV with a number to predict: flats, and what they cost a month.

    >>> print(rents_csv(rows=2))
    area,rooms,floor,rent
    105,4,1,1162
    85,3,0,979
    <BLANKLINE>
    """
    rng = np.random.default_rng(seed)
    lines = ["area,rooms,floor,rent"]
    for area in rng.integers(25, 120, size=rows):
        rooms = max(1, round(area / 28 + rng.normal(0, 0.7)))
        floor = rng.integers(0, 6)
        rent = 150 + 8 * area + 45 * rooms - 12 * floor + rng.normal(0, 40)
        lines.append(f"{area},{rooms},{floor},{rent:.0f}")
    return "\n".join(lines) + "\n"
