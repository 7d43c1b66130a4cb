"""Which code may be run again with changes in it: that which computes and does nothing else."""

import ast
import builtins
import inspect
import types
from collections.abc import Callable

import numpy as np

from course_lib.checks.learner_code import source_of
from course_lib.checks.run import fresh

_STATEMENTS = (
    ast.Import, ast.ImportFrom, ast.Global, ast.Nonlocal, ast.Try, ast.TryStar, ast.With,
    ast.AsyncWith, ast.AsyncFor, ast.AsyncFunctionDef, ast.Await, ast.Yield, ast.YieldFrom,
    ast.Delete,
)  # fmt: skip
_BUILTINS = {
    *("abs", "all", "any", "bool", "dict", "divmod", "enumerate", "filter", "float", "int"),
    *("isinstance", "len", "list", "map", "max", "min", "object", "pow", "print", "range"),
    *("reversed", "round", "set", "sorted", "str", "sum", "super", "tuple", "type", "zip"),
    *("True", "False", "None", "ValueError", "TypeError", "KeyError", "IndexError"),
    *("NotImplementedError", "ZeroDivisionError"),
}
_FILES = {
    *("save", "savez", "savez_compressed", "savetxt", "load", "loadtxt", "fromfile", "tofile"),
    *("memmap", "genfromtxt", "DataSource", "ctypeslib", "f2py", "testing", "seterr", "dump"),
    *("seterrcall", "setbufsize", "set_printoptions", "lib", "core", "ctypes", "setflags"),
}
_TRUSTED = ("numpy", "math", "course_lib")
_PLAIN = (int, float, complex, str, bool, type(None), np.generic)


def may_be_run_again(answer: Callable) -> bool:
    """Whether an answer only computes: no files, no modules, nothing kept from call to call."""
    return _is_harmless(answer, set())


def _is_harmless(answer: Callable, seen: set[int]) -> bool:
    if id(answer) in seen:
        return True
    seen.add(id(answer))
    try:
        tree = ast.parse(source_of(answer))
    except SyntaxError:
        return False
    if len(tree.body) != 1 or getattr(answer, "__closure__", None):
        return False
    definition = tree.body[0]
    if not isinstance(definition, (ast.FunctionDef, ast.ClassDef)) or not _is_plain(definition):
        return False
    space = _globals(answer)
    own = {definition.name} | _own_names(tree)
    return all(_is_allowed(part, own, space, seen) for part in ast.walk(tree))


def _is_plain(definition: ast.stmt) -> bool:
    """No decorators, no base classes, no default that could be changed, no state on the class."""
    for part in ast.walk(definition):
        if getattr(part, "decorator_list", None):
            return False
        if isinstance(part, ast.ClassDef) and (part.bases or part.keywords):
            return False
        if isinstance(part, ast.arguments):
            defaults = [d for d in (*part.defaults, *part.kw_defaults) if d is not None]
            if not all(isinstance(d, (ast.Constant, ast.UnaryOp)) for d in defaults):
                return False
    return True


def _own_names(tree: ast.Module) -> set[str]:
    """Names that the code itself gives a value."""
    stored = {
        part.id for part in ast.walk(tree)
        if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)
    }  # fmt: skip
    arguments = {part.arg for part in ast.walk(tree) if isinstance(part, ast.arg)}
    inner = {
        part.name for part in ast.walk(tree) if isinstance(part, (ast.FunctionDef, ast.ClassDef))
    }
    return stored | arguments | inner


def _is_allowed(part: ast.AST, own: set[str], space: dict, seen: set[int]) -> bool:
    if isinstance(part, _STATEMENTS):
        return False
    if isinstance(part, ast.Attribute):
        hidden = part.attr.startswith("_") and not part.attr.startswith("__init")
        return part.attr not in _FILES and not hidden
    if not isinstance(part, ast.Name) or part.id in own:
        return True
    if part.id not in space:
        return part.id in _BUILTINS or not hasattr(builtins, part.id)  # a name that is nowhere
    return _is_harmless_value(space[part.id], seen)


def _is_harmless_value(value, seen: set[int]) -> bool:
    if isinstance(value, types.ModuleType):
        return value.__name__ in ("numpy", "math")
    if isinstance(value, _PLAIN) or type(value) in (np.ndarray, list, tuple, dict):
        return True  # mutable ones are copied: ``copied_globals``
    library = (getattr(value, "__module__", None) or "").split(".")[0]
    if library in _TRUSTED and callable(value):
        return True
    return inspect.isfunction(value) and _holds_no_state(value) and _is_harmless(value, seen)


def _holds_no_state(function: Callable) -> bool:
    """Whether a function that is called along the way can change no list or array."""
    space = function.__globals__
    held = [space.get(word) for word in function.__code__.co_names]
    return not any(type(value) in (np.ndarray, list, dict) for value in held)


def _globals(answer: Callable) -> dict:
    if isinstance(answer, type):
        for method in vars(answer).values():
            if inspect.isfunction(method):
                return method.__globals__
        return {}
    return answer.__globals__


def copied_globals(space: dict, definition: ast.AST) -> dict:
    """A learner's names, with copies of what this definition could change of them.

    A notebook's other names hold its outputs, widgets and data, which are left as they are.
    """
    read = {part.id for part in ast.walk(definition) if isinstance(part, ast.Name)}
    mutable = (np.ndarray, list, tuple, dict)
    return {
        word: fresh(value) if word in read and type(value) in mutable else value
        for word, value in space.items()
    }
