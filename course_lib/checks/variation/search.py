"""Name a mistake that nobody declared: which small variation of a right answer does the same?

What is found is true by its making: the variation was run on every case, and gave what the
learner's code gives. How far is looked is counted in variations, not in seconds, so that the same
answer meets the same sentence on every machine; the clock only ends what would take far too long.
"""

import itertools
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from course_lib.checks.compare import alike, close
from course_lib.checks.run import Outcome
from course_lib.checks.variation.evidence import (
    amount,
    are_numbers,
    flat,
    is_rich,
    says_enough,
    trusted_row,
)
from course_lib.checks.variation.kinds import EACH_TIME
from course_lib.checks.variation.source import Source
from course_lib.checks.variation.trial import allow_steps, quiet, trial
from course_lib.checks.variation.variants import Variation, kept_outcomes, variations_of

_MOST_PAIRS = 600
_PAIRED = 32  # single variations that are tried with each other
_IN_THREES = 8
_FOR_PAIRS = 3  # decimals that an answer has to show; two edits fit a few whole numbers too easily
_UNLIKE = ("function", "name")  # kinds of which two that fit may well be two mistakes
_LEFT_OUT = " left out"  # in what is said of a part that is missing
_SECONDS = 1.0  # far more than it takes


class Clock:
    """Says when a search has taken far too long, however busy the machine is with other work."""

    def __init__(self, seconds: float):
        self._end = time.thread_time() + seconds

    @property
    def is_over(self) -> bool:
        """Whether the time is up."""
        return time.thread_time() > self._end


@dataclass(frozen=True)
class Named:
    """A sentence on what a variation does.

    It is plain if one edit of the reference does it, and what is edited has a name.
    """

    sentence: str
    is_plain: bool


@dataclass(frozen=True, order=True)
class _Said:
    """A fitting variation in words: those that name something first, then the simplest."""

    vague: bool
    edits: int
    elsewhere: bool
    puts: int
    rank: int
    length: int
    clause: str
    kind: str
    line: int

    @classmethod
    def of(cls, fit: Variation, source: Source) -> "_Said":
        clause, vague = fit.clause(source)
        puts = sum(len(edit.puts) for edit in fit.edits)
        elsewhere = not fit.of_reference
        first = fit.edits[0]
        return cls(
            vague, len(fit.edits), elsewhere, puts, fit.rank, len(clause), clause, first.kind,
            first.line,
        )  # fmt: skip

    @property
    def is_plain(self) -> bool:
        return not self.vague and self.edits == 1 and not self.elsewhere

    @property
    def is_everywhere(self) -> bool:
        return self.clause.endswith(EACH_TIME)

    @property
    def may_stand_beside_another(self) -> bool:
        return not (self.vague or self.is_everywhere or _LEFT_OUT in self.clause)

    def is_as_simple_as(self, other: "_Said") -> bool:
        mine = self.vague, self.edits, self.puts, self.rank, self.kind
        return mine == (other.vague, other.edits, other.puts, other.rank, other.kind)


def named_by_variation(
    exercise, draw, outcomes: Sequence[Outcome], source: str = ""
) -> Named | None:
    """Say what a variation does that gives these outcomes on every case; None where none does.

    ``source`` is the text of the learner's own code, if it is here: the names in it may be said to
    them, and what is not in it they are not sent to look for.
    """
    if len(outcomes) != len(draw.args) or not says_enough(exercise, outcomes):
        return None
    with quiet():
        said = sorted(_Search(exercise, draw, outcomes, Source(source)).said())
    if not said:
        return None
    if len({one.line for one in said}) > 1 and not is_rich(exercise, outcomes):
        return None  # few values, which changes here and there give: nothing is proved
    return Named(f"{_opening(exercise, outcomes)} when {_joined(said)}.", said[0].is_plain)


def _joined(said: list[_Said]) -> str:
    """The first clause; with it another one that is as simple, if each of them shows something."""
    others = [one for one in said if one.is_as_simple_as(said[0]) and one.kind in _UNLIKE]
    clear = [one.clause for one in [said[0], *others] if one.may_stand_beside_another]
    if said[0].clause in clear:
        return ", or when ".join(list(dict.fromkeys(clear))[:2])
    return clear[0] if clear and said[0].is_everywhere else said[0].clause


def _opening(exercise, outcomes: Sequence[Outcome]) -> str:
    if any(outcome.raised for outcome in outcomes):
        return "This is what happens"
    numeric = are_numbers(exercise, outcomes)
    return "These are the numbers that come out" if numeric else "This is what comes out"


class _Search:
    """A search for what gives an answer's outcomes, on one draw."""

    def __init__(self, exercise, draw, outcomes, source: Source):
        self.exercise, self.draw, self.outcomes = exercise, draw, outcomes
        self.source = source
        rules = exercise.rules
        self.rules = replace(rules, rtol=min(rules.rtol, 1e-5), atol=min(rules.atol, 1e-8))
        self.variations = variations_of(exercise)
        self.kept = kept_outcomes(draw)
        self.rows = [flat(exercise, outcome) for outcome in outcomes]
        self.clock = Clock(_SECONDS)
        wrong = [i for i in range(len(outcomes)) if not self.is_same(i, draw.expected[i])]
        self.first = max(wrong, key=lambda i: amount(exercise, outcomes[i]), default=0)

    def said(self) -> list[_Said]:
        """The fits in words: single edits of one right answer after the other, then pairs.

        What is looked at later is harder to say, so the first that can be said well is the last.
        """
        vague = []
        for some in self._in_turn():
            found = [_Said.of(fit, self.source) for fit in some if self._fits(fit)]
            found = [one for one in found if one.clause]
            if not all(one.vague for one in found):
                return found
            vague = vague or found
        return vague

    def _in_turn(self) -> Iterator[Iterable[Variation]]:
        rich = is_rich(self.exercise, self.outcomes)  # else more programs mean more accidents
        numbers = range(len(self.variations.programs))[: None if rich else 1]
        for number in numbers:
            program, _ = self.variations.programs[number]
            function = self.exercise.bound(program.run(program.code()))
            allow_steps(function, self.draw.args[self.first], program.steps)
            yield self.variations.single(number)
        if is_rich(self.exercise, self.outcomes, decimals=_FOR_PAIRS, different=4 * _FOR_PAIRS):
            for number in numbers:
                yield itertools.islice(self._pairs(number), _MOST_PAIRS)

    def _fits(self, variation: Variation) -> bool:
        if self.clock.is_over:
            return False
        cases = [self.first, *(i for i in range(len(self.outcomes)) if i != self.first)]
        return all(self._gives(variation, i) for i in cases)

    def _gives(self, variation: Variation, case: int) -> bool:
        outcome, row = self.outcome(variation, case)
        return self._may_be_same(row, self.rows[case]) and self.is_same(case, outcome)

    def _may_be_same(self, row: np.ndarray | None, mine: np.ndarray | None) -> bool:
        """A quick look, which is enough nearly always."""
        if row is None or mine is None:
            return True
        return row.shape == mine.shape and bool(np.all(close(row, mine, self.rules)))

    def outcome(self, variation: Variation, case: int) -> tuple[Outcome, np.ndarray | None]:
        """What a variation does on a case, and its numbers in a row; of single ones it is kept."""
        if (variation, case) in self.kept:
            return self.kept[variation, case]
        function = variation.function()
        if function is None:
            return Outcome(), None
        bound = self.exercise.bound(function)
        outcome = trial(bound, self.draw.args[case], variation.program.steps)
        found = outcome, trusted_row(self.exercise, outcome)
        if len(variation.edits) == 1:
            self.kept[variation, case] = found
        return found

    def is_same(self, case: int, other: Outcome) -> bool:
        """Whether an outcome is the very one of the learner's code."""
        mine, free = self.outcomes[case], self.exercise.may_change
        if mine.raised or other.raised:
            both = mine.raised and other.raised
            return bool(both and _said_by(mine) == _said_by(other))
        if set(mine.changed) - free != set(other.changed) - free:
            return False
        return alike(self.exercise.value_of(other), self.exercise.value_of(mine), self.rules)

    def _pairs(self, number: int) -> Iterator[Variation]:
        """Those that explain the wrong values between them; then pairs of what is likeliest."""
        singles = self.variations.single(number)
        halves = self._halves(singles)
        likely = [v for v in singles if v.rank == 0 and v.of_reference][:_PAIRED]
        groups = (
            *itertools.combinations(halves, 2), *itertools.combinations(halves[:_IN_THREES], 3),
            *itertools.combinations(likely, 2),
        )  # fmt: skip
        for group in groups:
            edits = tuple(edit for one in group for edit in one.edits)
            yield replace(group[0], edits=edits, code=None)

    def _halves(self, singles: list[Variation]) -> list[Variation]:
        """Variations that give some values as the answer has them, wrong, and leave the others."""
        mine = self.rows[self.first]
        right = flat(self.exercise, self.draw.expected[self.first])
        if mine is None or right is None or mine.shape != right.shape or mine.size < 2:
            return []
        wrong = ~close(right, mine, self.rules)
        found: dict[bytes, list[Variation]] = {}
        for variation in singles:
            if self.clock.is_over or (variation.rank > 1 and variation.edits[0].kind != "name"):
                continue
            _, given = self.outcome(variation, self.first)
            if given is None or given.shape != mine.shape:
                continue
            hit = close(given, mine, self.rules)
            if np.any(hit & wrong) and not np.any(~hit & ~wrong):
                found.setdefault(hit.tobytes(), []).append(variation)
        few = [sorted(some, key=lambda one: one.rank)[:4] for some in found.values()]
        return [variation for some in few for variation in some][:_PAIRED]


def _said_by(outcome: Outcome) -> tuple[str, str]:
    return outcome.raised.kind, outcome.raised.message
