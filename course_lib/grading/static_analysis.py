"""Look at an answer's text without running it: was it written, and by whom?

What is found here never raises a score. It tells *not attempted* from *wrong*, and points out to
the instructor an answer that uses a library where its own code was asked for.
"""

import ast
import itertools
import unicodedata
import warnings
from collections.abc import Sequence
from functools import cache, cached_property

from course_lib.checks import Exercise
from course_lib.checks.learner_code import is_unwritten, placeholders

_LIBRARIES = ("course_lib", "scipy", "sklearn", "keras", "tensorflow", "torch", "jax", "autograd")
MOST_MARKS = 100  # on one letter; Unicode's own limit for text to be exchanged is 30


class ParsedNotebook:
    """The parsed cells of one submission."""

    def __init__(self, cells: Sequence[str]):
        self.trees = [tree for cell in cells if (tree := _parsed(cell)) is not None]
        self.definitions = {
            name: node for tree in self.trees for node in tree.body for name in _defined(node)
        }

    def is_unwritten(self, name: str) -> bool:
        """Whether this definition is still the stub, or holds a ``...`` that waits for code."""
        node = self.definitions.get(name)
        return node is not None and (is_unwritten(node) or bool(placeholders(node)))

    def library_use(self, exercise: Exercise) -> str:
        """What of a library an answer uses, and the reference does not; empty where nothing."""
        usual = _names_in_solution(exercise)
        found = sorted(self._library_names(exercise.name, usual))
        if not found:
            return ""
        named = ", ".join(name if len(name) <= 60 else f"{name[:60]}…" for name in found[:6])
        more = f" and {len(found) - 6:,} more" if len(found) > 6 else ""
        return f"The answer to {exercise.name} uses {named}{more}. Look at it: was that asked?"

    def _library_names(self, name: str, usual: frozenset[str]) -> set[str]:
        """Dotted names of libraries in a definition, and in those of the notebook that it uses.

        What the reference uses too is usual: the lesson hands it out.
        """
        imported = self._imported
        found, seen, looked_at, waiting = set(), set(), set(), [name]
        while waiting:
            current = waiting.pop()
            if current in seen:
                continue
            seen.add(current)
            if current in self.definitions:
                node = self.definitions[current]
                if id(node) in looked_at:  # one statement may define thousands of names
                    continue
                looked_at.add(id(node))
                found |= set(_imports(node).values())
                waiting += _free_names(node) - usual
            elif current in imported:
                found.add(imported[current])
        return found

    @cached_property
    def _imported(self) -> dict[str, str]:
        """Names that come from a library, with what they are: ``{"Neuron": "course_lib.Neuron"}``.

        Checks are none: the line that checks an answer is no part of it.
        """
        found = {}
        for tree in self.trees:
            found |= _imports(tree)
        return found


@cache
def _names_in_solution(exercise: Exercise) -> frozenset[str]:
    """All names in an exercise's own solution; a class asks for the same one again and again."""
    return frozenset(_names(ast.parse(exercise.solution_source())))


def _defined(node: ast.stmt) -> list[str]:
    """The names that a statement gives something to: a function, a class, a value."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return [node.name]
    if isinstance(node, ast.Assign):
        return [target.id for target in node.targets if isinstance(target, ast.Name)]
    return []


def _imports(tree: ast.AST) -> dict[str, str]:
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                found[alias.asname or alias.name.split(".")[0]] = alias.name
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                found[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return {
        name: full
        for name, full in found.items()
        if full.split(".")[0] in _LIBRARIES and not full.startswith("course_lib.checks")
    }


def _free_names(tree: ast.AST) -> set[str]:
    """Names that a definition takes from outside: neither its inputs nor given a value in it."""
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    loaded = {node.id for node in names if isinstance(node.ctx, ast.Load)}
    if isinstance(tree, ast.Assign):
        return loaded
    given = {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    return loaded - given - {node.id for node in names if not isinstance(node.ctx, ast.Load)}


def _names(tree: ast.AST) -> set[str]:
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return names | {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


def _has_endless_name(cell: str) -> bool:
    """Whether so many marks stand on one letter that to put them in order takes quadratic time."""
    if cell.isascii():
        return False
    runs = itertools.groupby(cell, key=unicodedata.combining)
    in_a_row = 0
    for mark, run in runs:
        in_a_row = in_a_row + len(list(run)) if mark else 0
        if in_a_row > MOST_MARKS:
            return True
    return False


def _parsed(cell: str) -> ast.Module | None:
    """A cell's Python; lines that only IPython understands are passed over.

    A cell that Python would take minutes to parse is passed over whole: what is found here is a
    remark, and no reason to lose points.
    """
    if _has_endless_name(cell):
        return None
    lines = [
        "pass" if line.startswith(("%", "!")) else line
        for line in cell.replace("\0", "").split("\n")
    ]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a backslash in somebody's text
            return ast.parse("\n".join(lines))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
