"""Makes a lesson's figure by the lesson's own lines: the cells that it depends on, no others."""

import ast
import contextlib
import io
from collections.abc import Iterable

from nbformat import NotebookNode


def find(notebook: NotebookNode, line: str) -> NotebookNode:
    """The first cell whose last line begins so; ValueError where there is none."""
    for cell in notebook.cells:
        if cell.cell_type == "code" and cell.source.rpartition("\n")[2].startswith(line):
            return cell
    raise ValueError(
        f"No cell's last line begins with {line!r}: see publish/site/alive/declared.py."
    )


def sources(notebook: NotebookNode, cell: NotebookNode) -> list[str]:
    """The code of the cells that ``cell`` depends on, in order, with its own at the end."""
    wanted, needed = [cell.source], _read(ast.parse(cell.source))
    before = notebook.cells[: notebook.cells.index(cell)]
    for earlier in reversed([one for one in before if one.cell_type == "code"]):
        tree = ast.parse(earlier.source)
        if needed & (_bound(tree) | _changed(tree)):
            wanted.append(earlier.source)
            needed |= _read(tree)
    return wanted[::-1]


def last_value(codes: Iterable[str]) -> object:
    """Run the code of these cells in one namespace, in silence; the value of the last line."""
    *before, last = codes
    namespace = {"__name__": "__main__"}
    tree = ast.parse(last)
    expression = ast.Expression(tree.body.pop().value)
    with contextlib.redirect_stdout(io.StringIO()):
        for code in before:
            exec(compile(code, "a lesson's cell", "exec"), namespace)
        exec(compile(tree, "a lesson's cell", "exec"), namespace)
        return eval(compile(expression, "a lesson's cell", "eval"), namespace)


def _read(tree: ast.AST) -> set[str]:
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def _bound(tree: ast.AST) -> set[str]:
    """The names that a cell makes."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.alias):
            found.add((node.asname or node.name).partition(".")[0])
    return found


def _changed(tree: ast.AST) -> set[str]:
    """The names whose objects a cell may change: by a part of them, or by a call as a statement."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute | ast.Subscript) and isinstance(node.ctx, ast.Store):
            found |= _read(node)
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            found |= _read(node.value.func)
        elif isinstance(node, ast.For):
            found |= _read(node.iter)
    return found
