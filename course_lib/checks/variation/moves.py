"""A term or a factor in another place: inside a function's brackets rather than outside."""

import ast
from collections.abc import Iterator

from course_lib.checks.variation.calls import KEPT, called, is_library
from course_lib.checks.variation.edit import Edit, Place, exchanged

_LATER = {
    ast.Add: "{} is added {} `{}`, not {} it",
    ast.Sub: "{} is taken off {} `{}`, not {} it",
    ast.Mult: "the multiplication by {} comes {} `{}`, not {} it",
    ast.Div: "the division by {} comes {} `{}`, not {} it",
    ast.Pow: "the power of {} comes {} `{}`, not {} it",
}


def moved(place: Place) -> Iterator[Edit]:
    """A term or a factor inside a function's brackets rather than outside, and the other way."""
    yield from _out_of_the_call(place)
    yield from _of_each_part(place)
    yield from _into_the_call(place)
    yield from _far_into_a_call(place)
    yield from _far_out_of_a_call(place)
    yield from _calls_exchanged(place)
    yield from _before_the_product(place)


def _is_moved_into(function: ast.expr) -> bool:
    is_method = isinstance(function, ast.Attribute) and not is_library(function)
    return called(function) not in KEPT and not is_method


def _order(part: ast.expr, op: ast.operator, function: ast.expr, *, before: bool):
    """A clause: the part comes in before a function and not after it, or the other way."""
    order = ("before", "after") if before else ("after", "before")
    text = _LATER[type(op)]
    return lambda w: text.format(w(part, "a part"), order[0], ast.unparse(function), order[1])


def _out_of_the_call(place: Place) -> Iterator[Edit]:
    """f(a + b)  ->  f(a) + b  and  a + f(b)"""
    match place.node:
        case ast.Call(
            func=function, args=[ast.BinOp(left=a, op=op, right=b), *more], keywords=keys
        ) if _is_moved_into(function) and type(op) in _LATER:
            first = ast.BinOp(ast.Call(function, [a, *more], keys), op, b)
            yield place.edit("brackets", first, _order(b, op, function, before=False))
            second = ast.BinOp(a, op, ast.Call(function, [b, *more], keys))
            if isinstance(op, (ast.Add, ast.Mult)):
                yield place.edit("brackets", second, _order(a, op, function, before=False))
            else:
                yield place.edit("brackets", second, _of_what(function, b, place.node.args[0]))


def _of_what(function: ast.expr, part: ast.expr, whole: ast.expr):
    """A clause: a function is taken of one thing and not of another."""
    word = ast.unparse(function)
    return lambda w: f"`{word}` is taken of {w(part, 'a part')}, not of {w(whole, 'all')}"


def _of_each_part(place: Place) -> Iterator[Edit]:
    """f(a + b)  ->  f(a) + f(b)"""
    match place.node:
        case ast.Call(
            func=function, args=[ast.BinOp(left=a, op=op, right=b), *more], keywords=keys
        ) if _is_moved_into(function) and type(op) in _LATER and not isinstance(op, ast.Pow):
            left, right = (ast.Call(function, [part, *more], keys) for part in (a, b))
            word = ast.unparse(function)
            yield place.edit(
                "brackets", ast.BinOp(left, op, right),
                lambda w: f"`{word}` is taken of {w(a, 'one part')} and of {w(b, 'another')} alone",
                rank=1,
            )  # fmt: skip


def _into_the_call(place: Place) -> Iterator[Edit]:
    """f(a) + b  ->  f(a + b)"""
    match place.node:
        case ast.BinOp(left=ast.Call(args=[a, *more]) as call, op=op, right=b):
            if _is_moved_into(call.func) and type(op) in _LATER:
                inner = ast.BinOp(a, op, b)
                new = ast.Call(call.func, [inner, *more], call.keywords)
                yield place.edit("brackets", new, _order(b, op, call.func, before=True))
    match place.node:
        case ast.BinOp(left=a, op=op, right=ast.Call(args=[b, *more]) as call):
            if _is_moved_into(call.func) and type(op) in _LATER:
                inner = ast.BinOp(a, op, b)
                new = ast.Call(call.func, [inner, *more], call.keywords)
                if isinstance(op, (ast.Add, ast.Mult)):
                    yield place.edit("brackets", new, _order(a, op, call.func, before=True))
                else:
                    yield place.edit("brackets", new, _of_what(call.func, inner, b))


def _far_into_a_call(place: Place) -> Iterator[Edit]:
    """2 * f(z) - 1  ->  2 * f(z - 1)"""
    match place.node:
        case ast.BinOp(left=ast.BinOp() as left, op=ast.Add() | ast.Sub() as op, right=b):
            for call in ast.walk(left):
                if isinstance(call, ast.Call) and len(call.args) == 1 and _is_moved_into(call.func):
                    inner = ast.Call(call.func, [ast.BinOp(call.args[0], op, b)], call.keywords)
                    yield place.edit(
                        "brackets", exchanged(left, call, inner),
                        _order(b, op, call.func, before=True), rank=1,
                    )  # fmt: skip


def _far_out_of_a_call(place: Place) -> Iterator[Edit]:
    """2 * f(z + b)  ->  2 * f(z) + b"""
    if not isinstance(place.node, ast.BinOp):
        return
    for call in ast.walk(place.node):
        match call:
            case ast.Call(
                func=function, args=[ast.BinOp(left=a, op=ast.Add() | ast.Sub() as op, right=b)]
            ) if _is_moved_into(function):
                inner = exchanged(place.node, call, ast.Call(function, [a], call.keywords))
                yield place.edit(
                    "brackets", ast.BinOp(inner, op, b), _order(b, op, function, before=False),
                    rank=1,
                )  # fmt: skip


def _calls_exchanged(place: Place) -> Iterator[Edit]:
    """f(g(x))  ->  g(f(x))"""
    match place.node:
        case ast.Call(
            func=outer, args=[ast.Call(func=inner, args=[x], keywords=[])], keywords=[]
        ) if _is_moved_into(outer) and _is_moved_into(inner):
            new = ast.Call(inner, [ast.Call(outer, [x], [])], [])
            first, second = ast.unparse(outer), ast.unparse(inner)
            yield place.edit(
                "order", new, lambda w: f"`{first}` comes before `{second}`, not after it", rank=1
            )


def _before_the_product(place: Place) -> Iterator[Edit]:
    """x @ w + b  ->  (x + b) @ w  and  x @ (w + b)"""
    match place.node:
        case ast.BinOp(
            left=ast.BinOp(left=a, op=ast.MatMult() | ast.Mult() as inner, right=b),
            op=ast.Add() | ast.Sub() as op, right=c,
        ):  # fmt: skip
            done = "added to" if isinstance(op, ast.Add) else "taken off"
            for new, to in (
                (ast.BinOp(ast.BinOp(a, op, c), inner, b), a),
                (ast.BinOp(a, inner, ast.BinOp(b, op, c)), b),
            ):
                yield place.edit(
                    "brackets", new,
                    lambda w, to=to: (
                        f"{w(c, 'a term')} is {done} {w(to, 'one factor')} before the product"
                    ),
                    rank=1,
                )  # fmt: skip
