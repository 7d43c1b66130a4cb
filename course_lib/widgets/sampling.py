"""A temperature under a slider, and the names that a network then draws."""

from collections.abc import Callable, Collection

import numpy as np

from course_lib.figures.sampling import SHOWN, SamplingPicture
from course_lib.nn.activations import softmax
from course_lib.widgets.live_figure import LiveFigure, Slider

HOTTEST, LONGEST = 2.5, 11
LETTERS = "abcdefghijklmnopqrstuvwxyz"

Say = Callable[[np.ndarray], np.ndarray]


def draw_names(say: Say, temperature: float, seed: int = 1, count: int = SHOWN) -> list[str]:
    """Names that a network writes, letter by letter, each drawn from what it says comes next.

    ``say`` answers signs (n, 12), 0 for the beginning, for the end and behind it, with the
    probabilities of each next sign, (n, 12, 27). The same seed draws with the same luck, so that
    two temperatures compare.

    >>> def say(signs):  # after the beginning an a or a b, then the end
    ...     p = np.zeros((*signs.shape, 27))
    ...     p[:, 0, 1], p[:, 0, 2], p[:, 1:, 0] = 0.9, 0.1, 1
    ...     return p
    >>> draw_names(say, 1.0, count=5)
    ['a', 'b', 'a', 'b', 'a']
    """
    luck = np.random.default_rng(seed).random((LONGEST + 1, count))
    signs = np.zeros((count, LONGEST + 1), dtype=int)
    for t in range(LONGEST):
        with np.errstate(divide="ignore"):  # what is impossible stays so
            scores = np.log(np.asarray(say(signs)[:, t], dtype=float))
        p = softmax(scores / temperature)
        drawn = (p.cumsum(axis=1) < luck[t][:, np.newaxis]).sum(axis=1)
        running = (signs[:, t] > 0) | (t == 0)  # a name that has ended stays so
        signs[:, t + 1] = np.where(running, np.minimum(drawn, 26), 0)
    return ["".join(LETTERS[sign - 1] for sign in row if sign) for row in signs]


def sampling(say: Say, known: Collection[str], temperature: float = 1.0) -> LiveFigure:
    """Names that a network draws at a temperature; ``known`` are the names that exist.

    ``say`` is as for ``draw_names``.
    """
    picture, known = SamplingPicture(), frozenset(known)
    sliders = [
        Slider("temperature", 0.1, HOTTEST, 0.1, temperature, "temperature"),
        Slider("seed", 1, 20, 1, 1, "another draw"),
    ]

    def update(values: dict[str, float]) -> str:
        warmth = round(values["temperature"], 1)
        names = draw_names(say, warmth, round(values["seed"]))
        return picture.update(warmth, names, known)

    return LiveFigure(picture.figure, sliders, update, alt=picture.alt, fit=picture.fit)
