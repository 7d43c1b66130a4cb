"""Find the line: the one place where one small edit makes a learner's own code right.

Nothing is told of the edit but where it stands and what kind it is of. It is tried on copies, and
only on code that does nothing but compute; see ``guard.py``.
"""

from collections.abc import Callable, Iterator

from course_lib.checks.draw import Draw
from course_lib.checks.judge import differs, failures
from course_lib.checks.learner_code import first_line
from course_lib.checks.run import call
from course_lib.checks.variation.edit import Edit
from course_lib.checks.variation.guard import copied_globals, may_be_run_again
from course_lib.checks.variation.insertions import (
    functions,
    insertions,
    kept_results,
    pieces,
    selves,
)
from course_lib.checks.variation.kinds import KINDS, edits_everywhere, single_edits
from course_lib.checks.variation.program import Program
from course_lib.checks.variation.search import Clock
from course_lib.checks.variation.statements import late_returns
from course_lib.checks.variation.trial import allow_steps, quiet, trial
from course_lib.checks.variation.variants import variations_of
from course_lib.checks.verdict import Located

_MOST = 2_500  # edits
_SECONDS = 0.3

LOOK_AT = {
    "operator": "the operator", "comparison": "the comparison",
    "term": "what is added or taken off",
    "factor": "what is multiplied or divided", "power": "the power", "sign": "the sign",
    "condition": "the condition", "order": "the order", "brackets": "the brackets",
    "flag": "the True or False", "number": "the number", "word": "the text", "name": "the name",
    "function": "the function that is called", "axis": "the axis", "shape": "the shape",
    "transpose": "the rows and columns", "index": "the index",
    "loop": "where the loop begins and ends",
    "assignment": "the `=`", "line": "whether it is needed", "return": "the `return`",
    "result": "what happens to the result", "self": "what belongs to `self`",
    "other part": "what is used in it",
    "missing function": "what is done with the value", "missing part": "what is missing in it",
}  # fmt: skip


def locate(exercise, draw, answer: Callable) -> Located | None:
    """Say where one change makes an answer right; None where none does, or several lines would."""
    try:
        return _located(exercise, draw, answer) if may_be_run_again(answer) else None
    except (Exception, KeyboardInterrupt):  # or somebody does not want to wait for a hint
        return None


def _located(exercise, draw, answer: Callable) -> Located | None:
    program = Program(answer)
    program.space = copied_globals(program.space)
    with quiet():
        repairs = _Repairs(exercise, draw, program)
        for edits in _tiers(exercise, program):
            if found := repairs.among(edits):
                return _agreed(found, first_line(answer))
    return None


def _agreed(found: list[Edit], first: int) -> Located | None:
    if len({edit.line for edit in found}) > 1:
        return None
    return Located(first + found[0].line - 1, LOOK_AT[found[0].kind])


def _tiers(exercise, program: Program) -> Iterator[list[Edit]]:
    """Edits from the simplest on: a later tier is looked at where no earlier one helps."""
    kinds = (kept_results, selves, late_returns, *KINDS)
    singles = single_edits(program, kinds)[:_MOST]
    yield [edit for edit in singles if edit.rank < 2]
    in_a_line = [
        e
        for e in edits_everywhere(program, singles)
        if len({p[3].lineno for p in e.puts if hasattr(p[3], "lineno")}) == 1
    ]
    yield [edit for edit in singles if edit.rank >= 2] + in_a_line
    right = [one for one, _ in variations_of(exercise).programs]
    more = list(insertions(program, pieces(right, program), functions(right)))[:_MOST]
    yield [edit for edit in more if edit.rank < 2]
    yield [edit for edit in more if edit.rank >= 2]


class _Repairs:
    def __init__(self, exercise, draw, program: Program):
        self.exercise, self.draw, self.program = exercise, draw, program
        self.others = [Draw(exercise, draw.seed + more) for more in (1, 2)]  # against accidents
        self.clock = Clock(_SECONDS)
        self.first = self._first_that_fails()

    def _first_that_fails(self) -> int | None:
        """The first case that is wrong as the code stands: what an edit has to change."""
        bound = self.exercise.bound(self.program.run(self.program.code()))
        for case, args in enumerate(self.draw.args):
            if differs(
                self.exercise, self.draw.expected[case], trial(bound, args, self.program.steps)
            ):
                allow_steps(bound, args, self.program.steps)
                return case
        return None

    def among(self, edits: list[Edit]) -> list[Edit]:
        """Those after which every case is right."""
        if self.first is None:
            return []
        return [edit for edit in edits if not self.clock.is_over and self._repairs(edit)]

    def _repairs(self, edit: Edit) -> bool:
        code = self.program.code(edit)
        if code is None:
            return False
        bound, steps = self.exercise.bound(self.program.run(code)), self.program.steps
        outcome = trial(bound, self.draw.args[self.first], steps)
        if differs(self.exercise, self.draw.expected[self.first], outcome):
            return False
        return all(self._is_right(bound, draw) for draw in (self.draw, *self.others))

    def _is_right(self, bound: Callable, draw: Draw) -> bool:
        outcomes = []
        for args in draw.args:
            self.program.steps.start()
            outcomes.append(call(bound, args))
        return not failures(self.exercise, draw, outcomes)
