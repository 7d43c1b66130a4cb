"""Judge what an answer did on the cases of one draw. Pure: nothing is called, shown or stored.

A check calls the learner's function itself; the grader lets a sandbox call it. Both come here
with the same thing, one ``Outcome`` for each case, and get the same ``Verdict``.
"""

from collections.abc import Callable, Sequence

from course_lib.checks import diagnose
from course_lib.checks.compare import Difference, alike, compare, same_numbers
from course_lib.checks.diagnose import Explanation
from course_lib.checks.draw import Draw
from course_lib.checks.example import simplest_first
from course_lib.checks.learner_code import Raised, source_of
from course_lib.checks.run import Outcome, was_interrupted
from course_lib.checks.show import harmless
from course_lib.checks.state import State
from course_lib.checks.variation.search import Named, named_by_variation
from course_lib.checks.verdict import Example, Mistake, Verdict


def judge(
    exercise,
    draw: Draw,
    outcomes: Sequence[Outcome],
    attempt: Callable[[tuple], Outcome] | None = None,
    answer: object = None,
) -> Verdict:
    """Compare an answer's outcomes with the reference's, and say what the difference means.

    ``attempt`` calls the answer with other inputs, if it can be called again: what can only be
    found out by trying is looked for then. ``answer`` is the learner's function or class, if it is
    here: its text is read then, and never run.
    """
    examples = simplest_first(exercise, failures(exercise, draw, outcomes))
    if not examples:
        return Verdict(State.CORRECT)
    first = examples[0]
    state = State.ERROR if first.difference.kind == "raised" else State.NOT_YET
    if mistakes := matching_mistakes(exercise, draw, outcomes):
        sentences = (*offered(mistakes), *_in_another_type(exercise, draw, first, mistakes))
        return Verdict(state, sentences, first, tuple(mistakes), "declared")
    named = _by_variation(exercise, draw, outcomes, first, answer)
    plain = named and named.is_plain  # it fits in every respect, and a loose look does not
    if not plain and (mistakes := matching_mistakes(exercise, draw, outcomes, loose=True)):
        sentences = (*offered(mistakes), *_besides(exercise, first))
        return Verdict(state, sentences, first, tuple(mistakes), "declared")
    said = diagnose.explain(exercise, draw, outcomes, examples, attempt, answer)
    if named and (plain or said.found != "pattern"):
        return Verdict(state, _with_variation(named, said), said.shown, found="variation")
    return Verdict(state, said.sentences, said.shown, found=said.found)


def offered(mistakes: Sequence[Mistake]) -> tuple[str, ...]:
    """What is said of the mistakes that fit: equal results prove none of them, if there are two."""
    messages = tuple(dict.fromkeys(mistake.message for mistake in mistakes))
    if len(messages) == 1:
        return messages
    count = {2: "Two", 3: "Three"}.get(len(messages), "Several")
    return f"{count} mistakes give exactly these results:", *messages


def _in_another_type(exercise, draw: Draw, example: Example, mistakes) -> list[str]:
    """What is to be said of an answer that makes a mistake, and in a list where an array is due."""
    if example.difference.kind != "type":
        return []
    place = next(i for i, args in enumerate(draw.args) if args is example.args)
    for mistake in mistakes:
        found = differs(exercise, example.expected, draw.of_mistake(mistake)[place])
        if found is None or found.kind == "type":
            return []
    return [example.difference.sentence]


def _besides(exercise, example: Example) -> list[str]:
    """What is to be said of an answer that makes a mistake in another shape, or in place."""
    said = [example.difference.sentence] if example.difference.kind != "value" else []
    if spoilt := set(example.got.changed) - exercise.may_change:
        said.append(f"Besides, {diagnose.changed_inputs(exercise, spoilt, example.args)}")
    return said


_OF_ITSELF = ("none", "warned", "changed")  # what these say, no variation says better


def _by_variation(exercise, draw: Draw, outcomes, first: Example, answer) -> Named | None:
    """What a variation of a right answer does that has these outcomes."""
    if first.difference.kind in _OF_ITSELF or any(map(was_interrupted, outcomes)):
        return None
    if exercise.answer_in and not any(outcome.changed for outcome in outcomes):
        return None
    source = source_of(answer) if answer else ""
    try:
        return named_by_variation(exercise, draw, outcomes, source)
    except Exception:  # a sentence more or less: no verdict hangs on it
        return None


def _with_variation(named: Named, said: Explanation) -> tuple[str, ...]:
    """What a variation does, beside what else there is to say: an error's words come first."""
    if said.found == "error":
        return *said.sentences, named.sentence
    difference = said.shown.difference.sentence
    return named.sentence, *(said.sentences if said.found else [difference] * bool(difference))


def failures(exercise, draw: Draw, outcomes: Sequence[Outcome]) -> list[Example]:
    """The cases in which an answer does something else than the reference."""
    return [
        Example(args, expected, got, difference)
        for args, expected, got in zip(draw.args, draw.expected, outcomes, strict=False)
        if (difference := differs(exercise, expected, got))
    ]


def differs(exercise, expected: Outcome, got: Outcome) -> Difference | None:
    """How one outcome differs from the reference's; None where it is as good."""
    if expected.raised:
        if got.raised and expected.raised.kind in got.raised.kinds:
            return None
        return Difference("should raise", f"Here a {expected.raised.kind} is to be raised.")
    if got.raised:
        return Difference("raised")
    if difference := compare(exercise.value_of(got), exercise.value_of(expected), exercise.rules):
        return difference
    if spoilt := set(got.changed) - exercise.may_change:
        said = diagnose.changed_inputs(exercise, spoilt, got.given)
        return Difference("changed", f"The value is right. But {said}")
    if exercise.warnings == "refused" and got.warned and not expected.warned:
        return Difference("warned")
    return None


def matching_mistakes(exercise, draw: Draw, outcomes, loose: bool = False) -> list[Mistake]:
    """The declared mistakes that do what this answer does, on every case.

    A loose look compares the numbers alone: somebody may leave out the bias *and* return a column.
    Where an answer's numbers are right, it tells nothing: then only the shape is wrong.
    """
    if any(map(was_interrupted, outcomes)):
        return []
    if loose and any(_right_numbers(exercise, e) for e in failures(exercise, draw, outcomes)):
        return []
    return [
        mistake
        for mistake in exercise.mistakes
        if same_outcomes(exercise, outcomes, draw.of_mistake(mistake), loose)
    ]


def _right_numbers(exercise, example: Example) -> bool:
    values = (exercise.value_of(outcome) for outcome in (example.got, example.expected))
    return not example.got.raised and same_numbers(*values, exercise.rules)


def same_outcomes(exercise, some, others, loose: bool = False) -> bool:
    """Whether two answers did the same on every case."""
    return all(_same_outcome(exercise, a, b, loose) for a, b in zip(some, others, strict=False))


def _same_outcome(exercise, a: Outcome, b: Outcome, loose: bool) -> bool:
    if a.raised or b.raised:
        return bool(a.raised and b.raised and _same_error(a.raised, b.raised))
    if exercise.warnings == "refused" and _kinds(a.warned) != _kinds(b.warned):
        return False
    changed, other = (set(outcome.changed) - exercise.may_change for outcome in (a, b))
    if changed != other and not (loose and other < changed):
        return False
    return alike(
        exercise.value_of(a),
        exercise.value_of(b),
        exercise.rules,
        loose,
    )


def _same_error(a: Raised, b: Raised) -> bool:
    """Whether two errors are one: of the same type, in the same words."""
    return a.kind == b.kind and harmless(a.message) == harmless(b.message)


def _kinds(warnings: tuple[str, ...]) -> set[str]:
    """Overflow, divide, invalid: the first word of what NumPy warns of."""
    return {word for warning in warnings for word in warning.split()[:1]}
