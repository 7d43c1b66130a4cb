"""A challenge: a state that a run of the playground is to reach, seen while it is tinkered with.

An answer is the run as a text, as ``Playground.link`` writes it: judging rebuilds the run from it.
"""

from collections.abc import Callable, Sequence

from course_lib.checks import markup
from course_lib.checks.item import Item
from course_lib.checks.judgement import Judgement
from course_lib.checks.state import State

NUMBER = 18  # of the playground among the lessons, where progress is kept


class Challenge(Item):
    """One challenge. It shows itself as a playground; ``challenge(text)`` judges a run as a text.

    ``start`` holds settings by name; ``rules`` are pairs of a sentence and a function of a session
    that says whether it holds: the first that does not is told.
    """

    def __init__(
        self,
        name: str,
        title: str,
        prompt: str,
        start: dict,
        rules: Sequence[tuple[str, Callable]],
        right: Callable,
    ):
        super().__init__(name, NUMBER)
        self.title, self.prompt, self.start = title, prompt, start
        self.rules, self._right = tuple(rules), right
        self._reached = False

    def __call__(self, text: str) -> "ChallengeAnswer":
        """Judge a run by its text. It never raises, except under COURSE_STRICT=1."""
        from course_lib.widgets.playground import link
        from course_lib.widgets.playground.session import Session

        try:
            settings, log, _ = link.read(text)
            missing = self.missing(Session(settings, log))
        except (TypeError, ValueError, IndexError) as error:
            return self._strictly(ChallengeAnswer(State.ERROR, str(error)))
        state = State.NOT_YET if missing else State.CORRECT
        self._keep(state, text)
        return self._strictly(ChallengeAnswer(state, missing or self.reason))

    def missing(self, session) -> str:
        """The first rule that does not hold, as a sentence; "" where all do."""
        return next((said for said, holds in self.rules if not holds(session)), "")

    def solution_source(self) -> str:
        """The text of a run that reaches it."""
        from course_lib.widgets.playground import link

        return link.write(self._right())

    def watch(self, playground) -> str:
        """Look at a run as it goes; keep it once it is there. Says how it stands."""
        missing = self.missing(playground.session)
        if missing:
            self._reached = False
            return f"{self.title}: {missing}"
        if not self._reached:
            self._reached = True
            self._keep(State.CORRECT, playground.link())
        return f"{State.CORRECT.symbol} {self.title}: reached. {self.reason}"

    def __repr__(self) -> str:
        return f"{self.title}. {self.prompt}"

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict | tuple[dict, dict]:
        """The playground at the challenge's start; without widgets, what is asked."""
        try:
            from course_lib.widgets.playground import playground
        except ImportError:
            html = markup.box(markup.GREY, markup.paragraph(markup.prose(repr(self))))
            return {"text/plain": repr(self), "text/html": html}
        return playground(on_change=self.watch, **self.start)._repr_mimebundle_()


class ChallengeAnswer(Judgement):
    """How a run stands: ``state`` and a sentence."""

    def __init__(self, state: State, sentence: str):
        self.state, self.sentence = state, sentence

    def _text(self) -> str:
        return f"{self._title}: {self.sentence}"

    def _html(self) -> str:
        said = markup.paragraph(markup.prose(self.sentence))
        return self._box(markup.paragraph(f"<strong>{self._title}</strong>"), said)
