"""The question worth asking in class: the case that parts the two most frequent mistakes.

It is taken from the exercise's own cases, those that every learner's check asks in the notebook,
and what the mistakes give there is worked out by the exercise's own declarations. Nothing of a
submission is in it.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from course_lib.checks import Exercise
from course_lib.checks.example import simplest_first
from course_lib.checks.judge import differs
from course_lib.checks.run import Outcome, undisturbed
from course_lib.checks.show import harmless, show
from course_lib.checks.values import read, type_of
from course_lib.checks.verdict import Example, Mistake

RIGHT = "This is right."
AND_SO = "Here a mistake gives it too:"
_DIGITS = (4, 6, 8, 10, 13, 17)


@dataclass(frozen=True)
class ClassQuestion:
    """A case and what comes out of it: the inputs by name, and each value with what gives it.

    ``answers`` are in the order of their texts, so that the right one has no place of its own.
    """

    inputs: tuple[tuple[str, str], ...]
    answers: tuple[tuple[str, str], ...]


class _Given(NamedTuple):
    """One outcome of a case, and all that gives it: the right answer, a mistake, or both."""

    outcome: Outcome
    said: list[str]


def class_question(exercise: Exercise, messages: Sequence[str]) -> ClassQuestion | None:
    """What to ask where these mistakes were made, the most frequent first; None where none was.

    The two most frequent that some case parts are asked for together. Where no two can be parted,
    the most frequent is asked for beside the right answer.
    """
    made = [mistake for one in messages for mistake in exercise.mistakes if mistake.message == one]
    with undisturbed():
        questions = (question for some in _asked_for(made) for question in _parting(exercise, some))
        return next(questions, None)


def _asked_for(made: Sequence[Mistake]) -> Iterator[tuple[Mistake, ...]]:
    for some, other in itertools.combinations(made, 2):
        if some.message != other.message:
            yield some, other
    yield from ((mistake,) for mistake in made)


def _parting(exercise: Exercise, mistakes: tuple[Mistake, ...]) -> Iterator[ClassQuestion]:
    """A question from each case that parts these mistakes, the best first.

    The best are those where all values differ, the right one too; of these, the simplest.
    """
    cases = list(_cases(exercise, mistakes))
    for different in range(len(mistakes) + 1, 1, -1):
        given_of = {id(args): given for args, given in cases if len(given) == different}
        examples = [
            _as_example(exercise, args, given) for args, given in cases if id(args) in given_of
        ]
        for example in simplest_first(exercise, examples):
            if question := _question(exercise, example.args, given_of[id(example.args)]):
                yield question


def _cases(
    exercise: Exercise, mistakes: tuple[Mistake, ...]
) -> Iterator[tuple[tuple, list[_Given]]]:
    """The cases on which no two of these mistakes give the same, each with what is given there."""
    draw = exercise.draw()
    said = [RIGHT, *(mistake.message for mistake in mistakes)]
    outcomes = zip(draw.expected, *map(draw.of_mistake, mistakes), strict=True)
    for args, these in zip(draw.args, outcomes, strict=True):
        given = _given(exercise, dict(zip(said, these, strict=True)))
        if all(len(set(said[1:]) & set(one.said)) < 2 for one in given):
            yield args, given


def _as_example(exercise: Exercise, args: tuple, given: list[_Given]) -> Example:
    """A case as one of which the simplest can be chosen."""
    right, other = given[0].outcome, given[1].outcome
    return Example(args, right, other, differs(exercise, right, other))


def _given(exercise: Exercise, outcomes: dict[str, Outcome]) -> list[_Given]:
    """The outcomes of a case that differ, each with all that gives it; the right one in front."""
    found: list[_Given] = []
    for said, outcome in outcomes.items():
        same = (one for one in found if differs(exercise, one.outcome, outcome) is None)
        if (known := next(same, None)) is not None:
            known.said.append(said)
        else:
            found.append(_Given(outcome, [said]))
    return found


def _question(exercise: Exercise, args: tuple, given: list[_Given]) -> ClassQuestion | None:
    """The question as texts; None where they can't show how the values differ."""
    texts = _texts(exercise, [one.outcome for one in given])
    if len(set(texts)) < len(texts):
        return None
    inputs = [(name, show(value)) for name, value in zip(exercise.input_names, args, strict=False)]
    inputs += [exercise.how_it_is_used] if exercise.how_it_is_used else []
    answers = [(text, _told(one.said)) for text, one in zip(texts, given, strict=True)]
    return ClassQuestion(tuple(inputs), tuple(sorted(answers)))


def _told(said: list[str]) -> str:
    """What is to be told of a value: that it is right, or what the mistake is that gives it."""
    if said[0] == RIGHT and len(said) > 1:
        return " ".join([RIGHT, AND_SO, *said[1:]])
    return " ".join(said)


def _texts(exercise: Exercise, outcomes: Sequence[Outcome]) -> list[str]:
    """The outcomes as texts, with as many digits as it takes to part them; or with their types."""
    for digits in _DIGITS:
        texts = [_text(exercise, outcome, digits) for outcome in outcomes]
        if len(set(texts)) == len(texts):
            return texts
    kinds = [type_of(read(exercise.value_of(outcome))) for outcome in outcomes]
    return [f"{text} ({kind})" for text, kind in zip(texts, kinds, strict=True)]


def _text(exercise: Exercise, outcome: Outcome, digits: int) -> str:
    if outcome.raised:
        return f"{outcome.raised.kind}: {harmless(outcome.raised.message)}".removesuffix(": ")
    return show(exercise.value_of(outcome), digits)
