"""First names of the US Census of 1990: words short enough to be written by a small network."""

from pathlib import Path

_FILE = Path(__file__).with_name("first_names.txt")  # source and licence: first_names.md beside it


def first_names() -> list[str]:
    """5,163 first names of women and men, in lower case and alphabetical order.

    Each is 2 to 11 letters long, of a to z and nothing else.

    Source: United States Census Bureau, first names of the 1990 census; public domain.

    >>> names = first_names()
    >>> len(names), names[0], names[-1], max(names, key=len)
    (5163, 'aaron', 'zulma', 'alejandrina')
    """
    return _FILE.read_text(encoding="ascii").split()
