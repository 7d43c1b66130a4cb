"""What a learner is told to look at in a line: only what is sure, or else nothing.

One change may be written in many ways, so a word is said only where what stands there gives way
to its like: a number to a number, a name to a name, an operator to an operator.
"""

import ast

from course_lib.checks.variation.edit import Edit, replaced, same

_OF_KIND = {
    "self": "what belongs to `self`",
    "missing function": "what is done with the value",
    "missing part": "what is missing in it",
}


def look_at(edit: Edit) -> str:
    """What to look at; empty where nothing can be said for certain."""
    if edit.kind == "return":
        return "the `return`" if any(_returns(replaced(put)) for put in edit.puts) else ""
    if len(edit.puts) != 1:
        return ""
    (holder, _, _, new), old = edit.puts[0], replaced(edit.puts[0])
    if edit.kind in _OF_KIND:
        return _OF_KIND[edit.kind]
    if isinstance(holder, ast.Call) and ast.unparse(holder.func) == "range":
        return "where the loop begins and ends"
    if isinstance(old, ast.AST) and isinstance(new, ast.AST):
        return _of_nodes(old, new)
    return ""


def _of_nodes(old: ast.AST, new: ast.AST) -> str:
    match old, new:
        case ast.Constant(), ast.Constant():
            return _of_constants(old.value, new.value)
        case ast.Name(), ast.Name():
            return "the name"
        case ast.BinOp(), ast.BinOp():
            return _of_operations(old, new)
        case ast.Compare(), ast.Compare() if _alike([old.left, *old.comparators],
                                                    [new.left, *new.comparators]):  # fmt: skip
            return "the comparison"
        case ast.UnaryOp(op=ast.USub(), operand=inner), _ if same(inner, new):
            return "the sign"
        case _, ast.UnaryOp(op=ast.USub(), operand=inner) if same(inner, old):
            return "the sign"
        case ast.Attribute(value=inner, attr="T"), _ if same(inner, new):
            return "the rows and columns"
        case _, ast.Attribute(value=inner, attr="T") if same(inner, old):
            return "the rows and columns"
        case ast.Call(), ast.Call():
            return _of_calls(old, new)
        case ast.Subscript(), ast.Subscript() if same(old.value, new.value):
            return "the index"
        case (ast.AugAssign(), ast.Assign()) | (ast.Assign(), ast.AugAssign()):
            return "the `=`"
        case ast.AugAssign(), ast.AugAssign() if same(old.value, new.value):
            return "the operator"
    return ""


def _of_constants(old, new) -> str:
    kinds = {bool: "the True or False", str: "the text"}
    number = isinstance(old, int | float) and isinstance(new, int | float)
    if type(old) is type(new) and type(old) in kinds:
        return kinds[type(old)]
    return "the number" if number and bool not in (type(old), type(new)) else ""


def _of_operations(old: ast.BinOp, new: ast.BinOp) -> str:
    if _alike([old.left, old.right], [new.left, new.right]):
        return "the operator"
    if same(old.left, new.right) and same(old.right, new.left) and same(old.op, new.op):
        return "the order"
    bare = [ast.unparse(node).replace("(", "").replace(")", "") for node in (old, new)]
    return "the brackets" if bare[0] == bare[1] else ""


def _of_calls(old: ast.Call, new: ast.Call) -> str:
    same_inputs = _alike(old.args, new.args) and _alike(old.keywords, new.keywords)
    if same_inputs:
        return "the function that is called"
    if not same(old.func, new.func):
        return ""
    if ast.unparse(old.func) == "range":
        return "where the loop begins and ends"
    axes = [[ast.unparse(k.value) for k in c.keywords if k.arg == "axis"] for c in (old, new)]
    if _alike(old.args, new.args) and axes[0] != axes[1]:
        return "the axis"
    return ""


def _alike(some: list, others: list) -> bool:
    return len(some) == len(others) and all(map(same, some, others))


def _returns(old) -> bool:
    nodes = old if isinstance(old, list) else [old]
    return any(
        isinstance(part, ast.Return)
        for node in nodes
        if isinstance(node, ast.AST)
        for part in ast.walk(node)
    )
