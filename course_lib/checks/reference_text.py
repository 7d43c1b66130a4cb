"""Read in a reference's text what its values are called, and in a ``through``'s what is called."""

import ast
import inspect
import textwrap
from collections.abc import Callable

_LONGEST_NAME = 30
_MOST_LINES = 4


def names_returned(reference: Callable) -> tuple[str, ...]:
    """The names of the values that the last line of a function returns; () if they have none.

    >>> def split(params):
    ...     kernel, bias = params[:-1], params[-1:]
    ...     return kernel, bias
    >>> names_returned(split)
    ('kernel', 'bias')
    """
    parts = _parts_returned(reference)
    if not all(isinstance(part, ast.Name) for part in parts):
        return ()
    names = tuple(part.id for part in parts)
    return names if len(set(names)) == len(names) else ()


def calls_returned(through: Callable) -> tuple[str, ...]:
    """The calls whose values the last line of a function returns; () if it returns others.

    >>> def twice(f, x):
    ...     return f(x), f(x)
    >>> calls_returned(twice)
    ('f(x)', 'f(x) again')
    """
    names: list[str] = []
    for part in _parts_returned(through):
        text = ast.unparse(part)
        if not isinstance(part, ast.Call) or len(text) > _LONGEST_NAME or f"{text} again" in names:
            return ()
        names.append(f"{text} again" if text in names else text)
    return tuple(names)


def _parts_returned(function: Callable) -> list[ast.expr]:
    """What stands between the commas of a function's last line."""
    tree = _tree(function)
    last = tree.body[-1] if tree else None
    value = last.value if isinstance(last, ast.Return) else None
    if isinstance(value, ast.Call) and value.args and ast.unparse(value.func) == "np.array":
        value = value.args[0]
    if not isinstance(value, (ast.Tuple, ast.List)) or len(value.elts) < 2:
        return []
    return value.elts


def calls_of(through: Callable) -> tuple[str, str] | None:
    """What a ``through`` does with an answer, as a row: its few lines, or else its docstring."""
    tree = _tree(through)
    said = (inspect.getdoc(through) or "").partition("\n")[0]
    if tree is None:
        return ("compared", said) if said else None
    body = tree.body[1:] if ast.get_docstring(tree) else tree.body
    simple = all(isinstance(part, (ast.Assign, ast.Expr, ast.Return)) for part in body)
    lines = "\n".join(_line(part) for part in body)
    if simple and len(body) <= _MOST_LINES and "lambda" not in lines:
        return "calls", lines
    return ("compared", said) if said else None


def _line(part: ast.stmt) -> str:
    """A statement as it may be typed into a cell, a return's values without their brackets."""
    value = getattr(part, "value", None)
    if isinstance(part, ast.Return) and isinstance(value, ast.Tuple):
        return ", ".join(map(ast.unparse, value.elts))
    return ast.unparse(value if isinstance(part, ast.Return) and value else part)


def _tree(function: Callable) -> ast.FunctionDef | None:
    if not inspect.isfunction(function):
        return None
    try:
        (tree,) = ast.parse(textwrap.dedent(inspect.getsource(function))).body
    except (OSError, SyntaxError, ValueError):
        return None
    return tree if isinstance(tree, ast.FunctionDef) else None
