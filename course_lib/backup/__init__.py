"""CARRIES a learner's work: into one file, out of it again, and a lesson back to its beginning.

- ``archive.py`` makes the file, a zip of notebooks and progress, and reads one that comes from
  anywhere.
- ``notebook.py`` reads a notebook that comes from anywhere, and ``cells.py`` tells what in it is
  the lesson's and what is the learner's.
- ``merge.py`` moves the learner's cells into another version of the same lesson.
- ``restore.py`` puts an archive's content into a folder, and keeps what was there.
- ``fresh_copy.py`` makes a lesson as it was; ``notices.py`` folds what a figure's text gives away.

Nothing here knows what a lesson asks: the names of exercises are read from the notebooks. All
that is needed is Python's own, so that it works in a browser too.
"""

from course_lib.backup.archive import ArchiveError, pack, unpack
from course_lib.backup.fresh_copy import begin_again
from course_lib.backup.restore import newer, restore

__all__ = [
    "ArchiveError",
    "begin_again",
    "newer",
    "pack",
    "restore",
    "unpack",
]
