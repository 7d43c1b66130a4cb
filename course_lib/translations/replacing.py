"""Puts the sentences of another language into a module's syntax tree."""

import ast
import re
from collections.abc import Iterator

from course_lib.translations.catalogue import Catalogue
from course_lib.translations.rules import NOT_REPLACED
from course_lib.translations.sentences import of_tree


def translated(source: str, module: str, catalogue: Catalogue) -> ast.Module:
    """A module's syntax tree with a catalogue's sentences in it."""
    tree = ast.parse(source)
    if module in NOT_REPLACED:
        return tree
    new = {}
    for sentence in of_tree(tree, source, module):
        said = catalogue.sentence(sentence.text)
        if said != sentence.text:
            new[sentence.node] = said, sentence.placeholders
    return ast.fix_missing_locations(_Replacing(new).visit(tree))


def pieces(template: str, placeholders: dict[str, object]) -> Iterator[tuple[str, bool]]:
    """A template's texts and placeholders in their order; True marks a placeholder.

    >>> list(pieces("{n} of {m}: {{}}", {"n": None, "m": None}))
    [('n', True), (' of ', False), ('m', True), (': {}', False)]
    """
    names = sorted(placeholders, key=len, reverse=True)
    ways = "|".join(re.escape(f"{{{name}}}") for name in names)
    parts = re.split(f"({ways})", template) if names else [template]
    for place, part in enumerate(parts):
        if place % 2:
            yield part[1:-1], True
        elif part:
            yield part.replace("{{", "{").replace("}}", "}"), False


class _Replacing(ast.NodeTransformer):
    """Puts texts in the places of nodes."""

    def __init__(self, new: dict):
        self._new = new

    def visit_Constant(self, node):
        if node not in self._new:
            return node
        return ast.copy_location(ast.Constant(self._new[node][0]), node)

    def visit_JoinedStr(self, node):
        self.generic_visit(node)  # a placeholder may hold sentences of its own
        if node not in self._new:
            return node
        said, placeholders = self._new[node]
        values = [
            placeholders[text] if is_placeholder else ast.Constant(text)
            for text, is_placeholder in pieces(said, placeholders)
        ]
        return ast.copy_location(ast.JoinedStr(values), node)
