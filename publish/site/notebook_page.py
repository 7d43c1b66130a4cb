"""A committed notebook as the page that Sphinx reads: nothing is run, its stored outputs stay.

What would ask for a kernel is told in words: a form is a list to read, and an exercise says where
it is solved.
"""

import copy
import re
from collections.abc import Callable

from nbformat import NotebookNode
from nbformat.v4 import new_output

from course_lib.notebooks.glossary import key
from publish.site.glossary_page import Explained
from publish.site.links import outside_code, target_of_cell

TO_SOLVE = (
    '<p class="to-solve">You write this in a notebook, where a check answers: '
    '<a href="#open-this-lesson">open this lesson</a>.</p>'
)
_QUESTION = re.compile(r"check\.\w+(\.look_back\(\))?\s*")
_RUN_THIS = "<p>Run this cell to answer.</p>"
_NOTEBOOK_LINK = re.compile(r'href="(\w+)\.ipynb"')
_BOLD = re.compile(r"\*\*([^*]+?)\*\*")


def page(
    notebook: NotebookNode,
    explained: Explained,
    rewrite: Callable[[str], str],
    alive: dict[str, str],
) -> NotebookNode:
    """The page of ``notebook``.

    ``explained`` is what the glossary explains by it; ``rewrite`` changes the links of a text;
    ``alive`` has the HTML of figures by their cell's id.
    """
    found = copy.deepcopy(notebook)
    found.metadata = NotebookNode(kernelspec=notebook.metadata.kernelspec)
    open_words = dict(explained.words)
    for cell in found.cells:
        if cell.cell_type == "markdown":
            cell.source = outside_code(rewrite(cell.source), lambda t: _linked(t, open_words))
            if cell.id in explained.cells:
                cell.source = _with_target(cell)
        elif cell.cell_type == "code":
            _tell(cell, alive.get(cell.id))
    return found


def _with_target(cell: NotebookNode) -> str:
    """Name the cell's place; where it begins with a tag, the place of its first paragraph."""
    target = f"({target_of_cell(cell.id)})=\n"
    if not cell.source.startswith("<"):
        return target + cell.source
    tags, blank, rest = cell.source.partition("\n\n")
    return tags + blank + target + rest


def _linked(text: str, open_words: dict[str, str]) -> str:
    """Link each word of the glossary where it is bold for the first time."""

    def link(found: re.Match) -> str:
        word = open_words.pop(key(found[1]), None)
        return found[0] if word is None else f"**{{term}}`{found[1]} <{word}>`**"

    return _BOLD.sub(link, text)


def _tell(cell: NotebookNode, figure: str | None) -> None:
    cell.outputs = [_readable(output, cell) for output in cell.outputs if not _is_empty(output)]
    tags = cell.metadata.setdefault("tags", [])
    if "exercise" in tags:
        cell.outputs.append(_as_html(TO_SOLVE))
    elif _QUESTION.fullmatch(cell.source) and cell.outputs:
        tags.append("remove-input")  # what it asks, or answers, is all there is to read
    if figure is not None:
        cell.outputs.append(_as_html(figure))


def _is_empty(output: NotebookNode) -> bool:
    """Whether it says only that nobody has written anything yet."""
    return output.get("data", {}).get("text/plain", "").startswith("○ Not attempted")


def _readable(output: NotebookNode, cell: NotebookNode) -> NotebookNode:
    data = output.get("data", {})
    if "image/png" in data:
        data.pop("text/html", None)  # the same picture again, in a tag of its own
        cell.metadata["mystnb"] = {"image": {"alt": _alt(output)}}
    if "text/html" in data:
        data["text/html"] = _NOTEBOOK_LINK.sub(r'href="\1.html"', data["text/html"])
        data["text/html"] = data["text/html"].replace(_RUN_THIS, "")
    if data.get("text/plain", "").find("\n  ( ) ") > 0:
        data["text/html"] = f'<div class="question">{data["text/html"]}</div>'
    return output


def _alt(output: NotebookNode) -> str:
    """What the picture's figure says of itself."""
    said = output.metadata.get("image/png", {}).get("alt") or output.data.get("text/plain", "")
    if not said.strip():
        raise ValueError("A picture without a word: its figure gave neither alt nor text/plain.")
    return " ".join(said.split())


def _as_html(text: str) -> NotebookNode:
    return new_output("display_data", {"text/html": text})
