"""What a check gives back: a value with a state, which shows itself as HTML and as text."""

from course_lib.checks import markup
from course_lib.checks.example import example_rows
from course_lib.checks.judgement import Judgement
from course_lib.checks.shown import Shown
from course_lib.checks.state import State
from course_lib.checks.verdict import Example, Verdict


class Answer(Judgement):
    """How an answer stands: ``state``, ``sentences``, and for a wrong one an ``example``.

    It is true when the state is *correct*.
    """

    def __init__(self, exercise, verdict: Verdict, notice: str = ""):
        self.exercise = exercise
        self.verdict = verdict
        self.notice = notice

    @property
    def state(self) -> State:
        """One of the four states."""
        return self.verdict.state

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is said of it; for a correct answer, what it is good for."""
        if self.state is State.CORRECT:
            return (self.exercise.reason,) if self.exercise.reason else ()
        return self.verdict.sentences

    @property
    def example(self) -> Example | None:
        """The case that shows what is wrong."""
        return self.verdict.example

    @property
    def _tiers(self) -> tuple[str, ...]:
        """The hints to offer: those of an answer that was tried and failed."""
        return self.exercise.tiers if self.example else ()

    @property
    def _line(self) -> str:
        """Where one change makes it right; empty where that is not known."""
        return self.verdict.located.sentence if self.verdict.located else ""

    def _html(self) -> str:
        first, *rest = [markup.prose(s) for s in self.sentences] or [""]
        parts = [markup.paragraph(f"<strong>{self._title}</strong>{': ' if first else '.'}{first}")]
        parts += [markup.paragraph(sentence) for sentence in rest]
        if self.example:
            rows, note = example_rows(self.exercise, self.example)
            parts += [markup.table(rows)] + [markup.paragraph(note)] * bool(note)
        parts += [_nested_hints(self._tiers, self._line)] if self._tiers or self._line else []
        parts += [markup.paragraph(markup.prose(self.notice))] if self.notice else []
        return self._box(*parts)

    def _text(self) -> str:
        lines = [f"{self._title}{': ' if self.sentences else '.'}{' '.join(self.sentences)}"]
        if self.example:
            rows, note = example_rows(self.exercise, self.example)
            width = max(len(name) for name, _ in rows)
            for name, value in rows:
                lines.append(f"  {name:<{width}}  " + value.replace("\n", "\n" + " " * (width + 4)))
            lines += [f"  {note}"] * bool(note)
        lines += [f"  {self._line}"] if self._line else []
        lines += [f"  Stuck? check.{self.exercise.name}.hint()"] if self._tiers else []
        return "\n".join([*lines, self.notice] if self.notice else lines)


class Task(Shown):
    """An exercise that is looked at rather than called."""

    def __init__(self, exercise):
        self.exercise = exercise

    def _sentences(self) -> tuple[str, str]:
        name, minutes = self.exercise.name, self.exercise.minutes
        unit = "minute" if minutes == 1 else "minutes"
        return (
            f"Exercise `{name}` ({minutes} {unit}, difficulty {self.exercise.difficulty} of 3): "
            f"{self.exercise.task}",
            f"Write it, then check it: `check.{name}({name})`.",
        )

    def _html(self) -> str:
        return markup.box(
            markup.GREY, *(markup.paragraph(markup.prose(s)) for s in self._sentences())
        )

    def _text(self) -> str:
        return "\n".join(self._sentences())


def _nested_hints(tiers: tuple[str, ...], line: str) -> str:
    """The hints, each folded into the one before it; where to look comes before all of them."""
    inner = ""
    for number, tier in reversed(list(enumerate(tiers, start=1))):
        inner = markup.folded(
            f"Hint {number} of {len(tiers)}", markup.paragraph(markup.prose(tier)), inner
        )
    if line:
        inner = markup.folded("Where to look", markup.paragraph(markup.prose(line)), inner)
    return inner
