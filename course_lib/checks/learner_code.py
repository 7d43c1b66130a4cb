"""Read what the learner wrote: its source, whether it is still the stub, where it failed.

In a notebook, code lives in no file. IPython keeps each cell's text in ``linecache`` under a
made-up file name; a function's code object carries that name, and a class carries none, so that
its methods have to tell.
"""

import ast
import dis
import functools
import inspect
import linecache
import os
import sys
import textwrap
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import CodeType

THROUGH = "<through>"  # where the grader's sandbox compiles the check's use of an answer


@dataclass(frozen=True, slots=True)
class Raised:
    """An exception as data: its type's name, its message, and the learner's own line.

    ``use`` is the check's own line, where it was the check's use of an answer that failed.
    """

    kind: str
    message: str = ""
    line: int | None = None
    text: str = ""
    where: str = ""
    kinds: tuple[str, ...] = ()
    name: str = ""
    use: str = ""


def describe_error(exception: BaseException, function: object, through: object = None) -> Raised:
    """Say which line of the learner's own code raised; frames of other people's code are passed by.

    ``where`` is the function that the line stands in, ``kinds`` the exception's type and all that
    it inherits from, ``name`` the missing name of a NameError or an AttributeError. ``through`` is
    the function in which the check uses the answer: if it, or a function that it lends to the
    answer, is nearer to the error than any line of the learner's, its line is ``use``.
    """
    line, text, where, use = None, "", "", ""
    home, ours = _file_of(function), set(_code_objects(getattr(through, "__code__", None)))
    steps = traceback.walk_tb(exception.__traceback__)
    frames = traceback.extract_tb(exception.__traceback__)
    for (step, _), frame in zip(steps, frames, strict=False):
        if step.f_code in ours or frame.filename == THROUGH:
            use = (frame.line or "").strip() or frame.name
        elif frame.filename == home or _is_cell(frame.filename):
            line, text, where, use = frame.lineno, (frame.line or "").strip(), frame.name, ""
    try:
        message = str(exception)
    except Exception:
        message = "(its message cannot be shown)"
    kinds = tuple(kind.__name__ for kind in type(exception).__mro__)
    name = getattr(exception, "name", None)
    name = name if isinstance(name, str) else ""
    return Raised(kinds[0], message[:500], line, text[:200], where, kinds, name, use[:200])


def _code_objects(code: CodeType | None) -> Iterator[CodeType]:
    """A function's code, and that of all functions that are defined in it."""
    if code is not None:
        yield code
        for part in code.co_consts:
            if isinstance(part, CodeType):
                yield from _code_objects(part)


def underlying(answer: object) -> object:
    """The function that somebody wrote, behind a partial, a cache, or an object that is called.

    >>> def weigh(x, w):
    ...     return x * w
    >>> underlying(functools.partial(weigh, w=2)) is weigh
    True
    """
    if isinstance(answer, functools.partial):
        return underlying(answer.func)
    if isinstance(answer, type) or inspect.isfunction(answer):
        return answer
    wrapped = getattr(answer, "__wrapped__", None) or getattr(answer, "pyfunc", None)
    if inspect.isfunction(wrapped):
        return wrapped
    if inspect.isroutine(answer):
        return answer
    method = vars(type(answer)).get("__call__")
    return method if inspect.isfunction(method) else answer


def names_known_to(answer: object) -> dict:
    """The names that the learner's code finds outside of itself: its notebook's."""
    parts = _methods(answer) if isinstance(answer, type) else [underlying(answer)]
    return next((part.__globals__ for part in parts if hasattr(part, "__globals__")), {})


def tree_of(answer: object) -> ast.stmt | None:
    """The learner's definition as a syntax tree; None where no text is kept."""
    try:
        return ast.parse(source_of(answer)).body[0]
    except (SyntaxError, IndexError, ValueError):
        return None


def source_of(answer: object) -> str:
    """Give the text of a function or class, as the learner wrote it; empty where none is kept."""
    try:
        if isinstance(answer, type):
            return _class_source(answer)
        answer = underlying(answer)
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
    tree = tree_of(answer)
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
    tree = tree_of(answer)
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


def _looks_like_a_stub(answer: object) -> bool:
    """The same question where no source is kept: does the code only load None and return it?"""
    if isinstance(answer, type):
        return all(name.startswith("__") for name in vars(answer)) and not _methods(answer)
    code = getattr(underlying(answer), "__code__", None)
    if code is None:
        return False
    idle = {"RESUME", "NOP", "LOAD_CONST", "RETURN_VALUE", "RETURN_CONST", "POP_TOP"}
    parts = list(dis.get_instructions(code))
    loaded = [part.argval for part in parts if part.opname in ("LOAD_CONST", "RETURN_CONST")]
    nothing = all(value is None or value is ... for value in loaded)
    return nothing and all(part.opname in idle for part in parts)


def _class_source(cls: type) -> str:
    """Find a class's text through the file and line of one of its methods."""
    trees = {}
    for method in _methods(cls):
        code = method.__code__
        lines = linecache.getlines(code.co_filename)
        if code.co_filename not in trees:
            trees[code.co_filename] = ast.parse("".join(lines))
        for part in ast.walk(trees[code.co_filename]):
            if isinstance(part, ast.ClassDef) and part.name == cls.__name__:
                first = min([part.lineno, *(d.lineno for d in part.decorator_list)])
                if first <= code.co_firstlineno <= part.end_lineno:
                    return textwrap.dedent("".join(lines[first - 1 : part.end_lineno])).rstrip()
    text = textwrap.dedent(inspect.getsource(cls)).rstrip("\n")
    # Without a method to go by, inspect may have looked into the file that Python was started with.
    return text if f"class {cls.__name__}" in text.partition(":")[0] else ""


def _methods(cls: type) -> list[Callable]:
    """The functions that the class's own body defines, properties' and static ones too.

    Those that a library writes into a class, as ``NamedTuple`` does, stand in the library's file.
    """
    home = getattr(sys.modules.get(cls.__module__), "__file__", None)
    found = []
    for value in vars(cls).values():
        value = getattr(value, "fget", None) or getattr(value, "__func__", None) or value
        code = getattr(value, "__code__", None)
        if code is None or not value.__qualname__.startswith(cls.__qualname__ + "."):
            continue
        if code.co_filename == home or _is_cell(code.co_filename):
            found.append(value)
    return found


def _file_of(answer: object) -> str | None:
    parts = _methods(answer) if isinstance(answer, type) else [underlying(answer)]
    return next((part.__code__.co_filename for part in parts if hasattr(part, "__code__")), None)


def first_line(answer: object) -> int:
    """The line, in its cell or file, on which the answer's text begins."""
    if not isinstance(answer, type):
        return underlying(answer).__code__.co_firstlineno
    text = source_of(answer).splitlines()
    methods = _methods(answer)
    if not methods:
        return 1
    lines = [line.strip() for line in linecache.getlines(methods[0].__code__.co_filename)]
    return next(n for n, line in enumerate(lines, start=1) if line == text[0].strip())


def _is_cell(filename: str) -> bool:
    """Code that stands in no file was typed: in a notebook's cell, or at a prompt."""
    made_up = ("<frozen", "<string>", "<__array_function__", THROUGH)
    return not filename.startswith(made_up) and not os.path.exists(filename)
