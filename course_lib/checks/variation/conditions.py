"""Small changes to conditions: one turned round, one left out, one of two answers given always."""

import ast
from collections.abc import Iterator

from course_lib.checks.variation.edit import Edit, Place


def conditions(place: Place) -> Iterator[Edit]:
    """`or` for `and`, a `not` left out, one condition of several left out."""
    match place.node:
        case ast.UnaryOp(op=ast.Not(), operand=inner):
            yield place.edit("condition", inner, lambda w: "a `not` is left out")
        case ast.UnaryOp(op=ast.Invert(), operand=inner):
            yield place.edit("condition", inner, lambda w: "a `~` is left out")
        case ast.BoolOp(op=op, values=values):
            yield from _of_several(place, op, values)


def _of_several(place: Place, op: ast.boolop, values: list[ast.expr]) -> Iterator[Edit]:
    other, word = (ast.Or(), "or") if isinstance(op, ast.And) else (ast.And(), "and")
    old = "and" if word == "or" else "or"
    yield place.edit(
        "condition", ast.BoolOp(other, values), lambda w: f"`{word}` stands where `{old}` belongs"
    )
    for left_out in values:
        rest = [value for value in values if value is not left_out]
        new = rest[0] if len(rest) == 1 else ast.BoolOp(op, rest)
        yield place.edit(
            "condition", new,
            lambda w, part=left_out: f"the condition {w(part, '')} is left out".replace("  ", " "),
        )  # fmt: skip


def branches(place: Place) -> Iterator[Edit]:
    """A condition turned round, or one of its two answers given always."""
    match place.node:
        case ast.IfExp(test=test, body=yes, orelse=no):
            for always in (yes, no):
                yield place.edit("condition", always, _always(always, test))
            yield place.edit("condition", ast.IfExp(test, no, yes), _turned(test))
        case ast.If(test=test, body=yes, orelse=no):
            for always in (yes, no or [ast.Pass()]):
                if place.index is not None:
                    yield _spliced(place, always, test, "yes" if always is yes else "no")
            new = ast.If(ast.UnaryOp(ast.Not(), test), yes, no)
            yield place.edit("condition", new, _turned(test), rank=1)


def _spliced(place: Place, body: list[ast.stmt], test: ast.expr, which: str) -> Edit:
    whole = list(getattr(place.holder, place.field))
    whole[place.index : place.index + 1] = body

    def clause(words) -> str:
        text = words(test, "a condition")
        return f"{text} is taken as {'true' if which == 'yes' else 'false'} always"

    put = (place.holder, place.field, None, whole)
    for statement in body:
        if not hasattr(statement, "lineno"):
            ast.copy_location(statement, place.node)
    return Edit("condition", (put,), place.node.lineno, clause, rank=1)


def _always(value: ast.expr, test: ast.expr):
    def clause(words) -> str:
        condition = words.known(test)
        about = f", whether {condition} or not" if condition else ""
        return f"{words(value, 'one of two values')} is taken always{about}"

    return clause


def _turned(test: ast.expr):
    return lambda w: f"{w(test, 'a condition')} is taken the other way round"
