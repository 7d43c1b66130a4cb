"""What a learner has solved of one lesson: its recap shows it, and follows as answers come."""

from types import ModuleType

from course_lib import progress
from course_lib.checks import markup
from course_lib.checks.lesson import Lesson
from course_lib.checks.shown import Shown
from course_lib.exercises import standing

TITLE = "What you have solved here"


def solved(check: ModuleType) -> "Solved":
    """Show how each exercise of a lesson stands; ``check`` is what the lesson calls its checks."""
    return Solved(check.LESSON)


class Solved(Shown):
    """A line for each exercise of one lesson, with a bar; live where there is a kernel."""

    def __init__(self, lesson: Lesson):
        self.lesson = lesson

    def _text(self) -> str:
        states = self._states()
        width = max((len(name) for name, _ in states), default=0)
        lines = [f"{standing.bar(states)} {standing.count(states)}"]
        return "\n".join(
            lines + [f"{state.symbol} {name:<{width}}  {state}" for name, state in states]
        )

    def _html(self) -> str:
        return markup.box(markup.GREY, self.live_html())

    def live_html(self) -> str:
        """The bar and the list, as they are now."""
        states = self._states()
        bar = f'<span aria-hidden="true">{standing.bar(states)}</span>'
        line = markup.paragraph(f"{bar} <strong>{standing.count(states)}</strong>")
        return line + standing.items(states)

    def _states(self):
        return list(standing.states(self.lesson, progress.standing()))

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict | tuple[dict, dict]:
        still = super()._repr_mimebundle_()
        try:
            data, metadata = self._live()._repr_mimebundle_()
        except ImportError:
            return still
        return data | still, metadata

    def _live(self):
        """A text on the page that is written anew after each answer."""
        from course_lib.widgets.cleanup import close_earlier_widgets
        from course_lib.widgets.live_text import LiveText

        text = LiveText(TITLE, self.live_html())
        close_earlier_widgets(text)
        text.solved = self  # who holds the text holds what follows the answers
        self.text = text
        progress.follow(self)
        return text

    def refresh(self) -> None:
        """An answer was kept: write the text anew."""
        self.text.html = self.live_html()
