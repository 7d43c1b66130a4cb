"""A text or a table with blanks to fill in; browser's half in blanks.js.

In the text, ``{name}`` is a blank. Lines that begin with ``|`` are rows of a table, the first of
them its heading; every other line stands for itself, with its indentation.

>>> layout("z = 0·2 + {b}")
[{'kind': 'line', 'indent': 0, 'parts': ['z = 0·2 + ', {'blank': 'b'}]}]
"""

import re
from collections.abc import Callable

import traitlets

from course_lib.widgets.files import source
from course_lib.widgets.form import Form, with_code

_BLANK = re.compile(r"\{(\w+)\}")
_RULE = re.compile(r"^\|[\s:|-]+\|$")  # the line of dashes under a table's heading


class Blanks(Form):
    """Show ``text`` with its blanks; its answer is a dictionary of what was typed or chosen.

    ``fields`` says of each blank what it is called (``label``), where that matters how it is to be
    typed (``asked``, as "3 decimals"), and, where it is a choice, what can be chosen (``options``).

    >>> def on_check(answer):
    ...     return {"state": "correct", "title": "", "sentences": [], "marks": {}, "remarks": {}}
    >>> form = Blanks("Add.", on_check, "1 + 1 = {sum}", {"sum": {"label": "the sum"}})
    >>> form.check({"sum": "2"})["state"]
    'correct'
    """

    _esm = source("common.js", "form.js", "blanks.js")
    _css = source("controls.css", "form.css", "blanks.css")
    blocks = traitlets.List().tag(sync=True)
    fields = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        prompt: str,
        on_check: Callable[[dict[str, str]], dict],
        text: str,
        fields: dict[str, dict],
        answer: dict[str, str] | None = None,
        said: dict | None = None,
        hints: tuple[str, ...] = (),
    ):
        blocks = layout(text)
        named = [part["blank"] for part in _parts(blocks) if isinstance(part, dict)]
        if sorted(named) != sorted(fields):
            raise ValueError(
                "Every blank stands in the text once, and has its field. "
                f"Received blanks {named} and fields {list(fields)}."
            )
        super().__init__(prompt, on_check, answer or {}, said, hints, blocks=blocks, fields=fields)

    def _as_html(self) -> str:
        html = ""
        for block in self.blocks:
            if block["kind"] == "line":
                html += (
                    f"<p>{'&nbsp;' * block['indent']}{self._join(block['parts'], with_code)}</p>"
                )
            else:
                html += self._table_as_html(block)
        return html + "".join(f"<p>{with_code(line)}</p>" for line in self._menus())

    def _table_as_html(self, block: dict) -> str:
        def row(cells, tag):
            return "".join(f"<{tag}>{self._join(cell, with_code)}</{tag}>" for cell in cells)

        rows = "".join(f"<tr>{row(cells, 'td')}</tr>" for cells in block["rows"])
        head = f"<thead><tr>{row(block['head'], 'th')}</tr></thead>"
        return f"<table>{head}<tbody>{rows}</tbody></table>"

    def _as_lines(self) -> list[str]:
        lines = []
        for block in self.blocks:
            if block["kind"] == "line":
                lines.append(" " * block["indent"] + self._join(block["parts"], str))
            else:
                rows = [block["head"], *block["rows"]]
                lines += [" | ".join(self._join(cell, str) for cell in row) for row in rows]
        return lines + self._menus()

    def _menus(self) -> list[str]:
        """What there is to choose from, each menu once."""
        menus = {tuple(field["options"]) for field in self.fields.values() if "options" in field}
        return [f"To choose from: {', '.join(options)}." for options in sorted(menus)]

    def _join(self, parts: list, write: Callable[[str], str]) -> str:
        """Parts of a line as a text: what was filled in, or a gap."""
        texts = (p if isinstance(p, str) else self.answer.get(p["blank"]) or "____" for p in parts)
        return "".join(map(write, texts))


def layout(text: str) -> list[dict]:
    """Read a text with blanks into blocks: lines, and tables with a heading and rows."""
    blocks = []
    for line in text.strip("\n").rstrip().splitlines():
        if _RULE.match(line.strip()):
            continue
        if line.lstrip().startswith("|"):
            cells = [_split(cell.strip()) for cell in line.strip().strip("|").split("|")]
            if blocks and blocks[-1]["kind"] == "table":
                blocks[-1]["rows"].append(cells)
            else:
                blocks.append({"kind": "table", "head": cells, "rows": []})
        else:
            indent = len(line) - len(line.lstrip())
            blocks.append({"kind": "line", "indent": indent, "parts": _split(line.strip())})
    return blocks


def _split(text: str) -> list:
    """Text and blanks in turn.

    >>> _split("{a} + 1")
    [{'blank': 'a'}, ' + 1']
    """
    pieces = _BLANK.split(text)
    parts = [{"blank": piece} if i % 2 else piece for i, piece in enumerate(pieces)]
    return [part for part in parts if part]


def _parts(blocks: list[dict]):
    for block in blocks:
        if block["kind"] == "line":
            yield from block["parts"]
        else:
            for row in [block["head"], *block["rows"]]:
                for cell in row:
                    yield from cell
