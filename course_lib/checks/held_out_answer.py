"""What a held-out check gives back: the share right, each step, and what is confused most."""

from course_lib.checks import markup
from course_lib.checks.held_out_judge import HeldOutVerdict
from course_lib.checks.judgement import Judgement
from course_lib.checks.state import State


class HeldOutAnswer(Judgement):
    """How a predictor stands: ``state``, ``sentences``, and its ``verdict`` with all numbers.

    It is true when the state is *correct*.
    """

    def __init__(self, exercise, verdict: HeldOutVerdict, notice: str = ""):
        self.exercise = exercise
        self.verdict = verdict
        self.notice = notice

    @property
    def state(self) -> State:
        """One of the four states."""
        return self.verdict.state

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is said of it; at the end of a correct answer, what it is good for."""
        why = [self.exercise.reason] if self and self.exercise.reason else []
        return (*self.verdict.sentences, *why)

    @property
    def _tiers(self) -> tuple[str, ...]:
        return self.exercise.tiers if self.state in (State.NOT_YET, State.ERROR) else ()

    def _text(self) -> str:
        rows = self.verdict.rows
        width = max([len(name) for name, _ in rows], default=0)
        lines = [" ".join([f"{self._title}:", *self.sentences])]
        lines += [f"  {name:<{width}}    {value}" for name, value in rows]
        lines += [f"  Stuck? check.{self.exercise.name}.hint()"] if self._tiers else []
        return "\n".join([*lines, self.notice] if self.notice else lines)

    def _html(self) -> str:
        parts = [markup.paragraph(f"<strong>{self._title}</strong>")]
        parts += [markup.paragraph(markup.prose(sentence)) for sentence in self.sentences]
        parts += [markup.table(list(self.verdict.rows))] if self.verdict.rows else []
        stuck = f"Stuck? `check.{self.exercise.name}.hint()`"
        parts += [markup.paragraph(markup.prose(stuck))] if self._tiers else []
        parts += [markup.paragraph(markup.prose(self.notice))] if self.notice else []
        return self._box(*parts)
