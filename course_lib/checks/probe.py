"""Find inputs that an answer never looks at, by changing one at a time."""

from collections.abc import Callable, Sequence

import numpy as np

from course_lib.checks.compare import Rules, alike
from course_lib.checks.run import Outcome, call
from course_lib.checks.values import Strange, numbers, read

_MOST_CASES = 8
_CONSTANT = "Your answer is the same whatever the inputs are."
_NEVER_CHANGES = "Your answer is the same in every case."
_TIGHT = Rules()  # an exercise may be satisfied with less; what stays the same stays exactly so


def ignored_inputs(
    exercise, draw, outcomes: Sequence[Outcome], attempt: Callable[[tuple], Outcome]
) -> list[str]:
    """Say which inputs matter to the reference, and change nothing in the answer."""
    names = exercise.input_names
    if not names or any(outcome.raised for outcome in outcomes):
        return []
    if any(_holds_something_strange(exercise.value_of(outcome)) for outcome in outcomes):
        return []  # two sets, or two generators, look the same from here
    if not _has_decimals(exercise, draw):
        return _constant(exercise, draw, outcomes)
    ignored = [
        name
        for place, name in enumerate(names)
        if _is_ignored(exercise, draw, outcomes, attempt, place)
    ]
    if len(ignored) == len(names) > 1:
        return [_CONSTANT]
    ignored = [name for name in ignored if name in exercise.learners_names]
    if not ignored:
        return []
    *some, last = (f"`{name}`" for name in ignored)
    listed = f"{', '.join(some)} or {last}" if some else last
    return [f"Your answer does not depend on {listed}, and it should."]


def _holds_something_strange(value) -> bool:
    plain = read(value)
    if isinstance(plain, dict):
        plain = list(plain.values())
    if isinstance(plain, (list, tuple)):
        return any(_holds_something_strange(item) for item in plain)
    return isinstance(plain, Strange)


def _is_ignored(exercise, draw, outcomes, attempt, place: int) -> bool:
    """Whether no change of one input changes the answer, though some change the reference's."""
    reference = exercise.bound(exercise.reference)
    mattered = 0
    for args, expected, outcome in list(zip(draw.args, draw.expected, outcomes, strict=False))[
        -_MOST_CASES:
    ]:
        for other in others(args[place] if place < len(args) else None):
            changed = (*args[:place], other, *args[place + 1 :])
            if not _same(exercise, attempt(changed), outcome, _TIGHT):
                return False
            mattered += not _same(exercise, call(reference, changed), expected, exercise.rules)
    return mattered > 0


def _constant(exercise, draw, outcomes) -> list[str]:
    """Words, truths and whole numbers often stay where an input changes, so that trying proves
    nothing: all that can be said is that an answer never changes."""

    def never_changes(results: Sequence[Outcome]) -> bool:
        return all(_same(exercise, result, results[0], _TIGHT) for result in results)

    same = never_changes(outcomes) and not never_changes(draw.expected)
    return [_NEVER_CHANGES] if same else []


def _has_decimals(exercise, draw) -> bool:
    """Whether answers are decimals, so that next to any change of an input shows in them."""
    values = [numbers(read(exercise.value_of(outcome))) for outcome in draw.expected]
    return all(value is not None and value.dtype.kind == "f" for value in values)


def others(value) -> list:
    """Other values of the same type and shape; none where there is none to think of.

    >>> others(2), others([1, 2.5]), others("yes")
    ([3, -6], [[2, 3.5], [-3, -7.5]], [])
    """
    if isinstance(value, np.ndarray):
        return [value + 1, value * -3] if value.dtype.kind in "if" else []
    if isinstance(value, bool) or numbers(value) is None:
        return []
    if isinstance(value, (list, tuple)):
        pairs = [others(item) for item in value]
        return [type(value)(items) for items in zip(*pairs, strict=True)] if all(pairs) else []
    return [value + 1, value * -3]


def _same(exercise, some: Outcome, other: Outcome, rules: Rules) -> bool:
    """Whether two calls did the same; where both fail in the same way, they did."""
    if some.raised or other.raised:
        return bool(some.raised and other.raised and some.raised.kind == other.raised.kind)
    return alike(exercise.value_of(some), exercise.value_of(other), rules)
