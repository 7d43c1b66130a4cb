"""One function too many: a root, a mean, a square, the sigmoid a second time."""

import ast
from collections.abc import Iterator

from course_lib.checks.variation.calls import KEPT
from course_lib.checks.variation.edit import Edit, Place, code, name, placed
from course_lib.checks.variation.naming import what

_CONVERSIONS = (
    ("abs(_it_)", "the sign of {} is lost"),
    ("np.sqrt(_it_)", "the square root of {} is taken"),
    ("round(_it_)", "{} is rounded"),
    ("int(_it_)", "{} is cut to a whole number"),
    ("np.mean(_it_)", "the mean of {} is taken"),
    ("np.sum(_it_)", "the sum of {} is taken"),
    ("np.log(_it_)", "the logarithm of {} is taken"),
    ("np.exp(_it_)", "e is raised to the power of {}"),
    ("1 - _it_", "{} is taken from 1"),
    ("1 / _it_", "1 is divided by {}"),
    ("_it_ / 2", "{} is halved"),
    ("2 * _it_", "{} is doubled"),
    ("_it_ > 0.5", "{} is compared with 0.5"),
    ("np.maximum(_it_, 0)", "{} is cut off below 0"),
    ("_it_ + 1", "{} is one too large"),
    ("_it_ - 1", "{} is one too small"),
    ("_it_ + 1e-7", "1e-7 is added to {}"),
)


def twice(place: Place) -> Iterator[Edit]:
    """A function applied to its own result, or to what goes into a product."""
    match place.node:
        case ast.Call(func=ast.Name(id=word) as function, args=[_], keywords=[]) if (
            word not in KEPT
        ):
            new = ast.Call(function, [place.node], [])
            yield place.edit(
                "function",
                new,
                lambda w: f"`{word}` is applied twice",
                f"{word} twice",
                2,
            )


def conversions(place: Place) -> Iterator[Edit]:
    """np.sqrt(x) for x, x squared, and what else is done once too often to a result."""
    node = place.node
    kept = isinstance(place.holder, (ast.Return, ast.Assign)) and place.field == "value"
    item = isinstance(place.holder, (ast.Tuple, ast.List)) and isinstance(
        place.parents[-2], ast.Return
    )
    factor = isinstance(place.holder, ast.BinOp) and isinstance(node, (ast.Name, ast.BinOp))
    argument = (
        isinstance(place.holder, ast.Call)
        and isinstance(node, (ast.Name, ast.BinOp))
        and place.field == "args"
    )
    if not isinstance(
        node, (ast.Name, ast.BinOp, ast.Call, ast.Subscript, ast.UnaryOp, ast.Attribute)
    ) or not (kept or item or factor or argument):
        return
    if isinstance(getattr(node, "ctx", None), ast.Store) or (
        isinstance(node, ast.Name) and node.id in KEPT
    ):
        return
    squared = ast.BinOp(node, ast.Pow(), ast.Constant(2))
    if place.loop is None:  # a number that is squared in each round soon fills the memory
        yield place.edit("power", squared, lambda w: f"{what(w, place)} is squared", rank=1)
    if not (kept or item):
        return
    for text, said in _CONVERSIONS:
        new = _Filled(node).visit(code(text))
        yield place.edit(
            "function" if "(" in text else "number",
            new,
            lambda w, said=said: said.format(what(w, place)),
            text,
            2,
        )


class _Filled(ast.NodeTransformer):
    """Puts a node where a template says ``_it_``."""

    def __init__(self, node):
        self.node = node

    def visit_Name(self, found):
        return self.node if found.id == "_it_" else found


def wrapped_names(place: Place) -> Iterator[Edit]:
    """A function applied once more to a name, wherever a statement reads it."""
    node = place.node
    if not isinstance(node, (ast.Assign, ast.Return, ast.AugAssign)):
        return
    known = {*place.scope.parameters, *place.scope.names}
    slots = [(h, f, i, n) for h, f, i, n in _names_in(node) if n.id in known]
    functions = {
        part.func.id
        for part in ast.walk(place.parents[0])
        if isinstance(part, ast.Call)
        and isinstance(part.func, ast.Name)
        and len(part.args) == 1
        and part.func.id not in KEPT
    }
    for word in dict.fromkeys(n.id for *_, n in slots):
        for function in sorted(functions):
            puts = tuple(
                (h, f, i, placed(ast.Call(name(function), [n], []), n))
                for h, f, i, n in slots
                if n.id == word
            )
            yield Edit(
                "function",
                puts,
                node.lineno,
                lambda w, word=word, function=function: (
                    f"`{function}` is applied to `{word}` once more"
                    if w.is_name(word)
                    else f"`{function}` is applied once too often"
                ),
                f"{function} more",
                1,
            )


def _names_in(node: ast.AST) -> Iterator[tuple]:
    for holder in ast.walk(node):
        for field, value in ast.iter_fields(holder):
            for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
                if (
                    isinstance(child, ast.Name)
                    and isinstance(child.ctx, ast.Load)
                    and field != "func"
                ):
                    yield holder, field, index, child
