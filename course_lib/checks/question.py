"""Declare a question: options to choose from, and what to say of each."""

import sys

from course_lib.checks import markup
from course_lib.checks.answer import Shown
from course_lib.checks.state import State
from course_lib.progress import store

KINDS = ("predict", "ask")


def question(
    *, lesson: int, kind: str, prompt: str, options: dict[str, str], answer: str
) -> "Question":
    """Declare a question, and give it a name in the lesson's module.

    ``options`` maps what can be chosen to what is said of it. ``kind="predict"`` keeps the choice
    and says nothing: what follows in the lesson will. ``kind="ask"`` answers at once.
    """
    if kind not in KINDS:
        raise ValueError(f"kind is one of {KINDS}. Received {kind!r}.")
    if answer not in options:
        raise ValueError(f"answer is one of the options {list(options)}. Received {answer!r}.")
    return Question(lesson, kind, prompt, options, answer, sys._getframe(1).f_globals)


class Question:
    """A question that shows itself as a form; without a kernel, as a list to read."""

    def __init__(self, lesson, kind, prompt, options, answer, home: dict):
        self.lesson = lesson
        self.kind = kind
        self.prompt = prompt
        self.options = options
        self.answer = answer
        self._home = home

    @property
    def name(self) -> str:
        """The name that the lesson's module gives it."""
        return next((name for name, value in self._home.items() if value is self), "question")

    def __call__(self, choice: str | int) -> "Reply":
        """Choose by typing: ``check.which("move")``, or by its place, ``check.which(1)``."""
        options = list(self.options)
        if type(choice) is int and 1 <= choice <= len(options):
            choice = options[choice - 1]
        if type(choice) is not str or choice not in options:
            listed = ", ".join(f"“{option}”" for option in options)
            return Reply(None, f"Choose one of {listed}, or its number.")
        reply = self.reply(choice)
        store.record(self.lesson, self.name, reply.state or "kept", choice)
        return reply

    def reply(self, choice: str) -> "Reply":
        """What is said to a choice; nothing is recorded."""
        if self.kind == "predict":
            return Reply(None, f"Kept: {choice}")
        return Reply(
            State.CORRECT if choice == self.answer else State.NOT_YET, self.options[choice]
        )

    def solution(self) -> "Reply":
        """Show the right choice, and why it is right."""
        return Reply(None, f"{self.answer}. {self.options[self.answer]}")

    def __repr__(self) -> str:
        lines = [f"  {i}. {option}" for i, option in enumerate(self.options, start=1)]
        return "\n".join([self.prompt, *lines])

    def _repr_mimebundle_(self, **kwargs) -> dict | tuple[dict, dict]:
        """The form, and beside it the question as HTML and text, for where no kernel answers."""
        try:
            return self._form()._repr_mimebundle_(**kwargs)
        except ImportError:
            return {"text/plain": repr(self), "text/html": self._html()}

    def _form(self):
        """The form to click, with an earlier choice in its place."""
        from course_lib.widgets.choice import Choice
        from course_lib.widgets.cleanup import close_earlier_widgets

        earlier = store.latest(self.lesson, self.name)
        chosen = earlier.answer if earlier and earlier.answer in self.options else None
        said = str(self.reply(chosen)) if chosen else ""
        form = Choice(
            self.prompt, list(self.options), lambda choice: str(self(choice)), chosen, said
        )
        close_earlier_widgets(form)
        return form

    def _html(self) -> str:
        items = "".join(f"<li>{markup.prose(option)}</li>" for option in self.options)
        return markup.box(
            markup.GREY,
            markup.paragraph(f"<strong>{markup.prose(self.prompt)}</strong>"),
            f"<ol>{items}</ol>",
        )


class Reply(Shown):
    """What is said to a choice; a prediction is given no verdict, so its state is None."""

    def __init__(self, state: State | None, sentence: str):
        self.state = state
        self.sentence = sentence

    def _text(self) -> str:
        if self.state is None:
            return self.sentence
        return f"{self.state.symbol} {self.state.capitalize()}: {self.sentence}"

    def _html(self) -> str:
        edge = {State.CORRECT: markup.BLUE, State.NOT_YET: markup.ORANGE}.get(
            self.state, markup.GREY
        )
        return markup.box(edge, markup.paragraph(markup.prose(self._text())))
