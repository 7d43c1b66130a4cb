"""What the forms of the page have in common: an answer, a button, and what is said of the answer.

The browser's half is form.js and form.css; a form of its own kind adds its script to them. A
browser tells every change of the answer at once, so that the answer outlives the view that it was
given in, and asks for a check when the button is pressed.
"""

import html
import re
from collections.abc import Callable

import anywidget
import traitlets

from course_lib.widgets.cleanup import close_earlier_widgets

TO_ANSWER = "Run this cell to answer."


class Form(anywidget.AnyWidget):
    """A form: ``on_check(answer)`` returns what is said of an answer.

    That is a dictionary: ``state`` ("correct", "not yet" or "not attempted"), ``title``, a list of
    ``sentences``, and by name of a part ``marks`` ("right", "wrong" or "empty") and ``remarks``
    (sentences). In every text, backticks mark code; nothing else is read as markup.
    """

    prompt = traitlets.Unicode().tag(sync=True)
    answer = traitlets.Any().tag(sync=True)
    said = traitlets.Dict().tag(sync=True)
    hints = traitlets.List(traitlets.Unicode()).tag(sync=True)

    def __init__(
        self,
        prompt: str,
        on_check: Callable[[object], dict],
        answer: object,
        said: dict | None = None,
        hints: tuple[str, ...] = (),
        **parts: object,
    ):
        super().__init__(prompt=prompt, answer=answer, said=said or {}, hints=list(hints), **parts)
        close_earlier_widgets(self)
        self.on_check = on_check
        self.on_msg(self._on_message)

    def check(self, answer: object) -> dict:
        """Check as the button would; answers with what is said, which every view then shows."""
        self.said = self.on_check(answer)
        self.answer = answer
        return self.said

    def _on_message(self, _widget: object, message: dict, _buffers: list) -> None:
        try:
            self.check(message["answer"])
        except Exception as error:
            sentence = f"Your answer was not checked. {type(error).__name__}: {error}"
            self.said = {"state": "error", "title": "⚠ Error", "sentences": [sentence]}
        self.send({"type": "answer"})  # even where the same answer changed nothing

    def _repr_mimebundle_(self, **kwargs) -> tuple[dict, dict]:
        """The live form, and the same as HTML and text for where no kernel answers."""
        data, metadata = super()._repr_mimebundle_(**kwargs)
        said = [self.said["title"], *self.said["sentences"]] if self.said else [TO_ANSWER]
        paragraphs = "".join(f"<p>{with_code(text)}</p>" for text in said)
        prompt = f"<p><strong>{with_code(self.prompt)}</strong></p>"
        data["text/html"] = f"{prompt}{self._as_html()}{paragraphs}"
        data["text/plain"] = "\n".join([self.prompt, *self._as_lines(), *said])
        return data, metadata

    def _as_html(self) -> str:
        raise NotImplementedError

    def _as_lines(self) -> list[str]:
        raise NotImplementedError


def with_code(text: str) -> str:
    """Escaped for HTML, and what stands in backticks marked as code.

    >>> with_code("`a < b` & c")
    '<code>a &lt; b</code> &amp; c'
    """
    return re.sub(r"`([^`]*)`", r"<code>\1</code>", html.escape(text))
