"""What all answers of a check have in common: a state, whether that is *correct*, and a box."""

from course_lib.checks import markup
from course_lib.checks.shown import Shown
from course_lib.checks.state import State

EDGES = {
    State.CORRECT: markup.BLUE,
    State.NOT_YET: markup.ORANGE,
    State.ERROR: markup.RED,
    State.NOT_ATTEMPTED: markup.GREY,
}


class Judgement(Shown):
    """How something stands. Subclasses give ``state``, and it is true when that is *correct*."""

    state: State

    def __bool__(self) -> bool:
        return self.state is State.CORRECT

    @property
    def _title(self) -> str:
        return self.state.heading

    def _box(self, *parts: str) -> str:
        """Paragraphs and tables in a box whose edge has the state's colour."""
        return markup.box(EDGES[self.state], *parts)
