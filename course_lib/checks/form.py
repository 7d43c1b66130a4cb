"""What the forms have in common: lines to order (parsons.py), blanks to fill in (blanks.py).

A form is an exercise without code. It shows itself where it stands last in a cell, keeps what was
answered, and shows it again the next time; without a kernel it is a list or a table to read.
"""

from dataclasses import dataclass, field

from course_lib.checks import markup
from course_lib.checks.item import Item
from course_lib.checks.judgement import Judgement
from course_lib.checks.state import State
from course_lib.progress import store


@dataclass(frozen=True)
class Judged:
    """How an answer to a form stands.

    ``marks`` says of its parts, by name, whether they are "right", "wrong" or "empty"; ``remarks``
    holds a sentence on some of them.
    """

    state: State
    sentences: tuple[str, ...] = ()
    marks: dict[str, str] = field(default_factory=dict)
    remarks: dict[str, str] = field(default_factory=dict)


class Form(Item):
    """One form. Subclasses say how an answer to it is read, judged, written down and asked for."""

    def __init__(self, name, lesson, minutes, difficulty, points, prompt):
        super().__init__(name, lesson)
        self.minutes = minutes
        self.difficulty = difficulty
        self.points = points
        self.prompt = prompt
        self.mistakes: list[tuple[str, object]] = []

    # --- declaring -------------------------------------------------------------------------------

    def mistake(self, message: str):
        """Declare a wrong answer, by a function that knows it when it sees it.

        It is given an answer as the form's own file describes, and returns True or False.
        """

        def declare(is_it):
            self.mistakes.append((message, is_it))
            return is_it

        return declare

    # --- answering -------------------------------------------------------------------------------

    def __call__(self, answer) -> "FormAnswer":
        """Answer by typing. It never raises, except under COURSE_STRICT=1."""
        try:
            shown = FormAnswer(self, self._answered(self.read(answer)))
        except ValueError as error:
            shown = FormAnswer(self, Judged(State.ERROR, (str(error),)))
        return self._strictly(shown)

    def solution_source(self) -> str:
        """The right answer as a text, which ``read`` understands."""
        return self.write(self.right_answer)

    def _answered(self, answer) -> Judged:
        """Judge an answer and keep it."""
        judged = self.judge(answer)
        self._keep(judged.state, self.write(answer))
        return judged

    # --- what a subclass gives -------------------------------------------------------------------

    @property
    def right_answer(self):
        """The answer that the author had in mind."""
        raise NotImplementedError

    def judge(self, answer) -> Judged:
        """Say how an answer stands, without a word to anybody."""
        raise NotImplementedError

    def read(self, given):
        """Understand an answer as typed, or as it was kept; ValueError if it is none."""
        raise NotImplementedError

    def write(self, answer) -> str:
        """An answer as a text, which ``read`` understands."""
        raise NotImplementedError

    def part(self, name: str) -> str:
        """What a part of the answer is called in a sentence."""
        raise NotImplementedError

    def _widget(self, on_check, answer, said):
        """The form to click, where widgets can be had; ImportError elsewhere."""
        raise NotImplementedError

    def _lines(self) -> list[str]:
        """What there is to order or to fill in, as lines of text."""
        raise NotImplementedError

    # --- showing ---------------------------------------------------------------------------------

    def said(self, judged: Judged) -> dict:
        """What the widget shows of a judgement."""
        return {
            "state": str(judged.state),
            "title": judged.state.heading,
            "sentences": [*self._sentences(judged), *filter(None, [store.notice()])],
            "marks": judged.marks,
            "remarks": judged.remarks,
        }

    def _sentences(self, judged: Judged) -> tuple[str, ...]:
        if judged.state is State.CORRECT:
            return (self.reason,) if self.reason else ()
        return judged.sentences

    def __repr__(self) -> str:
        return "\n".join([self.prompt, *self._lines()])

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict | tuple[dict, dict]:
        try:
            answer = self._kept()
            said = None if answer is None else self.said(self.judge(answer))
            form = self._widget(self._on_check, answer, said)
        except ImportError:
            html = "".join(markup.paragraph(markup.prose(line)) for line in str(self).splitlines())
            return {"text/plain": str(self), "text/html": markup.box(markup.GREY, html)}
        return form._repr_mimebundle_()

    def _on_check(self, answer) -> dict:
        return self.said(self._answered(self.read(answer)))

    def _kept(self):
        """The answer that was checked last, if the form still understands it."""
        last = store.latest(self.lesson, self.name)
        try:
            return self.read(last.answer) if last else None
        except ValueError:
            return None


class FormAnswer(Judgement):
    """How a typed answer stands: ``state``, ``sentences``, and ``remarks`` on its parts.

    It is true when the state is *correct*.
    """

    def __init__(self, form: Form, judged: Judged):
        self.form = form
        self.judged = judged

    @property
    def state(self) -> State:
        """One of the four states."""
        return self.judged.state

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is said of it; for a correct answer, what it is good for."""
        remarks = [f"{self.form.part(p)}: {said}" for p, said in self.judged.remarks.items()]
        return (*self.form._sentences(self.judged), *remarks)

    def _text(self) -> str:
        return " ".join([f"{self._title}:", *self.sentences])

    def _html(self) -> str:
        parts = [markup.paragraph(markup.prose(sentence)) for sentence in self.sentences]
        return self._box(markup.paragraph(f"<strong>{self._title}</strong>"), *parts)
