"""Events in a file of SQLite, which many kernels may write at once.

There is one connection for a process. It is opened again when the file or the process is another.
"""

import contextlib
import os
import sqlite3
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from course_lib.progress import damage, notices
from course_lib.progress.event import Event, NotKept

VERSION = 1
BUSY_SECONDS = 5

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

_LOCK = threading.RLock()
_OPEN: dict[str, tuple] = {}
_INHERITED: list[sqlite3.Connection] = []  # kept alive, since closing would drop a parent's locks


def add(path: Path, rows: Sequence[Event]) -> int:
    """Add events that are not there yet, all of them or none; how many were new."""

    def insert(connection: sqlite3.Connection) -> int:
        before = connection.total_changes
        with connection:
            connection.executemany("INSERT OR IGNORE INTO events VALUES (?, ?, ?, ?, ?, ?)", rows)
        return connection.total_changes - before

    return _perform(path, insert)


def events(path: Path) -> list[Event]:
    """All events, oldest first."""
    return _select(path, "ORDER BY time, id", ())


def latest(path: Path, lesson: int, exercise: str) -> Event | None:
    """The last event of one exercise, or None."""
    query = "WHERE lesson = ? AND exercise = ? ORDER BY time DESC, rowid DESC LIMIT 1"
    return next(iter(_select(path, query, (lesson, exercise))), None)


def _select(path: Path, condition: str, values: tuple) -> list[Event]:
    def select(connection: sqlite3.Connection) -> list[Event]:
        query = f"SELECT id, time, lesson, exercise, state, answer FROM events {condition}"
        return [Event(*row) for row in connection.execute(query, values)]

    return _perform(path, select)


def _perform(path: Path, work: Callable[[sqlite3.Connection], object]):
    """Do something with the open file; with a new one, if the old one turns out to be damaged."""
    with _LOCK:
        try:
            try:
                return work(_connection(path))
            except sqlite3.DatabaseError as error:
                close()
                if not damage.is_damage(error):
                    raise
                _set_aside(path)
                return work(_connection(path))
        except (sqlite3.Error, OSError) as error:
            close()
            raise NotKept(f"the progress file can't be used ({error}).") from error


def _connection(path: Path) -> sqlite3.Connection:
    identity = (os.getpid(), path, _file_number(path))
    if _OPEN.get("identity") != identity or identity[2] is None:
        close()
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


def close() -> None:
    """Forget the connection; one that a parent process opened is left alone, as SQLite demands."""
    identity, connection = _OPEN.pop("identity", None), _OPEN.pop("connection", None)
    if connection is None:
        return
    if identity[0] != os.getpid():
        _INHERITED.append(connection)
        return
    with contextlib.suppress(sqlite3.Error):
        connection.close()


def _set_aside(path: Path) -> None:
    moved = damage.set_aside(path)
    if moved:
        notices.say(
            "Your progress file could not be read any more. It was set aside as "
            f"{moved.name}, and a new one was begun."
        )
