"""Open and read what was handed in, and tell its lesson: in a process that can be ended.

Nothing of a submission is run for it. But what a file holds decides how long it takes to read.
"""

import contextlib
import hashlib
from collections.abc import Callable, Iterator

from course_lib.grading.catalogue import catalogue
from course_lib.grading.clocked_process import Clock, ClockedProcess, ProcessEnded, RanOut
from course_lib.grading.inbox import call_here
from course_lib.grading.submission import Submission, read

CLOCK = Clock(wall_seconds=60.0, cpu_seconds=15.0, memory_mb=1024)


class Reader:
    """Reads files; ``call`` calls a function, in this process or in another."""

    def __init__(self, call: Callable = call_here):
        self.call = call

    def read(self, data: bytes, private: tuple[str, ...]) -> tuple[Submission, int | None]:
        """A file's submission, and the lesson that its code is of, or None."""
        try:
            return self.call(_read, data, private)
        except RanOut as error:
            problem = f"To read it takes {error}. Look at the file by hand."
        except ProcessEnded:
            problem = "The process that read it died on it. Look at the file by hand."
        return unreadable(problem, data), None


def unreadable(problem: str, data: bytes) -> Submission:
    """What stands for a file that could not be read."""
    return Submission(hashlib.sha256(data).hexdigest(), problem=problem)


@contextlib.contextmanager
def clocked_reader() -> Iterator[Reader]:
    """A reader that does all in a process with a clock."""
    process = ClockedProcess()
    try:
        yield Reader(lambda function, *given: process.run(function, *given, clock=CLOCK))
    finally:
        process.close()


def _read(data: bytes, private: tuple[str, ...]) -> tuple[Submission, int | None]:
    found = read(data)
    return found, catalogue(private).lesson_of(found.cells)
