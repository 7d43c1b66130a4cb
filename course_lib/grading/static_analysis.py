"""Look at an answer's text without running it: was it written, and by whom?

What is found here never raises a score. It tells *not attempted* from *wrong*, and points out to
the instructor an answer that uses a library where its own code was asked for.
"""

import ast
import builtins
import importlib
import itertools
import re
import unicodedata
import warnings
from collections.abc import Collection, Sequence
from functools import cache, cached_property

from course_lib.checks import Exercise
from course_lib.checks.learner_code import is_unwritten, placeholders
from course_lib.grading.names_in_code import bound, by_name, changed, taken_from_outside

_LIBRARIES = ("course_lib", "scipy", "sklearn", "keras", "tensorflow", "torch", "jax", "autograd")
_LIBRARY_IN_TEXT = re.compile(rf"\b(?:{'|'.join(_LIBRARIES)})\b(?:\.\w+)*")
_CHECKS = ("course_lib.checks", "course_lib.exercises")
_BUILTINS = frozenset(dir(builtins))
MOST_MARKS = 100  # on one letter; Unicode's own limit for text to be exchanged is 30


class ParsedNotebook:
    """The parsed cells of one submission."""

    def __init__(self, cells: Sequence[str]):
        parsed = [(cell, tree) for cell in cells if (tree := _parsed(cell)) is not None]
        self.trees = [tree for _, tree in parsed]
        self._cell_of = {id(node): cell for cell, tree in parsed for node in tree.body}
        statements = [node for tree in self.trees for node in tree.body]
        self.definitions = {name: node for node in statements for name in _defined(node)}
        self._binding = by_name(statements, bound)
        self._changing = by_name(statements, changed)

    def source_of(self, statement: ast.stmt) -> str:
        """A statement's lines as they were written, comments and all."""
        lines = self._cell_of[id(statement)].split("\n")
        decorators = getattr(statement, "decorator_list", [])
        first = min([statement.lineno, *(one.lineno for one in decorators)])
        return "\n".join(lines[first - 1 : statement.end_lineno])

    def with_helpers(self, name: str, others: Collection[str] = ()) -> list[ast.stmt]:
        """A definition, then those of this notebook that it uses, without those of other names."""
        found, waiting = {}, [name]
        while waiting:
            node = self.definitions.get(waiting.pop())
            if node is not None and id(node) not in found:
                found[id(node)] = node
                waiting += sorted(taken_from_outside(node) - set(others))
        return list(found.values())

    def is_unwritten(self, name: str) -> bool:
        """Whether this definition is still the stub, or holds a ``...`` that waits for code."""
        node = self.definitions.get(name)
        return node is not None and (is_unwritten(node) or bool(placeholders(node)))

    def is_covered_by_stub(self, name: str) -> bool:
        """Whether a stub stands below a written definition, and so takes its place."""
        others = [node for node in self._binding.get(name, ()) if name in _defined(node)]
        return self.is_unwritten(name) and any(
            not is_unwritten(node) and not placeholders(node) for node in others
        )

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

        What the reference uses too is usual: the lesson hands it out. Each statement is looked at
        once, however many names it defines.
        """
        found, seen, looked_at, waiting = set(), set(), set(), [name]
        while waiting:
            current = waiting.pop()
            if current in seen:
                continue
            seen.add(current)
            if current in self._imported:
                found.add(self._imported[current])
            elif current not in self._binding and current not in _BUILTINS:
                found |= self._star_imported(current)
            for node in self._statements_on(current):
                if id(node) not in looked_at and not isinstance(node, ast.Import | ast.ImportFrom):
                    looked_at.add(id(node))
                    found |= set(_imports(node).values()) | self._in_texts(node)
                    waiting += taken_from_outside(node) - usual
        return found

    def _statements_on(self, name: str) -> list[ast.stmt]:
        """The statements that say what a name is: its last definition, and what changes that."""
        if name in self.definitions:
            return [self.definitions[name], *self._changing.get(name, [])]
        return [*self._binding.get(name, []), *self._changing.get(name, [])]

    def _in_texts(self, node: ast.stmt) -> set[str]:
        """Libraries, and names that were imported from one, in a text: as import_module takes."""
        texts = _texts(node)
        libraries = {name for text in texts for name in _LIBRARY_IN_TEXT.findall(text)}
        return libraries | {self._imported[text] for text in texts if text in self._imported}

    def _star_imported(self, name: str) -> set[str]:
        """Where a name that nothing here defines may come from: ``from course_lib import *``."""
        return {f"{module}.{name}" for module in self._stars if _may_export(module, name)}

    @cached_property
    def _stars(self) -> set[str]:
        """The libraries from which everything was imported."""
        found = {full for tree in self.trees for full in _imports(tree).values()}
        return {full.removesuffix(".*") for full in found if full.endswith(".*")}

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
                name = alias.asname or alias.name
                found[name if name != "*" else f"{node.module}.*"] = f"{node.module}.{alias.name}"
    return {
        name: full
        for name, full in found.items()
        if full.split(".")[0] in _LIBRARIES and not full.startswith(_CHECKS)
    }


def _texts(tree: ast.AST) -> set[str]:
    """The texts in a statement's code, short enough for a name; no docstring's."""
    prose = {
        id(part.value)
        for part in ast.walk(tree)
        if isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant)
    }
    return {
        part.value
        for part in ast.walk(tree)
        if isinstance(part, ast.Constant)
        and type(part.value) is str
        and len(part.value) <= 2_000
        and id(part) not in prose
    }


@cache
def _may_export(module: str, name: str) -> bool:
    """Whether ``from module import *`` may give a name. Of our own modules we know."""
    if module.split(".")[0] != "course_lib":
        return True
    try:
        public = importlib.import_module(module)
    except ImportError:
        return False
    return name in getattr(public, "__all__", vars(public))


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
