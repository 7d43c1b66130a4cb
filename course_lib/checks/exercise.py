"""Declare an exercise: data around its reference answer."""

import functools
import inspect
import textwrap
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property

import numpy as np

from course_lib.checks import learner_code
from course_lib.checks.answer import Answer, Task
from course_lib.checks.compare import Rules
from course_lib.checks.draw import Draw
from course_lib.checks.item import Item
from course_lib.checks.judge import judge
from course_lib.checks.patience import a_word_if_it_takes_long
from course_lib.checks.reference_text import calls_of, calls_returned, names_returned
from course_lib.checks.refusals import refusal
from course_lib.checks.run import call, undisturbed
from course_lib.checks.state import State
from course_lib.checks.values import Strange
from course_lib.checks.variation.repair import locate
from course_lib.checks.verdict import Mistake, Verdict
from course_lib.progress import store

LEARNERS_SEED = 2  # a learner who runs a check again meets the same inputs


def exercise(
    *,
    lesson: int,
    minutes: int,
    points: int = 1,
    difficulty: int = 1,
    returns: object = None,
    rtol: float = 1e-6,
    atol: float = 1e-9,
    shape: str = "exact",
    dtype: str | None = None,
    may_change: tuple[str, ...] = (),
    answer_in: str | None = None,
    warnings: str = "ignored",
    outputs: tuple[str, ...] = (),
    calls: str = "",
) -> Callable[[Callable], "Exercise"]:
    """Turn a reference answer, a function or a class, into an exercise.

    ``returns``, ``rtol``, ``atol``, ``shape`` and ``dtype`` say which answers pass
    (``checks/compare.py`` lists what they may be). ``may_change`` names inputs that an answer is
    free to change. ``answer_in`` names the input that an answer works on in place: what it holds
    afterwards is judged, and what is returned is not. ``warnings="refused"`` refuses an answer
    during which NumPy warns, of an overflow for example.

    ``outputs`` names the values of an answer that gives several, as messages are to call them;
    what the reference's last line gives by name, as in ``return kernel, bias``, has its names by
    itself. ``calls`` tells a learner how the answer is used where ``through`` uses it; by default
    the lines of ``through`` do, or where they are many, the first line of its docstring.
    """
    rules = Rules(returns, rtol, atol, shape, dtype, outputs)
    _check_options(shape, warnings, difficulty)

    def declare(reference: Callable) -> Exercise:
        return Exercise(
            reference, rules, lesson=lesson, minutes=minutes, points=points, difficulty=difficulty,
            may_change=may_change, answer_in=answer_in, warnings=warnings, calls=calls,
        )  # fmt: skip

    return declare


class Exercise(Item):
    """One exercise: call it with an answer, and it says how the answer stands."""

    def __init__(
        self, reference, rules, *, lesson, minutes, points, difficulty, may_change, answer_in,
        warnings, calls,
    ):  # fmt: skip
        super().__init__(reference.__name__, lesson)
        self.reference = reference
        self.minutes = minutes
        self.points = points
        self.difficulty = difficulty
        self.warnings = warnings
        self.task = inspect.cleandoc(reference.__doc__ or "")
        self.__doc__ = self.task
        self.mistakes: list[Mistake] = []
        self.alternatives: list[Callable] = []
        self._rules = rules
        self._calls = calls
        self._may_change = may_change
        self.answer_in = answer_in
        self._cases = None
        self._through = None
        self._look = None
        self._learners_draw = None

    # --- declaring -------------------------------------------------------------------------------

    def cases(self, generator: Callable) -> Callable:
        """Declare the inputs: a generator that is given an rng and yields a tuple for each case.

        The textbook's numbers first, then numbers unlike them, drawn from the rng.
        """
        self._cases = generator
        return generator

    def through(self, use: Callable) -> Callable:
        """Declare how an answer is used: called with the answer and a case's inputs.

        For a class: it makes objects of it, calls methods, and returns what is to be compared.
        """
        self._through = use
        return use

    def seen(self, look: Callable) -> Callable:
        """Declare what is judged of what came back, where chance may give it in many ways.

        Called with the value and the case's inputs, it gives what is to be compared. ``through``
        runs beside a submission that is graded, which may lie to it; this runs where none can.
        """
        self._look = look
        return look

    def mistake(self, message: str, same_as: str | None = None) -> Callable:
        """Declare a wrong answer, with what to say to those who give it.

        Two mistakes that no input can tell apart say so: the second names the first's function in
        ``same_as``, and the learner is told both.
        """

        def declare(answer: Callable) -> Callable:
            name = (
                answer.__name__ if answer.__name__ != "_" else f"mistake {len(self.mistakes) + 1}"
            )
            self.mistakes.append(Mistake(message, answer, name, same_as))
            return answer

        return declare

    def accepts(self, answer: Callable) -> Callable:
        """Declare another right answer; the bank's test holds that it passes."""
        self.alternatives.append(answer)
        return answer

    # --- answering -------------------------------------------------------------------------------

    def __call__(self, *answers, **named) -> Answer:
        """Check an answer: ``check.name(name)``. It never raises, except under COURSE_STRICT=1."""
        try:
            with a_word_if_it_takes_long():
                answer = self._answer(answers, named)
        except Exception as exception:  # our own fault, or an answer that is stranger than expected
            raised = learner_code.describe_error(exception, None)
            sentence = f"The check could not make sense of this answer ({raised.kind})."
            answer = Answer(self, Verdict(State.ERROR, (sentence,)))
        return self._strictly(answer)

    def judge(self, answer: Callable, seed: int = LEARNERS_SEED) -> Verdict:
        """Judge a function on the cases of one seed, without a word to anybody."""
        draw = self.draw(seed)
        function = self.bound(answer)
        with undisturbed():
            return judge(
                self, draw, draw.outcomes(answer), lambda args: call(function, args, answer), answer
            )

    def solution_source(self) -> str:
        """The reference's source without its decorators, as it may stand in a notebook."""
        return undecorated_source(self.reference)

    def through_source(self) -> str | None:
        """The source of what ``through`` declares, likewise: the grader runs it in a sandbox."""
        return undecorated_source(self._through) if self._through else None

    def __repr__(self) -> str:
        return str(Task(self))

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, str]:
        return Task(self)._repr_mimebundle_()

    # --- what judging needs ----------------------------------------------------------------------

    @property
    def is_class(self) -> bool:
        """Whether the answer is a class."""
        return isinstance(self.reference, type)

    @cached_property
    def rules(self) -> Rules:
        """Which answers pass, with a name for each value of an answer that gives several."""
        if self._rules.outputs:
            return self._rules
        names = calls_returned(self._through) if self._through else names_returned(self.reference)
        return replace(self._rules, outputs=names)

    @cached_property
    def input_names(self) -> list[str]:
        """The names of a case's inputs."""
        if self._through:
            return list(inspect.signature(self._through).parameters)[1:]
        return list(inspect.signature(self.reference).parameters)

    @cached_property
    def learners_names(self) -> set[str]:
        """The names of inputs that the learner has met: the stub's, not those of ``through``."""
        if not self.is_class:
            return set(inspect.signature(self.reference).parameters)
        own = [part for part in vars(self.reference).values() if inspect.isfunction(part)]
        return {name for part in own for name in inspect.signature(part).parameters}

    @cached_property
    def how_it_is_used(self) -> tuple[str, str] | None:
        """What a check does with an answer, as a row of a table: its calls, or what it looks at."""
        if self._through is None:
            return None
        return ("calls", self._calls) if self._calls else calls_of(self._through)

    @cached_property
    def may_change(self) -> set[int]:
        """The positions of the inputs that an answer is free to change."""
        free = {*self._may_change, self.answer_in}
        return {i for i, name in enumerate(self.input_names) if name in free}

    def draw(self, seed: int = LEARNERS_SEED) -> Draw:
        """The cases of a seed; the learner's are kept, with all that was worked out on them."""
        if seed != LEARNERS_SEED:
            return Draw(self, seed)
        self._learners_draw = self._learners_draw or Draw(self, seed)
        return self._learners_draw

    def draw_args(self, seed: int) -> list[tuple]:
        """Run the generator of cases once, with a generator of random numbers of that seed."""
        if self._cases is None:
            raise ValueError(f"The exercise {self.name} declares no cases: @{self.name}.cases.")
        drawn = self._cases(np.random.default_rng(seed))
        return [args if isinstance(args, tuple) else (args,) for args in drawn]

    def bound(self, answer: Callable) -> Callable:
        """What is called with a case's inputs to try an answer."""
        return functools.partial(self._through, answer) if self._through else answer

    def value_of(self, outcome) -> object:
        """The value that is judged: what was returned, or what the named input holds now."""
        if self._look is not None and outcome.raised is None:
            try:
                return self._look(outcome.value, *outcome.given)
            except Exception:  # it is unlike anything that its author thought of, and so not right
                kind = type(outcome.value).__name__
                return Strange(kind, "It is of another kind than what is asked for.")
        if self.answer_in is None:
            return outcome.value
        return outcome.given[self.input_names.index(self.answer_in)]

    def _located(self, verdict: Verdict, answer: Callable) -> Verdict:
        """A refused answer's verdict, with the line in which one change makes it right."""
        if verdict.example is None:
            return verdict
        with undisturbed():
            located = locate(self, self.draw(), answer)
        return replace(verdict, located=located)

    def _answer(self, answers, named) -> Answer:
        if sentence := refusal(self, answers, named):
            return Answer(self, Verdict(State.ERROR, (sentence,)))
        (answer,) = answers
        source = learner_code.source_of(answer)
        if learner_code.is_stub(answer):
            verdict = Verdict(State.NOT_ATTEMPTED, ("Write your code in place of the `...`.",))
        else:
            verdict = self._located(self.judge(answer), answer)
        line = learner_code.placeholder_line(answer)
        if verdict.state is not State.CORRECT and line and verdict.state != State.NOT_ATTEMPTED:
            sentence = f"Line {line} still holds `...`: put your code in its place."
            verdict = Verdict(State.NOT_ATTEMPTED, (sentence,))
        self._keep(verdict.state, source)
        return Answer(self, verdict, f"{_remark(answer)} {store.notice()}".strip())


def undecorated_source(definition: Callable) -> str:
    """A definition as it may stand in a notebook: without the decorators that declare things."""
    lines = textwrap.dedent(inspect.getsource(definition)).splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith(("def ", "class ")))
    return "\n".join(lines[start:]).rstrip() + "\n"


def _remark(answer: Callable) -> str:
    if getattr(answer, "__name__", "") != "<lambda>":
        return ""
    return "A lambda has no name; write `def`, so that later cells and error messages can name it."


def _check_options(shape, warnings, difficulty) -> None:
    for name, value, known in (
        ("shape", shape, ("exact", "any")),
        ("warnings", warnings, ("ignored", "refused")),
        ("difficulty", difficulty, (1, 2, 3)),
    ):
        if value not in known:
            raise ValueError(f"{name} is one of {known}. Received {value!r}.")
