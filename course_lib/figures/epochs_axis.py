"""An axis of epochs on which the first, where most happens, have more room than the last.

The first ten lie side by side as on a ruler; from there on, ten times as many take the same room.
"""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import NullLocator

_EVEN = 10  # epochs, that lie about as on a ruler
_STOPS = 300  # about so many places on a track


def place(epoch):
    """Where an epoch lies: 0 at the beginning.

    >>> (place(np.array([0, 10, 1000])) / place(1000)).round(2).tolist()
    [0.0, 0.15, 1.0]
    """
    return np.log1p(np.maximum(epoch, -0.9 * _EVEN) / _EVEN)


def epoch_at(place):
    """The epoch at a place: the other way."""
    return _EVEN * np.expm1(place)


def stops(epochs: int) -> list[int]:
    """The epochs that a slider stops at: each of the first, then fewer and fewer.

    >>> stops(5), stops(1000)[:3], stops(1000)[-3:]
    ([0, 1, 2, 3, 4, 5], [0, 1, 2], [981, 996, 1000])
    """
    found, step = [0], place(epochs) / _STOPS
    while found[-1] < epochs:
        further = round(float(epoch_at(place(found[-1]) + step)))
        found.append(min(epochs, max(found[-1] + 1, further)))
    return found


def draw(ax: Axes, epochs: int) -> None:
    """Make the axis of ``ax`` one of epochs, from 0 to ``epochs``."""
    ax.set_xscale("function", functions=(place, epoch_at))
    margin = 0.02 * place(epochs)
    ax.set_xlim(epoch_at(-margin), epoch_at(place(epochs) + margin))
    ticks = [n for n in (0, 1, 3, 10, 30, 100, 300, 1000, 3000, 10_000, 30_000) if n <= epochs]
    ticks = [n for n in ticks if n in (0, epochs) or n >= _EVEN or epochs < 3 * _EVEN]
    if place(epochs) - place(ticks[-1]) > 0.12 * place(epochs):
        ticks.append(epochs)
    ax.set_xticks(ticks, [f"{tick:,}" for tick in ticks])
    ax.xaxis.set_minor_locator(NullLocator())
    ax.set_xlabel("epoch: the first have more room", labelpad=1)
