"""The glossary as Sphinx's own: its words are found by the search, and lessons link to them."""

import re
from collections import defaultdict
from typing import NamedTuple

from course_lib.notebooks.glossary import key

_ENTRY = re.compile(r"- \*\*(?P<word>.+?)\*\*(?:\. (?P<one>.+)| (?P<several>means, .+:))")
_MEANING = re.compile(r"  - (?P<one>.+)")
_EXPLAINED = re.compile(r"\((\w+)\.ipynb#cell-id=(\w+)\)")


class Explained(NamedTuple):
    """What the glossary explains by one notebook: its words by their keys, and the cells' ids."""

    words: dict[str, str]
    cells: set[str]


def explained(markdown: str) -> dict[str, Explained]:
    """For each notebook's stem, what notebooks/glossary.md explains by it."""
    found = defaultdict(lambda: Explained({}, set()))
    word = ""
    for line in markdown.splitlines():
        entry = _ENTRY.fullmatch(line)
        word = entry["word"] if entry else word
        for notebook, cell in _EXPLAINED.findall(line):
            found[notebook].words[key(word)] = word
            found[notebook].cells.add(cell)
    return dict(found)


def page(markdown: str) -> str:
    """The glossary as Sphinx reads it, from notebooks/glossary.md."""
    lines = [_line(line, _ENTRY.fullmatch(line)) for line in markdown.splitlines()]
    return _fenced("\n".join(lines))


def _line(line: str, entry: re.Match | None) -> str:
    if entry:
        return f"\n{entry['word']}\n  {entry['one'] or entry['several'].capitalize()}\n"
    meaning = _MEANING.fullmatch(line)
    return f"  - {meaning['one']}" if meaning else line


def _fenced(page: str) -> str:
    """A glossary under each heading."""
    sections = re.split(r"^(## .+)$", page, flags=re.MULTILINE)
    opening, rest = sections[0], sections[1:]
    fenced = [
        f"{heading}\n\n```{{glossary}}\n{entries.strip()}\n```\n"
        for heading, entries in zip(rest[::2], rest[1::2], strict=True)
    ]
    return "\n".join([opening, *fenced])
