"""What a learner has solved of one lesson: its recap shows it, and follows as answers come."""

from types import ModuleType

from course_lib import progress
from course_lib.checks import markup
from course_lib.checks.lesson import Lesson
from course_lib.checks.live_shown import LiveShown
from course_lib.exercises import standing


def solved(check: ModuleType) -> "Solved":
    """Show how each exercise of a lesson stands; ``check`` is what the lesson calls its checks."""
    return Solved(check.LESSON)


class Solved(LiveShown):
    """A line for each exercise of one lesson, with a bar; live where there is a kernel."""

    title = "What you have solved here"

    def __init__(self, lesson: Lesson):
        self.lesson = lesson

    def _text(self) -> str:
        states = self._states()
        width = max((len(name) for name, _ in states), default=0)
        lines = [f"{standing.bar(states)} {standing.count(states)}"]
        return "\n".join(
            lines + [f"{state.symbol} {name:<{width}}  {state.in_words}" for name, state in states]
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

    def _follow(self, text) -> None:
        text.solved = self  # who holds the text holds what follows the answers
        self.text = text
        progress.follow(self)

    def refresh(self) -> None:
        """An answer was kept: write the text anew."""
        self.text.html = self.live_html()
