"""Try an exercise on itself: does it let right answers pass, and name every wrong one?

``inspect_exercise`` runs over as many seeds as it is given. What it returns as ``problems`` must
be put right; ``notes`` are worth knowing. ``survivors`` mutates the reference answer and reports
what the cases cannot tell from it: a generator of cases that is too tame is found here.
"""

import inspect
import itertools
import pickle
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from course_lib.checks.draw import Draw
from course_lib.checks.exercise import Exercise
from course_lib.checks.judge import failures, same_outcomes
from course_lib.checks.mutants import mutants, step_limit
from course_lib.checks.run import undisturbed
from course_lib.checks.state import State
from course_lib.checks.verdict import Mistake

SEEDS = range(100)
MUTANT_SEEDS = range(20)


@dataclass
class Report:
    """What is wrong with an exercise, and what is worth knowing about it."""

    name: str
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def inspect_exercise(exercise: Exercise, seeds: Iterable[int] = SEEDS) -> Report:
    """Hold an exercise to what every exercise must do, on every seed.

    Right answers pass, the stub is not attempted, each mistake is refused, with its own message,
    and no two mistakes are confused without saying so.
    """
    report = Report(exercise.name, list(_incomplete(exercise)))
    with undisturbed():
        report.problems += _on_the_learners_draw(exercise)
        found = {}
        for seed, problem in _on_all_seeds(exercise, seeds):
            found.setdefault(problem, seed)
        report.problems += [
            f"{problem} (First seen with seed {s}.)" for problem, s in found.items()
        ]
        report.notes += _textbook_notes(exercise)
    return report


def survivors(exercise: Exercise, seeds: Iterable[int] = MUTANT_SEEDS) -> Iterator[str]:
    """Give the mutants of the reference that pass on one seed or more, each as a short text."""
    draws = [Draw(exercise, seed) for seed in seeds]
    with undisturbed():
        for description, mutant in mutants(exercise.reference):
            if any(_passes(exercise, draw, mutant) for draw in draws):
                yield description


class _Part(Draw):
    """Some of the cases of a draw: those at ``places``."""

    places: tuple[int, ...] = ()

    @cached_property
    def args(self) -> list[tuple]:
        drawn = self.exercise.draw_args(self.seed)
        return [drawn[place] for place in self.places]


def _incomplete(exercise: Exercise) -> Iterator[str]:
    if len(exercise.mistakes) < 3:
        yield f"Only {len(exercise.mistakes)} mistakes are declared; three are the least."
    if not exercise.alternatives:
        yield "No other right answer is declared."
    if len(exercise.tiers) < 2:
        yield "There are fewer than two hints."
    if not exercise.reason:
        yield "It does not say what a correct answer is good for."
    names = [mistake.name for mistake in exercise.mistakes]
    for mistake in exercise.mistakes:
        if mistake.same_as is not None and mistake.same_as not in names:
            yield f"{mistake.name} is the same as {mistake.same_as}, and there is no such mistake."


def _on_the_learners_draw(exercise: Exercise) -> Iterator[str]:
    """What a learner would be told, message and all."""
    if exercise.judge(_stub(exercise)).state is State.CORRECT:
        yield "The stub passes."
    for mistake in exercise.mistakes:
        verdict = exercise.judge(mistake.answer)
        if mistake.message not in verdict.sentences:
            yield f"{_quoted(mistake)} is answered with {verdict.state}: {verdict.sentences}."


def _on_all_seeds(exercise: Exercise, seeds: Iterable[int]) -> Iterator[tuple[int, str]]:
    """Problems, each with its seed.

    Cases that are the same for every seed are judged once: a mistake that they refuse, and two
    that they tell apart, need no further look.
    """
    fixed, drawn = _fixed_and_drawn(exercise)
    known, first = _part(exercise, 0, fixed), _drawn(exercise, 0)
    mistakes = [m for m in exercise.mistakes if not failures(exercise, known, known.of_mistake(m))]
    pairs = [pair for pair in _pairs(exercise) if _same(exercise, known, *pair)]
    for what, answer in _right_answers(exercise):
        if failures(exercise, known, known.outcomes(answer)):
            yield 0, f"{what} is refused."
    for seed in seeds:
        draw = _part(exercise, seed, drawn)
        now = _drawn(exercise, seed)
        if len(now) != len(first) or any(now[place] != first[place] for place in fixed):
            yield seed, "Some cases are there, or are drawn, with one seed and not with another."
            continue
        for what, answer in _right_answers(exercise):
            if failures(exercise, draw, draw.outcomes(answer)):
                yield seed, f"{what} is refused."
        for mistake in mistakes:
            if not failures(exercise, draw, draw.of_mistake(mistake)):
                yield seed, f"{_quoted(mistake)} passes."
        for pair in pairs:
            if _same(exercise, draw, *pair):
                both = " and ".join(map(_quoted, pair))
                yield seed, f"{both} can't be told apart: add a case that does, or say same_as."


def _fixed_and_drawn(exercise: Exercise) -> tuple[tuple, tuple]:
    """The places of the cases that are the same with two seeds, and of all others."""
    some, others = _drawn(exercise, 0), _drawn(exercise, 1)
    fixed = tuple(i for i, (a, b) in enumerate(zip(some, others, strict=False)) if a == b)
    return fixed, tuple(i for i in range(len(some)) if i not in fixed)


def _drawn(exercise: Exercise, seed: int) -> list[bytes]:
    """The cases of a seed in a form that can be compared, whatever is in them."""
    return [pickle.dumps(args) for args in exercise.draw_args(seed)]


def _part(exercise: Exercise, seed: int, places: tuple[int, ...]) -> Draw:
    part = _Part(exercise, seed)
    part.places = places
    return part


def _pairs(exercise: Exercise) -> Iterator[tuple[Mistake, Mistake]]:
    for some, other in itertools.combinations(exercise.mistakes, 2):
        if other.same_as != some.name and some.same_as != other.name:
            yield some, other


def _same(exercise: Exercise, draw: Draw, some: Mistake, other: Mistake) -> bool:
    return same_outcomes(exercise, draw.of_mistake(some), draw.of_mistake(other))


def _right_answers(exercise: Exercise) -> Iterator[tuple[str, object]]:
    yield "The reference itself", exercise.reference
    for number, answer in enumerate(exercise.alternatives, start=1):
        yield f"Right answer {number}", answer


def _textbook_notes(exercise: Exercise) -> Iterator[str]:
    """Mistakes that the first case alone lets through: why the others are there."""
    draw = _part(exercise, 0, (0,))
    for mistake in exercise.mistakes:
        if not failures(exercise, draw, draw.of_mistake(mistake)):
            yield f"The first case alone can't see {_quoted(mistake)}."


def _passes(exercise: Exercise, draw: Draw, mutant) -> bool:
    with step_limit():
        outcomes = draw.outcomes(mutant)
    return not failures(exercise, draw, outcomes)


def _stub(exercise: Exercise):
    """An answer with the same parameters that does nothing."""
    if exercise.is_class:
        return type(exercise.name, (), {})
    parameters = ", ".join(inspect.signature(exercise.reference).parameters)
    return eval(f"lambda {parameters}: None")


def _quoted(mistake: Mistake) -> str:
    message = mistake.message
    return f"“{message if len(message) < 60 else message[:57] + '…'}”"
