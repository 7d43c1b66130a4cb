"""A neuron's two pictures, with evenings marked on the map: what it should say there is known."""

from collections.abc import Sequence

import numpy as np

from course_lib.figures import charts, palette
from course_lib.figures.neuron import NeuronPicture

COAT = np.array([[4.0, 2.0], [3.0, 3.0], [2.0, 4.0], [5.0, 5.0]])  # windy and cold
NO_COAT = np.array([[4.0, -2.0], [-2.0, 4.0], [0.0, 0.0], [-4.0, -3.0]])  # one of them, or none
SURE = 0.9  # for a coat the answer is to be above it, for none below 0.1


def outputs(w: Sequence[float], b: float) -> tuple[np.ndarray, np.ndarray]:
    """What a neuron with a sigmoid says: of the evenings for a coat, and of the others.

    >>> [a.round(2).tolist() for a in outputs([1, 1], -4)]
    [[0.88, 0.88, 0.88, 1.0], [0.12, 0.12, 0.02, 0.0]]
    """
    sums = [evenings @ np.asarray(w, dtype=float) + b for evenings in (COAT, NO_COAT)]
    coat, none = (1 / (1 + np.exp(-z)) for z in sums)
    return coat, none


class EveningsPicture(NeuronPicture):
    """The neuron's map with eight evenings on it: discs that want a yes, squares that want a no.

    An evening is crossed while the answer there is wrong, or not sure.
    """

    def __init__(self, f, weights: Sequence[float], bias: float):
        super().__init__(f, weights, bias, COAT[0])

    def _draw_map(self) -> None:
        super()._draw_map()
        look = {"markeredgecolor": palette.TEXT, "linestyle": "none", "animated": True}
        discs = {"color": palette.BLUE, "markersize": 10, "markeredgewidth": 1.8, **look}
        self.map.plot(*COAT.T, "o", zorder=5, label="wants a yes", **discs)
        self.map.plot(*NO_COAT.T, "s", zorder=5, label="wants a no",
                      **discs | {"color": palette.ORANGE})  # fmt: skip
        cross = {"color": palette.PAPER, "markersize": 9, "markeredgewidth": 1, **look}
        (self.misses,) = self.map.plot([], [], "X", zorder=6, label="not yet", **cross)
        legend = self.map.legend(
            loc="lower right", ncols=3, fontsize=7.5, framealpha=1,
            handletextpad=0.1, columnspacing=0.7, borderaxespad=0.2,
        )  # fmt: skip
        legend.set(animated=True, zorder=7)
        self.map.set_title("Eight evenings", **charts.TITLE)

    def update(self, weights, bias, inputs) -> str:
        """Move every artist, and cross the evenings that are not answered yet."""
        said = super().update(weights, bias, inputs)
        coat, none = outputs(self.w, self.b)
        missed = np.vstack([COAT[coat <= SURE], NO_COAT[none >= 1 - SURE]])
        self.misses.set_data(*missed.T)
        self.point.set_data([], [])
        for side in self.sides:
            side.set_text("")
        return said

    @property
    def alt(self) -> str:
        """What the picture is, for those who cannot see it."""
        return (
            "Left, a map of the inputs x1 and x2, coloured by the neuron's output, with its "
            "boundary line and eight evenings: discs that want a yes, squares that want a no, "
            "crossed while the answer is wrong or not sure; right, the activation curve with a dot "
            "for the disc at (4, 2)."
        )
