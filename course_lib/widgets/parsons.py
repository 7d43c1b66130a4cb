"""Lines of code to put into order; browser's half in parsons.js."""

import html
from collections.abc import Callable, Sequence

import traitlets

from course_lib.widgets.files import source
from course_lib.widgets.form import Form


class Parsons(Form):
    """Show ``lines`` in the order given; its answer is the list of lines as somebody orders them.

    With ``some_left_out=True`` not every line belongs to the program, and each can be left out.

    >>> def on_check(answer):
    ...     state = "correct" if answer == ["a = 1", "b = a"] else "not yet"
    ...     return {"state": state, "title": state, "sentences": [], "marks": {}, "remarks": {}}
    >>> form = Parsons("Order these.", on_check, ["b = a", "a = 1"])
    >>> form.check(["a = 1", "b = a"])["state"]
    'correct'
    """

    _esm = source("common.js", "form.js", "parsons.js")
    _css = source("controls.css", "form.css", "parsons.css")
    lines = traitlets.List(traitlets.Unicode()).tag(sync=True)
    some_left_out = traitlets.Bool().tag(sync=True)

    def __init__(
        self,
        prompt: str,
        on_check: Callable[[list[str]], dict],
        lines: Sequence[str],
        some_left_out: bool = False,
        answer: Sequence[str] | None = None,
        said: dict | None = None,
        hints: tuple[str, ...] = (),
    ):
        lines = list(lines)
        if len(lines) < 2 or len(set(lines)) < len(lines):
            raise ValueError(f"Two or more different lines can be ordered. Received {lines}.")
        answer = lines if answer is None else list(answer)
        super().__init__(
            prompt, on_check, answer, said, hints, lines=lines, some_left_out=some_left_out
        )

    def _as_html(self) -> str:
        # A list, not a form: nothing that looks as if it could be moved when it can't.
        items = "".join(f"<li><code>{_with_spaces(line)}</code></li>" for line in self.answer)
        left = [line for line in self.lines if line not in self.answer]
        out = ", ".join(f"<code>{html.escape(line.strip())}</code>" for line in left)
        return f"<ol>{items}</ol>" + (f"<p>Left out: {out}</p>" if left else "")

    def _as_lines(self) -> list[str]:
        left = [line for line in self.lines if line not in self.answer]
        listed = [f"{i:3}. {line}" for i, line in enumerate(self.answer, start=1)]
        return listed + [f"   –  {line}   (left out)" for line in left]


def _with_spaces(line: str) -> str:
    """A line of code as HTML, its indentation kept."""
    text = line.lstrip(" ")
    return "&nbsp;" * (len(line) - len(text)) + html.escape(text)
