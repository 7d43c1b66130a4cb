"""One row for each event: a learner answered something, at a time, and it stood like this.

Rows are only ever added. Each has an id of its own, so that two machines' rows can be merged and
none is counted twice.
"""

import contextlib
import os
import sqlite3
import threading
import uuid
import weakref
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import platformdirs

from course_lib.progress import damage

VERSION = 1
BUSY_SECONDS = 5
ANSWER_LIMIT = 100_000  # characters of source that are kept of one answer

_SCHEMA = """
CREATE TABLE IF NOT EXISTS events (
    id TEXT PRIMARY KEY,
    time TEXT NOT NULL,
    lesson INTEGER NOT NULL,
    exercise TEXT NOT NULL,
    state TEXT NOT NULL,
    answer TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS events_by_exercise ON events (lesson, exercise, time);
"""


class Event(NamedTuple):
    """One answer: what it was an answer to, how it stood, its text, and when (UTC, ISO 8601)."""

    id: str
    time: str
    lesson: int
    exercise: str
    state: str
    answer: str


def location(setting: str | None = None) -> Path | None:
    """Where the file lies: the setting, ``COURSE_PROGRESS``, or the user's data folder.

    None means that nothing is to be kept.
    """
    setting = setting or os.environ.get("COURSE_PROGRESS", "")
    if setting.lower() == "off":
        return None
    if setting:
        return Path(setting).expanduser()
    return Path(platformdirs.user_data_dir("neural-network-course", False)) / "progress.sqlite"


def record(lesson: int, exercise: str, state: str, answer: str = "") -> bool:
    """Add one event; whether it was kept. Never raises: see ``notice``."""
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    answer = answer[:ANSWER_LIMIT].encode("utf-8", "replace").decode("utf-8")
    try:
        kept = add([Event(uuid.uuid4().hex, now, lesson, exercise, str(state), answer)]) == 1
    except NotKept as reason:
        _say(f"This answer is not kept: {reason}")
        return False
    for follower in list(_FOLLOWERS):
        with contextlib.suppress(Exception):  # what shows an answer must not cost it
            follower.refresh()
    return kept


def follow(follower) -> None:
    """Call ``follower.refresh()`` after each answer, for as long as anybody holds it."""
    _FOLLOWERS.add(follower)


def latest(lesson: int, exercise: str) -> Event | None:
    """The last event of one exercise, or None."""
    query = "WHERE lesson = ? AND exercise = ? ORDER BY time DESC, rowid DESC LIMIT 1"
    return next(iter(_select(query, (lesson, exercise))), None)


def events() -> list[Event]:
    """All events, oldest first."""
    return _select("ORDER BY time, id", ())


def standing() -> dict[tuple[int, str], str]:
    """How each exercise stands, by lesson and name: correct if it ever was, else the last state."""
    found: dict[tuple[int, str], str] = {}
    for event in events():
        if found.get(event[2:4]) != "correct":
            found[event[2:4]] = event.state
    return found


def notice() -> str:
    """What the learner should know about their progress file; said once, then empty."""
    with _LOCK:
        pending = _NOTICES.copy()
        _NOTICES.clear()
    return " ".join(pending)


def add(rows: Sequence[Event]) -> int:
    """Add events that are not there yet, all of them or none; how many were new.

    Raises ``NotKept`` with the reason.
    """

    def insert(connection: sqlite3.Connection) -> int:
        before = connection.total_changes
        with connection:
            connection.executemany("INSERT OR IGNORE INTO events VALUES (?, ?, ?, ?, ?, ?)", rows)
        return connection.total_changes - before

    return _perform(insert, when_off=0)


class NotKept(Exception):
    """Nothing could be written or read; the message says why, for a learner to read."""


# --- one connection for a process, opened again when the file or the process is another ----------

_LOCK = threading.RLock()
_OPEN: dict[str, tuple] = {}
_NOTICES: list[str] = []
_FOLLOWERS = weakref.WeakSet()  # of those who show how a learner stands
_SAID: set[str] = set()


def _perform(work: Callable[[sqlite3.Connection], object], when_off):
    """Do something with the open file; with a new one, if the old one turns out to be damaged."""
    path = location()
    if path is None:
        return when_off
    with _LOCK:
        try:
            try:
                return work(_connection(path))
            except sqlite3.DatabaseError as error:
                _close()
                if not damage.is_damage(error):
                    raise
                _set_aside(path)
                return work(_connection(path))
        except (sqlite3.Error, OSError) as error:
            _close()
            raise NotKept(f"the progress file can't be used ({error}).") from error


def _select(condition: str, values: tuple) -> list[Event]:
    def select(connection: sqlite3.Connection) -> list[Event]:
        query = f"SELECT id, time, lesson, exercise, state, answer FROM events {condition}"
        return [Event(*row) for row in connection.execute(query, values)]

    try:
        return _perform(select, when_off=[])
    except NotKept as reason:
        _say(f"Your progress can't be shown: {reason}")
        return []


def _connection(path: Path) -> sqlite3.Connection:
    identity = (os.getpid(), path, _file_number(path))
    if _OPEN.get("identity") != identity or identity[2] is None:
        _close()
        path.parent.mkdir(parents=True, exist_ok=True)
        _OPEN["connection"] = connect(path)
        _OPEN["identity"] = (os.getpid(), path, _file_number(path))
    return _OPEN["connection"]


def connect(path: Path) -> sqlite3.Connection:
    """Open the file, making it where there is none.

    A write-ahead log lets readers and a writer work at once. Where the file system can't have one
    (a network share), SQLite stays with its ordinary journal, and writers wait for each other.
    """
    connection = sqlite3.connect(
        _address(path), timeout=BUSY_SECONDS, check_same_thread=False, uri=True
    )
    try:
        with contextlib.suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        if connection.execute("PRAGMA user_version").fetchone()[0] != VERSION:
            connection.executescript(_SCHEMA + f"PRAGMA user_version = {VERSION};")
    except BaseException:
        connection.close()
        raise
    return connection


def _address(path: Path) -> str:
    return path.absolute().as_uri()


def _file_number(path: Path) -> int | None:
    try:
        return path.stat().st_ino
    except OSError:
        return None


def _close() -> None:
    """Forget the connection; one that a parent process opened is left alone, as SQLite demands."""
    identity, connection = _OPEN.pop("identity", None), _OPEN.pop("connection", None)
    if connection is None:
        return
    if identity[0] != os.getpid():
        _INHERITED.append(connection)
        return
    with contextlib.suppress(sqlite3.Error):
        connection.close()


_INHERITED: list[sqlite3.Connection] = []  # kept alive, since closing would drop a parent's locks


def _set_aside(path: Path) -> None:
    moved = damage.set_aside(path)
    if moved:
        _say(
            "Your progress file could not be read any more. It was set aside as "
            f"{moved.name}, and a new one was begun."
        )


def _say(sentence: str) -> None:
    if sentence not in _SAID:
        _SAID.add(sentence)
        _NOTICES.append(sentence)
