"""The four things that can be said of an answer."""

from enum import StrEnum


class State(StrEnum):
    """Where an answer stands. A state is a word, so it can be printed, stored and compared.

    >>> State.NOT_YET
    <State.NOT_YET: 'not yet'>
    >>> State("correct").symbol
    '✔'
    """

    NOT_ATTEMPTED = "not attempted"
    ERROR = "error"
    NOT_YET = "not yet"
    CORRECT = "correct"

    @property
    def symbol(self) -> str:
        """A mark that stands beside the word, so that no colour has to carry the meaning."""
        return {"not attempted": "○", "error": "⚠", "not yet": "✎", "correct": "✔"}[self.value]
