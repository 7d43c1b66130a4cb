"""The form of an answer: what is left of its code without names, comments and order.

Two answers have the same form if one becomes the other by giving names anew, by writing other
comments, docstrings and annotations, and by writing statements of a block, methods of a class, or
the terms of a sum and a product in another order. Nothing is run.
"""

import ast
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

ROUNDS = 2  # of telling names apart by where they stand; answers of a few lines need no more

_HIDDEN = ("annotation", "returns", "type_comment", "type_params", "ctx", "kind")
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_UNORDERED = (ast.Add, ast.Mult, ast.BitAnd, ast.BitOr)


@dataclass(frozen=True)
class AnswerForm:
    """``digest`` is the same for answers of the same form; ``statements`` counts its statements.

    Each of these is known by its digest without any names, and comes with its size: the number of
    its parts, which are names, numbers, calls, operations and the like.
    """

    digest: str
    statements: tuple[tuple[str, int], ...]

    def size_beyond(self, known: frozenset[str]) -> int:
        """How many parts stand in statements that are not among the known ones."""
        return sum(size for digest, size in self.statements if digest not in known)


def form_of(definitions: Sequence[ast.stmt]) -> AnswerForm:
    """The form of an answer: its definition, and those of its own that it uses."""
    own = {name for name in _own_names(definitions) if not name.strip(".").startswith("__")}
    blind = dict.fromkeys(own, "·")
    colours = blind
    for _ in range(ROUNDS):
        colours = _told_apart(definitions, colours)
    statements = [
        (_digest(_Writer(blind).head(one)), _size(one))
        for one in _statements(definitions)
        if not _is_prose(one)
    ]
    text = _Writer(colours).block(definitions)
    return AnswerForm(_digest(text), tuple(sorted(statements)))


def known_statements(answers: Iterable[Sequence[ast.stmt]]) -> frozenset[str]:
    """The statements in these answers, by their digests without names."""
    return frozenset(digest for one in answers for digest, _ in form_of(one).statements)


def _told_apart(definitions: Sequence[ast.stmt], colours: dict[str, str]) -> dict[str, str]:
    """Each name's new colour: where it stands in the whole, among names of the old colours."""
    return {name: _digest(_Writer({**colours, name: "*"}).block(definitions)) for name in colours}


def _own_names(definitions: Sequence[ast.stmt]) -> Iterator[str]:
    """Names that an answer gives: of inputs, of values, of its own functions and methods.

    An attribute has a point in front: ``np.tanh`` is not renamed where the function is ``tanh``.
    """
    for part in (part for one in definitions for part in ast.walk(one)):
        match part:
            case ast.Name(id=name, ctx=ast.Store() | ast.Del()) | ast.arg(arg=name):
                yield name
            case ast.Attribute(attr=name, ctx=ast.Store() | ast.Del()):
                yield f".{name}"
            case ast.alias(asname=str(name)) | ast.ExceptHandler(name=str(name)):
                yield name
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield name
            case ast.ClassDef(name=name, body=body):
                yield name
                yield from (f".{one.name}" for one in body if isinstance(one, _FUNCTIONS))


def _statements(definitions: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    return (part for one in definitions for part in ast.walk(one) if isinstance(part, ast.stmt))


def _is_prose(statement: ast.stmt) -> bool:
    """A docstring, or another text that stands alone."""
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )


def _size(statement: ast.stmt) -> int:
    """The parts of a statement, without those of the statements in it."""
    parts, waiting = 0, [statement]
    while waiting:
        part = waiting.pop()
        parts += not isinstance(part, ast.arguments)
        waiting += [
            child for child in _shown_children(part)
            if not isinstance(child, ast.stmt | ast.expr_context | ast.operator | ast.cmpop)
        ]  # fmt: skip
    return parts


def _shown_children(part: ast.AST) -> Iterator[ast.AST]:
    for name, value in ast.iter_fields(part):
        if name not in _HIDDEN:
            yield from (one for one in (value if isinstance(value, list) else [value])
                        if isinstance(one, ast.AST))  # fmt: skip


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


class _Writer:
    """Writes code as a text in which order is lost and names are their colours."""

    def __init__(self, colours: dict[str, str]):
        self._colours = colours

    def block(self, statements: Sequence[ast.stmt]) -> str:
        """Statements, in an order that hangs on nothing but themselves."""
        return "\n".join(sorted(self.node(one) for one in statements if not _is_prose(one)))

    def head(self, statement: ast.stmt) -> str:
        """A statement alone, without those that stand in it."""
        return self._written(statement, lambda block: "…")

    def node(self, part: ast.AST) -> str:
        """Any part of the code."""
        return self._written(part, self.block)

    def _written(self, part: ast.AST, block: Callable[[Sequence[ast.stmt]], str]) -> str:
        if isinstance(part, ast.BinOp) and isinstance(part.op, _UNORDERED):
            terms = sorted(map(self.node, _terms(part, type(part.op))))
            return f"{type(part.op).__name__}({', '.join(terms)})"
        if isinstance(part, ast.keyword):  # the name is that of another function's input
            return f"{part.arg}={self.node(part.value)}"
        fields = (
            f"{name}={self._field(name, value, block)}"
            for name, value in ast.iter_fields(part)
            if name not in _HIDDEN
        )
        return f"{type(part).__name__}({', '.join(fields)})"

    def _field(self, name: str, value: object, block) -> str:
        if isinstance(value, list) and value and isinstance(value[0], ast.stmt):
            return f"{{{block(value)}}}"
        if isinstance(value, list):
            return f"[{', '.join(self._field('', one, block) for one in value)}]"
        if isinstance(value, ast.AST):
            return self.node(value)
        if isinstance(value, str) and name in ("id", "arg", "name", "asname"):
            return self._colours.get(value, value)
        if isinstance(value, str) and name == "attr":
            return self._colours.get(f".{value}", value)
        return repr(value)


def _terms(part: ast.expr, operator: type) -> list[ast.expr]:
    """All terms of a sum, or all factors of a product."""
    found, waiting = [], [part]
    while waiting:
        one = waiting.pop()
        if isinstance(one, ast.BinOp) and isinstance(one.op, operator):
            waiting += [one.left, one.right]
        else:
            found.append(one)
    return found
