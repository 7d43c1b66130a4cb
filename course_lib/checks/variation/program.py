"""A function or class as a tree that can be edited, compiled and run, with its loops counted."""

import ast
import contextlib
import sys
import types
from collections.abc import Callable, Iterator

import numpy as np

from course_lib.checks.learner_code import source_of
from course_lib.checks.variation.bounded_numpy import LARGEST, BoundedNumpy
from course_lib.checks.variation.bounded_powers import POWER, bounded_powers, has_power, power
from course_lib.checks.variation.edit import Edit, Place, Scope, made

COUNTER = "_count_a_step_"
EXCHANGE = "_exchange_"
_FILE = "<variation>"
_MOST_BITS = 2_000
_LONGEST = 20_000
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


class TooManySteps(BaseException):
    """Raised in a program that goes around its loops too often, or grows with every round."""


def _is_huge(value) -> bool:
    if type(value) is int:
        return value.bit_length() > _MOST_BITS
    if type(value) is np.ndarray:
        return value.size > LARGEST
    return isinstance(value, (list, tuple, str, dict)) and len(value) > _LONGEST


class Steps:
    """Counts the rounds of a program's loops and the calls of its functions, and stops it.

    It also stops one in which a list or a number doubles with every round, before it fills the
    memory. Counted in the program itself: a tracing function would slow each line down tenfold.
    """

    def __init__(self):
        self.left = self.limit = 20_000

    def __call__(self, names: dict | None = None) -> bool:
        self.left -= 1
        if self.left < 0 or (names and any(map(_is_huge, names.values()))):
            raise TooManySteps
        return True

    def start(self) -> None:
        """Begin a new call."""
        self.left = self.limit

    @property
    def taken(self) -> int:
        """The steps since the start."""
        return self.limit - self.left


class Program:
    """What an answer's source says; none of it is run before ``compiled``."""

    def __init__(self, answer: Callable):
        self.tree = ast.parse(source_of(answer))
        self.definition = self.tree.body[0]
        if len(self.tree.body) != 1 or not isinstance(self.definition, (*_FUNCTIONS, ast.ClassDef)):
            raise SyntaxError("not the definition of a function or class")
        self.definition.decorator_list = []
        self.steps = Steps()
        self.space = _with_bounded_numpy(_namespace(answer))
        self.space |= {COUNTER: self.steps, EXCHANGE: _exchange, POWER: power}
        _count_rounds(self.tree)
        self.places = list(_places(self.tree))
        self.has_powers = has_power(self.tree)

    def code(self, *edits: Edit) -> types.CodeType | None:
        """The program with these edits, compiled; None where they make no sense together."""
        news = [new for edit in edits for *_, new in edit.puts]
        powers = self.has_powers or any(map(has_power, news))
        with made(*edits), bounded_powers(self.tree) if powers else contextlib.nullcontext():
            try:
                return compile(self.tree, _FILE, "exec")
            except (SyntaxError, ValueError, TypeError):
                return None

    def run(self, code: types.CodeType) -> Callable:
        """Define the function or class, among copies of the names that the answer knew."""
        space = dict(self.space)
        exec(code, space)
        return space[self.definition.name]


def _exchange(items, i: int, k: int) -> list:
    """A list with two items in each other's place."""
    items = list(items)
    items[i], items[k] = items[k], items[i]
    return items


def _namespace(answer: Callable) -> dict:
    if isinstance(answer, type):
        for method in vars(answer).values():
            if hasattr(method, "__globals__"):
                return dict(method.__globals__)
        return dict(vars(sys.modules[answer.__module__]))
    space = dict(answer.__globals__)
    if answer.__closure__:  # frozen as they are: a copy that is called changes none of them
        for word, cell in zip(answer.__code__.co_freevars, answer.__closure__, strict=True):
            space[word] = cell.cell_contents
    return space


def _with_bounded_numpy(space: dict) -> dict:
    bounded = BoundedNumpy()
    return {word: bounded if value is np else value for word, value in space.items()}


def _count_rounds(tree: ast.Module) -> None:
    for node in list(ast.walk(tree)):
        if isinstance(node, (ast.For, ast.While, *_FUNCTIONS)):
            names = ast.Call(ast.Name("locals", ast.Load()), [], [])
            step = ast.Expr(ast.Call(ast.Name(COUNTER, ast.Load()), [names], []))
            place = 1 if isinstance(node, _FUNCTIONS) and is_docstring(node.body[0]) else 0
            node.body.insert(place, _located(step, node))
        elif isinstance(node, ast.comprehension):
            node.ifs.insert(0, _located(ast.Call(ast.Name(COUNTER, ast.Load()), [], []), node.iter))


def _located(new: ast.AST, old: ast.AST) -> ast.AST:
    for part in ast.walk(new):
        if "lineno" in part._attributes:
            ast.copy_location(part, old)
    return new


def is_docstring(node: ast.AST) -> bool:
    """Whether a statement is a text that nobody reads but people."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def is_counter(node: ast.AST) -> bool:
    """Whether this was put in to count rounds."""
    call = node.value if isinstance(node, ast.Expr) else node
    return (
        isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == COUNTER
    )


def _places(tree: ast.Module) -> Iterator[Place]:
    """Every expression and statement that an edit may look at, the outer ones first."""
    todo = [(tree, (), Scope())]
    while todo:
        node, parents, scope = todo.pop(0)
        if isinstance(node, (*_FUNCTIONS, ast.ClassDef)):
            scope = _scope(node, scope)
        inside = (*parents, node)
        for name, index, child in _children(node):
            if is_docstring(child) or is_counter(child):
                continue
            if isinstance(child, (ast.expr, ast.stmt)):
                yield Place(child, node, name, index, inside, scope)
            todo.append((child, inside, scope))


def _children(node: ast.AST) -> Iterator[tuple[str, int | None, ast.AST]]:
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "bases", "type_params"):
            continue
        if isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, ast.AST):
                    yield name, index, item
        elif isinstance(value, ast.AST):
            yield name, None, value


def _names(node: ast.AST) -> list[ast.Name]:
    return [part for part in ast.walk(node) if isinstance(part, ast.Name)]


def _scope(function: ast.stmt, outer: Scope) -> Scope:
    """What has a name in a function; of a class, the attributes alone."""
    own = []
    if not isinstance(function, ast.ClassDef):
        arguments = function.args
        own = [a.arg for a in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]
    names = {
        part.id: part.lineno
        for part in sorted(_names(function), key=lambda name: -name.lineno)
        if isinstance(part.ctx, ast.Store) and own
    }
    attributes = {
        part.attr
        for part in ast.walk(function)
        if isinstance(part, ast.Attribute)
        and isinstance(part.value, ast.Name)
        and part.value.id == "self"
    }
    parameters = [*outer.parameters, *(name for name in own if name not in ("self", "cls"))]
    looped = {
        part.id
        for loop in ast.walk(function)
        if isinstance(loop, (ast.For, ast.While))
        for part in ast.walk(loop)
        if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)
    }
    return Scope(
        list(dict.fromkeys(parameters)), {**outer.names, **names},
        sorted({*outer.attributes, *attributes}), looped,
    )  # fmt: skip
