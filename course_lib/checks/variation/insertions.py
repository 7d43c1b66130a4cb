"""What a right answer has and a learner's code may lack: a factor, a term, a function, a name."""

import ast
import itertools
from collections.abc import Iterator

from course_lib.checks.variation.calls import called
from course_lib.checks.variation.edit import Edit, Place, name, same
from course_lib.checks.variation.program import Program

_MOST_PIECES = 24
_LARGEST = 7  # nodes in a piece


def pieces(programs: list[Program], mine: Program) -> list[ast.expr]:
    """Small parts of right answers that can stand in the learner's code: its names have values."""
    known = {word for place in mine.places for word in place.scope.parameters}
    found = {}
    for program in programs:
        own = set(program.definition.args.args) if hasattr(program.definition, "args") else set()
        inputs = {argument.arg for argument in own} & known
        for place in program.places:
            node = place.node
            whole = isinstance(place.holder, ast.Return)  # no small change puts an answer in
            if isinstance(node, ast.expr) and not whole and _is_piece(node, inputs):
                found.setdefault(ast.unparse(node), node)
    return sorted(found.values(), key=_size)[:_MOST_PIECES]


def _is_piece(node: ast.expr, inputs: set[str]) -> bool:
    if isinstance(getattr(node, "ctx", None), ast.Store) or _size(node) > _LARGEST:
        return False
    if isinstance(
        node, (ast.Tuple, ast.List, ast.Slice, ast.Starred, ast.Lambda, ast.GeneratorExp)
    ):
        return False
    if isinstance(node, ast.Constant):
        return isinstance(node.value, (int, float, str)) and not isinstance(node.value, bool)
    words = [part.id for part in ast.walk(node) if isinstance(part, ast.Name)]
    library = {"np", "math", "len", "range", "sigmoid"}
    return bool(set(words) & inputs) and set(words) <= inputs | library


def _size(node: ast.AST) -> int:
    return sum(isinstance(part, (ast.expr, ast.operator)) for part in ast.walk(node))


def functions(programs: list[Program]) -> list[ast.expr]:
    """Functions of one input that right answers call."""
    found = {}
    for program in programs:
        for place in program.places:
            match place.node:
                case ast.Call(func=function, args=[_], keywords=[]):
                    plain = isinstance(function, ast.Name) or ast.unparse(function).startswith(
                        "np."
                    )
                    if plain and called(function) not in (
                        "range",
                        "len",
                        "enumerate",
                        "zip",
                        "default_rng",
                    ):
                        found.setdefault(ast.unparse(function), function)
    return list(found.values())[:6]


def insertions(mine: Program, parts: list[ast.expr], calls: list[ast.expr]) -> Iterator[Edit]:
    """Put a part in the place of another, or beside it; wrap one in a function."""
    for place in mine.places:
        if _is_value(place):
            for function in calls:
                wrapped = ast.Call(function, [place.node], [])
                yield place.edit("missing function", wrapped, _nothing, rank=1)
    for place, part in itertools.product(mine.places, parts):
        if _is_value(place) and _is_small(place.node) and not same(place.node, part):
            yield place.edit(_kind(part), part, _nothing, rank=1)
    for place, part in itertools.product(mine.places, parts):
        if (_is_value(place) and not isinstance(part, ast.Constant)) or _is_factor(part):
            if isinstance(place.node, ast.Constant) or not _is_value(place):
                continue
            for op in (ast.Mult(), ast.Add(), ast.Sub(), ast.Div()):
                yield place.edit("missing part", ast.BinOp(place.node, op, part), _nothing, rank=2)


def _kind(part: ast.expr) -> str:
    return {ast.Name: "name", ast.Constant: "number"}.get(type(part), "other part")


def _nothing(words) -> str:
    return ""


def _is_factor(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value in (2, 0.5)


def _is_small(node: ast.expr) -> bool:
    return _size(node) <= 4


def _is_value(place: Place) -> bool:
    node, holder = place.node, place.holder
    if not isinstance(
        node, (ast.Name, ast.BinOp, ast.Call, ast.Subscript, ast.Attribute, ast.Constant)
    ):
        return False
    if isinstance(getattr(node, "ctx", None), ast.Store) or place.field in (
        "func",
        "target",
        "slice",
        "iter",
    ):
        return False
    if isinstance(holder, ast.Attribute) or (
        isinstance(holder, ast.Subscript) and place.field == "value"
    ):
        return False
    return not isinstance(holder, (ast.Expr, ast.arguments, ast.Slice))


def kept_results(place: Place) -> Iterator[Edit]:
    """A result that was computed and dropped: kept, or returned."""
    node = place.node
    match node:
        case ast.Expr(
            value=ast.Call(
                func=ast.Attribute(value=ast.Name(id=word), attr=attr), args=args
            ) as call
        ):
            target = word if word not in ("np", "math") else None
            if target is None and args and isinstance(args[0], ast.Name):
                target = args[0].id
            if target and attr not in ("append", "extend"):
                yield place.edit(
                    "result", ast.Assign([ast.Name(target, ast.Store())], call), _nothing
                )
        case ast.Expr(value=ast.Call(func=ast.Name(id="print"), args=[value])):
            yield place.edit("return", ast.Return(value), _nothing)
        case ast.Assign(
            value=ast.Call(func=ast.Attribute(attr="append" | "extend" | "sort")) as call
        ):
            yield place.edit("result", ast.Expr(call), _nothing)
    if isinstance(node, ast.FunctionDef) and not any(
        isinstance(p, ast.Return) for p in ast.walk(node)
    ):
        last = node.body[-1]
        if isinstance(last, ast.Assign) and isinstance(last.targets[0], ast.Name):
            added = ast.copy_location(ast.Return(name(last.targets[0].id)), last)
            ast.copy_location(added.value, last)
            yield Edit(
                "return", ((node, "body", None, [*node.body, added]),), last.lineno, _nothing
            )


def selves(place: Place) -> Iterator[Edit]:
    """`self.` where it was forgotten."""
    match place.node:
        case ast.Name(id=word, ctx=context) if word in place.scope.attributes or isinstance(
            context, ast.Store
        ):
            if "self" in _first_names(place):
                new = ast.Attribute(name("self"), word, context)
                yield place.edit("self", new, _nothing)
            for attribute in place.scope.attributes:
                if attribute != word and isinstance(context, ast.Store):
                    new = ast.Attribute(name("self"), attribute, context)
                    yield place.edit("self", new, _nothing, rank=1)


def _first_names(place: Place) -> set[str]:
    return {
        argument.arg for part in place.parents if isinstance(part, ast.FunctionDef)
        for argument in part.args.args
    }  # fmt: skip
