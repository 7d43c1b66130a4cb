"""Find the line: the one place where one small edit makes a learner's own code right.

Nothing is told of the edit but where it stands and what kind it is of. It is tried on copies, and
only on code that does nothing but compute; see ``guard.py``.
"""

import ast
from collections.abc import Callable, Iterator

from course_lib.checks.draw import Draw
from course_lib.checks.judge import differs, failures
from course_lib.checks.learner_code import first_line
from course_lib.checks.run import call
from course_lib.checks.variation import conversions, names, operators, sequences, statements
from course_lib.checks.variation.edit import Edit, replaced, same
from course_lib.checks.variation.guard import copied_globals, may_be_run_again
from course_lib.checks.variation.insertions import (
    functions,
    insertions,
    kept_results,
    pieces,
    selves,
)
from course_lib.checks.variation.kinds import KINDS, edits_everywhere, single_edits
from course_lib.checks.variation.look_at import look_at
from course_lib.checks.variation.program import Program
from course_lib.checks.variation.search import Clock
from course_lib.checks.variation.statements import late_returns
from course_lib.checks.variation.trial import allow_steps, quiet, trial
from course_lib.checks.variation.variants import variations_of
from course_lib.checks.verdict import Located

_MOST = 2_500  # edits
_SECONDS = 0.3

# Changes that name a mistake, and that a learner's code can be right after by accident or trick.
_NO_REPAIRS = (
    conversions.conversions, conversions.twice, conversions.wrapped_names, names.same_twice,
    operators.slopes, sequences.first_of_each, statements.exchanged_lines,
)  # fmt: skip
_REPAIRS = (kept_results, selves, late_returns, *(k for k in KINDS if k not in _NO_REPAIRS))


def locate(exercise, draw, answer: Callable) -> Located | None:
    """Say where one change makes an answer right; None where none does, or several lines would."""
    try:
        return _located(exercise, draw, answer) if may_be_run_again(answer) else None
    except (Exception, KeyboardInterrupt):  # or somebody does not want to wait for a hint
        return None


def _located(exercise, draw, answer: Callable) -> Located | None:
    program = Program(answer)
    program.space = copied_globals(program.space, program.definition)
    with quiet():
        repairs = _Repairs(exercise, draw, program)
        for edits in _tiers(exercise, program):
            if found := repairs.among(edits):
                return _agreed(found, first_line(answer))
    return None


def _agreed(found: list[Edit], first: int) -> Located | None:
    """The line in which the simplest changes stand; what to look at, if they agree on that too."""
    simplest = min(edit.rank for edit in found)
    found = [edit for edit in found if edit.rank == simplest]
    lines = {line for edit in found for line in _lines(edit)}
    single = [edit for edit in found if len(edit.puts) == 1 or edit.kind == "return"]
    if len(lines) > 1 or not single or all(_hides_a_mistake(edit) for edit in single):
        return None
    words = {look_at(edit) for edit in single}
    return Located(first + lines.pop() - 1, words.pop() if len(words) == 1 else "")


def _hides_a_mistake(edit: Edit) -> bool:
    """A minus before all that a line works out: it helps wherever the sign was lost before."""
    return edit.kind == "sign" and edit.rank > 1


def _lines(edit: Edit) -> set[int]:
    return {getattr(replaced(put), "lineno", edit.line) for put in edit.puts}


def _tiers(exercise, program: Program) -> Iterator[list[Edit]]:
    """Small edits first, then parts of right answers; the later are tried where none helps."""
    singles = [e for e in single_edits(program, _REPAIRS)[:_MOST] if not _is_trick(e)]
    yield [*singles, *edits_everywhere(program, singles)]
    right = [one for one, _ in variations_of(exercise).programs]
    more = list(insertions(program, pieces(right, program), functions(right)))[:_MOST]
    yield [edit for edit in more if not _is_trick(edit)]


def _is_trick(edit: Edit) -> bool:
    """A change that no learner would make: it divides in place of a sum, or returns a new thing."""
    if len(edit.puts) != 1:
        return False
    old, (holder, _, _, new) = replaced(edit.puts[0]), edit.puts[0]
    match old, new:
        case ast.BinOp(op=ast.Add() | ast.Sub()), ast.BinOp(op=ast.Div()):
            return same(old.left, new.left) and same(old.right, new.right)
        case _, ast.BinOp(right=ast.UnaryOp(op=ast.Not()) | ast.Compare() | ast.BoolOp()):
            return True
        case _, ast.BinOp(op=ast.Div(), left=left) if same(left, old):
            return True
    if isinstance(holder, ast.Call) and ast.unparse(holder.func) in ("round", "np.round"):
        return True
    returned = isinstance(holder, ast.Return) and isinstance(new, ast.expr)
    return returned and not any(same(old, part) for part in ast.walk(new)) and _is_other(old, new)


def _is_other(old: ast.AST, new: ast.AST) -> bool:
    """Whether nothing of what stood there is in what comes there."""
    parts = {ast.dump(part) for part in ast.walk(old) if isinstance(part, ast.expr)}
    return not any(ast.dump(part) in parts for part in ast.walk(new) if isinstance(part, ast.expr))


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
