"""Choose the case that shows best what is wrong; lay it out, as names and texts for a table."""

from collections.abc import Sequence

import numpy as np

from course_lib.checks.compare import close, is_right, same_numbers
from course_lib.checks.run import Outcome
from course_lib.checks.show import Place, harmless, is_rounded, number, show, show_pair
from course_lib.checks.values import flat, numbers, read
from course_lib.checks.verdict import Example

Rows = list[tuple[str, str]]
_FEW = 8  # numbers that are shown without leaving any out
_MANY = 1000  # numbers that nobody reads
_HIDES = 4  # so much longer may a case be that hides nothing
_CLEARLY = 0.6  # what is so much shorter is clearly simpler


# --- which case ----------------------------------------------------------------------------------


def simplest_first(exercise, examples: Sequence[Example]) -> list[Example]:
    """The cases that failed; in front the simplest of those that fail as the first one does.

    The first, which is the lesson's own where it fails, gives way to one that is clearly simpler.
    """
    if not examples:
        return []
    worse = [e for e in examples if e.difference.kind != "warned"]  # a warning is the least of it
    first = (worse or examples)[0]
    likewise = [e for e in examples if e.difference.kind == first.difference.kind]
    best = min(likewise, key=lambda example: _effort(exercise, example))
    if _effort(exercise, best) > _CLEARLY * _effort(exercise, first):
        best = first
    return [best, *(example for example in examples if example is not best)]


def _effort(exercise, example: Example) -> int:
    """How hard a case is to follow: how much there is to read, and whether it hides something."""
    args = [list(a.values()) if isinstance(a, dict) else a for a in example.args]
    known = [
        (isinstance(a, (np.ndarray, list)), flat(read(a)))
        for a in args
        if flat(read(a)) is not None
    ]
    length = sum(len(number(v.item())) for _, array in known for v in array[:_MANY])
    if _looks_right(exercise, example):
        length += _MANY  # the numbers are the expected ones: what else is wrong hardly shows
    return length * (_HIDES if _is_degenerate(known) else 1)


def _is_degenerate(known: list[tuple[bool, np.ndarray]]) -> bool:
    """Whether a case hides what is done: with all weights 1, with one row only."""
    level = any(is_array and np.all(array == array[:1]) for is_array, array in known)
    everything = np.concatenate([array for _, array in known]) if known else np.zeros(0)
    few = everything.size >= _FEW and len(np.unique(everything)) < everything.size / 2
    return bool(level or few)


def _looks_right(exercise, example: Example) -> bool:
    if example.got.raised or example.expected.raised:
        return False
    values = (exercise.value_of(outcome) for outcome in (example.got, example.expected))
    return same_numbers(*values, exercise.rules)


# --- how it is laid out --------------------------------------------------------------------------


def example_rows(exercise, example: Example) -> tuple[Rows, str]:
    """Give the rows, and a note on how to read them, which may be empty."""
    inputs = list(zip(exercise.input_names, example.args, strict=False))
    rows = [(name, show(value)) for name, value in inputs]
    rows += [exercise.how_it_is_used] if exercise.how_it_is_used else []
    compared, rounded = _compared(exercise, example)
    rows += compared
    rows += _where(example.got, exercise)
    if example.difference.kind == "changed":
        rows += [
            (f"{name} after", show(example.got.given[place]))
            for place, (name, _) in enumerate(inputs)
            if place in example.got.changed
        ]
    if example.got.printed:
        rows.append(("printed", harmless(example.got.printed[:200].rstrip("\n"))))
    rounded = rounded or any(is_rounded(value) for _, value in inputs)
    return rows, "Numbers are rounded here, to as many digits as it takes." if rounded else ""


def _compared(exercise, example: Example) -> tuple[Rows, bool]:
    """What was expected and what came, and whether it is rounded: each value under its own name."""
    values = [exercise.value_of(outcome) for outcome in (example.expected, example.got)]
    raised = [_raised(outcome) for outcome in (example.expected, example.got)]
    expected, got = map(read, values)
    names = exercise.rules.outputs
    several = isinstance(got, (tuple, list)) and (
        isinstance(expected, tuple)
        or (isinstance(expected, list) and any(isinstance(item, list) for item in expected))
    )
    if any(raised) or not several or not len(names) == len(expected) == len(got):
        return _pair("", expected, got, raised, exercise)
    rows, right, rounded = [], [], False
    for name, wanted, came in zip(names, expected, got, strict=True):
        if is_right(came, wanted, exercise.rules):
            right.append(name)
        else:
            more, is_cut = _pair(name, wanted, came, ["", ""], exercise)
            rows, rounded = rows + more, rounded or is_cut
    if not rows or example.difference.kind == "length":
        return _pair("", expected, got, raised, exercise)
    return rows + [("right", ", ".join(right))] * bool(right), rounded


def _pair(name: str, expected, got, raised: list[str], exercise) -> tuple[Rows, bool]:
    place = _first_apart(expected, got, exercise.rules)
    texts = show_pair(expected, got, place)
    titles = (f"{name} expected", f"{name} yours") if name else ("expected", "yours")
    rows = [(title, said or text) for title, said, text in zip(titles, raised, texts, strict=True)]
    if place and numbers(expected).size > _FEW:
        pair = show_pair(numbers(expected)[place], numbers(got)[place])
        at = _name_of(place, expected, exercise.rules)
        rows.append((f"{name} {at}".strip(), "{} expected, yours {}".format(*pair)))
    in_full = [show(value, 15, place) for value in (expected, got)]
    return rows, any(map(_fewer_digits, texts, in_full))


def _fewer_digits(text: str, in_full: str) -> bool:
    """Whether a text rounds; one that names the type beside it has all digits."""
    return text != in_full and not text.startswith(f"{in_full} (")


def _first_apart(expected, got, rules) -> Place:
    """Where two arrays of one shape differ for the first time; () where there is no such place."""
    expected, got = numbers(expected), numbers(got)
    if expected is None or got is None or not expected.ndim or expected.shape != got.shape:
        return ()
    apart = np.argwhere(~close(got, expected, rules))
    return tuple(int(i) for i in apart[0]) if len(apart) else ()


def _name_of(place: Place, expected, rules) -> str:
    if len(place) == 1 and len(rules.outputs) == len(expected):
        return rules.outputs[place[0]]
    return f"at [{', '.join(map(str, place))}]"


def _raised(outcome: Outcome) -> str:
    if outcome.raised is None:
        return ""
    message = harmless(outcome.raised.message)
    return f"{outcome.raised.kind}: {message}" if message else outcome.raised.kind


def _where(outcome: Outcome, exercise) -> Rows:
    """The line that raised: the learner's own, or the check's, if its use of the answer failed."""
    raised = outcome.raised
    if raised is None:
        return []
    rows = []
    if raised.line is not None:
        place = "" if raised.where == exercise.name else f" in {raised.where}"
        rows.append((f"line {raised.line}{place}", raised.text))
    return rows + [("in the check", raised.use)] * bool(raised.use)
