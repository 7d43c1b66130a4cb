"""Powers for programs that nobody has looked at: no whole number that takes an hour to compute.

A small change can raise what was multiplied: ``2 * n`` becomes ``2 ** n``, and n may have a hundred
digits there.
"""

import ast
import contextlib
from collections.abc import Iterator

from course_lib.checks.variation.edit import set_in, value_in

POWER = "_power_"
_MOST_BITS = 2_000


def power(base, exponent):
    """``base ** exponent``; OverflowError where that is a whole number of very many digits.

    >>> power(3, 4), power(2.0, 0.5) == 2.0**0.5, power(1, 10**100)
    (81, True, 1)
    """
    whole = isinstance(base, int) and isinstance(exponent, int)
    if whole and base not in (-1, 0, 1) and base.bit_length() * exponent > _MOST_BITS:
        raise OverflowError(f"A whole number of more than {_MOST_BITS:,} bits is not tried.")
    return base**exponent


def has_power(new) -> bool:
    """Whether a power stands in a tree, a list of trees, or an operator."""
    trees = new if isinstance(new, list) else [new]
    return any(
        isinstance(part, ast.Pow) for tree in trees if isinstance(tree, ast.AST)
        for part in ast.walk(tree)
    )  # fmt: skip


@contextlib.contextmanager
def bounded_powers(tree: ast.AST) -> Iterator[None]:
    """Each ``a ** b`` and ``a **= b`` in the tree is a call of ``power``, until the block ends."""
    before = []
    try:
        for holder, name, index in reversed(list(_places_of_powers(tree))):  # the inner ones first
            old = value_in(holder, name, index)
            before.append((holder, name, index, old))
            set_in(holder, name, index, _call(old))
        yield
    finally:
        for put in reversed(before):
            set_in(*put)


def _places_of_powers(tree: ast.AST) -> Iterator[tuple[ast.AST, str, int | None]]:
    for holder in ast.walk(tree):
        for name, value in ast.iter_fields(holder):
            for index, item in enumerate(value) if isinstance(value, list) else [(None, value)]:
                if isinstance(item, (ast.BinOp, ast.AugAssign)) and isinstance(item.op, ast.Pow):
                    yield holder, name, index


def _call(old: ast.BinOp | ast.AugAssign) -> ast.expr | ast.stmt:
    def located(node):
        return ast.copy_location(node, old)

    function = located(ast.Name(POWER, ast.Load()))
    if isinstance(old, ast.BinOp):
        return located(ast.Call(function, [old.left, old.right], []))
    if not isinstance(old.target, ast.Name):
        return old
    read = located(ast.Name(old.target.id, ast.Load()))
    return located(ast.Assign([old.target], located(ast.Call(function, [read, old.value], []))))
