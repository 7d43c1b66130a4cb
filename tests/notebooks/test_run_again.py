"""Every cell runs again after the last one: nobody works through a lesson from top to bottom once.

A learner goes back to a figure, moves it, and runs its cell anew. By then all later cells have run:
a name that one of them uses for something else would be found there.
"""

import ast
import random
import symtable

import nbformat
import pytest

from course_lib.notebooks.run import run
from course_lib.notebooks.solve import solve
from course_lib.notebooks.source import read, sources
from tests.thorough import usually

TEXTS = sources()


def names(code):
    """The names that a cell takes from other cells, and those that it gives them."""
    taken, given = set(), set()
    for statement in ast.parse(code).body:
        table = symtable.symtable(ast.unparse(statement), "cell", "exec")
        sets = {one.get_name() for one in table.get_symbols() if _is_set(one)}
        reads = set(_read(table))
        if not isinstance(statement, ast.Assign):  # for x in y: the x that is read is its own
            reads -= sets
        if isinstance(statement, ast.AugAssign):
            reads |= sets
        taken |= reads - given
        given |= sets
    return taken, given


def _is_set(symbol):
    return symbol.is_assigned() or symbol.is_imported()


def _read(table):
    for symbol in table.get_symbols():
        at_home = table.get_type() == "module"
        if symbol.is_referenced() and (at_home or symbol.is_global()):
            yield symbol.get_name()
    for inner in table.get_children():
        yield from _read(inner)


def changed_later(cells):
    """The names that are two things, with a cell that reads one and a later cell that sets it."""
    known = [names(code) for code in cells]
    for i, (taken, _) in enumerate(known):
        for name in sorted(taken):
            before = any(name in given for _, given in known[:i])
            later = [j for j in range(i + 1, len(known)) if name in known[j][1]]
            if before and later:
                yield name, cells[i], cells[later[0]]


def codes(notebook):
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_no_name_is_used_for_two_things(path):
    found = [
        f"{name!r} is read here:\n{reads}\n\nand a later cell makes it something else:\n{sets}"
        for name, reads, sets in changed_later(codes(read(path)))
    ]
    assert not found, "\n\n".join(found)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["x = 1", "print(x)", "x = 2"], ["x"]),
        (["x = 1", "def f():\n    return x", "x = 2"], ["x"]),
        (["x = 1", "x = 2", "print(x)"], []),
        (["x = 1", "x = 3; print(x)", "x = 2"], []),
        (["x = 1", "[x for x in range(3)]", "x = 2"], []),
        (["import a", "a.b", "from c import a"], ["a"]),
        (["x = [1]", "x += [2]", "x = 3"], ["x"]),
    ],
)
def test_names_that_change_are_found(cells, expected):
    assert [name for name, *_ in changed_later(cells)] == expected


@pytest.mark.skipif(usually(1, thorough=0), reason="it runs every lesson; --thorough does")
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_cells_run_in_any_order_after_the_last(path):
    """Solved, whole, and then once more in an order that is drawn: none fails."""
    solved = solve(read(path))
    cells = [cell for cell in solved.cells if cell.cell_type == "code"]
    again = [nbformat.v4.new_code_cell(cell.source) for cell in cells]
    random.Random(path.stem).shuffle(again)
    for cell in again:
        cell.metadata["line"] = 0
    solved.cells += again
    run(solved, path.name)
