"""Brackets that are lost or moved, and the order of what stands on both sides of an operator."""

import ast
from collections.abc import Iterator

from course_lib.checks.variation.edit import Edit, Place
from course_lib.checks.variation.naming import in_place_of
from course_lib.checks.variation.operators import TOGETHER


def order(place: Place) -> Iterator[Edit]:
    """a - b turned round, and the like."""
    match place.node:
        case ast.BinOp(
            left=left, op=ast.Sub() | ast.Div() | ast.MatMult() | ast.Pow() as op, right=right
        ):
            if isinstance(op, ast.Pow) and not isinstance(left, ast.Name):
                return
            new = ast.BinOp(right, op, left)
            kind = {ast.Sub: "difference", ast.Div: "division", ast.Pow: "power"}.get(
                type(op), "matrix product"
            )
            otherwise = f"the two sides of a {kind} are exchanged"
            yield place.edit("order", new, in_place_of(new, place.node, otherwise), rank=1)


def brackets(place: Place) -> Iterator[Edit]:
    """Brackets that are lost, or that stand around something else."""
    match place.node:
        case ast.BinOp(left=ast.BinOp(left=a, op=first, right=b), op=second, right=c):
            if not (isinstance(first, TOGETHER) and type(first) is type(second)):
                inner = ast.BinOp(b, second, c)
                yield from _regrouped(place, ast.BinOp(a, first, inner), inner, place.node.left)
    match place.node:
        case ast.BinOp(left=a, op=first, right=ast.BinOp(left=b, op=second, right=c)):
            if not (isinstance(first, TOGETHER) and type(first) is type(second)):
                inner = ast.BinOp(a, first, b)
                yield from _regrouped(place, ast.BinOp(inner, second, c), inner, place.node.right)
    match place.node:  # -(a + b)  ->  -a + b
        case ast.UnaryOp(op=ast.USub(), operand=ast.BinOp(left=a, op=op, right=b) as group):
            new = ast.BinOp(ast.UnaryOp(ast.USub(), a), op, b)
            yield from _regrouped(place, new, None, group)


def _regrouped(
    place: Place, new: ast.expr, inner: ast.expr | None, group: ast.expr
) -> Iterator[Edit]:
    plain = ast.unparse(place.node)
    lost = f"({ast.unparse(group)})" in plain

    def clause(words) -> str:
        if lost:
            text = words.known(group)
            return (
                f"the brackets around {text} are lost"
                if text
                else words.vaguely("a pair of brackets is lost")
            )
        text = words.known(inner)
        return (
            f"brackets stand around {text}"
            if text
            else words.vaguely("there is a pair of brackets too many")
        )

    yield place.edit("brackets", new, clause, rank=1)
