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
class Verdict:
    """A state, what happened in sentences, and the case that shows it."""

    state: State
    sentences: tuple[str, ...] = ()
    example: Example | None = None
    mistakes: tuple[Mistake, ...] = field(default=())
