"""Where a slider stands on the site: a few places of its own track, and where it begins."""

import math


def stops(slider: dict, every: int) -> list[float]:
    """Each ``every``-th place of a slider's track in both directions from where it begins.

    >>> stops({"low": -1, "high": 1, "step": 0.1, "value": 0.3, "log": False, "stops": ()}, 5)
    [-0.7, -0.2, 0.3, 0.8]
    >>> stops({"low": 0, "high": 9, "step": 1, "value": 0, "log": False, "stops": [0, 1, 4, 9]}, 2)
    [0, 4, 9]
    """
    if slider.get("stops"):
        places = list(slider["stops"])
        return sorted({*places[::every], slider["value"], places[-1]})
    log = slider.get("log", False)
    low, high, value = (_place(slider[name], log) for name in ("low", "high", "value"))
    step = slider["step"] * every
    before, after = (math.floor(reach / step + 1e-9) for reach in (value - low, high - value))
    places = [value + step * i for i in range(-before, after + 1)]
    return [float(f"{10**place if log else place:.6g}") for place in places]


def _place(value: float, log: bool) -> float:
    return math.log10(value) if log else value
