"""What an instructor decides, as a gradebook keeps it: due dates, and words that stand by hand.

Both stand beside the marks and never in their place: to grade again, or to hand in again, changes
none of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class DueDate:
    """When a lesson is due: for all, or, with ``learner``, for one who has another date."""

    lesson: int
    due: datetime
    learner: str = ""


@dataclass(frozen=True)
class Override:
    """What an instructor has set by hand, for an exercise, or without ``task`` for a lesson.

    ``points`` count in place of the marked ones, ``excused`` takes it out of what can be had, and
    ``comment`` is for the learner. ``by`` is who said it, ``at`` when, in UTC.
    """

    learner: str
    lesson: int
    task: str = ""
    points: float | None = None
    comment: str = ""
    excused: bool = False
    by: str = ""
    at: str = ""

    @property
    def says_something(self) -> bool:
        """Whether there is anything in it; one with nothing withdraws those before it."""
        return self.points is not None or self.excused or bool(self.comment)


class Decisions:
    """The part of a gradebook that keeps them; ``_connection`` is its database."""

    def set_due_dates(self, dates: Iterable[DueDate]) -> None:
        """Keep these due dates, in place of all that were kept."""
        with self._connection as db:
            db.execute("DELETE FROM due_dates")
            db.executemany(
                "INSERT INTO due_dates VALUES (?, ?, ?)",
                [(one.lesson, one.learner, one.due.isoformat()) for one in dates],
            )

    def due_dates(self) -> list[DueDate]:
        """All due dates, by lesson; that of everybody before those of single learners."""
        found = self._connection.execute(
            "SELECT lesson, due, learner FROM due_dates ORDER BY lesson, learner"
        )
        return [DueDate(lesson, datetime.fromisoformat(due), who) for lesson, due, who in found]

    def override(self, word: Override) -> None:
        """Keep a word by hand. It takes the place of the one before, which is kept as well."""
        with self._connection as db:
            db.execute(
                "INSERT INTO overrides (learner, lesson, task, points, comment, excused, by, at) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    *(word.learner, word.lesson, word.task, word.points, word.comment),
                    *(word.excused, word.by, word.at),
                ],
            )

    def overrides(self) -> list[Override]:
        """The words that are in force: the last of each learner, lesson and exercise."""
        found = self._connection.execute(
            "SELECT learner, lesson, task, points, comment, excused, by, at FROM overrides "
            "WHERE id IN (SELECT max(id) FROM overrides GROUP BY learner, lesson, task) "
            "ORDER BY learner, lesson, task"
        )
        words = [
            Override(who, lesson, task, points, comment, bool(excused), by, at)
            for who, lesson, task, points, comment, excused, by, at in found
        ]
        return [word for word in words if word.says_something]
