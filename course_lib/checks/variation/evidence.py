"""How much an answer's outcomes can prove: whether a fit could be an accident."""

from collections.abc import Sequence

import numpy as np

from course_lib.checks.run import Outcome
from course_lib.checks.show import show
from course_lib.checks.values import numbers, read


def flat_numbers(value) -> np.ndarray | None:
    """All numbers of a value, or of the several values that it holds, in one row.

    >>> flat_numbers(([1, 2], 0.5))
    array([1. , 2. , 0.5])
    """
    array = numbers(value)
    if array is not None:
        return array.astype(float).ravel() if array.dtype.kind in "biuf" else None
    if not isinstance(value, (tuple, list)):
        return None
    parts = [flat_numbers(item) for item in value]
    return None if not parts or any(part is None for part in parts) else np.concatenate(parts)


def flat(exercise, outcome: Outcome) -> np.ndarray | None:
    """All numbers of an outcome; None where there are others things in it, or an error."""
    return None if outcome.raised else flat_numbers(read(exercise.value_of(outcome)))


def trusted_row(exercise, outcome: Outcome) -> np.ndarray | None:
    """The same of what a right answer's variation gave, which needs no such care: it is faster."""
    if outcome.raised:
        return None
    value = exercise.value_of(outcome)
    try:
        return np.array(value, dtype=float).ravel()
    except (TypeError, ValueError, OverflowError):
        return flat_numbers(read(value))


def amount(exercise, outcome: Outcome) -> int:
    """How many different numbers an outcome has: which case to look at first."""
    found = flat(exercise, outcome)
    return 0 if outcome.raised else 1 if found is None else 1 + len(set(found.tolist()))


def is_rich(exercise, outcomes: Sequence[Outcome], decimals: int = 3, different: int = 6) -> bool:
    """Whether there are so many different decimals, or so many different numbers above 20."""
    found = set()
    for outcome in outcomes:
        some = flat(exercise, outcome)
        if some is not None:
            found.update(np.round(some[np.isfinite(some)], 9).tolist())
    return (
        len([n for n in found if n != int(n)]) >= decimals
        or len([n for n in found if abs(n) > 20]) >= different
    )


def says_enough(exercise, outcomes: Sequence[Outcome]) -> bool:
    """Whether outcomes are so many, and so unlike, that a fit is hardly an accident."""
    raised = [outcome.raised.message for outcome in outcomes if outcome.raised]
    if len(raised) == len(outcomes):  # shapes in a message are nearly as good as numbers
        return any(sign.isdigit() for sign in raised[0]) and "(" in raised[0]
    if is_rich(exercise, outcomes):
        return True
    kept = [outcome for outcome in outcomes if not outcome.raised]
    rows = [row for outcome in kept if (row := flat(exercise, outcome)) is not None]
    if len(rows) == len(kept):
        together = np.concatenate(rows)
        return together.size >= 8 and len(set(together.tolist())) >= 2
    return len(kept) >= 4 and len({show(exercise.value_of(one), 17) for one in kept}) >= 3


def are_numbers(exercise, outcomes: Sequence[Outcome]) -> bool:
    """Whether numbers came out in every case, and nothing else."""
    rows = [flat(exercise, outcome) for outcome in outcomes]
    return all(row is not None and row.dtype.kind == "f" for row in rows)
