"""Small changes to statements: a loop that ends early, a step left out, results exchanged."""

import ast
from collections.abc import Iterator

from course_lib.checks.variation.edit import Edit, Place, name, placed
from course_lib.checks.variation.naming import in_place_of
from course_lib.checks.variation.operators import SIGNS
from course_lib.checks.variation.program import EXCHANGE

_BEFORE = "_before_the_loop_"


def assignments(place: Place) -> Iterator[Edit]:
    """= for +=, -= for +=, a line left out."""
    node = place.node
    match node:
        case ast.AugAssign(target=target, op=op, value=value):
            looped = place.loop is not None
            alone = (
                "each round of the loop overwrites what the rounds before it gave"
                if looped
                else "the new value overwrites the old one instead of changing it"
            )
            new = ast.Assign([target], value)
            yield place.edit("assignment", new, lambda w: alone)
            for kind in (ast.Add, ast.Sub, ast.Mult, ast.Div):
                if not isinstance(op, kind):
                    other = ast.AugAssign(target, kind(), value)
                    yield place.edit(
                        "operator",
                        other,
                        lambda w, kind=kind: (
                            f"`{SIGNS[kind]}=` stands where `{SIGNS[type(op)]}=` belongs"
                        ),
                        f"{SIGNS[type(op)]}= {SIGNS[kind]}=",
                    )
        case ast.Assign(
            targets=[ast.Name() | ast.Attribute() | ast.Subscript() as target], value=value
        ):
            if place.loop is not None:
                for kind, said in (
                    (ast.Add, "is added to what was there"),
                    (ast.Mult, "is multiplied onto what was there"),
                ):
                    more = ast.AugAssign(target, kind(), value)
                    yield place.edit(
                        "assignment",
                        more,
                        lambda w, said=said: (
                            f"{w(value, 'a new value')} {said}, not put in its place"
                        ),
                        rank=1,
                    )
        case ast.Assign(targets=[ast.Tuple(elts=targets)], value=value) if len(targets) == 2:
            turned = ast.Assign([ast.Tuple(targets[::-1], ast.Store())], value)
            yield place.edit("order", turned, lambda w: "two values change places", rank=1)


def lines_left_out(place: Place) -> Iterator[Edit]:
    """A statement that does nothing."""
    if isinstance(place.node, (ast.Assign, ast.AugAssign, ast.Expr)) and place.index is not None:
        node = place.node
        yield place.edit("line", ast.Pass(), lambda w: _left_out(w, node), rank=1)


def _left_out(words, node: ast.stmt) -> str:
    target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
    text = words.known(target) if target is not None else ""
    return f"{text} is left as it was" if text else "one step is left out"


def early_returns(place: Place) -> Iterator[Edit]:
    """`return` inside the loop, or a loop that stops after its first round."""
    node = place.node
    if not isinstance(node, (ast.For, ast.While)) or place.index is None:
        return
    after = getattr(place.holder, place.field)[place.index + 1 :]
    stop = placed(ast.Break(), node.body[-1])
    returned = after[0] if after and isinstance(after[0], ast.Return) else stop
    put = (node, "body", None, [*node.body, returned])
    yield Edit("loop", (put,), node.lineno, lambda w: "the loop ends after its first round")


def late_returns(place: Place) -> Iterator[Edit]:
    """A `return` that ends a loop's body, after the loop instead."""
    node = place.node
    if not isinstance(node, (ast.For, ast.While)) or place.index is None:
        return
    last = node.body[-1]
    if isinstance(last, ast.Return) and len(node.body) > 1:
        around = list(getattr(place.holder, place.field))
        around.insert(place.index + 1, last)
        puts = ((node, "body", None, node.body[:-1]), (place.holder, place.field, None, around))
        yield Edit("return", puts, last.lineno, lambda w: "`return` stands after the loop")


def restarts(place: Place) -> Iterator[Edit]:
    """A loop whose rounds all begin from what was there before it, or that sets it anew."""
    node = place.node
    if not isinstance(node, (ast.For, ast.While)) or place.index is None:
        return
    siblings = getattr(place.holder, place.field)
    for i in range(place.index):
        line = siblings[i]
        if isinstance(line, ast.Assign) and _is_used(node, line.targets[0]):
            rest = [s for s in siblings if s is not line]
            body = [line, *node.body]
            puts = ((place.holder, place.field, None, rest), (node, "body", None, body))
            yield Edit(
                "loop", puts, line.lineno, lambda w: "every round of the loop starts afresh", rank=1
            )
    for word in sorted(_carried(node, place)):
        yield _from_before(place, node, word)


def _is_used(loop: ast.stmt, target: ast.expr) -> bool:
    words = {part.id for part in ast.walk(target) if isinstance(part, ast.Name)}
    return any(isinstance(part, ast.Name) and part.id in words for part in ast.walk(loop))


def _carried(loop: ast.stmt, place: Place) -> set[str]:
    """Names that a round reads and a round sets, and that have a value before the loop."""
    inside = [part for part in ast.walk(loop) if isinstance(part, ast.Name)]
    stored = {part.id for part in inside if isinstance(part.ctx, ast.Store)}
    read = {part.id for part in inside if isinstance(part.ctx, ast.Load)}
    first = place.scope.names
    known = {
        w for w in stored if w in place.scope.parameters or first.get(w, loop.lineno) < loop.lineno
    }
    return stored & read & known


def _from_before(place: Place, loop: ast.stmt, word: str) -> Edit:
    keep = placed(ast.Assign([ast.Name(_BEFORE, ast.Store())], name(word)), loop)
    around = list(getattr(place.holder, place.field))
    around.insert(place.index, keep)
    puts = [(place.holder, place.field, None, around)]
    for holder in ast.walk(loop):
        for field, value in ast.iter_fields(holder):
            if holder is loop and field != "body":
                continue
            for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
                if (
                    isinstance(child, ast.Name)
                    and child.id == word
                    and isinstance(child.ctx, ast.Load)
                ):
                    puts.append((holder, field, index, placed(name(_BEFORE), child)))
    said = f"`{word}`"
    return Edit(
        "loop",
        tuple(puts),
        loop.lineno,
        lambda w: (
            f"every round of the loop reads {said if w.is_name(word) else 'what was there'} "
            "as it was before the loop"
        ),
        rank=1,
    )


def exchanged_lines(place: Place) -> Iterator[Edit]:
    """Two lines in the other order, so that one reads what the other has not yet set."""
    node = place.node
    if place.index is None or not isinstance(node, (ast.Assign, ast.AugAssign, ast.Expr)):
        return
    siblings = list(getattr(place.holder, place.field))
    if place.index + 1 < len(siblings) and isinstance(
        siblings[place.index + 1], (ast.Assign, ast.AugAssign, ast.Expr)
    ):
        i = place.index
        siblings[i], siblings[i + 1] = siblings[i + 1], siblings[i]
        put = (place.holder, place.field, None, siblings)
        yield Edit(
            "order", (put,), node.lineno, lambda w: "two steps are done in the other order", rank=2
        )


def results(place: Place) -> Iterator[Edit]:
    """Several results: two exchanged, one with another sign or scale, one alone."""
    node = place.node
    if not isinstance(node, (ast.Tuple, ast.List)) or not isinstance(place.holder, ast.Return):
        return
    count = len(node.elts)
    kind = type(node)
    for i in range(count):
        for k in range(i + 1, count):
            items = list(node.elts)
            items[i], items[k] = items[k], items[i]
            yield place.edit(
                "order",
                kind(items, ast.Load()),
                lambda w, i=i, k=k: (
                    f"the {_NTH[i]} and the {_NTH[k]} of the {count} results change places"
                ),
            )
            items = list(node.elts)
            items[k] = items[i]
            yield place.edit(
                "name",
                kind(items, ast.Load()),
                lambda w, i=i, k=k: (
                    f"the {_NTH[i]} of the {count} results comes back as the {_NTH[k]} too"
                ),
                rank=2,
            )
        yield place.edit(
            "line",
            node.elts[i],
            lambda w, i=i: f"the {_NTH[i]} of the {count} results comes back alone",
            rank=1,
        )
        for value in (0, 1):
            items = list(node.elts)
            items[i] = ast.Constant(value)
            yield place.edit(
                "number",
                kind(items, ast.Load()),
                lambda w, i=i, value=value: f"the {_NTH[i]} of the {count} results is `{value}`",
                rank=1,
            )
    if count < 6:
        yield from _scaled(place, node)


def returned_items(place: Place) -> Iterator[Edit]:
    """Two items exchanged of a list that is returned, however it was made."""
    node = place.node
    if not isinstance(place.holder, ast.Return) or not isinstance(node, (ast.Name, ast.ListComp)):
        return
    for i, k in ((0, 1), (1, 2), (0, 2)):
        new = ast.Call(name(EXCHANGE), [node, ast.Constant(i), ast.Constant(k)], [])
        yield place.edit(
            "order",
            new,
            lambda w, i=i, k=k: f"the {_NTH[i]} and the {_NTH[k]} result change places",
            rank=1,
        )


def _scaled(place: Place, node: ast.Tuple | ast.List) -> Iterator[Edit]:
    """One result of several, with n times its size or an n-th of it."""
    for i, item in enumerate(node.elts):
        for word in place.scope.parameters:
            length = ast.Call(name("len"), [name(word)], [])
            if isinstance(item, ast.Constant):
                yield _length_for_one(place, node, i, length)
                continue
            for op, said in ((ast.Div(), "divided by"), (ast.Mult(), "multiplied by")):
                items = list(node.elts)
                items[i] = ast.BinOp(item, op, length)
                yield place.edit(
                    "factor",
                    type(node)(items, ast.Load()),
                    lambda w, i=i, said=said, word=word: (
                        f"the {_NTH[i]} of the {len(node.elts)} results is {said} `len({word})`"
                    ),
                    rank=2,
                )


def _length_for_one(place: Place, node, i: int, length: ast.Call) -> Edit:
    items = list(node.elts)
    items[i] = length
    new = type(node)(items, ast.Load())
    return place.edit(
        "number", new, in_place_of(length, node.elts[i], "a length stands for a number"), rank=1
    )


_NTH = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    *(f"{n}th" for n in range(11, 100)),
)
