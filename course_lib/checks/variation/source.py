"""What stands in a learner's own code: a sentence sends nobody to look for what is not there."""

import ast
from collections import Counter

from course_lib.checks.learner_code import names_in
from course_lib.checks.variation.calls import called
from course_lib.checks.variation.edit import Edit, value_in
from course_lib.checks.variation.operators import SIGNS
from course_lib.checks.variation.program import Program, is_counter

_EXACT = ("operator", "comparison")  # their sentences show the very sign
_LOOKED_AT = (*_EXACT, "sign", "function", "number", "power")
_DONE_BY = {
    "int": {"astype", "//", "round", "floor", "trunc", "rint", "around", "fix", "dtype"},
    "round": {"astype", "//", "int", "floor", "ceil", "rint", "around"},
    "abs": {"absolute", "fabs"}, "mean": {"average", "sum"}, "sum": {"+", "@", "dot"},
    "sqrt": {"**", "norm"}, "exp": {"**"}, "maximum": {"max", "where", "clip", "relu"},
    "+": {"sum", "add"}, "-": {"subtract"}, "*": {"multiply", "/", "@"},
    "/": {"divide", "*", "mean"}, "**": {"square", "power", "pow", "*"},
    "@": {"dot", "matmul", "inner", "einsum"},
}  # fmt: skip


class Source:
    """A learner's code, read and never run; empty where its text is kept nowhere."""

    def __init__(self, text: str = ""):
        self.names = names_in(text)
        try:
            tree = ast.parse(text)
        except (SyntaxError, ValueError):
            tree = ast.Module([], [])
        self.text = ast.unparse(tree)
        self.signs_and_calls = _signs_and_calls(tree)
        self.words = {*self.names, *self.signs_and_calls}
        for part in ast.walk(tree):
            if isinstance(part, ast.Attribute):
                self.words.add(part.attr)
            elif isinstance(part, ast.keyword) and part.arg:
                self.words.add(part.arg)

    def has_what_is_said(self, edit: Edit, program: Program) -> bool:
        """Whether the operator, function or sign that an edit's sentence shows stands in it.

        Where there is no text, nobody can tell.
        """
        if not self.text or edit.kind not in _LOOKED_AT:
            return True
        before, after = Counter(), Counter()
        for holder, name, index, new in edit.puts:
            old = value_in(holder, name, index)
            before += _signs_and_calls(old)
            after += _signs_and_calls(new)
            if edit.kind == "sign" and isinstance(new, ast.UnaryOp) and not self._has(old):
                return False
        more, less = after - before, before - after
        if edit.kind == "function" and not more:
            return all(word in self.words for word in less)
        if edit.kind == "function" and less:  # one more than stands there rightly
            everywhere = _signs_and_calls(program.tree)
            return all(self.signs_and_calls[w] >= everywhere[w] + more[w] for w in more)
        exact = edit.kind in _EXACT
        return all(
            word in self.words or (not exact and self.words & _DONE_BY.get(word, set()))
            for word in more
        )

    def _has(self, node: ast.AST) -> bool:
        return isinstance(node, ast.Name) or ast.unparse(node) in self.text


def _signs_and_calls(tree) -> Counter:
    found = Counter()
    for node in tree if isinstance(tree, list) else [tree]:
        for part in ast.walk(node) if isinstance(node, ast.AST) else ():
            if isinstance(part, ast.Call) and not is_counter(part):
                found[called(part)] += 1
            elif isinstance(part, ast.USub):
                found["-"] += 1
            elif type(part) in SIGNS:
                found[SIGNS[type(part)]] += 1
    return found
