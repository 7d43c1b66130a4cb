"""The height of the water at a jetty, read from a pole in the waves: few readings, much noise."""

import numpy as np

PERIOD = 12.4  # hours from one high tide to the next
WAVES = 0.35  # metres: the standard deviation of what the waves add to a reading


def tide(readings: int = 60, seed: int = 6) -> tuple[np.ndarray, np.ndarray]:
    """Hours since high tide and heights in metres, in the order of the day: both (readings, 1).

    The sea is made up: ``true_tide``, and waves from a bell curve. Another seed is another day.

    >>> hours, metres = tide()
    >>> hours.shape, metres.shape, bool((np.diff(hours[:, 0]) > 0).all())
    ((60, 1), (60, 1), True)
    """
    if readings < 1:
        raise ValueError(f"A day has one reading or more. Received readings={readings!r}.")
    rng = np.random.default_rng(seed)
    hours = np.sort(rng.uniform(0, PERIOD, size=(readings, 1)), axis=0)
    return hours, true_tide(hours) + rng.normal(scale=WAVES, size=hours.shape)


def hourly_tide(hours: int = 1000, seed: int = 6) -> np.ndarray:
    """One reading an hour, for ``hours`` hours on end, from a high tide on: metres, (hours,).

    >>> hourly_tide(3).shape
    (3,)
    """
    if hours < 1:
        raise ValueError(f"There is one reading or more. Received hours={hours!r}.")
    waves = np.random.default_rng(seed).normal(scale=WAVES, size=hours)
    return true_tide(np.arange(hours)) + waves


def true_tide(hours) -> np.ndarray:
    """The height without waves, in metres around the mean: what nobody on the jetty can see.

    >>> true_tide([0, 6.2, 12.4]).round(2).tolist()
    [1.0, -1.0, 1.0]
    """
    return np.cos(2 * np.pi * np.asarray(hours) / PERIOD)
