"""Read what the learner wrote: its source, whether it is still the stub, where it failed.

In a notebook, code lives in no file. IPython keeps each cell's text in ``linecache`` under a
made-up file name; a function's code object carries that name, and a class carries none, so that
its methods have to tell.
"""

import ast
import dis
import inspect
import linecache
import os
import textwrap
import traceback
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Raised:
    """An exception as data: its type's name, its message, and the learner's own line."""

    kind: str
    message: str = ""
    line: int | None = None
    text: str = ""
    where: str = ""
    kinds: tuple[str, ...] = ()
    name: str = ""


def describe_error(exception: BaseException, function: object) -> Raised:
    """Say which line of the learner's own code raised; frames of other people's code are passed by.

    ``where`` is the function that the line stands in, ``kinds`` the exception's type and all that
    it inherits from, ``name`` the missing name of a NameError or an AttributeError.
    """
    line, text, where = None, "", ""
    home = _file_of(function)
    for frame in traceback.extract_tb(exception.__traceback__):
        if frame.filename == home or _is_cell(frame.filename):
            line, text, where = frame.lineno, (frame.line or "").strip(), frame.name
    try:
        message = str(exception)
    except Exception:
        message = "(its message cannot be shown)"
    kinds = tuple(kind.__name__ for kind in type(exception).__mro__)
    name = getattr(exception, "name", None)
    name = name if isinstance(name, str) else ""
    return Raised(kinds[0], message[:500], line, text[:200], where, kinds, name)


def source_of(answer: object) -> str:
    """Give the text of a function or class, as the learner wrote it; empty where none is kept."""
    try:
        if isinstance(answer, type):
            return _class_source(answer)
        return textwrap.dedent(inspect.getsource(answer)).rstrip("\n")
    except (OSError, TypeError, IndentationError, SyntaxError):
        return ""


def names_in(source: str) -> frozenset[str]:
    """The names that a text of code reads or sets; none where it is no code.

    >>> sorted(names_in("h1 = w1 * x1"))
    ['h1', 'w1', 'x1']
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return frozenset()
    return frozenset(part.id for part in ast.walk(tree) if isinstance(part, ast.Name))


def is_stub(answer: object) -> bool:
    """Whether nothing has been written yet: bodies of a docstring, ``pass``, ``...`` and the like.

    >>> def later(x):
    ...     pass
    >>> is_stub(later), is_stub(lambda x: x)
    (True, False)
    """
    tree = _tree(answer)
    return _looks_like_a_stub(answer) if tree is None else is_unwritten(tree)


def is_unwritten(tree: ast.stmt) -> bool:
    """The same question to a definition's text alone, which nobody has run.

    >>> is_unwritten(ast.parse("def later(x): ...").body[0])
    True
    """
    if isinstance(tree, ast.ClassDef):
        methods = [part for part in tree.body if isinstance(part, _FUNCTIONS)]
        others = [part for part in tree.body if not isinstance(part, _FUNCTIONS)]
        return all(_is_empty(part.body) for part in methods) and _is_empty(others)
    return isinstance(tree, _FUNCTIONS) and _is_empty(tree.body)


def placeholder_line(answer: object) -> int | None:
    """The line, counted in the learner's cell, on which a ``...`` still waits for its code."""
    tree = _tree(answer)
    lines = placeholders(tree) if tree is not None else []
    return min(lines) + first_line(answer) - 1 if lines else None


def placeholders(tree: ast.stmt) -> list[int]:
    """The lines, counted in a definition, on which a ``...`` stands in the place of code.

    The three dots of ``x[..., 0]`` or ``Callable[..., float]`` are not one.
    """
    inside_brackets = {
        id(dots)
        for part in ast.walk(tree)
        if isinstance(part, ast.Subscript)
        for dots in ast.walk(part.slice)
    }
    return [
        part.lineno
        for part in ast.walk(tree)
        if isinstance(part, ast.Constant) and part.value is ... and id(part) not in inside_brackets
    ]


_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def _is_empty(body: list[ast.stmt]) -> bool:
    return all(_does_nothing(statement) for statement in body)


def _does_nothing(statement: ast.stmt) -> bool:
    match statement:
        case ast.Pass() | ast.Return(value=None):
            return True
        case ast.Return(value=ast.Constant(value=value)):
            return value is None or value is ...
        case ast.Expr(value=ast.Constant(value=value)):
            return isinstance(value, str) or value is ... or value is None
        case ast.Raise(exc=ast.Name(id=name) | ast.Call(func=ast.Name(id=name))):
            return name == "NotImplementedError"
    return False


def _tree(answer: object) -> ast.stmt | None:
    try:
        return ast.parse(source_of(answer)).body[0]
    except (SyntaxError, IndexError, ValueError):
        return None


def _looks_like_a_stub(answer: object) -> bool:
    """The same question where no source is kept: does the code only load None and return it?"""
    if isinstance(answer, type):
        return all(name.startswith("__") for name in vars(answer)) and not _methods(answer)
    code = getattr(answer, "__code__", None)
    if code is None:
        return False
    idle = {"RESUME", "NOP", "LOAD_CONST", "RETURN_VALUE", "RETURN_CONST", "POP_TOP"}
    parts = list(dis.get_instructions(code))
    loaded = [part.argval for part in parts if part.opname in ("LOAD_CONST", "RETURN_CONST")]
    nothing = all(value is None or value is ... for value in loaded)
    return nothing and all(part.opname in idle for part in parts)


def _class_source(cls: type) -> str:
    """Find a class's text through the file and line of one of its methods."""
    for method in _methods(cls):
        code = method.__code__
        lines = linecache.getlines(code.co_filename)
        for part in ast.walk(ast.parse("".join(lines))):
            if isinstance(part, ast.ClassDef) and part.name == cls.__name__:
                first = min([part.lineno, *(d.lineno for d in part.decorator_list)])
                if first <= code.co_firstlineno <= part.end_lineno:
                    return textwrap.dedent("".join(lines[first - 1 : part.end_lineno])).rstrip()
    text = textwrap.dedent(inspect.getsource(cls)).rstrip("\n")
    # Without a method to go by, inspect may have looked into the file that Python was started with.
    return text if f"class {cls.__name__}" in text.partition(":")[0] else ""


def _methods(cls: type) -> list[Callable]:
    """The functions that the class's own body defines, properties' and static ones too."""
    found = []
    for value in vars(cls).values():
        value = getattr(value, "fget", None) or getattr(value, "__func__", None) or value
        if hasattr(value, "__code__") and value.__qualname__.startswith(cls.__qualname__ + "."):
            found.append(value)
    return found


def _file_of(answer: object) -> str | None:
    parts = _methods(answer) if isinstance(answer, type) else [answer]
    return next((part.__code__.co_filename for part in parts if hasattr(part, "__code__")), None)


def first_line(answer: object) -> int:
    """The line, in its cell or file, on which the answer's text begins."""
    if not isinstance(answer, type):
        return answer.__code__.co_firstlineno
    text = source_of(answer).splitlines()
    methods = _methods(answer)
    if not methods:
        return 1
    lines = [line.strip() for line in linecache.getlines(methods[0].__code__.co_filename)]
    return next(n for n, line in enumerate(lines, start=1) if line == text[0].strip())


def _is_cell(filename: str) -> bool:
    """Code that stands in no file was typed: in a notebook's cell, or at a prompt."""
    made_up = ("<frozen", "<string>", "<__array_function__")
    return not filename.startswith(made_up) and not os.path.exists(filename)
