"""Carry progress to another machine: everything into one JSON file, and back in.

Reading a file in only ever adds: events that are there already are passed over, so that reading
it twice changes nothing, and two machines' files can be read into a third.
"""

import json
import os
from datetime import datetime
from pathlib import Path

from course_lib.nn import whole_file
from course_lib.progress import store
from course_lib.progress.store import Event

FORMAT = "neural-network-course progress"
VERSION = 1
FILE_LIMIT = 200_000_000  # bytes; a learner's whole course is well under one hundredth of it


class ProgressFileError(ValueError):
    """A file that can't be read in; nothing of it was."""


def export_text() -> str:
    """All events as the text of a JSON file."""
    rows = [event._asdict() for event in store.events()]
    document = {"format": FORMAT, "version": VERSION, "events": rows}
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def export_file(path: str | os.PathLike) -> int:
    """Write all events to a file, whole or not at all; how many there are."""
    whole_file.write_text(path, export_text())
    return len(store.events())


def import_file(path: str | os.PathLike) -> int:
    """Add the events of a file that ``export_file`` wrote; how many were new."""
    path = Path(path)
    try:
        if path.stat().st_size > FILE_LIMIT:
            raise ProgressFileError(f"{path.name} is too large to be a saved progress.")
        return import_text(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ProgressFileError(f"{path.name} could not be read: {error}.") from error


def import_text(text: str) -> int:
    """Add the events of an exported text; all of it is looked at before any of it is added."""
    rows = _read(text)
    if store.location() is None:
        raise ProgressFileError("Nothing is restored: COURSE_PROGRESS=off keeps no progress.")
    try:
        return store.add(rows)
    except store.NotKept as reason:
        raise ProgressFileError(f"Nothing is restored: {reason}") from reason


def _read(text: str) -> list[Event]:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ProgressFileError("This is no saved progress: it is not JSON.") from error
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise ProgressFileError("This is no saved progress of this course.")
    version = document.get("version")
    if type(version) is not int or not 1 <= version <= VERSION:
        raise ProgressFileError(
            f"This progress was saved by another version of the course ({version!r}); "
            f"this one reads up to {VERSION}. Update the course, then restore again."
        )
    rows = document.get("events")
    if not isinstance(rows, list):
        raise ProgressFileError("This saved progress has no list of events; the file is damaged.")
    return [_event(row, number) for number, row in enumerate(rows, start=1)]


def _event(row: object, number: int) -> Event:
    """One event, every field of the type it must have."""
    try:
        event = Event(**row)
        sound = all(isinstance(v, t) for v, t in zip(event, (str, str, int, str, str, str)))  # noqa: B905
        sound = sound and 0 <= event.lesson < 1000 and 0 < len(event.id) <= 64
        sound = sound and not isinstance(event.lesson, bool)
        sound = sound and datetime.fromisoformat(event.time).utcoffset() is not None
        "".join(event[:2] + event[3:]).encode("utf-8")  # half a surrogate pair can't be stored
    except (TypeError, ValueError):
        sound = False
    if not sound:
        raise ProgressFileError(
            f"Event {number} of this saved progress is damaged. Nothing is read."
        )
    return event
