"""How many slips of the pen in a right answer are named, and by what?"""

from collections import Counter

from course_lib.checks.judge import judge
from course_lib.checks.mutants import mutants, step_limit
from course_lib.checks.run import undisturbed
from course_lib.checks.state import State

HOW = ("declared", "variation", "pattern", "error")


def named_mutants(exercise) -> Counter:
    """Count the reference's mutants that are refused, by how what is said of them was found.

    The keys are those of ``Verdict.found``: "declared", "variation", "pattern", "error", and "" for
    those of which only the difference can be told. Mutants that pass are left out: they are right.
    """
    draw = exercise.draw()
    found: Counter = Counter()
    with undisturbed():
        for _, mutant in mutants(exercise.reference):
            with step_limit():
                outcomes = draw.outcomes(mutant)
            verdict = judge(exercise, draw, outcomes)
            if verdict.state is not State.CORRECT:
                found[verdict.found] += 1
    return found


def is_named(found: str) -> bool:
    """Whether more than the difference, or Python's own error, was said."""
    return found in ("declared", "variation", "pattern")
