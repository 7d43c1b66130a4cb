"""Another operator, a part left out, another sign."""

import ast
from collections.abc import Iterator

from course_lib.checks.variation.edit import Edit, Place, exchanged, same
from course_lib.checks.variation.naming import in_place_of, what

_SWAPS = {
    ast.Add: (ast.Sub, ast.Mult), ast.Sub: (ast.Add, ast.Div),
    ast.Div: (ast.Mult, ast.FloorDiv, ast.Sub),
    ast.Mult: (ast.Add, ast.Div, ast.MatMult, ast.Sub, ast.Pow), ast.FloorDiv: (ast.Div,),
    ast.Mod: (ast.FloorDiv,), ast.Pow: (ast.Mult, ast.BitXor), ast.MatMult: (ast.Mult, ast.Add),
    ast.BitXor: (ast.Pow,), ast.BitAnd: (ast.BitOr,), ast.BitOr: (ast.BitAnd,),
    ast.Lt: (ast.LtE, ast.Gt, ast.GtE), ast.LtE: (ast.Lt, ast.GtE, ast.Gt),
    ast.Gt: (ast.GtE, ast.Lt, ast.LtE), ast.GtE: (ast.Gt, ast.LtE, ast.Lt),
    ast.Eq: (ast.NotEq, ast.GtE, ast.LtE), ast.NotEq: (ast.Eq, ast.Lt, ast.Gt),
}  # fmt: skip


SIGNS = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%",
    ast.Pow: "**", ast.MatMult: "@", ast.BitXor: "^", ast.BitAnd: "&", ast.BitOr: "|",
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
}  # fmt: skip


_DONE = {
    ast.Add: "{0} and {1} are added", ast.Sub: "{1} is taken off {0}",
    ast.Mult: "{0} and {1} are multiplied", ast.Div: "{0} is divided by {1}",
    ast.FloorDiv: "{0} is divided by {1} with `//`", ast.Pow: "{0} is raised to the power of {1}",
    ast.MatMult: "{0} and {1} are multiplied as matrices",
}  # fmt: skip


TOGETHER = (ast.Add, ast.Mult, ast.MatMult, ast.BitAnd, ast.BitOr)  # brackets change nothing


def operators(place: Place) -> Iterator[Edit]:
    """`+` for `*`, `/` for `//`, `<` for `<=`."""
    match place.node:
        case ast.BinOp(left=left, op=op, right=right):
            for kind in _SWAPS.get(type(op), ()):
                if kind is not ast.Pow or isinstance(op, ast.BitXor) or _small(left, right):
                    yield place.edit(
                        "operator", ast.BinOp(left, kind(), right),
                        _other_sign(place.node, left, kind, op, right),
                        f"{SIGNS[type(op)]} {SIGNS[kind]}", _SWAPS[type(op)].index(kind),
                    )  # fmt: skip
            if isinstance(op, ast.BitXor):
                yield from _power_meant(place)
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            for kind in _SWAPS.get(type(op), ()):
                yield place.edit(
                    "comparison", ast.Compare(left, [kind()], [right]),
                    _other_sign(place.node, left, kind, op, right),
                    f"{SIGNS[type(op)]} {SIGNS[kind]}", _SWAPS[type(op)].index(kind) // 2,
                )  # fmt: skip


def _power_meant(place: Place) -> Iterator[Edit]:
    """1 - a ^ 2 as it was meant: Python reads (1 - a) ^ 2, since `^` binds less than `-`."""
    left, right = place.node.left, place.node.right
    base, power = left, right
    while isinstance(base, ast.BinOp):
        base = base.right
    while isinstance(power, ast.BinOp):
        power = power.left
    raised = ast.BinOp(base, ast.Pow(), power)
    new = exchanged(left, base, exchanged(right, power, raised))
    yield place.edit("operator", new, lambda w: "`**` stands where `^` belongs")


def _small(left: ast.expr, right: ast.expr) -> bool:
    """Whether a power of these stays a number that can be computed: x ** 2, x ** w."""
    if isinstance(right, ast.Constant):
        return isinstance(right.value, (int, float)) and abs(right.value) <= 4
    return isinstance(left, ast.Name) and isinstance(right, ast.Name)


def _other_sign(whole, left, kind, op, right):
    def clause(words) -> str:
        a, b = words.known(left), words.known(right)
        names = isinstance(left, ast.Name) and isinstance(right, ast.Name)
        if words.is_all(whole) and names and kind in _DONE:
            return _DONE[kind].format(a, b)
        between = f", between {a} and {b}" if a and b else ""
        return f"`{SIGNS[kind]}` stands where `{SIGNS[type(op)]}` belongs{between}"

    return clause


def parts_left_out(place: Place) -> Iterator[Edit]:
    """A term, a factor, a division, a power, a minus, a condition that is not there."""
    match place.node:
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            yield place.edit("term", left, lambda w: _term(w, place, right))
            yield place.edit("term", right, lambda w: _term(w, place, left))
        case ast.BinOp(left=left, op=ast.Sub(), right=right):
            yield place.edit("term", left, lambda w: _not_taken_off(w, left, right))
            only = in_place_of(right, place.node, "only what is to be taken off is there")
            yield place.edit("term", right, only)
            minus = ast.UnaryOp(ast.USub(), right)
            yield place.edit("term", minus, lambda w: f"{w(left, 'a term')} is left out")
        case ast.BinOp(left=left, op=ast.Mult() | ast.MatMult(), right=right):
            yield place.edit("factor", left, lambda w: f"{_factor(w, right)} is left out")
            yield place.edit("factor", right, lambda w: f"{_factor(w, left)} is left out")
        case ast.BinOp(left=left, op=ast.Div() | ast.FloorDiv(), right=right):
            yield place.edit("factor", left, lambda w: f"{_division(w, right)} is left out")
            only = in_place_of(right, place.node, "only what is to be divided by is there")
            yield place.edit("factor", right, only, rank=2)
        case ast.BinOp(left=left, op=ast.Pow(), right=right):
            yield place.edit("power", left, _not_raised(left, right))
        case ast.UnaryOp(op=ast.USub(), operand=inner) if not isinstance(inner, ast.Constant):
            yield place.edit(
                "sign", inner, lambda w: f"the minus before {w(inner, 'a part')} is left out"
            )


def _term(words, place: Place, node: ast.expr) -> str:
    inside = words.known(place.node) if isinstance(node, ast.Constant) else ""
    return f"{words(node, 'a term')} is left out{f', in {inside}' if inside else ''}"


def _not_taken_off(words, left: ast.expr, right: ast.expr) -> str:
    whole = words.known(left) if words.known(right) else ""
    return f"{words(right, 'a term')} is not taken off{f' {whole}' if whole else ''}"


def _factor(words, node: ast.expr) -> str:
    text = words.known(node)
    return f"the factor {text}" if text else words.vaguely("a factor")


def _division(words, node: ast.expr) -> str:
    text = words.known(node)
    return f"the division by {text}" if text else words.vaguely("a division")


def _not_raised(base: ast.expr, power: ast.expr):
    def clause(words) -> str:
        text = words(base, "a part")
        if isinstance(power, ast.Constant) and power.value == 2:
            return f"{text} is not squared"
        return f"{text} is not raised to the power of {words(power, 'the other')}"

    return clause


def signs(place: Place) -> Iterator[Edit]:
    """A minus before what is called with, returned or kept."""
    node, holder = place.node, place.holder
    called = isinstance(holder, ast.Call) and place.field == "args" and len(holder.args) == 1
    kept = isinstance(holder, (ast.Return, ast.Assign)) and place.field == "value"
    in_tuple = isinstance(holder, (ast.Tuple, ast.List)) and isinstance(
        place.parents[-2], ast.Return
    )
    factor = (
        isinstance(holder, ast.BinOp)
        and place.field == "right"
        and not isinstance(node, ast.Constant)
    )
    if not (called or kept or in_tuple or factor) or not isinstance(
        node, (ast.Name, ast.BinOp, ast.Call, ast.Attribute, ast.Subscript)
    ):
        return
    if factor and not isinstance(holder.op, (ast.Mult, ast.Pow)):
        return
    if (
        called
        and isinstance(holder.func, ast.Name)
        and holder.func.id in ("len", "range", "list", "sum")
    ):
        return
    new = ast.UnaryOp(ast.USub(), node)
    yield place.edit("sign", new, lambda w: f"{what(w, place)} has the other sign", rank=1 + kept)


def slopes(place: Place) -> Iterator[Edit]:
    """The slope of tanh where the sigmoid's belongs, and the other way."""
    match place.node:
        case ast.BinOp(
            left=left, op=ast.Mult(), right=ast.BinOp(ast.Constant(value=1), ast.Sub(), a)
        ):
            factor = left.right if isinstance(left, ast.BinOp) else left
            if same(factor, a) and (factor is left or isinstance(left.op, ast.Mult)):
                squared = ast.BinOp(a, ast.Pow(), ast.Constant(2))
                slope = ast.BinOp(ast.Constant(1), ast.Sub(), squared)
                new = slope if factor is left else ast.BinOp(left.left, ast.Mult(), slope)
                yield place.edit(
                    "factor", new, lambda w: _slope(w, "tanh", slope, "the sigmoid's"), "slope"
                )
        case ast.BinOp(
            ast.Constant(value=1), ast.Sub(), ast.BinOp(a, ast.Pow(), ast.Constant(value=2))
        ):
            new = ast.BinOp(a, ast.Mult(), ast.BinOp(ast.Constant(1), ast.Sub(), a))
            yield place.edit(
                "factor", new, lambda w: _slope(w, "sigmoid", new, "that of tanh"), "slope"
            )


def _slope(words, of: str, slope: ast.expr, other: str) -> str:
    text = words.known(slope)
    return f"the slope of {of}{f', {text},' if text else ''} stands where {other} belongs"
