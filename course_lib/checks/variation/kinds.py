"""All kinds of small change, at every place of a program: one place, or every place alike."""

import ast
import itertools
from collections import defaultdict
from collections.abc import Iterator

from course_lib.checks.variation import (
    brackets,
    calls,
    conditions,
    conversions,
    moves,
    names,
    operators,
    sequences,
    statements,
)  # fmt: skip
from course_lib.checks.variation.edit import Edit, Place, name, placed
from course_lib.checks.variation.program import Program

EACH_TIME = ("both times", "every time")
KINDS = (
    operators.operators, operators.parts_left_out, names.numbers, names.names,
    calls.other_functions, calls.functions_left_out, calls.keywords, calls.transposes,
    sequences.indices, sequences.ranges, statements.assignments, statements.early_returns,
    moves.moved, brackets.order, brackets.brackets, operators.signs, calls.arguments,
    statements.results, statements.restarts, conditions.conditions, conditions.branches,
    sequences.one_item_for_each, sequences.starts, sequences.first_of_each, names.texts,
    conversions.twice, statements.lines_left_out, conversions.conversions,
    statements.exchanged_lines, names.same_twice, operators.slopes, conversions.wrapped_names,
    statements.returned_items,
)  # fmt: skip


def single_edits(program: Program, kinds=KINDS) -> list[Edit]:
    """Every small change at every place, the likeliest first."""
    found = [edit for place in program.places for kind in kinds for edit in kind(place)]
    return sorted(found, key=lambda edit: edit.rank)


def edits_everywhere(program: Program, singles: list[Edit]) -> Iterator[Edit]:
    """The same small change wherever it can be made, and two names exchanged everywhere."""
    alike = defaultdict(list)
    for edit in singles:
        if edit.key:
            alike[edit.kind, edit.key].append(edit)
    for edits in alike.values():
        if len(edits) > 1:
            puts = tuple(put for edit in edits for put in edit.puts)
            first = edits[0]
            yield Edit(
                first.kind, puts, first.line, _everywhere(first, len(edits)), rank=first.rank
            )
    yield from _names_exchanged(program)
    yield from _texts_exchanged(program)


def _texts_exchanged(program: Program) -> Iterator[Edit]:
    said = [
        place
        for place in program.places
        if isinstance(place.node, ast.Constant) and isinstance(place.node.value, str)
    ]
    for one, other in itertools.combinations(dict.fromkeys(p.node.value for p in said), 2):
        puts = tuple(
            place.put(ast.Constant(other if place.node.value == one else one))
            for place in said
            if place.node.value in (one, other)
        )
        clause = lambda w, pair=(one, other): f"`{pair[0]!r}` and `{pair[1]!r}` are exchanged"  # noqa: E731
        yield Edit("word", puts, puts[0][3].lineno, clause)


def _everywhere(edit: Edit, count: int):
    each = EACH_TIME[count > 2]
    return lambda w: f"{edit.clause(w).partition(', in ')[0].partition(', between ')[0]}, {each}"


def _names_exchanged(program: Program) -> Iterator[Edit]:
    read = [
        place
        for place in program.places
        if isinstance(place.node, ast.Name) and isinstance(place.node.ctx, ast.Load)
    ]
    words = {word: 0 for place in read for word in place.scope.parameters}
    for one, other in itertools.combinations(words, 2):
        puts = [_exchanged(place, one, other) for place in read if place.node.id in (one, other)]
        if len(puts) > 1:
            clause = lambda w, pair=(one, other): f"`{pair[0]}` and `{pair[1]}` are exchanged"  # noqa: E731
            yield Edit("order", tuple(puts), puts[0][3].lineno, clause)


def _exchanged(place: Place, one: str, other: str):
    new = placed(name(other if place.node.id == one else one), place.node)
    return place.holder, place.field, place.index, new
