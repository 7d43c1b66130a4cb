"""Change a right answer in one small place at a time, as a slip of the pen would."""

import ast
import contextlib
import copy
import inspect
import sys
import textwrap
from collections.abc import Callable, Iterator

_STEPS = 100_000  # lines that a mutant may run before it counts as endless
_FILE = "<mutant>"

_SWAPS = {
    ast.Add: [ast.Sub], ast.Sub: [ast.Add], ast.Mult: [ast.Div, ast.Add], ast.Div: [ast.Mult],
    ast.FloorDiv: [ast.Div], ast.Mod: [ast.FloorDiv], ast.Pow: [ast.Mult], ast.MatMult: [ast.Mult],
    ast.Lt: [ast.LtE, ast.Gt], ast.LtE: [ast.Lt, ast.GtE], ast.Gt: [ast.GtE, ast.Lt],
    ast.GtE: [ast.Gt, ast.LtE], ast.Eq: [ast.NotEq], ast.NotEq: [ast.Eq],
    ast.And: [ast.Or], ast.Or: [ast.And],
}  # fmt: skip

_COMMUTATIVE = {
    "maximum",
    "minimum",
    "max",
    "min",
    "add",
    "multiply",
    "zip",
    "logaddexp",
    "isclose",
}


@contextlib.contextmanager
def step_limit(steps: int = _STEPS) -> Iterator[None]:
    """Stop a mutant that runs without end, by an exception in it; other code runs as ever."""
    left = steps

    def in_mutant(frame, event, argument):
        nonlocal left
        left -= 1
        if left < 0:
            raise TimeoutError("This mutant runs without end.")
        return in_mutant

    def on_call(frame, event, argument):
        return in_mutant if frame.f_code.co_filename == _FILE else None

    before = sys.gettrace()
    sys.settrace(on_call)
    try:
        yield
    finally:
        sys.settrace(before)


def mutants(reference: Callable) -> Iterator[tuple[str, Callable]]:
    """Give each mutant of a function or class with a text that says what was changed.

    >>> from course_lib.exercises.lesson_00 import weigh
    >>> [text for text, _ in mutants(weigh.reference)][:3]
    ['x * w  →  x / w', 'x * w  →  x + w', 'x * w  →  x']
    >>> [text for text, _ in mutants(weigh.reference)][-1]
    'w  →  x  in  return x * w'
    """
    tree = ast.parse(textwrap.dedent(inspect.getsource(reference)))
    tree.body[0].decorator_list = []
    seen = {ast.dump(tree)}
    statements = _statements(tree)
    for place, node in enumerate(ast.walk(tree)):
        for change in _changes(node, _parameters(tree)):
            mutated = copy.deepcopy(tree)
            target = list(ast.walk(mutated))[place]
            after = change(target)
            if ast.dump(mutated) not in seen:
                seen.add(ast.dump(mutated))
                where = f"  in  {_line(statements[node])}" if node in statements else ""
                yield f"{_line(node)}  →  {_line(after)}{where}", _compiled(mutated, reference)


def _statements(tree: ast.Module) -> dict[ast.AST, ast.stmt]:
    """The statement that each name and number stands in, since by itself it says too little."""
    return {
        part: statement
        for statement in ast.walk(tree)  # from the outside in, so that the innermost one stays
        if isinstance(statement, ast.stmt)
        for part in ast.walk(statement)
        if isinstance(part, (ast.Name, ast.Constant))
    }


def _line(node: ast.AST | str) -> str:
    return (node if isinstance(node, str) else ast.unparse(node)).partition("\n")[0]


def _changes(node: ast.AST, parameters: list[str]) -> Iterator[Callable[[ast.AST], str]]:
    """The ways to change one node; each changes the node that it is given, and tells the result."""
    match node:
        case ast.BinOp() | ast.AugAssign():
            yield from (_with_operator(kind) for kind in _SWAPS.get(type(node.op), ()))
        case ast.BoolOp():
            yield from (_with_operator(kind) for kind in _SWAPS[type(node.op)])
        case ast.Compare():
            yield from (_with_comparison(kind) for kind in _SWAPS.get(type(node.ops[0]), ()))
        case ast.keyword(value=ast.Constant(value=bool())) if node.arg != "strict":
            yield _with_other_flag
        case ast.Return(value=ast.Constant(value=bool())):
            yield _with_other_flag
        case ast.Constant(value=bool()):
            return
        case ast.Constant(value=int() | float()):
            yield _with_value(node.value + 1)
            yield _with_value(node.value * 2)
        case ast.Call():
            if len(node.args) > 1 and _name(node.func) not in _COMMUTATIVE:
                yield _swap_arguments
            for i, keyword in enumerate(node.keywords):
                if keyword.arg != "strict":  # guards, and computes nothing
                    yield _without_keyword(i)
        case ast.Name(id=name, ctx=ast.Load()) if name in parameters:
            yield from (_with_name(other) for other in parameters if other != name)
    if isinstance(node, ast.BinOp):
        yield from (_only("left"), _only("right"))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.Not)):
        yield _only("operand")
    if isinstance(node, (ast.Assign, ast.AugAssign, ast.Expr)) and not _is_docstring(node):
        yield _left_out
    if isinstance(node, (ast.If, ast.IfExp)):
        yield _negated


def _with_operator(kind: type) -> Callable:
    def change(node):
        node.op = kind()
        return ast.unparse(node)

    return change


def _with_comparison(kind: type) -> Callable:
    def change(node):
        node.ops[0] = kind()
        return ast.unparse(node)

    return change


def _with_value(value) -> Callable:
    def change(node):
        node.value = value
        return ast.unparse(node)

    return change


def _with_other_flag(node) -> str:
    node.value.value = not node.value.value
    return ast.unparse(node)


def _with_name(name: str) -> Callable:
    def change(node):
        node.id = name
        return name

    return change


def _without_keyword(place: int) -> Callable:
    def change(node):
        del node.keywords[place]
        return ast.unparse(node)

    return change


def _swap_arguments(node) -> str:
    node.args[0], node.args[1] = node.args[1], node.args[0]
    return ast.unparse(node)


def _negated(node) -> str:
    node.test = ast.UnaryOp(ast.Not(), node.test)
    return ast.unparse(node)


def _only(part: str) -> Callable:
    def change(node):
        _become(node, getattr(node, part))
        return ast.unparse(node)

    return change


def _left_out(node) -> str:
    _become(node, ast.Pass())
    return "(left out)"


def _become(node: ast.AST, other: ast.AST) -> None:
    """Turn a node into another one in its place, whoever holds it."""
    node.__class__ = other.__class__
    node.__dict__.clear()
    node.__dict__.update(other.__dict__)


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _name(function: ast.expr) -> str:
    return getattr(function, "attr", getattr(function, "id", ""))


def _parameters(tree: ast.Module) -> list[str]:
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    names = [arg.arg for function in functions for arg in function.args.args]
    return [name for name in dict.fromkeys(names) if name != "self"]


def _compiled(tree: ast.Module, reference: Callable) -> Callable:
    space = dict(vars(sys.modules[reference.__module__]))
    exec(compile(ast.fix_missing_locations(tree), _FILE, "exec"), space)
    return space[tree.body[0].name]
