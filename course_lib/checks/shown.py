"""What checks show: each thing as HTML in a notebook and as text elsewhere, the same on every run.

No addresses, no times, no file names.
"""

import textwrap
from collections.abc import Sequence

from course_lib.checks import markup


class Shown:
    """Anything that shows itself: subclasses give ``_text`` and ``_html``."""

    def __repr__(self) -> str:
        return self._text()

    def _repr_html_(self) -> str:
        return self._html()

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, str]:
        return {"text/plain": self._text(), "text/html": self._html()}


class Hint(Shown):
    """One hint of several; ``tier`` counts them from 1."""

    def __init__(self, hints: Sequence[str], tier: int):
        self.hints = hints
        self.tier = tier

    def _sentence(self) -> str:
        return self.hints[self.tier - 1] if self.hints else "There are no hints here."

    def _title(self) -> str:
        return f"Hint {self.tier} of {len(self.hints)}" if self.hints else "Hint"

    def _html(self) -> str:
        text = f"<strong>{self._title()}</strong>: {markup.prose(self._sentence())}"
        return markup.box(markup.GREY, markup.paragraph(text))

    def _text(self) -> str:
        return f"{self._title()}: {self._sentence()}"


class Code(Shown):
    """Some code under a title, with a sentence after it."""

    def __init__(self, title: str, source: str, note: str = ""):
        self.title = title
        self.source = source
        self.note = note

    def _html(self) -> str:
        parts = [markup.paragraph(f"<strong>{markup.prose(self.title)}</strong>")]
        parts += [markup.code_block(self.source)] if self.source else []
        parts += [markup.paragraph(markup.prose(self.note))] if self.note else []
        return markup.box(markup.GREY, *parts)

    def _text(self) -> str:
        code = textwrap.indent(self.source.rstrip(), "    ")
        return "\n".join(part for part in (self.title + ":" * bool(code), code, self.note) if part)


def display(shown: Shown) -> None:
    """Show something now, as the value of a cell would be: in a notebook, or as text."""
    try:
        from IPython import get_ipython
        from IPython.display import display as show_in_notebook
    except ImportError:
        get_ipython = None
    if get_ipython and get_ipython():
        show_in_notebook(shown)
    else:
        print(shown)
