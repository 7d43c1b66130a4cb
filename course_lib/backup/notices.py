"""Folds what is to be noticed in a figure that moves, so that a learner looks before reading.

In the text it is a paragraph that begins with **Notice.** below the cell that shows a widget. In
the notebook it is a ``<details>``, which the widget opens once somebody has moved it (notice.js),
and a click opens at any time.
"""

import re
from collections.abc import Callable

NOTICE = "**Notice.** "
SUMMARY = "<summary><b>Notice.</b> Move the figure first, then open this.</summary>"

_WIDGET = re.compile(r"\bwidgets\.\w+\(")
_QUESTION = re.compile(r"check\.\w+(\.look_back\(\))?\s*")


def fold(cells: list[dict], translated: Callable[[str], str] = str) -> None:
    """Fold each notice that stands below a widget, in these cells of a notebook.

    ``translated`` gives a sentence in the language of the notebook.
    """
    notice, summary = translated(NOTICE), translated(SUMMARY)
    below_widget = False
    for cell in cells:
        if cell["cell_type"] == "markdown" and below_widget:
            paragraphs = cell["source"].split("\n\n")
            cell["source"] = "\n\n".join(_folded(part, notice, summary) for part in paragraphs)
        elif cell["cell_type"] == "code" and not _QUESTION.fullmatch(cell["source"]):
            below_widget = bool(_WIDGET.search(cell["source"]))


def _folded(paragraph: str, notice: str, summary: str) -> str:
    """The paragraph, hidden behind its summary where it begins with **Notice.**

    The blank lines let what is between them be read as Markdown.
    """
    if not paragraph.startswith(notice):
        return paragraph
    return f"<details>\n{summary}\n\n{paragraph.removeprefix(notice)}\n\n</details>"
