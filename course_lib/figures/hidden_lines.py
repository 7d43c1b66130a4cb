"""The boundaries of hidden neurons on the map of a network's inputs, dashed and named."""

from collections.abc import Sequence

import numpy as np
from matplotlib import patheffects
from matplotlib.axes import Axes

from course_lib.figures import palette

_HALO = [patheffects.withStroke(linewidth=3, foreground=palette.PAPER)]
_SHARES = (0.06, 0.94, 0.14, 0.86, 0.22, 0.78, 0.3, 0.7, 0.38, 0.62, 0.5)  # of a line, for a name
_ROOM = 0.07  # of the map, between two names
_MARK = (0.07, 0.06, 0.13)  # of the map, around a sample: at each side, below, and above for a name


class HiddenLines:
    """A dashed line for each neuron, named where no sample stands; twins share one.

    ``count`` is how many lines are on the map, twins counted once.
    """

    def __init__(self, ax: Axes, view: Sequence[tuple[float, float]], samples: np.ndarray):
        self.ax, self.view, self.samples = ax, view, samples
        self.lines, self.names, self.count = [], [], 0

    def move(self, kernel: np.ndarray, bias: np.ndarray) -> None:
        """Show the lines of a kernel (2, units) and its bias (units,)."""
        while len(self.lines) < kernel.shape[1]:
            self._add()
        taken, seen = [], {}
        for j, (line, name) in enumerate(zip(self.lines, self.names, strict=True)):
            ends = crossing(kernel[:, j], float(bias[j]), self.view)
            twin = seen.setdefault(tuple(ends.round(3).ravel()), name)
            alone = len(ends) > 0 and twin is name
            line.set_data(*(ends.T if alone else ([], [])))
            name.set_text(f"h{j + 1}" if alone else "")
            if alone:
                name.set(position=self._free_spot(ends, taken), ha="center")
            elif len(ends):
                twin.set_text(f"{twin.get_text()} = h{j + 1}")
                right = twin.get_position()[0] > sum(self.view[0]) / 2
                twin.set_ha("right" if right else "left")  # a long name, inwards
        seen.pop((), None)
        self.count = len(seen)

    def _add(self) -> None:
        colour = palette.OTHERS[len(self.lines) % len(palette.OTHERS)]
        style = {"color": colour, "linestyle": (0, (5, 3)), "linewidth": 1.6, "animated": True}
        self.lines += self.ax.plot([], [], **style)
        self.names.append(
            self.ax.text(0, 0, "", fontsize=9, color=palette.TEXT, animated=True,
                         path_effects=_HALO, ha="center", va="center", zorder=7)
        )  # fmt: skip

    def _free_spot(self, ends: np.ndarray, taken: list) -> np.ndarray:
        """The first place on the line where no name and no sample stands, or else its end."""
        spots = [ends[0] + share * (ends[1] - ends[0]) for share in _SHARES]
        spot = next((spot for spot in spots if self._is_free(spot, taken)), spots[0])
        taken.append(spot)
        low, high = np.transpose(self.view)
        return np.clip(spot, low + 0.04 * (high - low), high - 0.04 * (high - low))

    def _is_free(self, spot: np.ndarray, taken: list) -> bool:
        size = np.array([high - low for low, high in self.view])
        if any((np.abs(spot - other) / size < _ROOM).all() for other in taken):
            return False
        across, up = ((spot - self.samples) / size).T
        side, below, above = _MARK
        return not ((np.abs(across) < side) & (-below < up) & (up < above)).any()


def crossing(w: np.ndarray, b: float, view: Sequence[tuple[float, float]]) -> np.ndarray:
    """Where the line ``w . x + b = 0`` enters and leaves the map: (2, 2), or (0, 2) if it misses.

    >>> crossing(np.array([0.0, 1.0]), -1.0, [(0, 4), (0, 3)]).tolist()
    [[0.0, 1.0], [4.0, 1.0]]
    """
    ends = []
    for i in (0, 1):  # the sides where x_i is at its end
        if abs(w[1 - i]) < 1e-12:
            continue
        for side in view[i]:
            other = -(b + w[i] * side) / w[1 - i]
            if view[1 - i][0] <= other <= view[1 - i][1]:
                ends.append([side, float(other)] if i == 0 else [float(other), side])
    if not ends:
        return np.empty((0, 2))
    ends = np.array(sorted(ends))
    return ends[[0, -1]]
