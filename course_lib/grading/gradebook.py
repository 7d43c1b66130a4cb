"""The gradebook: class, submissions and marks of one class, in one SQLite file.

A submission's marks are written in one transaction: a grader that is killed leaves each submission
either graded or not, never in between, and what is written stays written when the power fails.
Only the grader's own process ever opens this file; no submission's sandbox can see it.
"""

import contextlib
import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, astuple, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path

from course_lib.grading.database import GradebookError, exclusive_lock, open_database
from course_lib.grading.decisions import Decisions
from course_lib.grading.marking import Job, Mark, Result, seeds
from course_lib.grading.roster import Learner
from course_lib.grading.submission import Submission


@dataclass(frozen=True)
class Row:
    """One submission that counts, as it stands; ``score`` is None until it is graded.

    ``remark`` says why the grader could not judge it, and it has no score then. ``handed_in`` is
    when, where the platform tells; ``marked_late`` that it says no more than that it was late.
    ``earlier`` are the times of those that it has taken the place of. ``score`` and ``possible``
    are the grader's; ``scores`` adds what an instructor decides.
    """

    id: int
    learner: str
    lesson: int
    origin: str
    problem: str
    notes: tuple[str, ...]
    due: bool
    score: float | None
    possible: float | None
    reason: str
    remark: str = ""
    handed_in: str = ""
    marked_late: bool = False
    collected: str = ""
    earlier: tuple[str, ...] = ()


class Gradebook(Decisions):
    """An open gradebook; use it in a ``with`` statement.

    ``Gradebook(path)`` opens one that is there, ``Gradebook(path, create=True)`` makes it too.
    """

    def __init__(self, path: str | Path, *, create: bool = False):
        self.path = Path(path)
        if not create and not self.path.exists():
            raise GradebookError(
                f"There is no gradebook {self.path}. Make one by collecting: course collect INBOX "
                "--roster roster.csv; or say where it is: --gradebook FILE."
            )
        self._connection = open_database(self.path, create)

    def __enter__(self) -> "Gradebook":
        return self

    def __exit__(self, *exception) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; all that was written is in it."""
        self._connection.close()

    # --- what is true of the whole class ---------------------------------------------------------

    @property
    def secret(self) -> bytes:
        """What the inputs are drawn from; it never leaves the grader's process."""
        return bytes.fromhex(self.get("secret"))

    def get(self, key: str, default: str = "") -> str:
        """A remembered setting."""
        found = self._connection.execute("SELECT value FROM meta WHERE key = ?", [key]).fetchone()
        return found[0] if found else default

    def set(self, key: str, value: str) -> None:
        """Remember a setting."""
        with self._connection as db:
            db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", [key, value])

    @property
    def private(self) -> tuple[str, ...]:
        """The texts of the instructor's own exercises."""
        return tuple(self.private_files.values())

    @property
    def private_files(self) -> dict[str, str]:
        """The same, by the names of their files."""
        return dict(self._connection.execute("SELECT file, text FROM exercises ORDER BY file"))

    def save_exercises(self, file: str, text: str) -> None:
        """Keep the text of a file of exercises, in place of an earlier one of that name."""
        with self._connection as db:
            db.execute("INSERT OR REPLACE INTO exercises VALUES (?, ?)", [file, text])

    # --- the class and its submissions -----------------------------------------------------------

    def enrol(self, learners: Iterable[Learner]) -> None:
        """Add learners, or bring what is known of them up to date; nobody is taken out.

        What a table does not say stays: one platform's knows logins, another's participants.
        """
        columns = [one.name for one in fields(Learner)]
        newer = ", ".join(
            f"{name} = coalesce(nullif(excluded.{name}, ''), {name})" for name in columns[1:]
        )
        with self._connection as db:
            db.executemany(
                f"INSERT INTO learners ({', '.join(columns)}) VALUES (?, ?, ?, ?, ?, ?) "
                f"ON CONFLICT (id) DO UPDATE SET {newer}",
                [astuple(one) for one in learners],
            )

    def learners(self) -> list[Learner]:
        """All learners, by their ids."""
        found = self._connection.execute(
            "SELECT id, name, email, login, section, participant FROM learners ORDER BY id"
        )
        return [Learner(*row) for row in found]

    def add(
        self,
        learner: str,
        lesson: int,
        submission: Submission,
        origin: str,
        *,
        handed_in: str = "",
        marked_late: bool = False,
    ) -> str:
        """File a submission in one transaction: "new", "newer" than an earlier one, or "known".

        Of one that is known, a time that was not known yet is kept.
        """
        now = _now()
        with self._connection as db:
            same = db.execute(
                "SELECT id, current FROM submissions WHERE learner = ? AND lesson = ? AND "
                "sha256 = ?",
                [learner, lesson, submission.sha256],
            ).fetchone()
            if same and handed_in:
                db.execute(
                    "UPDATE submissions SET handed_in = ? WHERE id = ?", [handed_in, same[0]]
                )
            if same and same[1]:
                return "known"
            replaced = db.execute(
                "UPDATE submissions SET current = 0 WHERE learner = ? AND lesson = ? AND current",
                [learner, lesson],
            ).rowcount
            if same:
                db.execute(
                    "UPDATE submissions SET current = 1, due = 1, collected = ? WHERE id = ?",
                    [now, same[0]],
                )
            else:
                cells = zlib.compress(json.dumps(submission.cells).encode(), 6)
                db.execute(
                    "INSERT INTO submissions (learner, lesson, sha256, origin, collected, cells, "
                    "problem, read_notes, handed_in, marked_late, notes, current, due) "
                    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '[]', 1, 1)",
                    [
                        *(learner, lesson, submission.sha256, origin, now, cells),
                        *(submission.problem, json.dumps(submission.notes)),
                        *(handed_in, marked_late),
                    ],
                )
        return "newer" if replaced else "new"

    def save_doubts(self, doubts: Iterable[tuple[str, str]]) -> None:
        """Remember the files of the last collecting that found no place, with the reasons."""
        with self._connection as db:
            db.execute("DELETE FROM doubts")
            db.executemany("INSERT OR REPLACE INTO doubts VALUES (?, ?)", doubts)

    def doubts(self) -> list[tuple[str, str]]:
        """Files that found no place: (where, why)."""
        return self._connection.execute("SELECT * FROM doubts ORDER BY origin").fetchall()

    def rows(self, lessons: Sequence[int] | None = None) -> list[Row]:
        """The submissions that count, by learner and lesson."""
        found = self._connection.execute(
            "SELECT id, learner, lesson, origin, problem, due, score, possible, reason, remark, "
            "handed_in, marked_late, collected, "
            "(SELECT group_concat(handed_in) FROM submissions AS old WHERE NOT old.current "
            " AND old.learner = submissions.learner AND old.lesson = submissions.lesson), "
            "read_notes, notes "
            f"FROM submissions WHERE current {_among('lesson', lessons)} ORDER BY learner, lesson"
        )
        return [_row(*row) for row in found]

    def cells(self, submission: int) -> tuple[str, ...]:
        """A submission's code, as the texts of its cells."""
        query = "SELECT cells FROM submissions WHERE id = ?"
        (cells,) = self._connection.execute(query, [submission]).fetchone()
        return tuple(json.loads(zlib.decompress(cells)))

    # --- grading ---------------------------------------------------------------------------------

    def due(self) -> int:
        """How many submissions wait to be graded."""
        query = "SELECT count(*) FROM submissions WHERE due AND current"
        return self._connection.execute(query).fetchone()[0]

    def ungrade(
        self, lessons: Sequence[int] | None = None, learners: Sequence[str] | None = None
    ) -> int:
        """Let submissions wait to be graded again; what they have stays until then. How many."""
        with self._connection as db:
            return db.execute(
                "UPDATE submissions SET due = 1 WHERE current "
                f"{_among('lesson', lessons)} {_among('learner', learners)}"
            ).rowcount

    def jobs(
        self,
        task_names,
        *,
        graded_forms: bool = False,
        isolation: str | None = None,
        skip: Sequence[str] = (),
    ) -> Iterator[Job]:
        """What waits to be graded, one after the other, so that memory holds a few at a time.

        ``task_names(lesson)`` gives the names of a lesson's exercises. What the learners in
        ``skip`` handed in is left out, and waits on.
        """
        last, secret, private = -1, self.secret, self.private
        query = (
            "SELECT id, learner, lesson, sha256, cells, problem FROM submissions "
            "WHERE due AND current AND id > ? ORDER BY id LIMIT 50"
        )
        while found := self._connection.execute(query, [last]).fetchall():
            last = found[-1][0]
            for id_, learner, lesson, sha256, cells, problem in found:
                if learner in skip:
                    continue
                drawn = seeds(secret, lesson, f"{learner}\0{sha256}", task_names(lesson))
                code = tuple(json.loads(zlib.decompress(cells)))
                yield Job(id_, lesson, code, drawn, problem, graded_forms, private, isolation)

    def save(self, result: Result) -> None:
        """Write a submission's marks, all in one transaction, in place of those it had."""
        with self._connection as db:
            db.execute("DELETE FROM marks WHERE submission = ?", [result.submission])
            db.executemany(
                "INSERT INTO marks VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    (
                        *(result.submission, place, mark.task, mark.state),
                        *(mark.points, mark.possible, _said(mark), mark.remark),
                    )
                    for place, mark in enumerate(result.marks)
                ],
            )
            db.execute(
                "UPDATE submissions SET due = 0, score = ?, possible = ?, reason = ?, seconds = ?, "
                "graded = ?, notes = ?, remark = ? WHERE id = ?",
                [
                    *((None, None) if result.remark else (result.score, result.possible)),
                    *(result.reason, result.seconds, _now()),
                    *(json.dumps(result.notes), result.remark, result.submission),
                ],
            )

    def marks(self, submission: int) -> list[Mark]:
        """A submission's marks, in its lesson's order."""
        found = self._connection.execute(
            "SELECT task, state, points, possible, said, remark FROM marks WHERE submission = ? "
            "ORDER BY place",
            [submission],
        )
        return [_mark(*row) for row in found]

    def exclusive(self) -> contextlib.AbstractContextManager[None]:
        """Hold the grader's place: no other grader can have it. Raises GradebookError.

        The operating system frees it with the process, however that ends.
        """
        return exclusive_lock(self.path)


def _among(column: str, values: Sequence[int] | Sequence[str] | None) -> str:
    """A condition in SQL; the values are ours or quoted."""
    if values is None:
        return ""
    quoted = ("'" + str(value).replace("'", "''") + "'" for value in values)
    return f"AND {column} IN ({', '.join(quoted)})"


def _row(
    id_, learner, lesson, origin, problem, due, score, possible, reason, remark,
    handed_in, marked_late, collected, earlier, read_notes, notes,
) -> Row:  # fmt: skip
    said = (*json.loads(read_notes), *json.loads(notes))
    place = id_, learner, lesson, origin
    times = handed_in, bool(marked_late), collected
    earlier = tuple(filter(None, (earlier or "").split(",")))
    return Row(
        *place, problem, said, bool(due), score, possible, reason or "", remark, *times, earlier
    )


def _said(mark: Mark) -> str:
    parts = asdict(mark)
    return json.dumps({key: parts[key] for key in ("sentences", "rows", "note")})


def _mark(task, state, points, possible, said, remark) -> Mark:
    parts = json.loads(said)
    rows = tuple((title, text) for title, text in parts["rows"])
    return Mark(
        task, state, points, possible, tuple(parts["sentences"]), rows, parts["note"], remark
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
