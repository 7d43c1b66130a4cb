"""Read a file that was handed in, and tell its lesson: in a process that can be ended.

Reading runs nothing of a submission. But what a file holds decides how long it takes to read.
"""

import contextlib
import hashlib
from collections.abc import Callable, Iterator

from course_lib.grading.catalogue import catalogue
from course_lib.grading.clocked_process import Clock, ClockedProcess, ProcessEnded, RanOut
from course_lib.grading.submission import Submission, read

CLOCK = Clock(wall_seconds=60.0, cpu_seconds=15.0, memory_mb=1024)

# Given a file's bytes and the texts of private exercises, it gives the submission and its lesson.
Reader = Callable[[bytes, tuple[str, ...]], tuple[Submission, int | None]]


def read_here(data: bytes, private: tuple[str, ...]) -> tuple[Submission, int | None]:
    """A file's submission, and the lesson that its code is of, or None."""
    found = read(data)
    return found, catalogue(private).lesson_of(found.cells)


@contextlib.contextmanager
def clocked_reader() -> Iterator[Reader]:
    """The same in a process with a clock; a file that takes too long has that as its problem."""
    process = ClockedProcess()

    def read_there(data: bytes, private: tuple[str, ...]) -> tuple[Submission, int | None]:
        try:
            return process.run(read_here, data, private, clock=CLOCK)
        except RanOut as error:
            problem = f"To read it takes {error}. Look at the file by hand."
        except ProcessEnded:
            problem = "The process that read it died on it. Look at the file by hand."
        return Submission(hashlib.sha256(data).hexdigest(), problem=problem), None

    try:
        yield read_there
    finally:
        process.close()
