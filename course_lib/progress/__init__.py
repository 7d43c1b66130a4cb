"""REMEMBERS what this learner has answered: in one file, on this machine, sent nowhere.

- ``store.py`` writes an event for each checked answer, and reads the last one.
- ``database.py`` keeps the events in SQLite; ``plain_file.py`` where there is none, and in a
  browser.
- ``damage.py`` sets a file aside that SQLite can't read any more; it never deletes one.
- ``transfer.py`` carries the events to another machine: a JSON file out, the same file in.

The file lies in the user's data folder, or where ``COURSE_PROGRESS`` says; ``COURSE_PROGRESS=off``
keeps nothing. Many notebooks may write at once. If nothing can be written, because the disk is
full or the folder is read-only, a check answers as usual, and ``notice()`` says once why the answer
is not kept. There are no grades here: a learner can write this file, and so could write them.

>>> from course_lib import progress
>>> progress.location("answers.sqlite").name
'answers.sqlite'
>>> progress.location("off") is None
True
"""

from course_lib.progress.store import (
    Event,
    events,
    follow,
    latest,
    location,
    notice,
    record,
    standing,
)
from course_lib.progress.transfer import (
    FORMAT,
    ProgressFileError,
    export_file,
    export_text,
    import_file,
    import_text,
)

__all__ = [
    "FORMAT",
    "Event",
    "ProgressFileError",
    "events",
    "export_file",
    "export_text",
    "follow",
    "import_file",
    "import_text",
    "latest",
    "location",
    "notice",
    "record",
    "standing",
]
