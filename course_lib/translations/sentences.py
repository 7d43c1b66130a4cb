"""Finds the sentences of a module that a learner reads.

A *sentence* is a text with a space between words. Shape tells it from a name, a key or a line of
CSS, and so does its place: what is compared, looked up, or a pattern (an r"..." string) is for the
machine. Of an exercise, its docstring and what its decorators say are read, and its code is not.
A word that stands alone is a sentence where texts stand: ``label="epoch"``, ``set_title("loss")``.
What neither tells is written down in ``rules.py``.

What is read in one place of an exercise's module, as an option of a question, is replaced wherever
the module names it, as a key or in a comparison too.

An f-string becomes a template: f"That is {value:.2f}" is the sentence "That is {value:.2f}". A
translation may move its placeholders, or leave one out.
"""

import ast
import re
from inspect import cleandoc
from typing import NamedTuple

from course_lib.translations.rules import (
    DECLARED,
    DECLARES,
    FOLDERS,
    FORMS,
    KEYS,
    MACHINE_CALLS,
    MACHINE_KEYWORDS,
    NOT_READ,
    READ_TOO,
    SHOWN_BY_CALL,
    SHOWN_BY_KEYWORD,
    WORDS,
)

_TAG = re.compile(r"<[^<>]*>?")
_CSS = re.compile(r"\s*[\w-]+\s*:[^.?!]*;|.*var\(--|.*\bmargin:", re.S)
_CODE = re.compile(
    r".*\b_it_\b|\s*(import|from|def|class|SELECT|WHERE|ORDER|CREATE|INSERT|PRAGMA) "
)
_WORD = re.compile(r"[^\W\d_]{2,}")


class Sentence(NamedTuple):
    """A text that is read: what translators see of it, and where it stands in a syntax tree."""

    text: str
    node: ast.expr
    placeholders: dict[str, ast.FormattedValue]

    @property
    def line(self) -> int:
        """Where it begins, counted from 1."""
        return self.node.lineno


def sentences(source: str, module: str) -> list[Sentence]:
    """The sentences of a module's source; ``module`` is its path inside ``course_lib``.

    >>> [found.text for found in sentences('f"That is {value:.2f}."', "checks/example.py")]
    ['That is {value:.2f}.']
    """
    return of_tree(ast.parse(source), source, module)


def of_tree(tree: ast.Module, source: str, module: str) -> list[Sentence]:
    """The same, of a source that is parsed already: they stand in this very tree."""
    if module in NOT_READ or not (module.partition("/")[0] in FOLDERS or module in READ_TOO):
        return []
    finder = _Finder(source, module)
    finder.visit(tree)
    if not module.startswith("exercises/"):
        return finder.found
    read = {found.text for found in finder.found}
    again = [Sentence(node.value, node, {}) for node in finder.named if node.value in read]
    return [*finder.found, *again]


def is_sentence(text: str) -> bool:
    """Whether a text has the shape of one.

    >>> [is_sentence(text) for text in ("Add b once.", "upper_left", "<p style='a: b'>", "a: b;")]
    [True, False, False, False]
    """
    if text in KEYS or _CSS.match(text) or _CODE.match(text):
        return False
    bare = _TAG.sub("", text)
    return " " in bare and _WORD.search(bare) is not None


class _Finder(ast.NodeVisitor):
    """Walks a module, and leaves out what is for the machine."""

    def __init__(self, source: str, module: str):
        self.found: list[Sentence] = []
        self.named: list[ast.Constant] = []  # what is for the machine, unless it is read elsewhere
        self._forms: set[str] = set()
        self._lines = source.splitlines()
        self._words = WORDS.get(module, frozenset())
        self._exercises = module.startswith("exercises/")
        self._alone = False  # whether a single word is read here

    # ------------------------------------------------------------------ what is read

    def visit_Constant(self, node):
        if not isinstance(node.value, str) or self._is_pattern(node):
            return
        text = node.value
        if is_sentence(text) or text in self._words or (self._alone and _WORD.search(text)):
            self.found.append(Sentence(text, node, {}))
        else:
            self.named.append(node)

    def visit_JoinedStr(self, node):
        text, bare, placeholders = "", "", {}
        for part in node.values:
            if isinstance(part, ast.Constant):
                text += part.value.replace("{", "{{").replace("}", "}}")
                bare += part.value
            else:
                name = _name(part)
                placeholders[name] = part
                text += f"{{{name}}}"
                bare += "0"
        if text not in KEYS and is_sentence(bare) and not self._is_pattern(node):
            self.found.append(Sentence(text, node, placeholders))
        for part in placeholders.values():
            self._visit_at(part.value, alone=False)

    # ------------------------------------------------------------------ what is for the machine

    def visit_Module(self, node):
        self._visit_body(node)

    def visit_ClassDef(self, node):
        for decorator in node.decorator_list:
            self.visit(decorator)
        if self._declared(node):
            return
        enum = any("Enum" in ast.unparse(base) for base in node.bases)
        self._visit_body(node, ast.FunctionDef if enum else ast.stmt)

    def visit_FunctionDef(self, node):
        for decorator in node.decorator_list:
            self.visit(decorator)
        words, self._words = self._words, frozenset()  # a default is a name, as "sigmoid" is
        arguments = [*node.args.posonlyargs, *node.args.args][-len(node.args.defaults) :]
        pairs = [
            *zip(arguments, node.args.defaults, strict=False),
            *zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True),
        ]
        for argument, default in pairs:
            if default is not None:
                self._visit_at(default, alone=argument.arg in SHOWN_BY_KEYWORD)
        self._words = words
        if not self._declared(node):
            self._visit_body(node)

    def visit_AnnAssign(self, node):
        if node.value is not None:
            self.visit(node.value)

    def visit_Assign(self, node):
        names = {target.id for target in node.targets if isinstance(target, ast.Name)}
        if isinstance(node.value, ast.Call) and _tail(node.value.func) in FORMS:
            self._forms |= names
        if not any(name.startswith("__") for name in names):
            self.visit(node.value)

    def visit_Compare(self, node):
        for part in (node.left, *node.comparators):
            if isinstance(part, ast.Constant | ast.Tuple | ast.Set | ast.List | ast.JoinedStr):
                self._name(part)
            else:
                self.visit(part)

    def visit_Subscript(self, node):
        self.visit(node.value)
        if isinstance(node.slice, ast.Constant):
            self._name(node.slice)
        else:
            self.visit(node.slice)

    def visit_Dict(self, node):
        for key, value in zip(node.keys, node.values, strict=True):
            self._name(key)
            self.visit(value)

    def visit_match_case(self, node):
        for part in node.body:
            self.visit(part)

    def visit_Call(self, node):
        called = _tail(node.func)
        self.visit(node.func)
        if called in MACHINE_CALLS and isinstance(node.func, ast.Attribute | ast.Name):
            for part in node.args:
                if isinstance(part, ast.Constant | ast.JoinedStr):
                    self._name(part)
                else:
                    self.visit(part)
        else:
            for place, part in enumerate(node.args):
                if not place and called == "Slider":
                    self._name(part)  # what it is called in code
                else:
                    self._visit_at(part, alone=called in SHOWN_BY_CALL)
        for keyword in node.keywords:
            if called == "question" and keyword.arg in ("options", "answer"):
                self._visit_options(keyword.value)
            elif keyword.arg not in MACHINE_KEYWORDS:
                self._visit_at(keyword.value, alone=keyword.arg in SHOWN_BY_KEYWORD)

    # ------------------------------------------------------------------ helpers

    def _visit_at(self, node, alone: bool):
        before, self._alone = self._alone, alone
        self.visit(node)
        self._alone = before

    def _visit_options(self, node):
        """What is chosen from: here keys are read as well."""
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                self._visit_at(key, alone=True)
                self.visit(value)
        else:
            self._visit_at(node, alone=True)

    def _visit_body(self, node, kind=ast.stmt):
        has_docstring = ast.get_docstring(node, clean=False) is not None
        for part in node.body[has_docstring:]:
            if isinstance(part, kind):
                self.visit(part)

    def _name(self, *parts: ast.AST | None):
        """Note texts that are for the machine; they may name what is read elsewhere."""
        for part in filter(None, parts):
            texts = (one for one in ast.walk(part) if isinstance(one, ast.Constant))
            self.named += [one for one in texts if isinstance(one.value, str)]

    def _declared(self, node) -> bool:
        """Whether this is an exercise's code; what is read of it, its docstring, is taken here."""
        if not self._exercises:
            return False
        declaring = [d.func if isinstance(d, ast.Call) else d for d in node.decorator_list]
        if any(ast.unparse(one).partition(".")[0] in self._forms for one in declaring):
            self._name(*node.body)  # a form's mistake compares options with each other
        known = list(map(_tail, declaring))
        if {"through", *DECLARES} & set(known) and ast.get_docstring(node):
            literal = node.body[0].value
            self.found.append(Sentence(cleandoc(literal.value), literal, {}))
        return bool((DECLARES | DECLARED) & set(known))

    def _is_pattern(self, node) -> bool:
        """Whether it is written as r"...": before its quote, counted in bytes, stands an r."""
        begins = self._lines[node.lineno - 1].encode()[node.col_offset :][:3].lower()
        return re.match(rb"r|[fb]r", begins) is not None


def _name(part: ast.FormattedValue) -> str:
    """What a placeholder is called: its source, with its format.

    An f-string inside has no one way to be written, and Pythons differ in theirs.
    """
    inner = any(isinstance(inside, ast.JoinedStr) for inside in ast.walk(part.value))
    text = "text" if inner else ast.unparse(part.value)
    conversion = f"!{chr(part.conversion)}" if part.conversion != -1 else ""
    spec = "".join(
        piece.value if isinstance(piece, ast.Constant) else f"{{{ast.unparse(piece.value)}}}"
        for piece in (part.format_spec.values if part.format_spec else ())
    )
    return text + conversion + (f":{spec}" if spec else "")


def _tail(node: ast.expr) -> str:
    """The last name of what is called: ``set_title`` of ``ax.set_title``."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
