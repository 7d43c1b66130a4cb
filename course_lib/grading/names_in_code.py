"""Which names a statement defines, changes and takes from outside, read in its syntax tree."""

import ast
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence


def by_name(statements: Sequence[ast.stmt], names: Callable) -> dict[str, list[ast.stmt]]:
    """The statements for each name that ``names`` finds in them."""
    found = defaultdict(list)
    for node in statements:
        for name in names(node):
            found[name].append(node)
    return dict(found)


def _outside_functions(statement: ast.stmt) -> Iterator[ast.AST]:
    """All parts of a statement, those in its blocks too, but none inside a function or a class."""
    waiting = [statement]
    while waiting:
        part = waiting.pop()
        yield part
        if not isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            waiting += ast.iter_child_nodes(part)


def bound(statement: ast.stmt) -> set[str]:
    """All names that a statement gives something to."""
    found = set()
    for part in _outside_functions(statement):
        if isinstance(part, ast.Name) and not isinstance(part.ctx, ast.Load):
            found.add(part.id)
        elif isinstance(part, ast.Import | ast.ImportFrom):
            found |= {alias.asname or alias.name.split(".")[0] for alias in part.names}
        elif isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(part.name)
    return found


def changed(statement: ast.stmt) -> set[str]:
    """All names whose value a statement changes: ``a.b = …``, ``a[0] = …``, ``a += …``."""
    found = set()
    for part in _outside_functions(statement):
        if isinstance(part, ast.Attribute | ast.Subscript) and not isinstance(part.ctx, ast.Load):
            found.add(_owner(part))
        elif isinstance(part, ast.AugAssign):
            found.add(_owner(part.target))
        elif isinstance(part, ast.Call) and part.args and _is_setattr(part.func):
            found.add(_owner(part.args[0]))
    return found


def _is_setattr(function: ast.expr) -> bool:
    return isinstance(function, ast.Name) and function.id == "setattr"


def _owner(target: ast.expr) -> str:
    """The name at the front of a target: ``a`` of ``a.b[0]``; empty where there is none."""
    while isinstance(target, ast.Attribute | ast.Subscript):
        target = target.value
    return target.id if isinstance(target, ast.Name) else ""


def taken_from_outside(tree: ast.AST) -> set[str]:
    """Names that a statement takes from outside: neither its inputs nor given a value in it."""
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    loaded = {node.id for node in names if isinstance(node.ctx, ast.Load)}
    if not isinstance(tree, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return loaded
    given = {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    given |= {node.id for node in names if not isinstance(node.ctx, ast.Load)}
    return (loaded - given) | _taken_at_the_door(tree)


def _taken_at_the_door(definition: ast.stmt) -> set[str]:
    """Names in decorators and defaults: they mean what they mean outside of the definition."""
    outside = [*definition.decorator_list]
    if not isinstance(definition, ast.ClassDef):
        outside += [*definition.args.defaults, *filter(None, definition.args.kw_defaults)]
    return {part.id for node in outside for part in ast.walk(node) if isinstance(part, ast.Name)}
