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
    def in_words(self) -> str:
        """The word as a learner reads it: a translation changes this, and not what is stored."""
        return {
            State.NOT_ATTEMPTED: "not attempted",
            State.ERROR: "error",
            State.NOT_YET: "not yet",
            State.CORRECT: "correct",
        }[self]

    @property
    def symbol(self) -> str:
        """A mark that stands beside the word, so that no colour has to carry the meaning."""
        return {
            State.NOT_ATTEMPTED: "○",
            State.ERROR: "⚠",
            State.NOT_YET: "✎",
            State.CORRECT: "✔",
        }[self]

    @property
    def heading(self) -> str:
        """The symbol and the word, as an answer begins with them.

        >>> State.NOT_YET.heading
        '✎ Not yet'
        """
        return f"{self.symbol} {self.in_words[:1].upper()}{self.in_words[1:]}"
