"""Come back to a prediction, once the lesson has shown what decides it: each option is answered."""

from course_lib.checks import markup
from course_lib.checks.live_shown import LiveShown

TITLE = "Your prediction, answered"


class LookBack(LiveShown):
    """What is to be said of a prediction, right or wrong; it gives no verdict and keeps nothing.

    With a kernel it shows the learner's own choice, and follows it. Without one, the answers to
    all options are folded away.
    """

    title = TITLE

    def __init__(self, question):
        self.question = question

    def _text(self) -> str:
        said = [f"{lead} {sentence}" for lead, sentence in self._said()]
        return "\n".join(said or [f"First choose an answer to the prediction above: {self._where}"])

    def _html(self) -> str:
        question = self.question
        others = [option for option in question.options if option != question.answer]
        answers = [_answer(f"The answer: {question.answer}.", question.options[question.answer])]
        answers += [_answer(f"If you said: {o}.", question.options[o]) for o in others]
        return markup.box(markup.GREY, markup.folded(TITLE, self._prompt(), *answers))

    def live_html(self) -> str:
        """What the page shows while there is a kernel: the answer to what is chosen now."""
        said = [_answer(lead, sentence) for lead, sentence in self._said()]
        if said:
            return "".join([self._prompt(), *said])
        return markup.paragraph(
            f"First choose an answer to the prediction above (<code>{self._where}</code>). "
            "Then it is answered here."
        )

    def _said(self) -> list[tuple[str, str]]:
        """A lead and a sentence for the choice, and for the right one where that is another."""
        question, choice = self.question, self.question.choice()
        if choice is None:
            return []
        if choice == question.answer:
            return [(f"You said: {choice}. So it is.", question.options[choice])]
        return [
            (f"You said: {choice}.", question.options[choice]),
            (f"The answer: {question.answer}.", question.options[question.answer]),
        ]

    def _prompt(self) -> str:
        return markup.paragraph(markup.prose(self.question.prompt))

    @property
    def _where(self) -> str:
        """The cell that asks, as the learner sees it."""
        return f"check.{self.question.name}"

    def _follow(self, text) -> None:
        self.question.followed_by(text)


def _answer(lead: str, sentence: str) -> str:
    return markup.paragraph(f"<strong>{markup.prose(lead)}</strong> {markup.prose(sentence)}")
