"""One small change to a program: what stands where instead, and a clause that says so."""

import ast
import contextlib
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

Put = tuple[ast.AST, str, int | None, object]  # a node, its field, a place in it, what comes there


@dataclass(eq=False, slots=True)
class Edit:
    """A change that can be made and taken back.

    ``clause`` says what a program does in which this was changed, after "... when"; it is given a
    ``Words`` that knows which parts may be named. Edits of one ``key`` make the same change in
    several places. A low ``rank`` comes first.
    """

    kind: str
    puts: tuple[Put, ...]
    line: int
    clause: Callable[..., str]
    key: str = ""
    rank: int = 0


@contextlib.contextmanager
def made(*edits: Edit) -> Iterator[None]:
    """Make the edits in the tree that they were found in, and take them back."""
    before = []
    try:
        for edit in edits:
            for holder, name, index, new in edit.puts:
                before.append((holder, name, index, value_in(holder, name, index)))
                set_in(holder, name, index, new)
        yield
    finally:
        for put in reversed(before):
            set_in(*put)


def replaced(put: Put) -> object:
    """What stands now in the place that a put is for."""
    holder, name, index, _ = put
    return value_in(holder, name, index)


def value_in(holder: ast.AST, name: str, index: int | None):
    """What stands in a place."""
    value = getattr(holder, name)
    return value if index is None else value[index]


def set_in(holder: ast.AST, name: str, index: int | None, new) -> None:
    """Put something into a place."""
    if index is None:
        setattr(holder, name, new)
    else:
        getattr(holder, name)[index] = new


@dataclass(slots=True)
class Scope:
    """One function: its parameters, its own names, and the line on which each first has a value."""

    parameters: list[str] = field(default_factory=list)
    names: dict[str, int] = field(default_factory=dict)
    attributes: list[str] = field(default_factory=list)
    looped: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Place:
    """A node, and all that stands around it."""

    node: ast.AST
    holder: ast.AST
    field: str
    index: int | None
    parents: tuple[ast.AST, ...]  # the innermost last
    scope: Scope

    def put(self, new) -> Put:
        """Another node in this place."""
        return self.holder, self.field, self.index, placed(new, self.node)

    def edit(self, kind: str, new, clause: Callable, key: str = "", rank: int = 0) -> Edit:
        """An edit of this place alone."""
        return Edit(kind, (self.put(new),), self.node.lineno, clause, key, rank)

    @property
    def statement(self) -> ast.stmt:
        """The innermost statement that this stands in."""
        around = (*self.parents, self.node)
        return next(part for part in reversed(around) if isinstance(part, ast.stmt))

    @property
    def loop(self) -> ast.For | ast.While | None:
        """The innermost loop that this stands in, in the same function."""
        for part in reversed(self.parents):
            if isinstance(part, (ast.For, ast.While)):
                return part
            if isinstance(part, ast.FunctionDef):
                return None
        return None


def placed(new, old: ast.AST):
    """Give new nodes the old one's place in the text; those that stood in it keep their own."""
    for node in new if isinstance(new, list) else [new]:
        if isinstance(node, ast.AST):
            for part in _new_parts(node):
                ast.copy_location(part, old)
    return new


def _new_parts(node: ast.AST) -> Iterator[ast.AST]:
    if "lineno" in node._attributes and not hasattr(node, "lineno"):
        yield node
    elif "lineno" in node._attributes:
        return  # it stood there before, with all that it holds
    for child in ast.iter_child_nodes(node):
        yield from _new_parts(child)


def name(word: str) -> ast.Name:
    """A name that is read."""
    return ast.Name(word, ast.Load())


def code(text: str) -> ast.expr:
    """An expression from its text, without a place."""
    node = ast.parse(text, mode="eval").body
    for part in ast.walk(node):
        for attribute in ("lineno", "col_offset", "end_lineno", "end_col_offset"):
            if hasattr(part, attribute):
                delattr(part, attribute)
    return node


def same(a: ast.AST, b: ast.AST) -> bool:
    """Whether two pieces of code read alike."""
    return ast.dump(a) == ast.dump(b)


def exchanged(tree: ast.expr, old: ast.expr, new: ast.expr) -> ast.expr:
    """A copy of an expression with another piece in one place; what is beside it is shared."""
    if tree is old:
        return new
    if not any(part is old for part in ast.walk(tree)):
        return tree
    other = copy.copy(tree)
    for field_name, value in ast.iter_fields(tree):
        if isinstance(value, list):
            items = [exchanged(v, old, new) if isinstance(v, ast.AST) else v for v in value]
            setattr(other, field_name, items)
        elif isinstance(value, ast.AST):
            setattr(other, field_name, exchanged(value, old, new))
    for attribute in ("lineno", "col_offset", "end_lineno", "end_col_offset"):
        if hasattr(other, attribute):
            delattr(other, attribute)
    return other
