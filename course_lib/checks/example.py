"""Lay out the case that shows what is wrong: names and texts for a small table."""

import numpy as np

from course_lib.checks.compare import close
from course_lib.checks.run import Outcome
from course_lib.checks.show import harmless, is_rounded, show, show_pair
from course_lib.checks.values import numbers, read
from course_lib.checks.verdict import Example

Rows = list[tuple[str, str]]
_FEW = 8  # numbers that are shown without leaving any out


def example_rows(exercise, example: Example) -> tuple[Rows, str]:
    """Give the rows, and a note on how to read them, which may be empty."""
    inputs = list(zip(exercise.input_names, example.args, strict=False))
    values = [exercise.value_of(outcome) for outcome in (example.expected, example.got)]
    texts = show_pair(*values)
    rows = [(name, show(value)) for name, value in inputs]
    rows.append(("expected", _raised(example.expected) or texts[0]))
    rows.append(("yours", _raised(example.got) or texts[1]))
    rows += _where(example.got, exercise)
    rows += _hidden_difference(*values, exercise.rules)
    if example.difference.kind == "changed":
        rows += [
            (f"{name} after", show(example.got.given[place]))
            for place, (name, _) in enumerate(inputs)
            if place in example.got.changed
        ]
    if example.got.printed:
        rows.append(("printed", harmless(example.got.printed[:200].rstrip("\n"))))
    rounded = any(is_rounded(value) for _, value in inputs) or texts[0] != show(values[0], 17)
    return rows, "Numbers are rounded here, to as many digits as it takes." if rounded else ""


def _raised(outcome: Outcome) -> str:
    if outcome.raised is None:
        return ""
    message = harmless(outcome.raised.message)
    return f"{outcome.raised.kind}: {message}" if message else outcome.raised.kind


def _where(outcome: Outcome, exercise) -> Rows:
    """The learner's own line that raised."""
    raised = outcome.raised
    if raised is None or raised.line is None:
        return []
    place = "" if raised.where == exercise.name else f" in {raised.where}"
    return [(f"line {raised.line}{place}", raised.text)]


def _hidden_difference(expected, got, rules) -> Rows:
    """Where a long array differs for the first time, since most of it is not shown."""
    expected, got = numbers(read(expected)), numbers(read(got))
    if expected is None or got is None or expected.shape != got.shape or expected.size <= _FEW:
        return []
    apart = np.argwhere(~close(got, expected, rules))
    if len(apart) == 0:
        return []
    place = tuple(int(i) for i in apart[0])
    at = f"at [{', '.join(map(str, place))}]"
    return [(at, "{} expected, yours {}".format(*show_pair(expected[place], got[place])))]
