"""Ask for an explanation in the learner's own words: kept, shown beside ours, and never graded."""

from course_lib.checks import markup
from course_lib.checks.item import Item
from course_lib.checks.shown import Shown
from course_lib.progress import store

MODEL = "One way to say it"


def explanation(*, name: str, lesson: int, prompt: str, model: str) -> "Explanation":
    """Declare it; ``name`` is the name that it is given in its file.

    ``model`` is a sentence that says it well. It is shown when the learner has written their own.
    """
    return Explanation(name, lesson, prompt, model)


class Explanation(Item):
    """A text to write that shows itself as a form; without a kernel, as a question to read."""

    def __init__(self, name, lesson, prompt, model):
        super().__init__(name, lesson)
        self.prompt = prompt
        self.model = model
        self.why(model)

    def __call__(self, text: str) -> "Explained":
        """Explain by typing: ``check.why_blind("Because ...")``."""
        if not isinstance(text, str) or not text.strip():
            return Explained("", "Write a sentence of your own first.")
        store.record(self.lesson, self.name, "kept", text.strip())
        return Explained(text.strip(), self.model)

    def solution_source(self) -> str:
        """The model sentence."""
        return self.model

    def text(self) -> str:
        """What was written last, here or on an earlier day."""
        last = store.latest(self.lesson, self.name)
        return last.answer if last else ""

    def __repr__(self) -> str:
        return self.prompt

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict | tuple[dict, dict]:
        """The form, and beside it the question with our sentence folded away."""
        still = {"text/plain": repr(self), "text/html": self._html()}
        try:
            data, metadata = self._form()._repr_mimebundle_()
        except ImportError:
            return still
        return data | still, metadata

    def _form(self):
        """The form to write in, with an earlier text in its place."""
        from course_lib.widgets.cleanup import close_earlier_widgets
        from course_lib.widgets.explanation import Explanation as Widget

        text = self.text()
        said = self.model if text else ""
        form = Widget(self.prompt, lambda words: self(words).sentence, text, said)
        close_earlier_widgets(form)
        return form

    def _html(self) -> str:
        question = markup.paragraph(f"<strong>{markup.prose(self.prompt)}</strong>")
        model = markup.folded(MODEL, markup.paragraph(markup.prose(self.model)))
        return markup.box(markup.GREY, question, model)


class Explained(Shown):
    """The learner's own words, and ours beside them."""

    state = None  # nobody grades it

    def __init__(self, text: str, sentence: str):
        self.text = text
        self.sentence = sentence

    def _lines(self) -> list[tuple[str, str]]:
        if not self.text:
            return [("", self.sentence)]
        return [("In your words", self.text), (MODEL, self.sentence)]

    def _text(self) -> str:
        return "\n".join(f"{title}: {said}" if title else said for title, said in self._lines())

    def _html(self) -> str:
        parts = (
            f"<strong>{title}:</strong> {markup.prose(said)}" if title else markup.prose(said)
            for title, said in self._lines()
        )  # fmt: skip
        return markup.box(markup.GREY, *map(markup.paragraph, parts))
