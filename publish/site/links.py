"""Links of the repository's texts, as the site has them.

What the site has keeps its place: ``notebooks/01_neuron.ipynb`` is there as a page, and a link to
it is Sphinx's to resolve. A link to any other file of the repository leads to that file on GitHub;
while nobody has published the repository, only its words are left.
"""

import posixpath
import re
from collections.abc import Callable, Container

from publish.address import Address

_LINK = re.compile(r"(?<!!)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^()\s]+)\)")
_CELL = re.compile(r".*\.ipynb#cell-id=(\w+)")
_FENCE = re.compile(r"(^```.*?^```)", re.S | re.M)
_CODE = re.compile(r"(```.*?```|`[^`\n]*`)", re.S)


def rewritten(markdown: str, page: str, pages: Container[str], address: Address) -> str:
    """The text of ``page`` with links that hold in the site; fenced code stays as it is."""

    def link(found: re.Match) -> str:
        return _link(found[1], found[2], page, pages, address)

    return _outside(_FENCE, markdown, lambda text: _LINK.sub(link, text))


def outside_code(markdown: str, change: Callable[[str], str]) -> str:
    """``change`` what is no code.

    >>> outside_code("a `a` a", str.upper)
    'A `a` A'
    """
    return _outside(_CODE, markdown, change)


def _outside(code: re.Pattern, markdown: str, change: Callable[[str], str]) -> str:
    parts = code.split(markdown)
    return "".join(part if i % 2 else change(part) for i, part in enumerate(parts))


def target_of_cell(cell_id: str) -> str:
    """The name by which a cell's place is linked to."""
    return f"cell-{cell_id}"


def _link(words: str, to: str, page: str, pages: Container[str], address: Address) -> str:
    if re.match(r"[a-z]+:|#", to):
        return f"[{words}]({to})"
    if cell := _CELL.fullmatch(to):
        return f"[{words}](#{target_of_cell(cell[1])})"
    place, hash_, anchor = to.partition("#")
    file = posixpath.normpath(posixpath.join(posixpath.dirname(page), place))
    if file in pages:
        return f"[{words}]({to})"
    return words if address.is_placeholder else f"[{words}]({address.file(file)}{hash_}{anchor})"
