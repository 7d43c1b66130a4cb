"""Late work: when it was due, when it came, and what the class's rule takes off.

Times are those of the class's clock, without a zone: as the platform shows them, and as the due
dates are written. Nothing is taken off unless the instructor has chosen a rule, and nothing where
no time is known.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from course_lib.grading.decisions import DueDate

DAY = timedelta(days=1)
RULES = "none, cutoff, or a percentage a day such as 10%/day"


class LateError(Exception):
    """Due dates, times or a rule can't be used; the message says why."""


@dataclass(frozen=True)
class Rule:
    """What lateness costs: ``percent`` of a lesson's points for each day begun; 100 at once."""

    text: str = "none"
    percent: float = 0.0
    cutoff: bool = False

    def points(self, days: int, score: float, possible: float) -> float:
        """The points that are taken off a score; it never falls below 0.

        >>> rule("10%/day").points(2, score=6, possible=6)
        1.2
        >>> rule("10%/day").points(3, score=1, possible=6), rule("cutoff").points(1, 5, 6)
        (1, 5)
        """
        if self.cutoff and days:
            return score
        return min(score, round(self.percent / 100 * days * possible, 6))


@dataclass(frozen=True)
class Lateness:
    """When a submission was due and came, and how many days late that is, each begun one whole."""

    due: datetime | None = None
    handed_in: datetime | None = None

    @property
    def days(self) -> int:
        """0 where it came in time, or where either time is unknown."""
        if self.due is None or self.handed_in is None:
            return 0
        return max(0, math.ceil((self.handed_in - self.due) / DAY))

    def __str__(self) -> str:
        if self.handed_in is None:
            return ""
        said = f"handed in {shown(self.handed_in)}"
        if self.days:
            said += f", {self.days} day{'s' * (self.days > 1)} late (due {shown(self.due)})"
        return said


def rule(text: str) -> Rule:
    """The rule of this name. Raises LateError."""
    plain = text.strip().lower()
    if plain in ("", "none"):
        return Rule()
    if plain == "cutoff":
        return Rule("cutoff", cutoff=True)
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*%\s*(?:/|per|a)\s*day", plain)
    if not match or not 0 < float(match[1]) <= 100:
        raise LateError(f"A rule for late work is {RULES}. Received {text!r}.")
    return Rule(f"{float(match[1]):g}%/day", float(match[1]))


def due_for(dates: Iterable[DueDate]) -> dict[tuple[int, str], datetime]:
    """Due dates by lesson and learner; those for all under an empty learner."""
    return {(one.lesson, one.learner): one.due for one in dates}


def points_text(points: float) -> str:
    """Points with their noun.

    >>> points_text(1.0), points_text(0.5)
    ('1 point', '0.5 points')
    """
    return f"{points:g} point{'' if points == 1 else 's'}"


def shown(time: datetime) -> str:
    """A time as people read it, to the minute."""
    return time.strftime("%Y-%m-%d %H:%M")
