"""A question on the page, with answers to choose from; browser's half in choice.js."""

import html
import re
from collections.abc import Callable, Sequence

import anywidget
import traitlets

from course_lib.widgets.files import source

_TO_ANSWER = "Run this cell to answer."


class Choice(anywidget.AnyWidget):
    """Ask ``prompt``, offer ``options``; ``on_choose(option)`` returns what to say to a choice.

    ``chosen`` restores an earlier choice and ``feedback`` what was said to it. In every text,
    backticks mark code; nothing else is read as markup.

    >>> def on_choose(option):
    ...     return "It does: the line keeps its direction." if option == "move" else "Try it."
    >>> question = Choice("When b changes, the line will", ["move", "turn"], on_choose)
    >>> question.choose("move")
    'It does: the line keeps its direction.'
    """

    _esm = source("choice.js")
    _css = source("controls.css", "choice.css")
    prompt = traitlets.Unicode().tag(sync=True)
    options = traitlets.List(traitlets.Unicode()).tag(sync=True)
    button = traitlets.Unicode().tag(sync=True)
    chosen = traitlets.Unicode(None, allow_none=True).tag(sync=True)
    feedback = traitlets.Unicode().tag(sync=True)

    def __init__(
        self,
        prompt: str,
        options: Sequence[str],
        on_choose: Callable[[str], str | None],
        chosen: str | None = None,
        feedback: str = "",
        button: str = "Choose",
    ):
        options = list(options)
        if len(options) < 2 or len(set(options)) < len(options):
            raise ValueError(f"A choice needs two or more different options. Received {options}.")
        if chosen is not None:
            _require(chosen, options)
        super().__init__(
            prompt=prompt, options=options, button=button, chosen=chosen, feedback=feedback
        )
        self.on_choose = on_choose
        self.on_msg(self._on_message)

    def choose(self, option: str) -> str:
        """Choose as a hand would; answers with the feedback, which every view then shows."""
        _require(option, self.options)
        self.feedback = self.on_choose(option) or ""
        self.chosen = option
        return self.feedback

    def _on_message(self, _widget: object, message: dict, _buffers: list) -> None:
        try:
            self.choose(message["option"])
        except Exception as error:
            self.feedback = f"Your choice was not kept. {type(error).__name__}: {error}"
        self.send({"type": "answer"})  # even where the same choice changed nothing

    def _repr_mimebundle_(self, **kwargs) -> tuple[dict, dict]:
        """The live form, and the question as HTML and text for where no kernel answers."""
        data, metadata = super()._repr_mimebundle_(**kwargs)
        data["text/html"] = self._as_html()
        data["text/plain"] = self._as_text()
        return data, metadata

    def _as_html(self) -> str:
        # A list, not a form: nothing that looks as if it could be clicked when it can't.
        items = "".join(f"<li>{_with_code(option)}</li>" for option in self.options)
        said = [f"You chose: {self.chosen}.", self.feedback] if self.chosen else [_TO_ANSWER]
        after = "".join(f"<p>{_with_code(text)}</p>" for text in said if text)
        return f"<p><strong>{_with_code(self.prompt)}</strong></p><ul>{items}</ul>{after}"

    def _as_text(self) -> str:
        marks = ["(x)" if option == self.chosen else "( )" for option in self.options]
        lines = [f"  {mark} {option}" for mark, option in zip(marks, self.options, strict=True)]
        return "\n".join([self.prompt, *lines, *filter(None, [self.feedback])])


def _require(option: str, options: list[str]) -> None:
    if option not in options:
        raise ValueError(f"Expected one of {options}. Received {option!r}.")


def _with_code(text: str) -> str:
    """Escaped for HTML, and what stands in backticks marked as code."""
    return re.sub(r"`([^`]*)`", r"<code>\1</code>", html.escape(text))
