"""What numbers tell of a mistake: a lost sign, a missing factor, a transposed table.

A pattern is only named when *every* case bears it out, over at least two numbers that aren't 0,
so that what a learner is told is true. It says how the numbers differ, and not who did what.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from course_lib.checks.compare import Rules, close, output_name
from course_lib.checks.show import show
from course_lib.checks.values import numbers, read

_TIGHT = Rules()  # an exercise may be satisfied with less; a pattern is exact, or there is none


@dataclass(frozen=True, slots=True)
class Pair:
    """One value of one case as numbers: what was expected, what came; with the case's inputs.

    ``place`` counts the values of an answer that gives several. ``is_shown`` is true for the case
    that the learner sees, ``is_array`` for a value that came as an array.
    """

    args: tuple
    expected: np.ndarray
    got: np.ndarray
    names: Sequence[str]
    place: int = 0
    is_shown: bool = False
    is_array: bool = True


def same(got, expected) -> bool:
    """Whether two arrays are the same numbers in the same shape, but for rounding."""
    return got.shape == expected.shape and bool(np.all(close(got, expected, _TIGHT)))


def shape_pattern(exercise, draw, outcomes, examples) -> str | None:
    """Name a pattern by which the right numbers stand in the wrong shape."""
    pairs, name = _the_wrong_ones(exercise, _pairs(exercise, draw, outcomes, examples))
    return _first(_SHAPES, pairs, name)


def value_pattern(exercise, draw, outcomes, examples) -> str | None:
    """Name a pattern by which numbers of the right shape are wrong."""
    pairs, name = _the_wrong_ones(exercise, _pairs(exercise, draw, outcomes, examples))
    if any(p.got.shape != p.expected.shape for p in pairs):
        return None
    failed = {id(example.args) for example in examples}
    if failed - {id(p.args) for p in pairs if not same(p.got, p.expected)}:
        return None  # a case fails although its numbers are right: the numbers are not the reason
    counts = all(np.array_equal(p.expected, np.round(p.expected)) for p in pairs)
    level = len({float(v) for p in pairs for v in np.abs(p.expected.flat) if v}) < 2
    if sentence := _first(_VALUES, pairs, name):
        return sentence
    return None if counts or level else _first(_SCALES, pairs, name)


def _first(patterns, pairs: list[Pair], name: str) -> str | None:
    if sum(np.count_nonzero(pair.expected) for pair in pairs) < 2:
        return None
    with np.errstate(all="ignore"):
        words = next((words for pattern in patterns if (words := pattern(pairs))), None)
    return f"{name}{words}" if words else None


def _the_wrong_ones(exercise, pairs: list[Pair]) -> tuple[list[Pair], str]:
    """Of several values the only one that is ever wrong, with its name; or else all of them."""
    places = {p.place for p in pairs}
    wrong = {p.place for p in pairs if not same(p.got, p.expected)}
    if len(wrong) != 1 or len(places) == 1:
        return pairs, ""
    (place,) = wrong
    name = output_name(exercise.rules, len(places), place)
    return [p for p in pairs if p.place == place], f"{name}: "


def _pairs(exercise, draw, outcomes, examples) -> list[Pair]:
    """All cases as numbers, several values one by one; none, if a single one has no numbers."""
    known = exercise.learners_names
    names = [name if name in known else "" for name in exercise.input_names]
    pairs = []
    for args, expected, got in zip(draw.args, draw.expected, outcomes, strict=False):
        if expected.raised or got.raised:
            return []
        values = [read(exercise.value_of(outcome)) for outcome in (expected, got)]
        for place, both in enumerate(_items(*values)):
            arrays = [numbers(value) for value in both]
            if any(array is None or array.dtype.kind not in "iuf" for array in arrays):
                return []
            wanted, came = (array.astype(float) for array in arrays)
            shown = args is examples[0].args
            is_array = isinstance(both[1], np.ndarray)
            pairs.append(Pair(args, wanted, came, names, place, shown, is_array))
    return pairs


def _items(expected, got) -> Iterator[tuple]:
    """The values of an answer that is to give several, or else its one value."""
    if not isinstance(expected, tuple):
        return iter([(expected, got)])
    if not isinstance(got, (tuple, list)) or len(got) != len(expected):
        return iter([(None, None)])
    return zip(expected, got, strict=True)


def _shown(pairs: list[Pair]) -> int:
    """Where the case stands that the learner sees."""
    return next((i for i, p in enumerate(pairs) if p.is_shown), 0)


# --- the numbers are there, and stand otherwise --------------------------------------------------


def _transposed(pairs: list[Pair]) -> str | None:
    if any(p.expected.ndim > 1 for p in pairs) and all(same(p.got.T, p.expected) for p in pairs):
        return "Rows and columns are swapped: what is expected is your answer's transpose, `.T`."
    return None


def _stacked_otherwise(pairs: list[Pair]) -> str | None:
    if not all(same(p.got.ravel(), p.expected.ravel()) for p in pairs):
        return None
    p = pairs[_shown(pairs)]
    if p.got.shape == p.expected.shape:
        return None
    if p.expected.ndim == 0:
        what = f"an array of shape {p.got.shape}" if p.is_array else "a list"
        return f"The number is right, and wrapped in {what}. Give back the number itself."
    return (
        f"The numbers are right and stacked otherwise: shape {p.expected.shape} is expected, yours "
        f"is {p.got.shape}."
    )


def _each_with_each(pairs: list[Pair]) -> str | None:
    """A table whose diagonal holds what is expected, in every case."""
    for p in pairs:
        n = len(p.expected) if p.expected.ndim else 0
        if not p.is_array or p.got.shape != (n, n) or p.expected.shape not in ((n,), (n, 1)):
            return None
        if not same(np.diagonal(p.got), p.expected.ravel()):
            return None
    p = pairs[_shown(pairs)]
    n = len(p.expected)
    return (
        f"A table of ({n}, {n}) came out where {p.expected.shape} is expected; its diagonal is "
        f"what is expected. NumPy makes such a table, each with each, where ({n},) meets ({n}, 1): "
        "give both the same shape first."
    )


def _reduced(pairs: list[Pair]) -> str | None:
    """Numbers where their sum is expected, or their sum where the numbers are."""
    if max(max(p.got.size, p.expected.size) for p in pairs) < 2:
        return None
    for word, reduce in (("sum", np.sum), ("mean", np.mean)):
        if all(p.got.ndim > p.expected.ndim for p in pairs):
            for axis in (None, 0, -1):
                if all(p.got.size and same(reduce(p.got, axis=axis), p.expected) for p in pairs):
                    return f"What is expected is the {word} of your numbers."
        if all(p.got.ndim < p.expected.ndim for p in pairs):
            for axis in (None, 0, -1):
                if all(same(p.got, reduce(p.expected, axis=axis)) for p in pairs):
                    return (
                        f"Yours is the {word} of what is expected: here the numbers themselves are "
                        "asked for."
                    )
    return None


_SHAPES = (_transposed, _stacked_otherwise, _each_with_each, _reduced)


# --- the shape is right, and the numbers are not -------------------------------------------------


def _sign(pairs: list[Pair]) -> str | None:
    if all(same(-p.got, p.expected) for p in pairs):
        return "The sign is flipped: yours is minus what is expected."
    if not all(same(np.abs(p.got), np.abs(p.expected)) for p in pairs):
        return None
    if all(np.all(p.got >= 0) for p in pairs):
        return "The sizes are right and the minus signs are lost. Is there an abs too many?"
    return "The sizes are right, and some of the signs are not."


def _complement(pairs: list[Pair]) -> str | None:
    if all(same(1 - p.got, p.expected) for p in pairs):
        return "Yours is 1 minus what is expected."
    return None


def _order(pairs: list[Pair]) -> str | None:
    if not all(p.expected.ndim for p in pairs):
        return None
    for reorder, words in (
        (lambda a: a[::-1], "The order is reversed."),
        (lambda a: a[..., ::-1], "The order within each row is reversed."),
        (lambda a: np.roll(a, 1, axis=0), "Everything stands one place too early."),
        (lambda a: np.roll(a, -1, axis=0), "Everything stands one place too late."),
        (lambda a: np.sort(a, axis=None), "All the numbers are there, in another order."),
    ):
        by_size = words.startswith("All")
        if all(same(reorder(p.got), reorder(p.expected) if by_size else p.expected) for p in pairs):
            return words
    return None


def _factor(pairs: list[Pair]) -> str | None:
    if all(same(p.got * 2, p.expected) for p in pairs):
        return "Yours is half of what is expected, in every case: is a factor of 2 missing?"
    if all(same(p.got / 2, p.expected) for p in pairs):
        return "Yours is twice what is expected, in every case: is there a factor of 2 too many?"
    for counts, what in _counts(pairs):
        both = list(zip(pairs, counts, strict=True))
        here = f"(here n = {counts[_shown(pairs)]}), where n is {what}"
        if all(same(p.got / n, p.expected) for p, n in both):
            return f"Yours is n times too large {here}. Is it a sum in place of a mean?"
        if all(same(p.got * n, p.expected) for p, n in both):
            return f"Yours is n times too small {here}. Is it divided by n once too often?"
    return _any_factor(pairs)


def _any_factor(pairs: list[Pair]) -> str | None:
    p = next(p for p in pairs if np.any(p.expected))
    at = np.unravel_index(np.argmax(np.abs(p.expected)), p.expected.shape)
    factor = float(p.got[at] / p.expected[at])
    if not factor or not math.isfinite(factor) or math.isclose(factor, 1, rel_tol=1e-3):
        return None
    if all(same(p.got / factor, p.expected) for p in pairs):
        return f"Yours is always {show(factor)} times what is expected."
    return None


def _counts(pairs: list[Pair]) -> Iterator[tuple[list[int], str]]:
    """What could be an n, case by case, and what it is: the lengths and sizes of the inputs."""
    for k, name in enumerate(pairs[0].names[: len(pairs[0].args)]):
        if not name:
            continue  # an input of the check's own, which the learner never met
        shapes = [_shape(p.args[k]) for p in pairs]
        for axis in range(min(map(len, shapes))):
            what = "the length of" if axis == 0 else f"how long axis {axis} is of"
            yield from _useful([shape[axis] for shape in shapes], f"{what} `{name}`")
        if all(len(shape) > 1 for shape in shapes):
            yield from _useful([math.prod(shape) for shape in shapes], f"the size of `{name}`")


def _useful(counts: list[int], what: str) -> Iterator[tuple[list[int], str]]:
    if all(counts) and counts != [1] * len(counts):
        yield counts, what


def _shape(value) -> tuple[int, ...]:
    array = numbers(value) if isinstance(value, (np.ndarray, list, tuple)) else None
    return () if array is None else array.shape


def _offset(pairs: list[Pair]) -> str | None:
    p = next(p for p in pairs if p.expected.size)
    by = float((p.got - p.expected).flat[0])
    if (
        not math.isfinite(by)
        or abs(by) < 1e-6
        or not all(same(p.got - by, p.expected) for p in pairs)
    ):
        return None
    return f"Yours is always {show(abs(by))} too {'large' if by > 0 else 'small'}."


def _rounded(pairs: list[Pair]) -> str | None:
    if len({float(v) for p in pairs for v in p.got.flat}) < 2:
        return None  # always one and the same number: that is another mistake
    if all(np.array_equal(p.got, np.trunc(p.expected)) for p in pairs):
        return (
            "The decimals are cut off. Is there an `int()`, a `//`, or an array of whole numbers?"
        )
    for digits in range(7):
        if not all(np.array_equal(p.got, np.round(p.got, digits)) for p in pairs):
            continue
        for cut, way in ((np.round, ""), (np.floor, "down "), (np.ceil, "up ")):
            scale = 10.0**digits
            if all(same(p.got, cut(p.expected * scale) / scale) for p in pairs):
                places = f"to {digits} places" if digits else "to whole numbers"
                return (
                    f"Yours is what is expected, rounded {way}{places}. Keep all digits; round "
                    "what is shown to people."
                )
    return None


def _undone(pairs: list[Pair]) -> str | None:
    for undo, words in (
        (np.square, "Yours is the square root of what is expected."),
        (np.sqrt, "Yours is the square of what is expected."),
        (np.reciprocal, "Yours is 1 divided by what is expected."),
        (np.exp, "Yours is the logarithm of what is expected."),
        (np.log, "Yours is e to the power of what is expected."),
    ):
        if all(same(undo(p.got), p.expected) for p in pairs):
            return words
    return None


def _one_end(pairs: list[Pair]) -> str | None:
    """Right but for the first, or the last, row or number of every case."""
    if not all(p.expected.ndim and len(p.expected) > 1 for p in pairs):
        return None
    for at, rest, words in ((0, slice(1, None), "first"), (-1, slice(None, -1), "last")):
        if all(same(p.got[rest], p.expected[rest]) for p in pairs):
            what = "row" if all(p.expected.ndim > 1 for p in pairs) else "number"
            if not any(same(p.got[at], p.expected[at]) for p in pairs):
                return f"Only the {words} {what} is wrong."
    return None


def _near(pairs: list[Pair]) -> str | None:
    if all(np.allclose(p.got, p.expected, rtol=2e-3, atol=1e-6) for p in pairs):
        return (
            "Yours is very near. Is a number rounded on the way, or a small constant not the one "
            "that is asked for?"
        )
    return None


# The first tell of any numbers; the others, which compare sizes, of decimals that are not all one.
_VALUES = (_sign, _complement, _order, _offset, _one_end)
_SCALES = (_factor, _rounded, _undone, _near)
