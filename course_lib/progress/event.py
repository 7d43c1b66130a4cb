"""One row for each event: a learner answered something, at a time, and it stood like this."""

from typing import NamedTuple


class Event(NamedTuple):
    """One answer: what it was an answer to, how it stood, its text, and when (UTC, ISO 8601)."""

    id: str
    time: str
    lesson: int
    exercise: str
    state: str
    answer: str


class NotKept(Exception):
    """Nothing could be written or read; the message says why, for a learner to read."""
