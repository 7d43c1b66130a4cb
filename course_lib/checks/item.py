"""What a lesson asks: what exercises, forms and questions have in common.

Each declares its name and its lesson, hints, a right answer and what that is good for; each keeps
the learner's last answer, and is strict where a test asks for it.
"""

import os

from course_lib.checks.shown import Code, Hint, Shown, display
from course_lib.checks.state import State
from course_lib.progress import store


class NotCorrect(AssertionError):
    """Raised under COURSE_STRICT=1 by an answer that is not correct."""


class Item:
    """One thing that a lesson asks. Its answers have a ``state``, and show themselves."""

    def __init__(self, name: str, lesson: int):
        self.name = name
        self.lesson = lesson
        self.tiers: tuple[str, ...] = ()
        self.reason = ""
        self._hints_given = 0

    # --- declaring -------------------------------------------------------------------------------

    def hints(self, *tiers: str) -> None:
        """Declare the hints, from a nudge to nearly the answer."""
        self.tiers = tiers

    def why(self, sentence: str) -> None:
        """Declare what a correct answer is good for; shown when it is correct."""
        self.reason = sentence

    def solution_source(self) -> str:
        """One right answer, as it may be typed."""
        raise NotImplementedError

    # --- answering -------------------------------------------------------------------------------

    def hint(self, tier: int | None = None) -> Hint:
        """Give the next hint, or the one asked for, counted from 1; the last one stays."""
        number = self._hints_given + 1 if tier is None else tier
        self._hints_given = min(max(number, 1), len(self.tiers))
        return Hint(self.tiers, self._hints_given)

    def solution(self) -> Shown:
        """Show one right answer, and what it is good for."""
        return Code(f"One right answer to `{self.name}`", self.solution_source(), self.reason)

    def my_answer(self) -> Code:
        """Show the answer that was checked last, as it is kept on this machine."""
        last = store.latest(self.lesson, self.name)
        if last is None or not last.answer:
            return Code(f"No answer to `{self.name}` is kept here yet", "")
        state = State(last.state).in_words if last.state in list(State) else "kept"
        return Code(f"Your last answer to `{self.name}`: {state}", last.answer)

    def _keep(self, state: State | str, answer: str) -> None:
        """Keep an answer, unless nothing has been attempted."""
        if state is not State.NOT_ATTEMPTED:
            store.record(self.lesson, self.name, state, answer)

    def _strictly(self, answer: Shown) -> Shown:
        """The answer; under COURSE_STRICT=1 an exception, if it has a state other than correct."""
        wrong = answer.state not in (State.CORRECT, None)
        if wrong and os.environ.get("COURSE_STRICT") == "1":
            display(answer)
            raise NotCorrect(str(answer))
        return answer
