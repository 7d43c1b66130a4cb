"""Another number, another word, another name."""

import ast
from collections.abc import Iterator

from course_lib.checks.variation.edit import Edit, Place, name, same
from course_lib.checks.variation.naming import in_place_of, where


def numbers(place: Place) -> Iterator[Edit]:
    """One more, one less, twice, half, nothing; another word that the program uses."""
    match place.node:
        case ast.Constant(value=bool(value)):
            yield _number(place, not value, "flag", 0)
        case ast.Constant(value=int() | float() as value):
            others = [value + 1, value - 1, value * 2, 0, value / 2, value * 10, value / 10, -value]
            if 0 < value < 1:
                others = [1 - value, *others]
            if isinstance(value, int):
                others = [int(v) for v in others if v == int(v)]
            for rank, other in enumerate(dict.fromkeys(v for v in others if v != value)):
                yield _number(place, other, "number", 1 + (rank > 3))


def _number(place: Place, other, kind: str, rank: int) -> Edit:
    old = place.node.value
    return place.edit(
        kind, ast.Constant(other),
        lambda w: f"`{_plain(other)}` stands where `{_plain(old)}` belongs{where(w, place)}",
        f"{old} {other}", rank,
    )  # fmt: skip


def _plain(value) -> str:
    return f"{value:.6g}" if isinstance(value, float) else repr(value)


def texts(place: Place) -> Iterator[Edit]:
    """A word in the place of another one that the program uses."""
    match place.node:
        case ast.Constant(value=str(value)):
            root = place.parents[0]
            found = [n.value for n in ast.walk(root) if isinstance(n, ast.Constant)]
            for other in dict.fromkeys(v for v in found[1:] if isinstance(v, str) and v != value):
                if len(other) < 40:
                    yield _number(place, other, "word", 1)


def names(place: Place) -> Iterator[Edit]:
    """Another name of the same function: w5 for w6."""
    match place.node:
        case ast.Name(id=word, ctx=ast.Load()):
            if isinstance(place.holder, ast.Call) and place.field == "func":
                return
            scope = place.scope
            if word not in scope.parameters and word not in scope.names:
                return
            for other in _candidates(place, word):
                yield _named(place, name(other), other)
        case ast.Attribute(value=ast.Name(id="self"), attr=attr, ctx=ast.Load()):
            if isinstance(place.holder, ast.Call) and place.field == "func":
                return
            for other in place.scope.attributes:
                if other != attr:
                    new = ast.Attribute(name("self"), other, ast.Load())
                    yield _named(place, new, f"self.{other}")
            if attr in place.scope.parameters:
                yield _named(place, name(attr), attr)


def _named(place: Place, new: ast.expr, other: str) -> Edit:
    old = place.node
    clause = in_place_of(new, old)
    alike = _stem(ast.unparse(old)) == _stem(other)
    return place.edit(
        "name", new, lambda w: clause(w) + (where(w, place) if w.known(new) else ""),
        f"{ast.unparse(old)} {other}", 0 if alike else 2,
    )  # fmt: skip


def _candidates(place: Place, word: str) -> list[str]:
    """The names that have a value there: those that look alike first."""
    scope, line = place.scope, place.node.lineno
    own = [n for n, first in scope.names.items() if first < line or n in scope.looped]
    filled = _filled(place.statement)  # a list in itself would be as deep as NumPy can count
    found = dict.fromkeys(
        n for n in (*scope.parameters, *own) if n not in (word, "_") and n not in filled
    )
    return sorted(found, key=lambda n: _stem(n) != _stem(word))


def _filled(statement: ast.stmt) -> set[str]:
    """The lists that a statement appends to."""
    match statement:
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id=word)))):
            return {word}
        case ast.AugAssign(target=ast.Name(id=word)):
            return {word}
    return set()


def _stem(word: str) -> str:
    return word.strip("0123456789").replace("_", "").lower()


def same_twice(place: Place) -> Iterator[Edit]:
    """A part that is squared, or multiplied or added to itself."""
    match place.node:
        case ast.BinOp(left=left, op=ast.Add() | ast.Mult() as op, right=right) if not same(
            left, right
        ):
            for part in (left, right):
                new = ast.BinOp(part, op, part)
                yield place.edit("name", new, in_place_of(new, place.node), rank=2)
