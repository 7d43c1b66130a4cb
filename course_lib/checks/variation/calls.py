"""Small changes to what is called: another function, another axis, two inputs exchanged."""

import ast
from collections.abc import Iterator

from course_lib.checks.variation.edit import Edit, Place, code, name

_FAMILIES = (
    ("log", "log10", "log2", "log1p", "exp"),
    ("exp", "exp2", "expm1", "log"),
    ("std", "var"),
    ("sum", "mean", "max", "min", "median", "prod", "std"),
    ("mean", "sum", "median", "max"),
    ("max", "min", "sum", "argmax", "mean"),
    ("min", "max", "argmin"),
    ("argmin", "argmax", "min"),
    ("argmax", "argmin", "max"),
    ("maximum", "minimum"),
    ("minimum", "maximum"),
    ("nanargmin", "argmin", "nanargmax", "nanmin"),
    ("sqrt", "square", "abs"),
    ("square", "sqrt", "abs"),
    ("var", "std"),
    ("zeros", "ones"),
    ("ones", "zeros"),
    ("zeros_like", "ones_like"),
    ("floor", "ceil", "round"),
    ("ceil", "floor", "round"),
    ("round", "floor", "ceil"),
    ("vstack", "hstack"),
    ("hstack", "vstack"),
    ("append", "extend"),
    ("extend", "append"),
    ("any", "all"),
    ("all", "any"),
    ("tanh", "sinh", "tan", "arctan", "sigmoid"),
    ("tan", "tanh"),
    ("dot", "multiply", "outer"),
    ("multiply", "dot", "add"),
    ("greater", "greater_equal", "less"),
    ("greater_equal", "greater"),
    ("random", "normal"),
    ("normal", "uniform"),
    ("uniform", "normal"),
    ("permutation", "shuffle"),
    ("norm", "sum"),
    ("sigmoid", "tanh", "relu"),
    ("relu", "sigmoid", "tanh"),
    ("cosh", "sinh"),
)


_OTHERS = {first: others for first, *others in _FAMILIES}


COMMUTATIVE = {
    "maximum",
    "minimum",
    "max",
    "min",
    "add",
    "multiply",
    "zip",
    "logaddexp",
    "isclose",
}


KEPT = {
    "range",
    "len",
    "zip",
    "enumerate",
    "array",
    "asarray",
    "list",
    "tuple",
    "Input",
    "str",
    "type",
    "default_rng",
    "visit",
    "isinstance",
    "super",
}


_REDUCTIONS = {"sum", "mean", "max", "min", "std", "var", "prod", "median", "argmax", "argmin"}


def called(node: ast.AST) -> str:
    """The last word of what is called: mean, of np.mean and of x.mean alike."""
    function = node.func if isinstance(node, ast.Call) else node
    return getattr(function, "attr", getattr(function, "id", ""))


def is_library(node: ast.expr) -> bool:
    """Whether this is a function of NumPy or of ``math``, and not an object's method."""
    return isinstance(node, ast.Attribute) and ast.unparse(node.value) in (
        "np",
        "math",
        "numpy",
        "np.linalg",
        "np.random",
    )


def other_functions(place: Place) -> Iterator[Edit]:
    """log10 for log, std for var, tanh for sigmoid, argmin for argmax."""
    node = place.node
    if not isinstance(node, ast.Call):
        return
    word = called(node)
    for rank, other in enumerate(_OTHERS.get(word, ())):
        if isinstance(node.func, ast.Attribute):
            function = ast.Attribute(node.func.value, other, ast.Load())
            if is_library(node.func) and other in ("sigmoid", "relu"):
                function = name(other)
        else:
            function = code("np.tanh") if other == "tanh" else name(other)
        new = ast.Call(function, node.args, node.keywords)
        shown = [
            ast.unparse(f) if is_library(f) or isinstance(f, ast.Name) else f.attr
            for f in (function, node.func)
        ]
        yield place.edit(
            "function",
            new,
            lambda w, pair=tuple(shown): "`{}` stands where `{}` belongs".format(*pair),
            f"{word} {other}",
            rank // 2,
        )


def functions_left_out(place: Place) -> Iterator[Edit]:
    """f(x) as x, and x.mean() as x."""
    match place.node:
        case ast.Call(func=function, args=[argument], keywords=[]) if called(function) not in KEPT:
            if isinstance(function, ast.Name) or is_library(function):
                yield _left_out(place, argument)
        case ast.Call(func=function, args=[argument, *_]) if is_library(function) and (
            called(function) in _REDUCTIONS or called(function) in ("clip", "maximum", "round")
        ):
            yield _left_out(place, argument)
        case ast.Call(func=ast.Attribute(value=inner) as function) if not is_library(function):
            if called(function) in (
                "sum",
                "mean",
                "max",
                "min",
                "astype",
                "copy",
                "reshape",
                "ravel",
                "flatten",
                "transpose",
            ):
                yield _left_out(place, inner)


def _left_out(place: Place, inner: ast.expr) -> Edit:
    node = place.node
    shown = (
        ast.unparse(node.func)
        if not isinstance(node.func, ast.Attribute) or is_library(node.func)
        else node.func.attr
    )
    return place.edit("function", inner, lambda w: f"`{shown}` is left out", f"{shown} lost")


def arguments(place: Place) -> Iterator[Edit]:
    """Two inputs of a call exchanged."""
    node = place.node
    if not isinstance(node, ast.Call) or called(node) in COMMUTATIVE:
        return
    word = ast.unparse(node.func) if is_library(node.func) else called(node)
    for i in range(len(node.args) - 1):
        first, second = node.args[i : i + 2]
        args = [*node.args[:i], second, first, *node.args[i + 2 :]]

        def clause(words, pair=(first, second)) -> str:
            both = [words.known(one) for one in pair]
            if all(both):
                return f"{both[0]} and {both[1]} are exchanged in `{word}`"
            return words.vaguely(f"two inputs of `{word}` are exchanged")

        yield place.edit("order", ast.Call(node.func, args, node.keywords), clause, rank=1)


def keywords(place: Place) -> Iterator[Edit]:
    """A keyword left out, another axis, an axis too many."""
    node = place.node
    if not isinstance(node, ast.Call):
        return
    word = called(node)
    for keyword in node.keywords:
        if keyword.arg in ("strict", None):
            continue
        rest = [k for k in node.keywords if k is not keyword]
        shown = f"{keyword.arg}={ast.unparse(keyword.value)}"
        kind = {"axis": "axis", "keepdims": "shape"}.get(keyword.arg, "number")
        yield place.edit(
            kind,
            ast.Call(node.func, node.args, rest),
            lambda w, shown=shown: f"`{shown}` is left out of `{word}`",
            f"{shown} lost",
        )
        if keyword.arg == "axis":
            for axis in (0, 1, -1):
                if ast.unparse(keyword.value) != str(axis):
                    other = [
                        ast.keyword("axis", ast.Constant(axis)) if k is keyword else k
                        for k in node.keywords
                    ]
                    yield _axis(
                        place, ast.Call(node.func, node.args, other), axis, shown, int(axis < 0)
                    )
    if word in ("std", "var") and not any(k.arg == "ddof" for k in node.keywords):
        added = [*node.keywords, ast.keyword("ddof", ast.Constant(1))]
        yield place.edit(
            "number",
            ast.Call(node.func, node.args, added),
            lambda w: f"`{word}` divides by one less than the number of rows (`ddof=1`)",
            rank=1,
        )
    if word in _REDUCTIONS and not node.keywords:
        for axis in (0, 1):
            added = ast.Call(node.func, node.args, [ast.keyword("axis", ast.Constant(axis))])
            if len(node.args) == int(is_library(node.func)):
                yield _axis(place, added, axis, "no axis", 1)
                kept = [
                    ast.keyword("axis", ast.Constant(axis)),
                    ast.keyword("keepdims", ast.Constant(True)),
                ]
                yield _axis(place, ast.Call(node.func, node.args, kept), axis, "no axis", 2)
    if (
        any(k.arg == "axis" for k in node.keywords)
        and word in _REDUCTIONS
        and len(node.keywords) == 1
    ):
        kept = [*node.keywords, ast.keyword("keepdims", ast.Constant(True))]
        yield place.edit(
            "shape",
            ast.Call(node.func, node.args, kept),
            lambda w: f"`{word}` keeps the axis that it runs along (`keepdims=True`)",
            rank=2,
        )


def _axis(place: Place, new: ast.expr, axis: int, old: str, rank: int = 0) -> Edit:
    word = called(place.node)
    where = f"where `{old}` belongs" if "=" in old else "where no axis belongs"
    return place.edit(
        "axis", new, lambda w: f"`axis={axis}` stands {where}, in `{word}`", f"{old} {axis}", rank
    )


def transposes(place: Place) -> Iterator[Edit]:
    """.T lost or added."""
    match place.node:
        case ast.Attribute(value=inner, attr="T"):
            yield place.edit(
                "transpose", inner, lambda w: f"{w(inner, 'a table')} is not transposed", "T lost"
            )
            return
    matrix = isinstance(place.holder, ast.BinOp) and isinstance(place.holder.op, ast.MatMult)
    kept = isinstance(place.holder, (ast.Return, ast.Assign)) and place.field == "value"
    whole = isinstance(place.holder, (ast.Tuple, ast.List)) and place.holder is not place.parents[0]
    argument = isinstance(place.holder, ast.Call) and place.field == "args"
    if (
        (matrix or kept or whole or argument)
        and isinstance(place.node, (ast.Name, ast.Call, ast.BinOp, ast.Attribute))
        and not isinstance(getattr(place.node, "ctx", None), ast.Store)
    ):
        new = ast.Attribute(place.node, "T", ast.Load())
        node = place.node
        said = "what is returned" if isinstance(place.holder, ast.Return) else "a table"
        yield place.edit("transpose", new, lambda w: f"{w(node, said)} is transposed", "T added", 1)
