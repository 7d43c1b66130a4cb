"""Declare a question: options to choose from, and what to say of each."""

from weakref import WeakSet

from course_lib.checks import markup
from course_lib.checks.item import Item
from course_lib.checks.look_back import LookBack
from course_lib.checks.shown import Shown
from course_lib.checks.state import State
from course_lib.progress import store
from course_lib.translations import english, meant

KINDS = ("predict", "ask")


def question(
    *, name: str, lesson: int, kind: str, prompt: str, options: dict[str, str], answer: str
) -> "Question":
    """Declare a question; ``name`` is the name that it is given in its file.

    ``options`` maps what can be chosen to what is said of it. ``kind="ask"`` says it at once.
    ``kind="predict"`` keeps the choice, and ``look_back()`` says it, where the lesson has shown
    what decides it; so there the sentence follows "You said: turn."
    """
    if kind not in KINDS:
        raise ValueError(f"kind is one of {KINDS}. Received {kind!r}.")
    if answer not in options:
        raise ValueError(f"answer is one of the options {list(options)}. Received {answer!r}.")
    return Question(name, lesson, kind, prompt, options, answer)


class Question(Item):
    """A question that shows itself as a form; without a kernel, as a list to read."""

    def __init__(self, name, lesson, kind, prompt, options, answer):
        super().__init__(name, lesson)
        self.kind = kind
        self.prompt = prompt
        self.options = options
        self.answer = answer
        self.why(options[answer])
        self._not_kept: str | None = None  # the choice, where the progress file did not take it
        self._followers: WeakSet = WeakSet()  # texts on the page that say something of the choice

    def __call__(self, choice: str | int) -> "Reply":
        """Choose by typing: ``check.which("move")``, or by its place, ``check.which(1)``."""
        options = list(self.options)
        if type(choice) is int and 1 <= choice <= len(options):
            choice = options[choice - 1]
        if type(choice) is not str or (choice := meant(choice, options)) is None:
            listed = ", ".join(f"“{option}”" for option in options)
            return Reply(None, f"Choose one of {listed}, or its number.")
        reply = self.reply(choice)
        kept = store.record(self.lesson, self.name, reply.state or "kept", english(choice))
        self._not_kept = None if kept else choice
        for text in tuple(self._followers):
            text.html = LookBack(self).live_html()
        return self._strictly(reply)

    def reply(self, choice: str) -> "Reply":
        """What is said to a choice; nothing is recorded."""
        if self.kind == "predict":
            return Reply(None, f"Kept: {choice}")
        return Reply(
            State.CORRECT if choice == self.answer else State.NOT_YET, self.options[choice]
        )

    def choice(self) -> str | None:
        """What was chosen last, here or on an earlier day; None if it is no option any more."""
        earlier = store.latest(self.lesson, self.name)
        chosen = self._not_kept or (earlier.answer if earlier else None)
        return meant(chosen, self.options) if chosen else None

    def look_back(self) -> LookBack:
        """Come back to the choice, after the figure that decides it: what is said of it now."""
        return LookBack(self)

    def followed_by(self, text) -> None:
        """Keep ``text.html`` up to date with the choice, for as long as anybody holds the text."""
        self._followers.add(text)

    def solution(self) -> "Reply":
        """Show the right choice, and why it is right."""
        return Reply(None, f"{self.answer}. {self.reason}")

    def solution_source(self) -> str:
        """The right choice, as it may be typed."""
        return self.answer

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

        chosen = self.choice()
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
        return f"{self.state.heading}: {self.sentence}"

    def _html(self) -> str:
        edge = {State.CORRECT: markup.BLUE, State.NOT_YET: markup.ORANGE}.get(
            self.state, markup.GREY
        )
        return markup.box(edge, markup.paragraph(markup.prose(self._text())))
