"""Solves a lesson: every exercise's stub gives way to the reference solution.

An exercise cell holds the stub and, as its last statement, the check::

    def weighted_sum(x, w, b):
        ...

    check.weighted_sum(weighted_sum)

What stands before that last statement is replaced. A form, which is asked by ``check.NAME`` alone,
is given its right answer. Run under ``COURSE_STRICT=1``, the solved notebook proves that the lesson
can be solved where it stands, with what it imports.
"""

from __future__ import annotations

import ast
import copy
import importlib

import nbformat

from course_lib.notebooks.source import is_exercise


def solve(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """A copy of the notebook in which every exercise is solved, not yet run."""
    solved = copy.deepcopy(notebook)
    checks = check_modules(solved)
    for cell in solved.cells:
        if is_exercise(cell):
            cell.source = _solved_source(cell.source, checks)
    return solved


def check_modules(notebook: nbformat.NotebookNode) -> dict[str, object]:
    """The checks that a notebook imports, by the name it gives them: ``{"check": lesson_01}``."""
    found = {}
    for cell in notebook.cells:
        for node in ast.walk(_parse(cell)):
            if isinstance(node, ast.ImportFrom) and node.module == "course_lib.exercises":
                for name in node.names:
                    if name.name.startswith("lesson_"):
                        module = importlib.import_module(f"course_lib.exercises.{name.name}")
                        found[name.asname or name.name] = module
    return found


def exercise_names(notebook: nbformat.NotebookNode) -> list[str]:
    """The exercises that a notebook asks, in its order."""
    return [_asked(_check_line(c.source)).attr for c in notebook.cells if is_exercise(c)]


def _parse(cell: nbformat.NotebookNode) -> ast.Module:
    """The cell's Python; empty where it is prose, or a line that only IPython understands."""
    try:
        return ast.parse(cell.source if cell.cell_type == "code" else "")
    except SyntaxError:
        return ast.parse("")


def _solved_source(source: str, checks: dict[str, object]) -> str:
    line = _check_line(source)
    asked = _asked(line)
    if line is asked:
        return f"{ast.unparse(line)}({ast.unparse(line)}.right_answer)"
    exercise = getattr(checks[asked.value.id], asked.attr)
    solution = exercise.solution_source().strip("\n")
    return f"{solution}\n\n\n{ast.unparse(line)}"


def _asked(line: ast.Call | ast.Attribute) -> ast.Attribute:
    """What is asked in a line: ``check.NAME``, of ``check.NAME(answer)`` or alone."""
    return line.func if isinstance(line, ast.Call) else line


def _check_line(source: str) -> ast.Call | ast.Attribute:
    """The end of an exercise cell: ``check.NAME(answer)``, or ``check.NAME`` for a form."""
    match ast.parse(source).body[-1:]:
        case [ast.Expr(ast.Call(ast.Attribute(ast.Name()), [_]) as call)]:
            return call
        case [ast.Expr(ast.Attribute(ast.Name()) as form)]:
            return form
    raise ValueError(
        "An exercise cell ends in a check of its answer, as check.NAME(NAME). "
        f"Received a cell that ends otherwise:\n{source}"
    )
