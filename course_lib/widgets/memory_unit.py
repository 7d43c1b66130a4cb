"""One unit that hears itself, with its recurrent weight on a slider."""

from course_lib.figures.memory_unit import MemoryUnitPicture
from course_lib.widgets.live_figure import LiveFigure, Slider


def memory_unit(u: float = 0.9) -> LiveFigure:
    """Show what a recurrent weight does to a state in thirty steps, and to a slope on its way back.

    >>> "1 is left at step 30" in memory_unit(1).readout
    True
    """
    picture = MemoryUnitPicture()
    slider = Slider("u", -1.5, 1.5, 0.05, u, "recurrent weight u")
    return LiveFigure(
        picture.figure, [slider], lambda values: picture.update(round(values["u"], 2)),
        alt=picture.alt, fit=picture.fit,
    )  # fmt: skip
