"""A question to answer in one's own words, on the page; browser's half in explanation.js."""

from collections.abc import Callable

import anywidget
import traitlets

from course_lib.widgets.files import source


class Explanation(anywidget.AnyWidget):
    """Ask ``prompt`` and take a text; ``on_keep(text)`` returns what is said beside it.

    ``text`` restores what was written earlier, and ``said`` what was said beside that. In
    ``prompt`` and ``said``, backticks mark code; nothing else is read as markup.

    >>> question = Explanation("Why does it move?", lambda text: "Because b counts alike.")
    >>> question.keep("The bias shifts it.")
    'Because b counts alike.'
    """

    _esm = source("common.js", "explanation.js")
    _css = source("controls.css", "explanation.css")
    prompt = traitlets.Unicode().tag(sync=True)
    text = traitlets.Unicode().tag(sync=True)
    said = traitlets.Unicode().tag(sync=True)

    def __init__(self, prompt: str, on_keep: Callable[[str], str], text: str = "", said: str = ""):
        super().__init__(prompt=prompt, text=text, said=said)
        self.on_keep = on_keep
        self.on_msg(self._on_message)

    def keep(self, text: str) -> str:
        """Keep a text as the button would; answers with what is said, which every view shows."""
        self.said = self.on_keep(text)
        self.text = text
        return self.said

    def _on_message(self, _widget: object, message: dict, _buffers: list) -> None:
        try:
            self.keep(message["text"])
        except Exception as error:
            self.said = f"Your text was not kept. {type(error).__name__}: {error}"
        self.send({"type": "answer"})  # even where the same text changed nothing
