"""A temperature under a slider, and the names that a network then draws."""

from collections.abc import Callable, Collection

from course_lib.figures.sampling import SamplingPicture
from course_lib.widgets.live_figure import LiveFigure, Slider

HOTTEST = 2.5


def sampling(
    write: Callable[[float, int], list[str]], known: Collection[str], temperature: float = 1.0
) -> LiveFigure:
    """Names that ``write(temperature, seed)`` draws; ``known`` are the names that exist.

    >>> live = sampling(lambda temperature, seed: ["anna", "anzo"], {"anna"})
    >>> live.move(temperature=0.5)
    'Temperature 0.5: of 2 names, 1 are known and 1 new. anna, anzo.'
    """
    picture, known = SamplingPicture(), frozenset(known)
    sliders = [
        Slider("temperature", 0.1, HOTTEST, 0.1, temperature, "temperature"),
        Slider("seed", 1, 20, 1, 1, "another draw"),
    ]

    def update(values: dict[str, float]) -> str:
        warmth = round(values["temperature"], 1)
        return picture.update(warmth, write(warmth, round(values["seed"])), known)

    return LiveFigure(picture.figure, sliders, update, alt=picture.alt, fit=picture.fit)
