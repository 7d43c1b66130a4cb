"""Read times: due dates that an instructor writes, and when platforms say a file was handed in."""

import csv
import io
import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from course_lib.grading.decisions import DueDate
from course_lib.grading.late import DAY, LateError
from course_lib.grading.matching import CANVAS, MOODLE, Matcher
from course_lib.grading.roster import Learner, read_table

# --- what instructors write ----------------------------------------------------------------------

_DATES = ("lesson", "due", "learner")
_TIME_COLUMNS = ("handed in", "submitted", "submitted at", "last modified (submission)")
_ID_COLUMNS = (
    "learner", "id", "id number", "identifier", "sis user id", "email", "email address", "login",
    "sis login id", "username", "name", "full name", "student",
)  # fmt: skip


def read_due_dates(
    path: Path, lessons: Sequence[int], learners: Sequence[Learner]
) -> list[DueDate]:
    """Due dates from a CSV with the columns ``lesson, due, learner``.

    An empty learner means all; one that is named has another date, as after an extension. Raises
    LateError, RosterError.
    """
    header, rows = _table(path)
    if missing := {"lesson", "due"} - set(header):
        raise LateError(
            f"{path.name} needs the columns {', '.join(_DATES)}, of which the last may be left "
            f"out. There is no {sorted(missing)[0]!r}; received: {', '.join(header)}."
        )
    ids = {one.id for one in learners}
    found: dict[tuple[int, str], DueDate] = {}
    for line, row in rows:
        where = f"{path.name}, line {line}"
        number, who = row["lesson"], row.get("learner", "")
        if not number.isdigit() or int(number) not in lessons:
            raise LateError(f"{where}: there is no lesson {number!r}.")
        if who and who not in ids:
            raise LateError(f"{where}: nobody in this class has the id {who!r}.")
        if (int(number), who) in found:
            raise LateError(f"{where}: this has a due date already, further up.")
        due = _time(row["due"], where, end=True)
        found[int(number), who] = DueDate(int(number), due, who)
    return [found[key] for key in sorted(found)]


def read_times(path: Path, learners: Sequence[Learner]) -> dict[tuple[str, int | None], datetime]:
    """When each learner handed in, by id and lesson, from a table.

    It has a column that names learners, one with times, and perhaps one with lessons; without it,
    a time holds for all that is collected with it. Moodle's grading worksheet is such a table.
    """
    header, rows = _table(path)
    times = [title for title in _TIME_COLUMNS if title in header]
    names = [title for title in _ID_COLUMNS if title in header]
    if not times or not names:
        raise LateError(
            f"{path.name} needs a column that names learners, as id, and one with times, "
            f"{' or '.join(_TIME_COLUMNS)}. Received: {', '.join(header)}."
        )
    ids, matcher, found = {one.id for one in learners}, Matcher(learners), {}
    for line, row in rows:
        if row[times[0]] in ("", "-"):
            continue
        cells = [row[name] for name in names if row[name]]
        who = next((cell for cell in cells if cell in ids), None)
        who = who or next(filter(None, map(matcher.exact_match, cells)), None)
        number = row.get("lesson", "")
        if who is not None:
            time = _time(row[times[0]], f"{path.name}, line {line}")
            found[who, int(number) if number.isdigit() else None] = time
    return found


def _table(path: Path) -> tuple[list[str], list[tuple[int, dict[str, str]]]]:
    """A CSV's titles, and its rows by title, each with its line."""
    text = read_table(path)
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    header = [title.strip().lower() for title in rows[0]] if rows else []
    filled = [
        (line, [cell.strip() for cell in row] + [""] * (len(header) - len(row)))
        for line, row in enumerate(rows[1:], start=2)
        if any(cell.strip() for cell in row)
    ]
    return header, [(line, dict(zip(header, row, strict=False))) for line, row in filled]


_MOODLE_TIMES = ("%d %B %Y, %I:%M %p", "%d %B %Y, %H:%M")  # after the day of the week


def _time(text: str, where: str, end: bool = False) -> datetime:
    """A time as people and platforms write it; with ``end``, the last moment that it speaks of.

    >>> _time("2026-03-02", "line 1", end=True), _time("2026-03-02 12:00", "line 1", end=True)
    (datetime.datetime(2026, 3, 2, 23, 59, 59), datetime.datetime(2026, 3, 2, 12, 0, 59))
    >>> _time("Monday, 2 March 2026, 11:59 PM", "line 1")
    datetime.datetime(2026, 3, 2, 23, 59)
    >>> _time("Monday, 2 March 2026, 23:59", "line 1")
    datetime.datetime(2026, 3, 2, 23, 59)
    """
    time = None
    for read in (_iso, _as_moodle_writes):
        try:
            time = time or read(text)
        except ValueError:
            continue
    if time is None:
        raise LateError(f"{where}: a time is written 2026-03-02 23:59. Received {text!r}.")
    if not end:
        return time
    if len(text) <= len("2026-03-02"):
        return time + DAY - timedelta(seconds=1)
    return time + timedelta(seconds=59) if time.second == 0 else time


def _iso(text: str) -> datetime:
    """A time of the class's clock; one with a zone is turned by this machine's."""
    time = datetime.fromisoformat(text)
    return time.astimezone().replace(tzinfo=None) if time.tzinfo else time


def _as_moodle_writes(text: str) -> datetime:
    after_weekday = text.partition(", ")[2]
    first, second = _MOODLE_TIMES
    return datetime.strptime(after_weekday, first if after_weekday[-1:].isalpha() else second)


# --- what platforms write ------------------------------------------------------------------------

_BLACKBOARD = re.compile(r"_attempt_(\d{4}-\d\d-\d\d)-(\d\d)-(\d\d)-(\d\d)(?:_|$)")
_NBGRADER_FOLDER = re.compile(r"^[^+]+\+[^+]+\+(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)(?:\.\d+)? (\S+)")
_NBGRADER_FILE = re.compile(r"\s*(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)(?:\.\d+)? (\S+)\s*")
TIMESTAMP = "timestamp.txt"  # which nbgrader puts beside what is handed in


def is_marked_late(origin: str) -> bool:
    """Whether Canvas says in a file's name that it came late; it does not say when."""
    return any(one["late"] for one in map(CANVAS.match, origin.split("/")) if one)


def time_in_name(origin: str) -> datetime | None:
    """When it was handed in, where Blackboard or nbgrader has written that into its name.

    Where another platform named the file, the rest of the name is the learner's, who may write
    what they like.
    """
    for part in origin.split("/"):
        if CANVAS.match(part) or MOODLE.match(part) or part.lower().endswith(".zip"):
            return None
        if found := _BLACKBOARD.search(part):
            return _known("{} {}:{}:{}".format(*found.groups()))
        if found := _NBGRADER_FOLDER.match(part):
            return _known(*found.groups())
    return None


def time_in_file(origin: str, data: bytes) -> tuple[str, datetime] | None:
    """The folder that nbgrader's ``timestamp.txt`` stands in, and its time; None for others."""
    folder, _, name = origin.rpartition("/")
    written = _NBGRADER_FILE.fullmatch(data[:200].decode("ascii", "replace"))
    parts = folder.split("/")
    if name != TIMESTAMP or not written or any(CANVAS.match(p) or MOODLE.match(p) for p in parts):
        return None
    if any(part.lower().endswith(".zip") for part in parts):
        return None  # a learner's own zip, with a learner's own word for it
    time = _known(*written.groups())
    return (folder, time) if time else None


def _known(text: str, zone: str = "") -> datetime | None:
    """A time; one that is said in UTC is turned to this machine's clock."""
    try:
        return _iso(f"{text}+00:00" if zone in ("UTC", "GMT", "Z") else text)
    except ValueError:
        return None
