"""Texts from anywhere without what a reader can't see and a program obeys."""

import unicodedata

# Marks that turn the direction of writing, so that what is read is not what is there.
_BIDIRECTIONAL = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


def without_control_characters(text: str) -> str:
    """A text without what could move a terminal's cursor, change its colours, or turn lines round.

    >>> without_control_characters("a\\x1b[31mb\\u202ec\\r\\nd")
    'a�[31mb�c\\nd'
    """
    if text.isprintable():
        return text
    text = text.replace("\r\n", "\n")
    return "".join("�" if _is_control(letter) else letter for letter in text)


def _is_control(letter: str) -> bool:
    if letter in "\n\t":
        return False
    return letter in _BIDIRECTIONAL or unicodedata.category(letter) in ("Cc", "Cs")
