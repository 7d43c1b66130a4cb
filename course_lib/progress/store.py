"""Every answer is kept, as an event: what was answered, when, and how it stood.

Events are only ever added. Each has an id of its own, so that two machines' events can be merged
and none is counted twice. Where SQLite is there, they lie in a database; else in a plain file.
"""

import contextlib
import functools
import importlib
import os
import sys
import uuid
import weakref
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

from course_lib.progress import notices, plain_file
from course_lib.progress.event import Event, NotKept
from course_lib.progress.notices import notice

__all__ = [
    "Event", "NotKept", "add", "events", "follow", "latest", "location", "notice", "record",
    "standing",
]  # fmt: skip

ANSWER_LIMIT = 100_000  # characters of source that are kept of one answer

# In a browser, what lies in this folder is kept by the browser; all else is gone with the page.
_DRIVE = Path("/drive")
_FLEETING = (
    "This browser window keeps no files, as private windows do: your answers are known until you "
    "close it. In an ordinary window they stay."
)


def location(setting: str | None = None) -> Path | None:
    """Where the file lies: the setting, ``COURSE_PROGRESS``, or the user's data folder.

    None means that nothing is to be kept. In a browser it lies beside the notebooks, where the
    browser keeps it. Where there is no SQLite, its name ends in ``.jsonl``.
    """
    setting = setting or os.environ.get("COURSE_PROGRESS", "")
    if setting.lower() == "off":
        return None
    path = Path(setting).expanduser() if setting else _usual_place()
    return path if _has_sqlite() else path.with_suffix(plain_file.ENDING)


def _usual_place() -> Path:
    if _in_browser():
        folder = _DRIVE if _DRIVE.is_dir() else Path.home()
        return folder / f"progress{plain_file.ENDING}"
    return _data_folder() / "progress.sqlite"


def _data_folder() -> Path:
    try:
        import platformdirs  # asks who the user is, and not every Python can say
    except ImportError:
        return Path.home() / ".neural-network-course"
    return Path(platformdirs.user_data_dir("neural-network-course", False))


def _in_browser() -> bool:
    return sys.platform == "emscripten"


@functools.cache
def _has_sqlite() -> bool:
    try:
        importlib.import_module("sqlite3")
    except ImportError:
        return False
    return True


def record(lesson: int, exercise: str, state: str, answer: str = "") -> bool:
    """Add one event; whether it was kept. Never raises: see ``notice``."""
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    answer = answer[:ANSWER_LIMIT].encode("utf-8", "replace").decode("utf-8")
    try:
        kept = add([Event(uuid.uuid4().hex, now, lesson, exercise, str(state), answer)]) == 1
    except NotKept as reason:
        notices.say(f"This answer is not kept: {reason}")
        return False
    if _in_browser() and kept and not _DRIVE.is_dir():
        notices.say(_FLEETING)
    for follower in list(_FOLLOWERS):
        with contextlib.suppress(Exception):  # what shows an answer must not cost it
            follower.refresh()
    return kept


_FOLLOWERS = weakref.WeakSet()  # of those who show how a learner stands


def follow(follower) -> None:
    """Call ``follower.refresh()`` after each answer, for as long as anybody holds it."""
    _FOLLOWERS.add(follower)


def latest(lesson: int, exercise: str) -> Event | None:
    """The last event of one exercise, or None."""
    return _look(lambda keeper, path: keeper.latest(path, lesson, exercise), nothing=None)


def events() -> list[Event]:
    """All events, oldest first."""
    return _look(lambda keeper, path: keeper.events(path), nothing=[])


def standing() -> dict[tuple[int, str], str]:
    """How each exercise stands, by lesson and name: correct if it ever was, else the last state."""
    found: dict[tuple[int, str], str] = {}
    for event in events():
        if found.get(event[2:4]) != "correct":
            found[event[2:4]] = event.state
    return found


def add(rows: Sequence[Event]) -> int:
    """Add events that are not there yet, all of them or none; how many were new.

    Raises ``NotKept`` with the reason.
    """
    path = location()
    return 0 if path is None else _keeper(path).add(path, rows)


def _look(read: Callable[[ModuleType, Path], object], nothing):
    """What is read from the file; ``nothing`` where it is off or can't be read."""
    path = location()
    if path is None:
        return nothing
    try:
        return read(_keeper(path), path)
    except NotKept as reason:
        notices.say(f"Your progress can't be shown: {reason}")
        return nothing


def _keeper(path: Path) -> ModuleType:
    """The module that reads and writes this kind of file; SQLite is imported for its own alone."""
    if path.suffix == plain_file.ENDING:
        return plain_file
    return importlib.import_module("course_lib.progress.database")
