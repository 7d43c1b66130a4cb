"""Say why a function gave back None, as far as its text shows it."""

import ast
from collections.abc import Iterator


def why_none(tree: ast.stmt | None, name: str) -> str:
    """A sentence on a function that returned None; empty where its text proves nothing.

    >>> def why(text):
    ...     return why_none(ast.parse(text).body[0], "f")
    >>> why("def f(x): y = x")
    'there is no `return` in it.'
    >>> why("def f(x): return print(x)")
    '`print(x)` gives None, and that is what `return` hands on.'
    >>> why("def f(x): return x")
    ''
    """
    if not isinstance(tree, ast.FunctionDef) or tree.name != name:
        return ""
    returns = list(_returns(tree))
    if not returns:
        return "there is no `return` in it."
    values = [part.value for part in returns]
    if all(_is_none(value) for value in values):
        return f"its `return` hands on {'None' if any(values) else 'nothing'}."
    if len(values) == 1 and isinstance(values[0], ast.Call) and tree.body[-1] is returns[0]:
        return f"`{_short(values[0])}` gives None, and that is what `return` hands on."
    if not any(_may_be_none(value) for value in values):
        return "no `return` was reached in this case. Does every way through it end in one?"
    return ""


def _returns(function: ast.FunctionDef) -> Iterator[ast.Return]:
    """The returns of a function, and not those of the functions that are defined in it."""
    parts: list[ast.AST] = list(function.body)
    while parts:
        part = parts.pop(0)
        if isinstance(part, ast.Return):
            yield part
        elif not isinstance(
            part, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
        ):
            parts += ast.iter_child_nodes(part)


def _is_none(value: ast.expr | None) -> bool:
    return value is None or (isinstance(value, ast.Constant) and value.value is None)


def _may_be_none(value: ast.expr | None) -> bool:
    """Whether an expression can be None: a name, a call or an item can, a sum or a list can't."""
    if isinstance(value, ast.IfExp):
        return _may_be_none(value.body) or _may_be_none(value.orelse)
    never = (
        ast.BinOp, ast.UnaryOp, ast.Compare, ast.List, ast.Tuple, ast.Dict, ast.Set, ast.ListComp,
        ast.JoinedStr,
    )  # fmt: skip
    return _is_none(value) or not isinstance(value, (*never, ast.Constant))


def _short(call: ast.Call) -> str:
    text = ast.unparse(call)
    return text if len(text) <= 40 else f"{ast.unparse(call.func)}(…)"
