"""Judge what an answer did on the cases of one draw. Pure: nothing is called, shown or stored.

A check calls the learner's function itself; the grader lets a sandbox call it. Both come here
with the same thing, one ``Outcome`` for each case, and get the same ``Verdict``.
"""

from collections.abc import Callable, Sequence

from course_lib.checks import diagnose
from course_lib.checks.compare import Difference, alike, compare
from course_lib.checks.draw import Draw
from course_lib.checks.run import Outcome, was_interrupted
from course_lib.checks.state import State
from course_lib.checks.variation.search import Named, named_by_variation
from course_lib.checks.verdict import Example, Mistake, Verdict


def judge(
    exercise,
    draw: Draw,
    outcomes: Sequence[Outcome],
    attempt: Callable[[tuple], Outcome] | None = None,
    written: frozenset[str] = frozenset(),
) -> Verdict:
    """Compare an answer's outcomes with the reference's, and say what the difference means.

    ``attempt`` calls the answer with other inputs, if it can be called again: what can only be
    found out by trying is looked for then. ``written`` are the names in the answer's own code.
    """
    examples = failures(exercise, draw, outcomes)
    if not examples:
        return Verdict(State.CORRECT)
    first = examples[0]
    state = State.ERROR if first.difference.kind == "raised" else State.NOT_YET
    for loose in (False, True):
        if mistakes := matching_mistakes(exercise, draw, outcomes, loose):
            more = [first.difference.sentence] if loose and first.difference.sentence else []
            sentences = [*(mistake.message for mistake in mistakes), *more]
            return Verdict(state, tuple(sentences), first, tuple(mistakes), "declared")
        if not loose:
            named = _by_variation(exercise, draw, outcomes, first, written)
            if named and named.is_plain:
                break  # it fits in every respect, and a loose look does not
    sentences = diagnose.explain(exercise, draw, outcomes, examples, attempt)
    how = _how(first, sentences)
    if named and (named.is_plain or how != "pattern"):
        return Verdict(state, _with_variation(named, how, sentences), first, found="variation")
    return Verdict(state, tuple(sentences), first, found=how)


_UNEXPLAINED = ("Right in ", "It gives back something else")


def _how(first: Example, sentences: Sequence[str]) -> str:
    """How general sentences were found: from an error, from a pattern, or not at all."""
    if first.difference.kind == "raised":
        return "error"
    said = sentences[0]
    plain = said == first.difference.sentence or said.startswith(_UNEXPLAINED)
    return "" if plain and len(sentences) == 1 else "pattern"


_OF_ITSELF = ("none", "warned", "changed")  # what these say, no variation says better


def _by_variation(exercise, draw: Draw, outcomes, first: Example, written) -> Named | None:
    """What a variation of a right answer does that has these outcomes."""
    if first.difference.kind in _OF_ITSELF or any(map(was_interrupted, outcomes)):
        return None
    if exercise.answer_in and not any(outcome.changed for outcome in outcomes):
        return None
    try:
        return named_by_variation(exercise, draw, outcomes, written)
    except Exception:  # a sentence more or less: no verdict hangs on it
        return None


def _with_variation(named: Named, how: str, sentences: Sequence[str]) -> tuple[str, ...]:
    """What a variation does, beside what else there is to say: an error's words come first."""
    if how == "error":
        return *sentences, named.sentence
    others = [said for said in sentences if not said.startswith(_UNEXPLAINED)]
    return named.sentence, *others


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
        return Difference("changed", diagnose.changed_inputs(exercise, spoilt))
    if exercise.warnings == "refused" and got.warned and not expected.warned:
        return Difference("warned")
    return None


def matching_mistakes(exercise, draw: Draw, outcomes, loose: bool = False) -> list[Mistake]:
    """The declared mistakes that do what this answer does, on every case.

    A loose look passes over the shape of the numbers and over changed inputs: somebody may leave
    out the bias *and* return a column.
    """
    if any(map(was_interrupted, outcomes)):
        return []
    return [
        mistake
        for mistake in exercise.mistakes
        if same_outcomes(exercise, outcomes, draw.of_mistake(mistake), loose)
    ]


def same_outcomes(exercise, some, others, loose: bool = False) -> bool:
    """Whether two answers did the same on every case."""
    return all(_same_outcome(exercise, a, b, loose) for a, b in zip(some, others, strict=False))


def _same_outcome(exercise, a: Outcome, b: Outcome, loose: bool) -> bool:
    if a.raised or b.raised:
        return bool(a.raised and b.raised and a.raised.kind == b.raised.kind)
    if exercise.warnings == "refused" and _kinds(a.warned) != _kinds(b.warned):
        return False
    if not loose and set(a.changed) - exercise.may_change != set(b.changed) - exercise.may_change:
        return False
    return alike(
        exercise.value_of(a),
        exercise.value_of(b),
        exercise.rules,
        loose,
    )


def _kinds(warnings: tuple[str, ...]) -> set[str]:
    """Overflow, divide, invalid: the first word of what NumPy warns of."""
    return {word for warning in warnings for word in warning.split()[:1]}
