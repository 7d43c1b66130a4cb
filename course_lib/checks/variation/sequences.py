"""Small changes to what is picked out: an index, a slice, a range, the first of each."""

import ast
from collections.abc import Iterator, Sequence

from course_lib.checks.variation.calls import called
from course_lib.checks.variation.edit import Edit, Place, code, name
from course_lib.checks.variation.naming import in_place_of, where


def indices(place: Place) -> Iterator[Edit]:
    """One place later or earlier, the first or last for each, the other axis, no index at all."""
    match place.node:
        case ast.Subscript(value=value, slice=index, ctx=ast.Load()):
            rounds = (
                place.scope.looped & {*place.scope.names} if isinstance(index, ast.Name) else ()
            )
            for new in _other_indices(index, sorted(rounds)):
                yield _indexed(place, ast.Subscript(value, new, ast.Load()))
            whole = in_place_of(value, place.node)
            yield place.edit("index", value, whole, rank=1)


def _other_indices(index: ast.expr, rounds: Sequence[str] = ()) -> Iterator[ast.expr]:
    match index:
        case ast.Constant(value=int()) | ast.UnaryOp(operand=ast.Constant(value=int())):
            value = ast.literal_eval(index)
            for other in dict.fromkeys((value + 1, value - 1, 0, -1)):
                if other != value:
                    yield ast.Constant(other)
        case ast.Slice(lower=lower, upper=upper, step=step):
            yield from (ast.Slice(new, upper, step) for new in _other_ends(lower, 1))
            yield from (ast.Slice(lower, new, step) for new in _other_ends(upper, -1))
            if lower and not upper:
                yield ast.Slice(None, lower, step)
            if upper and not lower:
                yield ast.Slice(upper, None, step)
        case ast.Tuple(elts=[first, second]):
            if isinstance(first, ast.Slice) != isinstance(second, ast.Slice):
                yield ast.Tuple([second, first], ast.Load())
                yield first if isinstance(second, ast.Slice) else second
            for new in _other_indices(first):
                yield ast.Tuple([new, second], ast.Load())
            for new in _other_indices(second):
                yield ast.Tuple([first, new], ast.Load())
        case ast.Name() | ast.BinOp() | ast.Attribute():
            for word in rounds:
                yield ast.BinOp(name(word), ast.Sub(), ast.Constant(1))
            yield ast.Constant(0)
            yield ast.Constant(-1)
            yield ast.BinOp(index, ast.Add(), ast.Constant(1))
            yield ast.BinOp(index, ast.Sub(), ast.Constant(1))


def _other_ends(end: ast.expr | None, first: int) -> list[ast.expr | None]:
    if end is None:
        return [ast.Constant(first)]
    return [
        ast.BinOp(end, ast.Add(), ast.Constant(1)),
        ast.BinOp(end, ast.Sub(), ast.Constant(1)),
        None,
    ]


def _indexed(place: Place, new: ast.expr) -> Edit:
    old = place.node.slice
    otherwise = f"`[{_text(new.slice)}]` stands where `[{_text(old)}]` belongs"

    def clause(words) -> str:
        if words.known(new) and words.known(place.node):
            return f"{words.known(new)} stands where {words.known(place.node)} belongs"
        plain = all(words.is_known(part) for part in (new.slice, old))
        return otherwise if plain else words.nothing()

    return place.edit("index", new, clause, f"{_text(old)} {_text(new.slice)}")


def _text(index: ast.expr) -> str:
    text = ast.unparse(index)
    return text[1:-1] if text.startswith("(") else text


def first_of_each(place: Place) -> Iterator[Edit]:
    """x[0] for x: the first row, number or neuron in the place of all; or their mean, or sum."""
    match place.node:
        case ast.Name(id=word, ctx=ast.Load()):
            inside = isinstance(place.holder, (ast.Subscript, ast.Attribute))
            if (inside and place.field == "value") or place.field == "func":
                return
            if word in place.scope.parameters or word in place.scope.names:
                for text, rank in _FIRSTS:
                    yield _one_for_all(place, code(text.format(word)), rank)


_FIRSTS = (
    ("{}[0]", 1), ("{}[-1]", 1), ("{}[:1]", 1), ("{}[:, 0]", 2), ("np.mean({})", 2),
    ("np.sum({})", 2),
)  # fmt: skip


def _one_for_all(place: Place, new: ast.expr, rank: int) -> Edit:
    clause = in_place_of(new, place.node)
    kind = "function" if isinstance(new, ast.Call) else "index"
    return place.edit(kind, new, lambda w: clause(w) + where(w, place), ast.unparse(new), rank)


def one_item_for_each(place: Place) -> Iterator[Edit]:
    """In a loop over a sequence: its first item in every round, where the round's own belongs."""
    node, loop = place.node, place.holder
    if not isinstance(loop, (ast.For, ast.comprehension)) or place.field != "iter":
        return
    sources = node.args if isinstance(node, ast.Call) and called(node) == "zip" else [node]
    for i, source in enumerate(sources):
        if isinstance(source, ast.Call):
            continue
        first = ast.Subscript(source, ast.Constant(0), ast.Load())
        repeated = ast.BinOp(ast.List([first], ast.Load()), ast.Mult(), _length(source))
        args = [repeated if k == i else other for k, other in enumerate(sources)]
        new = ast.Call(name("zip"), args, node.keywords) if len(sources) > 1 else repeated
        yield place.edit(
            "index",
            new,
            _first_for_each(source),
            rank=1,
        )


def _first_for_each(source: ast.expr):
    def clause(words) -> str:
        text = words.known(source)
        return f"the first of {text} stands for each of them" if text else words.nothing()

    return clause


def _length(node: ast.expr) -> ast.Call:
    return ast.Call(name("len"), [node], [])


def ranges(place: Place) -> Iterator[Edit]:
    """A loop that starts one later, or stops one earlier; a range one longer."""
    node, loop = place.node, place.holder
    if isinstance(node, ast.Call) and called(node) in ("range", "arange") and not node.keywords:
        yield from _other_range(place, node)
    if isinstance(loop, (ast.For, ast.comprehension)) and place.field == "iter":
        for piece, which in (
            (ast.Slice(ast.Constant(1)), "first"),
            (ast.Slice(None, ast.Constant(-1)), "last"),
        ):
            new = ast.Subscript(ast.Call(name("list"), [node], []), piece, ast.Load())
            yield place.edit(
                "loop", new, lambda w, which=which: f"the loop leaves out its {which} round"
            )
        if isinstance(loop, ast.comprehension):
            only = ast.Subscript(
                ast.Call(name("list"), [node], []), ast.Slice(None, ast.Constant(1)), ast.Load()
            )
            yield place.edit("loop", only, lambda w: "the loop ends after its first round")
        turned = ast.Subscript(
            ast.Call(name("list"), [node], []), ast.Slice(None, None, ast.Constant(-1)), ast.Load()
        )
        yield place.edit(
            "loop", turned, lambda w: "the loop runs from the last to the first", rank=1
        )


_ONE_MORE = "goes on one longer"


def _of_range(node: ast.Call, said: str) -> str:
    if called(node) == "arange":
        return f"`{ast.unparse(node.func)}` {said}"
    return "the loop goes round once more" if said == _ONE_MORE else f"the loop's `range` {said}"


def _other_range(place: Place, node: ast.Call) -> Iterator[Edit]:
    start, stop = (
        (node.args[0], node.args[1]) if len(node.args) > 1 else (ast.Constant(0), node.args[0])
    )
    step = node.args[2:]
    later = ast.Constant(1) if len(node.args) < 2 else ast.BinOp(start, ast.Add(), ast.Constant(1))
    for args, said in (
        ([later, stop, *step], "starts one later"),
        ([start, ast.BinOp(stop, ast.Sub(), ast.Constant(1)), *step], "stops one earlier"),
        ([start, ast.BinOp(stop, ast.Add(), ast.Constant(1)), *step], _ONE_MORE),
        ([ast.BinOp(start, ast.Sub(), ast.Constant(1)), stop, *step], "starts one earlier"),
    ):
        new = ast.Call(node.func, args, [])
        yield place.edit("loop", new, lambda w, said=said: _of_range(node, said) + where(w, place))


def starts(place: Place) -> Iterator[Edit]:
    """enumerate that counts from another number."""
    match place.node:
        case ast.Call(func=ast.Name(id="enumerate") as function, args=[source], keywords=[]):
            new = ast.Call(function, [source], [ast.keyword("start", ast.Constant(1))])
            yield place.edit("loop", new, lambda w: "counting starts at 1, not at 0")
