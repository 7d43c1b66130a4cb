"""How a sentence names the place of an edit, and what stands there."""

import ast

from course_lib.checks.variation.edit import Place


def in_place_of(new: ast.AST, old: ast.AST, otherwise: str = ""):
    """A clause that names both pieces, where both may be named; else another, or none."""

    def clause(words) -> str:
        both = words.known(new), words.known(old)
        if all(both):
            return f"{both[0]} stands where {both[1]} belongs"
        return words.vaguely(otherwise) if otherwise else words.nothing()

    return clause


def where(words, place: Place) -> str:
    """Name the expression around a place, if it is one that may be named."""
    around = place.parents[-1]
    if not isinstance(around, ast.expr) or isinstance(around, (ast.Tuple, ast.List)):
        return ""
    text = words.known(around)
    return f", in {text}" if text else ""


def what(words, place: Place) -> str:
    """Name what stands in a place: as code, or as what is returned."""
    text, holder = words.known(place.node), place.holder
    if not text and isinstance(holder, ast.Return):
        return words.vaguely("what is returned")  # patterns.py may see more in it
    several = isinstance(holder, (ast.Tuple, ast.List)) and len(place.parents) > 1
    if not text and several and isinstance(place.parents[-2], ast.Return):
        return f"result {place.index + 1} of {len(holder.elts)}"
    return text or words.nothing()
