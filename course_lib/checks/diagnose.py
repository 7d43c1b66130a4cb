"""General diagnoses: what is wrong with an answer that makes none of the declared mistakes.

What can be told from the outcomes alone is told here; ``patterns.py`` looks at the numbers, and
``probe.py`` calls the answer again to see which inputs matter to it.
"""

from collections.abc import Callable, Sequence

import numpy as np

from course_lib.checks.compare import alike
from course_lib.checks.patterns import shape_pattern, value_pattern
from course_lib.checks.plain_words import in_plain_words
from course_lib.checks.probe import ignored_inputs
from course_lib.checks.run import Outcome, unchanged
from course_lib.checks.values import numbers, read


def explain(
    exercise, draw, outcomes: Sequence[Outcome], examples: Sequence, attempt: Callable | None
) -> list[str]:
    """Say what is wrong, the most certain thing first; at least one sentence.

    ``examples`` are the cases that failed; ``attempt`` calls the answer once more, if it can be.
    """
    first = examples[0]
    kind = first.difference.kind
    if kind in _BY_KIND:
        return [_BY_KIND[kind](exercise, first)]
    for diagnosis in (_in_place, _not_finite, _text, _truth, _swapped):
        if sentence := diagnosis(exercise, draw, outcomes, examples):
            return [sentence]
    if sentence := shape_pattern(exercise, draw, outcomes):
        return [sentence]
    said = [first.difference.sentence] if first.difference.sentence else []
    if sentence := value_pattern(exercise, draw, outcomes):
        return [sentence, *said] if first.difference.kind == "value" else [*said, sentence]
    if attempt is not None:
        said += ignored_inputs(exercise, draw, outcomes, attempt)
    right = len(outcomes) - len(examples)
    if not said and right:
        said = [f"Right in {right} of {len(outcomes)} cases. Here is the first that fails."]
    return said or ["It gives back something else than expected."]


def changed_inputs(exercise, positions: set[int]) -> str:
    """Say which inputs a call must not have changed."""
    names = " and ".join(f"`{exercise.input_names[i]}`" for i in sorted(positions))
    return (
        f"Your code changes {names}, and that belongs to the caller. Work on a copy: `x = x + 1` "
        "makes a new array, `x += 1` and `x[0] = 1` write into the old one."
    )


def _nothing_returned(exercise, example) -> str:
    if example.got.printed:
        return (
            "Your function prints its result and returns nothing. `print` shows a value to people; "
            "`return` hands it on to other code."
        )
    return "Your function runs and gives nothing back: it has to end in a `return`."


def _warned(exercise, example) -> str:
    return f"The value is right, but NumPy warned on the way: “{example.got.warned[0]}”."


_BY_KIND = {
    "raised": lambda exercise, example: in_plain_words(example.got.raised, exercise),
    "none": _nothing_returned,
    "warned": _warned,
    "changed": lambda exercise, example: example.difference.sentence,
    "should raise": lambda exercise, example: example.difference.sentence,
}


def _in_place(exercise, draw, outcomes, examples) -> str | None:
    """The value was returned, and the input that was to change is as before."""
    name = exercise.answer_in
    if name is None:
        return None
    at = exercise.input_names.index(name)
    if all(unchanged(e.args[at], e.got.given[at]) for e in examples):
        return f"`{name}` is as it was. Change it in place, as in `{name}[:] = …` or `{name} -= …`."
    return None


def _not_finite(exercise, draw, outcomes, examples) -> str | None:
    for example in examples:
        got, expected = (
            numbers(read(exercise.value_of(o))) for o in (example.got, example.expected)
        )
        if got is None or expected is None or not np.all(np.isfinite(expected)):
            continue
        if not np.all(np.isfinite(got)):
            what = "nan (not a number)" if np.any(np.isnan(got)) else "infinity"
            cause = f" NumPy warned: “{example.got.warned[0]}”." if example.got.warned else ""
            return (
                f"There is {what} in your answer.{cause} Look for a division by 0, a log of 0 or "
                "an exp of something large."
            )
    return None


def _text(exercise, draw, outcomes, examples) -> str | None:
    got, expected = (read(exercise.value_of(o)) for o in (examples[0].got, examples[0].expected))
    if not isinstance(got, str):
        return None
    if not isinstance(expected, str):
        return "Return the value itself, without quotes, `str()` or an f-string around it."
    if got.strip().lower() == expected.strip().lower():
        part = "spaces" if got.lower() != expected.lower() else "capital letters"
        return f"The words are right, their {part} are not: letter by letter, “{expected}”."
    return None


def _truth(exercise, draw, outcomes, examples) -> str | None:
    pairs = [
        (read(exercise.value_of(a)), read(exercise.value_of(b)))
        for a, b in zip(draw.expected, outcomes, strict=False)
    ]
    if all(isinstance(a, bool) and isinstance(b, bool) and a != b for a, b in pairs):
        return "True and False are the wrong way round."
    return None


def _swapped(exercise, draw, outcomes, examples) -> str | None:
    """Several values, all of them right, in another order."""
    for example in examples:
        got, expected = (read(exercise.value_of(o)) for o in (example.got, example.expected))
        if not isinstance(expected, tuple) or not isinstance(got, (tuple, list)):
            return None
        if len(got) < 2 or not alike(tuple(got)[::-1], expected, exercise.rules):
            return None
    return "The values are right, in the opposite order."
