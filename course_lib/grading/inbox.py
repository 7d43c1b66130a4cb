"""Find what learners handed in: in a folder, a zip, zips in either, or one file.

Here names are listed; each file is opened in ``call``, which may be a process with a clock. So a
name that climbs out of the folder, a zip that unfolds to a terabyte and one that never comes to an
end do nothing here: what can't be opened is a file with a problem.
"""

import os
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from course_lib.grading import opening
from course_lib.grading.clocked_process import ProcessEnded, RanOut
from course_lib.grading.opening import FoundFile, ZipError

MAX_FILES = 200_000
MAX_ZIP_SECONDS = 300.0  # for one zip of a folder; each of its files has a clock besides


def call_here(function: Callable, *given):
    """Call a function in this process: for inboxes that are trusted."""
    return function(*given)


def notebooks(inbox: Path, call: Callable = call_here) -> Iterator[FoundFile]:
    """All notebooks in an inbox, in the order of their names; other files are passed over."""
    return (found for found in files(inbox, call) if found.is_notebook)


def files(inbox: Path, call: Callable = call_here) -> Iterator[FoundFile]:
    """All files in an inbox, in the order of their names."""
    for number, found in enumerate(_files(inbox, call)):
        if number >= MAX_FILES:
            raise ValueError(f"{inbox} holds more than {MAX_FILES:,} files. Collect it in parts.")
        yield found


def _files(inbox: Path, call: Callable) -> Iterator[FoundFile]:
    if not inbox.is_dir():
        yield from _file(inbox, _as_text(Path(inbox.name)), call, zip_prefix="")
        return
    for folder, folders, names in os.walk(inbox):
        folders[:] = sorted(name for name in folders if not opening.is_ignored(name))
        for name in sorted(names):
            path = Path(folder, name)
            if not opening.is_ignored(name):
                yield from _file(path, _as_text(path.relative_to(inbox)), call)


def _as_text(path: Path) -> str:
    """A path that can be printed and stored: on Linux, a file's name may be any bytes."""
    return path.as_posix().encode("utf-8", "replace").decode("utf-8")


def _file(path, origin: str, call: Callable, zip_prefix: str | None = None) -> Iterator[FoundFile]:
    """One file, or those in a zip; a zip that lies in the inbox comes before their names."""
    if path.suffix.lower() == ".zip" and path.is_file() and not path.is_symlink():
        yield from _in_zip(path, f"{origin}/" if zip_prefix is None else zip_prefix, call)
        return
    try:
        found = call(opening.plain_file, path, origin)
    except ProcessEnded as error:
        found = _stuck(origin, error)
    if found is not None:
        yield found


def _in_zip(path: Path, prefix: str, call: Callable) -> Iterator[FoundFile]:
    """The files in a zip, each opened by a call of its own: one that sticks costs no other.

    A zip that lies in the inbox may be a learner's, and has an end. The platform's has none: its
    learners would lose their places by what one of them hands in.
    """
    most = opening.MAX_FILES_IN_LEARNER_ZIP if prefix else MAX_FILES
    room, seconds = opening.room_in(path.stat().st_size), 0.0
    try:
        listed = call(opening.entries, path, prefix, most)
        if prefix and not listed:
            yield FoundFile(prefix.rstrip("/"), datetime.min, is_notebook=False)
        for place, origin in listed:
            began = time.monotonic()
            opened = _entry(path, place, origin, call)
            seconds += time.monotonic() - began
            if not origin.lower().endswith(".zip"):  # which has had room of its own
                room -= sum(found.size for found in opened)
            if prefix and room < 0:
                raise ZipError("it unfolds to more than anybody hands in")
            yield from opened
            if prefix and seconds > MAX_ZIP_SECONDS:
                raise ZipError(f"it takes more than {MAX_ZIP_SECONDS:g} seconds")
        call(opening.close)
    except (ZipError, ProcessEnded, OSError) as error:
        opening.close()  # where it was opened in this process
        yield opening.damaged(prefix, _why(error))


def _entry(path: Path, place: int, origin: str, call: Callable) -> list[FoundFile]:
    try:
        return call(opening.entry, path, place, origin)
    except ProcessEnded as error:
        return [_stuck(origin, error)]


def _stuck(origin: str, error: ProcessEnded) -> FoundFile:
    """What stands for a file whose opening was ended."""
    named = opening.is_called_a_notebook(origin) or origin.lower().endswith(".zip")
    problem = f"The file can't be opened: {_why(error)}. Look at it by hand."
    return FoundFile(origin, datetime.min, is_notebook=named, problem=problem)


def _why(error: Exception) -> str:
    return f"it takes {error}" if isinstance(error, RanOut) else str(error).rstrip(".")
