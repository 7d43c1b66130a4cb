"""What a sentence may name: the parts of a reference that its learners know."""

import ast
import builtins
import copy
import re

from course_lib.checks.variation.edit import Place
from course_lib.checks.variation.program import Program

_LONGEST = 34
_PLAIN = ("np", "math", "self", "i", "j", "k")


class Words:
    """Names pieces of a program, where a learner knows all that stands in them.

    Known are the exercise's inputs, what its author says in `backticks`, and what NumPy and Python
    have. Another local name is written as what it stands for, if that is short.
    """

    def __init__(self, program: Program, told: set[str]):
        self.names = {*program.places[0].scope.parameters, *told}
        for place in program.places:
            if not is_nested(place):
                self.names.update(place.scope.parameters)
        self.own = _own_names(program)
        self.space = program.space
        self.meanings = _meanings(program)
        self.wholes = _wholes(program)
        self.is_vague = self.is_empty = False
        self.most = _size(program.definition) // 2

    def also(self, written: frozenset[str]) -> "Words":
        """The same words, where the learner's own code has these names too."""
        other = copy.copy(self)
        other.names = self.names | written
        other.is_vague = other.is_empty = False
        return other

    def __call__(self, node: ast.AST, otherwise: str) -> str:
        """The piece as code, or the words that stand for it."""
        return self.known(node) or self.vaguely(otherwise)

    def vaguely(self, clause: str) -> str:
        """Words that stand for a piece which has no name; it is noted that they were needed."""
        self.is_vague = True
        return clause

    def nothing(self) -> str:
        """For what cannot be said without names: it is noted, and nothing will be said."""
        self.is_empty = self.is_vague = True
        return ""

    def known(self, node: ast.AST | None) -> str:
        """The piece as code; empty where it would tell too much, or nothing."""
        unsaid = node is None or isinstance(node, ast.Starred) or self.is_all(node)
        if unsaid or _size(node) > max(3, self.most):
            return ""
        text = self._text(node, 2)
        return f"`{text}`" if text and len(text) <= _LONGEST and "\n" not in text else ""

    def is_known(self, node: ast.AST) -> bool:
        """Whether every name in it may be said."""
        return all(self.is_name(part.id) for part in ast.walk(node) if isinstance(part, ast.Name))

    def is_all(self, node: ast.AST) -> bool:
        """Whether this is the whole answer, or as good as that."""
        return any(node is whole for whole in self.wholes)

    def is_name(self, word: str) -> bool:
        """Whether a learner knows this name."""
        if word in self.names or hasattr(builtins, word) or word in _PLAIN:
            return True
        return not word.startswith("_") and callable(self.space.get(word))

    def shows_hidden(self, clause: str) -> bool:
        """Whether a clause has a name in it, between backticks, that no learner knows."""
        pieces = re.findall(r"`([^`]+)`", clause)
        words = {
            word for piece in pieces for word in re.findall(r"(?<![.\w'\"])[A-Za-z_]\w*", piece)
        }
        return any(word in self.own and not self.is_name(word) for word in words)

    def _text(self, node: ast.AST, depth: int) -> str:
        words = [part.id for part in ast.walk(node) if isinstance(part, ast.Name)]
        hidden = [word for word in words if not self.is_name(word)]
        if not hidden:
            return ast.unparse(node)
        if depth == 0 or not all(word in self.meanings for word in hidden):
            return ""
        written = _Written({word: self.meanings[word] for word in hidden}).visit(_copy(node))
        return self._text(written, depth - 1)


class _Written(ast.NodeTransformer):
    def __init__(self, meanings):
        self.meanings = meanings

    def visit_Name(self, node):
        return self.meanings.get(node.id, node)


def is_nested(place: Place) -> bool:
    """Whether it stands in a function that stands in another one, which no learner sees."""
    return sum(isinstance(part, ast.FunctionDef) for part in place.parents) > 1


def _own_names(program: Program) -> set[str]:
    """What has a name in the program alone: its variables, and functions inside functions."""
    found = set()
    for place in program.places:
        match place.node:
            case ast.Name(id=word, ctx=ast.Store()):
                found.add(word)
            case ast.FunctionDef(name=word) if not isinstance(place.holder, ast.ClassDef):
                found.add(word)
        if is_nested(place):
            found.update(place.scope.parameters)
    return found - {program.definition.name}


def _size(node: ast.AST) -> int:
    return sum(isinstance(part, (ast.expr, ast.operator)) for part in ast.walk(node))


def _copy(node: ast.AST) -> ast.AST:
    return copy.deepcopy(node)


def _meanings(program: Program) -> dict[str, ast.expr]:
    """What a local name stands for, if it is given one value, once and outside of loops."""
    found, often = {}, set()
    for place in program.places:
        if isinstance(place.node, ast.Name) and isinstance(place.node.ctx, ast.Store):
            word = place.node.id
            plain = isinstance(place.holder, ast.Assign) and place.loop is None
            if word in found or not plain:
                often.add(word)
            elif plain:
                found[word] = place.holder.value
    return {word: value for word, value in found.items() if word not in often}


def _wholes(program: Program) -> list[ast.AST]:
    """The expression that is all there is to an answer of one line."""
    returned = [p.node for p in program.places if isinstance(p.holder, ast.Return)]
    others = [p for p in program.places if isinstance(p.node, (ast.Assign, ast.AugAssign, ast.For))]
    return returned if not others else []


def told_names(exercise) -> set[str]:
    """Names that an exercise's author puts before its learners, between backticks."""
    said = [
        exercise.task,
        exercise.reason,
        *exercise.tiers,
        *(m.message for m in exercise.mistakes),
    ]
    pieces = re.findall(r"`([^`]+)`", " ".join(said))
    return {word for piece in pieces for word in re.findall(r"[A-Za-z_]\w*", piece)} | {
        exercise.name
    }
