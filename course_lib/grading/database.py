"""The gradebook's file: made once, opened safely, and held by one grader at a time."""

import contextlib
import os
import secrets
import sqlite3
from collections.abc import Iterator
from pathlib import Path

VERSION = 3

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE learners (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL, login TEXT NOT NULL,
    section TEXT NOT NULL,
    participant TEXT NOT NULL DEFAULT '' -- what Moodle calls them in one assignment
);
CREATE TABLE submissions (
    id INTEGER PRIMARY KEY,
    learner TEXT NOT NULL REFERENCES learners (id),
    lesson INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    origin TEXT NOT NULL,    -- where it was found, for people
    collected TEXT NOT NULL, -- when, UTC
    cells BLOB NOT NULL,     -- the code, compressed JSON; outputs are not kept
    problem TEXT NOT NULL,   -- why it can't be graded, or empty
    notes TEXT NOT NULL,      -- on its cells, from grading
    read_notes TEXT NOT NULL DEFAULT '[]', -- on the file, from collecting
    current INTEGER NOT NULL, -- 1 for the one that counts, of a learner and a lesson
    due INTEGER NOT NULL,     -- 1 while it waits to be graded
    score REAL, possible REAL, reason TEXT, seconds REAL, graded TEXT,
    remark TEXT NOT NULL DEFAULT '', -- why a person has to judge it, who then gives its score
    handed_in TEXT NOT NULL DEFAULT '', -- when, by the platform, as the class's clock shows it
    marked_late INTEGER NOT NULL DEFAULT 0, -- 1 where the platform says so, and may give no time
    UNIQUE (learner, lesson, sha256)
);
CREATE INDEX submissions_due ON submissions (due, current, id);
CREATE TABLE marks (
    submission INTEGER NOT NULL REFERENCES submissions (id),
    place INTEGER NOT NULL,
    task TEXT NOT NULL, state TEXT NOT NULL, points REAL NOT NULL, possible REAL NOT NULL,
    said TEXT NOT NULL,      -- sentences, rows and note, as JSON
    remark TEXT NOT NULL,    -- for the instructor's eye
    PRIMARY KEY (submission, place)
) WITHOUT ROWID;
CREATE TABLE doubts (origin TEXT PRIMARY KEY, reason TEXT NOT NULL);
CREATE TABLE exercises (file TEXT PRIMARY KEY, text TEXT NOT NULL);
"""

_DECISIONS = """
CREATE TABLE due_dates (
    lesson INTEGER NOT NULL,
    learner TEXT NOT NULL,   -- empty for all; one who has another date is named
    due TEXT NOT NULL,       -- as the class's clock shows it
    PRIMARY KEY (lesson, learner)
) WITHOUT ROWID;
CREATE TABLE overrides (
    id INTEGER PRIMARY KEY,  -- the last of a learner, a lesson and a task is in force
    learner TEXT NOT NULL REFERENCES learners (id),
    lesson INTEGER NOT NULL,
    task TEXT NOT NULL,      -- empty for the lesson
    points REAL, comment TEXT NOT NULL, excused INTEGER NOT NULL,
    by TEXT NOT NULL, at TEXT NOT NULL
);
"""

_FROM_1 = """
ALTER TABLE submissions ADD COLUMN remark TEXT NOT NULL DEFAULT '';
ALTER TABLE submissions ADD COLUMN read_notes TEXT NOT NULL DEFAULT '[]';
"""

_FROM_2 = f"""
ALTER TABLE learners ADD COLUMN participant TEXT NOT NULL DEFAULT '';
ALTER TABLE submissions ADD COLUMN handed_in TEXT NOT NULL DEFAULT '';
ALTER TABLE submissions ADD COLUMN marked_late INTEGER NOT NULL DEFAULT 0;
{_DECISIONS}
"""

_UPDATES = {1: _FROM_1 + _FROM_2, 2: _FROM_2}


class GradebookError(Exception):
    """The gradebook can't be used; the message says why, and what to do."""


def open_database(path: Path, create: bool) -> sqlite3.Connection:
    """Open a gradebook's file, or make one with a secret of its own. Raises GradebookError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if create and not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))  # there is a secret in it
    connection = sqlite3.connect(path, timeout=30)
    try:
        with contextlib.suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA journal_mode = WAL")  # not on a network share: as it was
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version == 0 and create:
            with connection:
                connection.executescript(
                    f"BEGIN; {_SCHEMA} {_DECISIONS} INSERT INTO meta VALUES ('secret', "
                    f"'{secrets.token_hex(32)}'); PRAGMA user_version = {VERSION}; COMMIT;"
                )
        elif version in _UPDATES:
            with connection:
                connection.executescript(
                    f"BEGIN; {_UPDATES[version]} PRAGMA user_version = {VERSION}; COMMIT;"
                )
        elif version != VERSION:
            raise GradebookError(
                f"{path} is no gradebook of this course, or one of another version. Received "
                f"version {version}, expected {VERSION}. Name another file: --gradebook FILE."
            )
    except sqlite3.DatabaseError as error:
        connection.close()
        raise GradebookError(f"{path} can't be read as a gradebook: {error}.") from error
    except BaseException:
        connection.close()
        raise
    return connection


@contextlib.contextmanager
def exclusive_lock(path: Path) -> Iterator[None]:
    """Hold a gradebook against other graders, by a lock beside it. Raises GradebookError."""
    lock = sqlite3.connect(f"{path}.lock", timeout=0, isolation_level=None)
    try:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            raise GradebookError(
                f"Another grader is at work on {path}. Wait until it has ended."
            ) from None
        yield
    finally:
        lock.close()
