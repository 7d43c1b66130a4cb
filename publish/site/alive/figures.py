"""Makes all figures that are declared to be alive, and the HTML that stands for each."""

import html
import json
import re
from collections import defaultdict
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from publish.address import PROJECT
from publish.site.alive import cache, lesson_lines
from publish.site.alive.declared import FIGURES, FRONT, Declared
from publish.site.alive.recording import record

NOTE = {
    "pictures": "Computed beforehand, so one slider moves at a time, and in larger steps. "
    "In a notebook all of them move as they like.",
    "itself": "This figure is all in your browser: what you see is what the notebook shows.",
}
NOTE["network"] = NOTE["pictures"]


def figures(folder: Path) -> dict[str, dict[str, str]]:
    """Write what the figures need into ``folder``; their HTML by notebook and by cell's id."""
    folder.mkdir(parents=True, exist_ok=True)
    code = cache.code_of_the_course()
    found = defaultdict(dict)
    for declared in FIGURES:
        path = PROJECT / "notebooks" / f"{declared.notebook}.ipynb"
        notebook = nbformat.read(path, as_version=4)
        cell = lesson_lines.find(notebook, declared.line)
        lines = lesson_lines.sources(notebook, cell)

        def make(place: Path, declared=declared, cell=cell, lines=lines) -> dict:
            return _record(declared, cell, lines, place)

        figure = cache.kept([code, repr(declared), *lines], make, folder)
        name = f"{declared.notebook}-{cell.id}"
        (folder / f"{name}.json").write_text(json.dumps(figure), encoding="utf-8")
        found[declared.notebook][cell.id] = tag(name, figure)
    cache.forget_the_old()
    return dict(found)


def tag(name: str, figure: dict) -> str:
    """What stands for a figure on its page, until live.js puts it there."""
    note = html.escape(NOTE[figure["kind"]])
    return f'<div class="alive" data-alive="{name}"><p class="alive-note" hidden>{note}</p></div>'


def front_figure(folder: Path, alive: dict[str, dict[str, str]]) -> str:
    """The figure of the front page: with its still, for it stands in no notebook there."""
    _, place = next(iter(alive[FRONT.notebook].items()))
    name = re.search(r'data-alive="([^"]+)"', place)[1]
    figure = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    first = figure["layouts"][0]["states"][0]
    alt = html.escape(f"{figure['traits']['alt']} {first['readout']}")
    width, height = (round(first[side] / first["sharpness"]) for side in ("width", "height"))
    return (
        f'<img src="_live/{first["picture"]}" width="{width}" height="{height}" alt="{alt}">{place}'
    )


def _record(declared: Declared, cell: NotebookNode, lines: list[str], folder: Path) -> dict:
    made = lesson_lines.last_value(lines)
    said, stored = made._repr_mimebundle_()[0]["text/plain"], _stored(cell)
    if said != stored:
        raise ValueError(
            f"The figure {declared.line} of {declared.notebook} is to be the notebook's, which "
            f"says {stored!r}; made by the lines that it depends on, it says {said!r}."
        )
    return record(lambda: lesson_lines.last_value(lines), declared, folder)


def _stored(cell: NotebookNode) -> str:
    return next(o.data["text/plain"] for o in cell.outputs if "image/png" in o.get("data", {}))
