"""What numbers tell of a mistake: a lost sign, a missing factor, a transposed table.

A pattern is only named when *every* case bears it out, over at least two numbers that aren't 0,
so that what a learner is told is true.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from course_lib.checks.compare import close
from course_lib.checks.show import show
from course_lib.checks.values import numbers, read


@dataclass(frozen=True, slots=True)
class Pair:
    """One case as numbers: its inputs, what was expected, and what came."""

    args: tuple
    expected: np.ndarray
    got: np.ndarray


Same = Callable[[np.ndarray, np.ndarray], bool]


def shape_pattern(exercise, draw, outcomes) -> str | None:
    """Name a pattern by which the right numbers stand in the wrong shape."""
    return _first(_SHAPES, exercise, draw, outcomes)


def value_pattern(exercise, draw, outcomes) -> str | None:
    """Name a pattern by which numbers of the right shape are wrong."""
    return _first(_VALUES, exercise, draw, outcomes)


def _first(patterns, exercise, draw, outcomes) -> str | None:
    pairs = _pairs(exercise, draw, outcomes)
    if sum(np.count_nonzero(pair.expected) for pair in pairs) < 2:
        return None
    if patterns is _VALUES and any(p.got.shape != p.expected.shape for p in pairs):
        return None

    def same(got, expected) -> bool:
        return got.shape == expected.shape and bool(np.all(close(got, expected, exercise.rules)))

    with np.errstate(all="ignore"):
        return next((words for pattern in patterns if (words := pattern(pairs, same))), None)


def _pairs(exercise, draw, outcomes) -> list[Pair]:
    """All cases as numbers, several values one by one; none, if a single one has no numbers."""
    pairs = []
    for args, expected, got in zip(draw.args, draw.expected, outcomes, strict=False):
        if expected.raised or got.raised:
            return []
        values = [read(exercise.value_of(outcome)) for outcome in (expected, got)]
        for both in _items(*values):
            arrays = [numbers(value) for value in both]
            if any(array is None or array.dtype.kind not in "biuf" for array in arrays):
                return []
            pairs.append(Pair(args, *(array.astype(float) for array in arrays)))
    return pairs


def _items(expected, got) -> Iterator[tuple]:
    """The values of an answer that is to give several, or else its one value."""
    if not isinstance(expected, tuple):
        return iter([(expected, got)])
    if not isinstance(got, (tuple, list)) or len(got) != len(expected):
        return iter([(None, None)])
    return zip(expected, got, strict=True)


# --- the numbers are there, and stand otherwise --------------------------------------------------


def _transposed(pairs: list[Pair], same: Same) -> str | None:
    if any(p.expected.ndim > 1 for p in pairs) and all(same(p.got.T, p.expected) for p in pairs):
        return "Rows and columns are swapped: what is expected is your answer's transpose, `.T`."
    return None


def _stacked_otherwise(pairs: list[Pair], same: Same) -> str | None:
    p = next((p for p in pairs if p.got.shape != p.expected.shape), None)
    if p is None or not all(same(p.got.ravel(), p.expected.ravel()) for p in pairs):
        return None
    if p.expected.ndim == 0:
        return (
            f"The number is right, and wrapped in an array of shape {p.got.shape}. Give back the "
            "number itself."
        )
    return (
        f"The numbers are right and stacked otherwise: shape {p.expected.shape} is expected, yours "
        f"is {p.got.shape}."
    )


def _each_with_each(pairs: list[Pair], same: Same) -> str | None:
    for p in pairs:
        n = len(p.expected) if p.expected.ndim else 0
        if n > 1 and p.got.shape == (n, n) and p.expected.shape in ((n,), (n, 1)):
            return (
                f"A table of ({n}, {n}) came out where {p.expected.shape} is expected. NumPy makes "
                f"one, each with each, where ({n},) meets ({n}, 1): give both the same shape first."
            )
    return None


def _reduced(pairs: list[Pair], same: Same) -> str | None:
    """Numbers where their sum is expected, or their sum where the numbers are."""
    for word, reduce in (("sum", np.sum), ("mean", np.mean)):
        if all(p.got.ndim > p.expected.ndim for p in pairs):
            for axis in (None, 0, -1):
                if all(p.got.size and same(reduce(p.got, axis=axis), p.expected) for p in pairs):
                    return f"One step is missing: the {word} of your numbers is what is expected."
        if all(p.got.ndim < p.expected.ndim for p in pairs):
            for axis in (None, 0, -1):
                if all(same(p.got, reduce(p.expected, axis=axis)) for p in pairs):
                    return f"You took the {word}; here the numbers themselves are expected."
    return None


_SHAPES = (_transposed, _stacked_otherwise, _each_with_each, _reduced)


# --- the shape is right, and the numbers are not -------------------------------------------------


def _sign(pairs: list[Pair], same: Same) -> str | None:
    if all(same(-p.got, p.expected) for p in pairs):
        return "The sign is flipped: yours is minus what is expected."
    if not all(same(np.abs(p.got), np.abs(p.expected)) for p in pairs):
        return None
    if all(np.all(p.got >= 0) for p in pairs):
        return "The sizes are right and the minus signs are lost. Is there an abs too many?"
    return "The sizes are right, and some of the signs are not."


def _complement(pairs: list[Pair], same: Same) -> str | None:
    if all(same(1 - p.got, p.expected) for p in pairs):
        return "Yours is 1 minus what is expected."
    return None


def _order(pairs: list[Pair], same: Same) -> str | None:
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


def _factor(pairs: list[Pair], same: Same) -> str | None:
    if all(same(p.got * 2, p.expected) for p in pairs):
        return "Yours is half of what is expected: a factor of 2 is missing."
    if all(same(p.got / 2, p.expected) for p in pairs):
        return "Yours is twice what is expected: there is a factor of 2 too many."
    for counts in _counts(pairs):
        both = list(zip(pairs, counts, strict=True))
        if all(same(p.got / n, p.expected) for p, n in both):
            return f"Yours is n times too large (here n = {counts[0]}): a sum in place of a mean?"
        if all(same(p.got * n, p.expected) for p, n in both):
            return (
                f"Yours is n times too small (here n = {counts[0]}): divided by n once too often?"
            )
    return _any_factor(pairs, same)


def _any_factor(pairs: list[Pair], same: Same) -> str | None:
    p = next(p for p in pairs if np.any(p.expected))
    at = np.unravel_index(np.argmax(np.abs(p.expected)), p.expected.shape)
    factor = float(p.got[at] / p.expected[at])
    if not factor or not math.isfinite(factor) or math.isclose(factor, 1, rel_tol=1e-3):
        return None
    if all(same(p.got / factor, p.expected) for p in pairs):
        return f"Yours is always {show(factor)} times what is expected: one factor is wrong."
    return None


def _counts(pairs: list[Pair]) -> Iterator[list[int]]:
    """Numbers that could be an n: the lengths and the sizes of the inputs, case by case."""
    for k in range(len(pairs[0].args)):
        shapes = [_shape(p.args[k]) for p in pairs]
        for axis in range(min(map(len, shapes))):
            yield from _useful([shape[axis] for shape in shapes])
        if all(len(shape) > 1 for shape in shapes):
            yield from _useful([math.prod(shape) for shape in shapes])


def _useful(counts: list[int]) -> Iterator[list[int]]:
    if all(counts) and counts != [1] * len(counts):
        yield counts


def _shape(value) -> tuple[int, ...]:
    array = numbers(value) if isinstance(value, (np.ndarray, list, tuple)) else None
    return () if array is None else array.shape


def _offset(pairs: list[Pair], same: Same) -> str | None:
    p = next(p for p in pairs if p.expected.size)
    by = float((p.got - p.expected).flat[0])
    if (
        not math.isfinite(by)
        or abs(by) < 1e-6
        or not all(same(p.got - by, p.expected) for p in pairs)
    ):
        return None
    return f"Yours is always {show(abs(by))} too {'large' if by > 0 else 'small'}."


def _rounded(pairs: list[Pair], same: Same) -> str | None:
    if len({float(v) for p in pairs for v in p.got.flat}) < 2:
        return None  # always one and the same number: that is another mistake
    if all(np.array_equal(p.got, np.trunc(p.expected)) for p in pairs):
        return (
            "The decimals are cut off. Is there an `int()`, a `//`, or an array of whole numbers?"
        )
    for digits in range(7):
        if not all(np.array_equal(p.got, np.round(p.got, digits)) for p in pairs):
            continue
        for cut in (np.round, np.floor, np.ceil):
            scale = 10.0**digits
            if all(same(p.got, cut(p.expected * scale) / scale) for p in pairs):
                places = f"to {digits} places" if digits else "to whole numbers"
                return f"Yours is rounded {places}. Keep all digits; round what is shown to people."
    return None


def _undone(pairs: list[Pair], same: Same) -> str | None:
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


def _one_end(pairs: list[Pair], same: Same) -> str | None:
    """Right but for the first, or the last, row or number of every case."""
    if not all(p.expected.ndim and len(p.expected) > 1 for p in pairs):
        return None
    for at, rest, words in ((0, slice(1, None), "first"), (-1, slice(None, -1), "last")):
        if all(same(p.got[rest], p.expected[rest]) for p in pairs):
            what = "row" if all(p.expected.ndim > 1 for p in pairs) else "number"
            if not any(same(p.got[at], p.expected[at]) for p in pairs):
                return f"Only the {words} {what} is wrong."
    return None


def _near(pairs: list[Pair], same: Same) -> str | None:
    if all(np.allclose(p.got, p.expected, rtol=2e-3, atol=1e-6) for p in pairs):
        return "Yours is very near. Was a number rounded on the way, or computed with few digits?"
    return None


_VALUES = (
    _sign, _complement, _order, _factor, _offset, _rounded, _undone, _one_end, _near,
)  # fmt: skip
