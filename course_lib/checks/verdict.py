"""How an answer stands, as data: the state, the sentences, and the case that shows it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from course_lib.checks.compare import Difference
from course_lib.checks.run import Outcome
from course_lib.checks.state import State


@dataclass(frozen=True)
class Mistake:
    """A wrong answer that has a name: run on the same inputs, it gives the same outputs."""

    message: str
    answer: Callable
    name: str = ""
    same_as: str | None = None


@dataclass(frozen=True)
class Example:
    """One case that shows what is wrong."""

    args: tuple
    expected: Outcome
    got: Outcome
    difference: Difference


@dataclass(frozen=True)
class Located:
    """The one line of a learner's code where a single change makes all right."""

    line: int
    look_at: str

    @property
    def sentence(self) -> str:
        """Where to look, and not what to write."""
        hint = f": look at {self.look_at}" if self.look_at else ""
        return f"One change in line {self.line} makes this right{hint}."


@dataclass(frozen=True)
class Verdict:
    """A state, what happened in sentences, and the case that shows it.

    ``found`` says how the sentences were found: "declared" (a mistake of the exercise's own),
    "variation", "pattern", "error", or "" where the difference is all that can be told.
    """

    state: State
    sentences: tuple[str, ...] = ()
    example: Example | None = None
    mistakes: tuple[Mistake, ...] = field(default=())
    found: str = ""
    located: Located | None = None
