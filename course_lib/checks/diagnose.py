"""General diagnoses: what is wrong with an answer that makes none of the declared mistakes.

What can be told from the outcomes alone is told here; ``patterns.py`` looks at the numbers, and
``probe.py`` calls the answer again to see which inputs matter to it.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from course_lib.checks.compare import RIGHT_NUMBERS, alike, is_right, output_name, same_numbers
from course_lib.checks.learner_code import tree_of
from course_lib.checks.nothing_returned import why_none
from course_lib.checks.patterns import shape_pattern, value_pattern
from course_lib.checks.plain_words import in_plain_words
from course_lib.checks.probe import ignored_inputs
from course_lib.checks.run import Outcome, unchanged
from course_lib.checks.show import show
from course_lib.checks.values import numbers, read
from course_lib.checks.verdict import Example


class Explanation(NamedTuple):
    """What is said of an answer, the case that shows it, and how it was found.

    ``found`` is "error", "pattern", or "" where the difference is all that can be told.
    """

    sentences: tuple[str, ...]
    shown: Example
    found: str = "pattern"


def explain(
    exercise,
    draw,
    outcomes: Sequence[Outcome],
    examples: Sequence[Example],
    attempt: Callable | None,
    answer: object = None,
) -> Explanation:
    """Say what is wrong, the most certain thing first.

    ``examples`` are the cases that failed, the best to show first; ``attempt`` calls the answer
    once more, if it can be, and ``answer`` is the learner's own code, if it is here to be read.
    """
    first = examples[0]
    kind = first.difference.kind
    if kind in _BY_KIND:
        said = (_BY_KIND[kind](exercise, first, answer),)
        return Explanation(said, first, "error" if kind == "raised" else "pattern")
    not_finite = [example for example in examples if _is_not_finite(exercise, example)]
    if len(not_finite) == len(examples):
        return Explanation((_not_finite(exercise, first),), first)
    for diagnosis in (_in_place, _text, _truth, _reordered, _one_of_several, _right_numbers):
        if sentence := diagnosis(exercise, draw, outcomes, examples):
            return Explanation((sentence,), first)
    said = (first.difference.sentence,) if first.difference.sentence else ()
    if sentence := value_pattern(exercise, draw, outcomes, examples):
        return Explanation((sentence,) if kind == "value" else (*said, sentence), first)
    if not_finite:
        return Explanation((_not_finite(exercise, not_finite[0]),), not_finite[0])
    probed = attempt is not None and kind != "type"
    if probed and (ignored := ignored_inputs(exercise, draw, outcomes, attempt)):
        return Explanation((*said, *ignored), first)
    return Explanation((*said, *_how_far(exercise, draw, outcomes, examples, said)), first, "")


def _right_numbers(exercise, draw, outcomes, examples) -> str | None:
    """The right numbers, in another shape or container."""
    if sentence := shape_pattern(exercise, draw, outcomes, examples):
        return sentence
    said = examples[0].difference.sentence
    if not said or not all(_has_right_numbers(exercise, example) for example in examples):
        return None
    return said if said.startswith(RIGHT_NUMBERS) else f"{RIGHT_NUMBERS}. {said}"


def _how_far(exercise, draw, outcomes, examples, said) -> list[str]:
    """Which values, or how many cases, are right: what can be said where nothing else is."""
    if sentence := _some_outputs(exercise, draw, outcomes):
        return [sentence]
    shown = _inputs_shown(exercise, draw.args)
    right = len(shown) - len(_inputs_shown(exercise, [example.args for example in examples]))
    if not said and right:
        return [f"Right in {right} of {len(shown)} cases. Here is one that fails."]
    return [] if said else ["Your answer is something other than expected, in every case."]


def _inputs_shown(exercise, cases: Sequence[tuple]) -> set[str]:
    """The cases as the learner sees them: one that comes twice, for another question, is one."""
    names, known = exercise.input_names, exercise.learners_names
    met = [i for i, name in enumerate(names) if exercise.is_class or name in known]
    return {show([args[i] for i in met if i < len(args)], 17) for args in cases}


def changed_inputs(exercise, positions: set[int], args: tuple) -> str:
    """Say which inputs a call must not have changed; ``args`` are a case's inputs."""
    names = " and ".join(f"`{exercise.input_names[i]}`" for i in sorted(positions))
    said = f"your code changes {names}, and that belongs to the caller. Work on a copy"
    if all(isinstance(args[i], np.ndarray) for i in positions):
        said += ": `x = x + 1` makes a new array, `x += 1` and `x[0] = 1` write into the old one"
    return f"{said}."


def _nothing_returned(exercise, example, answer) -> str:
    what = "prints something and returns nothing" if example.got.printed else "gives nothing back"
    advice = (
        " `print` shows a value to people; `return` hands it on to other code."
        if example.got.printed
        else ""
    )
    why = why_none(tree_of(answer), exercise.name) if answer and not exercise.is_class else ""
    return f"Your function {what}: {why}{advice}" if why else f"Your function {what}.{advice}"


def _warned(exercise, example, answer) -> str:
    return f"The value is right, but NumPy warned on the way: “{example.got.warned[0]}”."


_BY_KIND = {
    "raised": lambda exercise, e, answer: in_plain_words(e.got.raised, exercise, answer),
    "none": _nothing_returned,
    "warned": _warned,
    "changed": lambda exercise, e, answer: e.difference.sentence,
    "should raise": lambda exercise, e, answer: e.difference.sentence,
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


def _has_right_numbers(exercise, example) -> bool:
    values = (exercise.value_of(outcome) for outcome in (example.got, example.expected))
    return same_numbers(*values, exercise.rules)


def _is_not_finite(exercise, example) -> bool:
    """Whether there is nan or infinity where numbers are expected."""
    if example.got.raised or example.expected.raised:
        return False
    got, expected = (numbers(read(exercise.value_of(o))) for o in (example.got, example.expected))
    if got is None or expected is None or not np.all(np.isfinite(expected)):
        return False
    return not np.all(np.isfinite(got))


def _not_finite(exercise, example) -> str:
    got = numbers(read(exercise.value_of(example.got)))
    what = "nan (not a number)" if np.any(np.isnan(got)) else "infinity"
    warned = example.got.warned[0] if example.got.warned else ""
    cause = f" NumPy warned: “{warned}”." if warned else ""
    source = next((words for sign, words in _SOURCES.items() if sign in warned), _ANY_SOURCE)
    return f"There is {what} in your answer.{cause} It may come from {source}."


_SOURCES = {
    "sqrt": "the root of a number below 0",
    "log": "a log of 0 or less",
    "exp": "an exp of something large",
    "power": "a power of something large, or of a number below 0",
    "divide": "a division by 0",
}
_ANY_SOURCE = "a division by 0, a log of 0 or less, an exp or a power of something large"


def _text(exercise, draw, outcomes, examples) -> str | None:
    pairs = [[read(exercise.value_of(o)) for o in (e.got, e.expected)] for e in examples]
    if not all(isinstance(got, str) for got, _ in pairs):
        return None
    if all(_is_number(got) and not isinstance(expected, str) for got, expected in pairs):
        return "Return the value itself, without quotes, `str()` or an f-string around it."
    words = [(got, expected) for got, expected in pairs if isinstance(expected, str)]
    if len(words) < len(pairs) or any(a.strip().lower() != b.strip().lower() for a, b in words):
        return None
    part = "spaces" if words[0][0].lower() != words[0][1].lower() else "capital letters"
    return f"The words are right, their {part} are not: letter by letter, “{words[0][1]}”."


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _truth(exercise, draw, outcomes, examples) -> str | None:
    pairs = [
        (read(exercise.value_of(a)), read(exercise.value_of(b)))
        for a, b in zip(draw.expected, outcomes, strict=False)
    ]
    if not all(isinstance(a, bool) and isinstance(b, bool) and a != b for a, b in pairs):
        return None
    if len({expected for expected, _ in pairs}) < 2:
        return None  # always the same: who knows why
    return "True and False are the wrong way round."


def _reordered(exercise, draw, outcomes, examples) -> str | None:
    """Several values, all of them right, in another order, which is the same in every case."""
    orders = {_order_of(exercise, example) for example in examples}
    if len(orders) != 1 or None in orders:
        return None
    (order,) = orders
    if order == tuple(range(len(order))):
        return None  # each in its place, and wrapped otherwise
    names = [output_name(exercise.rules, len(order), place) for place in order]
    if not exercise.rules.outputs:
        ways = "the opposite" if order == tuple(range(len(order)))[::-1] else "another"
        return f"The values are right, in {ways} order."
    return f"The values are right, in another order: yours are {', '.join(names)}."


def _one_of_several(exercise, draw, outcomes, examples) -> str | None:
    """One value is expected, several came, and always the same one of them is right."""
    places, counts = None, set()
    for example in examples:
        got, expected = (read(exercise.value_of(o)) for o in (example.got, example.expected))
        if not isinstance(got, tuple) or isinstance(expected, (tuple, list, dict)) or len(got) < 2:
            return None
        right = {i for i, value in enumerate(got) if alike(value, expected, exercise.rules)}
        places, counts = right if places is None else places & right, counts | {len(got)}
    if not places or len(places) > 1 or len(counts) > 1:
        return None
    (count,), (place,) = counts, places
    which = ("first", "second", "third", "fourth")[place] if place < 4 else "last"
    return f"{count} values came back, and one is expected: the {which} of yours, alone."


def _some_outputs(exercise, draw, outcomes) -> str | None:
    """Of several values with names: which are right in every case, and which are not."""
    names, wrong = exercise.rules.outputs, set()
    for reference, outcome in zip(draw.expected, outcomes, strict=False):
        if reference.raised or outcome.raised:
            return None
        expected, got = (read(exercise.value_of(o)) for o in (reference, outcome))
        if not isinstance(expected, tuple) or not isinstance(got, (tuple, list)):
            return None
        if not len(expected) == len(got) == len(names):
            return None
        pairs = zip(got, expected, strict=True)
        wrong |= {i for i, (a, b) in enumerate(pairs) if not is_right(a, b, exercise.rules)}
    again = [i for i in wrong if names[i].endswith(" again")]
    if again and wrong == set(again):
        return (
            f"`{names[again[0]].removesuffix(' again')}` is right at first, and another value when "
            "it is asked for again: the calls before it have changed something."
        )
    right = [f"`{name}`" for i, name in enumerate(names) if i not in wrong]
    return f"Right in every case: {', '.join(right)}." if right else None


def _order_of(exercise, example) -> tuple[int, ...] | None:
    """For each value that came, the place that it belongs to; None if there is no such order."""
    if example.got.raised or example.expected.raised:
        return None
    got, expected = (read(exercise.value_of(o)) for o in (example.got, example.expected))
    if not isinstance(expected, tuple) or not isinstance(got, (tuple, list)):
        return None
    if len(got) != len(expected) or not 2 <= len(got) <= 9:
        return None
    order = []
    for value in got:
        places = [i for i, other in enumerate(expected) if alike(value, other, exercise.rules)]
        if len(places) != 1:
            return None  # none fits, or two do
        order += places
    return tuple(order) if sorted(order) == list(range(len(order))) else None
