"""Events in a file of text, one line of JSON each: for a Python that has no SQLite.

And for a browser, whose files reach its storage when they are closed: a line is written and the
file is closed. A line that can't be read, because the last one was cut off, costs no other line.
"""

import json
from collections.abc import Sequence
from pathlib import Path

from course_lib.progress.event import Event, NotKept

ENDING = ".jsonl"
_TYPES = (str, str, int, str, str, str)


def add(path: Path, rows: Sequence[Event]) -> int:
    """Add events that are not there yet, all of them or none; how many were new."""
    known = {event.id for event in events(path)}
    new = {row.id: row for row in rows if row.id not in known}
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in new.values())
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_bytes() if path.exists() else b""
        gap = "\n" if before and not before.endswith(b"\n") else ""
        _append(path, (gap + lines).encode("utf-8"))
    except OSError as error:
        raise NotKept(f"the progress file can't be used ({error}).") from error
    return len(new)


def _append(path: Path, lines: bytes) -> None:
    """Write at the end, in one piece; where the disk is full, take back what was written."""
    with path.open("ab", buffering=0) as file:
        written = file.write(lines)
        if written != len(lines):
            file.truncate(file.tell() - written)
            raise OSError("the disk is full")


def events(path: Path) -> list[Event]:
    """All events, oldest first."""
    try:
        text = path.read_bytes().decode("utf-8", "replace")
    except FileNotFoundError:
        return []
    except OSError as error:
        raise NotKept(f"the progress file can't be used ({error}).") from error
    found = {event.id: event for event in map(_event, text.split("\n")) if event}
    return sorted(found.values(), key=lambda event: (event.time, event.id))


def latest(path: Path, lesson: int, exercise: str) -> Event | None:
    """The last event of one exercise, or None."""
    theirs = (event for event in events(path) if event[2:4] == (lesson, exercise))
    return max(theirs, key=lambda event: event.time, default=None)


def close() -> None:
    """Nothing stays open between two answers."""


def _event(line: str) -> Event | None:
    """The event in a line; None where there is no whole one."""
    try:
        event = Event(*json.loads(line))
    except (TypeError, ValueError, RecursionError):
        return None
    sound = all(isinstance(field, kind) for field, kind in zip(event, _TYPES, strict=True))
    return event if sound else None
