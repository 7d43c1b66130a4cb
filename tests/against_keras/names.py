"""Which of Keras's names are here, with which arguments: the table in docs/keras.md.

    python -m tests.against_keras.names

writes it from both packages; ``test_names.py`` holds it in step, and holds that what both have has
the same arguments in the same order with the same defaults, but for what is declared below.
"""

import importlib
import inspect
from pathlib import Path

import course_lib

TABLE = Path(__file__).resolve().parents[2] / "docs" / "keras.md"

PACKAGES = (
    "",
    "layers",
    "activations",
    "losses",
    "metrics",
    "optimizers",
    "optimizers.schedules",
    "callbacks",
    "initializers",
    "regularizers",
    "models",
    "utils",
)
CLASSES = ("Model", "Sequential", "layers.Layer", "layers.Dense", "callbacks.Callback")
CLASSES += ("losses.Loss", "metrics.Metric", "optimizers.Optimizer")

# What no signature of ours takes, since it means nothing in NumPy: not counted as missing.
MEANINGLESS = {"dtype", "kwargs", "args", "jit_compile", "run_eagerly", "auto_scale_loss"}

# A default that differs, and why: {name: {argument: why}}.
OTHER_DEFAULT = {
    "Sequential.build": {"input_shape": "Keras takes None for a model that has an Input"},
    "layers.Layer.add_weight": {
        "shape": "Keras's None is a single number too",
        "initializer": "Keras's None is glorot_uniform for floats too",
    },
}
# Called by position alone, so that the argument's name is ours: activations, and ``get``.
BY_POSITION = ("activations.", ".get")
# Keras's, but nobody calls them: fit and the subclasses do.
INSIDE = ("CallbackList", "Optimizer", "Initializer")

HEAD = """# What is here of Keras

Written by `python -m tests.against_keras.names`, from both packages (Keras {version}). What is here
has Keras's arguments, in Keras's order and with Keras's defaults; what stands *without* an argument
lacks it, and says so if you pass it. A name that is not here says so when you ask for it.
"""


def keras():
    return importlib.import_module("keras")


def package(library, name):
    """The package of this library, or None."""
    for part in filter(None, name.split(".")):
        library = getattr(library, part, None)
    return library


def public(module) -> list:
    """The names that people use: no modules, nothing that begins with a line."""
    return [
        name for name, thing in vars(module).items() if not name.startswith("_") and callable(thing)
    ]


def signature(function):
    """A class's is its constructor's; an activation takes what its class is made with, behind z."""
    if isinstance(function, course_lib.activations.ActivationFunction):
        called = inspect.signature(function).parameters
        made = type(function).__init__
        more = {} if made is object.__init__ else inspect.signature(made).parameters
        return dict(called) | {name: one for name, one in more.items() if name != "self"}
    if isinstance(function, type) and function.__init__ is not object.__init__:
        function = function.__init__
    return inspect.signature(function).parameters


def parameters(function) -> dict:
    """Its arguments, without those of Python's catch-alls, and without self."""
    catch_all = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    found = signature(function).items()
    return {name: one for name, one in found if one.kind not in catch_all and name != "self"}


def any_more(function) -> bool:
    """Whether it hands on what it does not name."""
    return any(one.kind is inspect.Parameter.VAR_KEYWORD for one in signature(function).values())


def positional(found) -> list:
    return [n for n, one in found.items() if one.kind is not inspect.Parameter.KEYWORD_ONLY]


def compared(name, ours, theirs) -> tuple[list, list]:
    """The arguments that we lack, and sentences about all that differs without being declared."""
    here, there = parameters(ours), parameters(theirs)
    takes_more = any_more(theirs)
    if name.startswith(BY_POSITION[0]) or name.endswith(BY_POSITION[1]):
        (_, first), *others = here.items()
        here = {next(iter(there)): first} | dict(others)
    wrong = []
    for argument, one in here.items():
        if argument not in there:
            fits = takes_more and argument in ("name", "trainable", "input_shape", "input_dim")
            if not fits:
                wrong.append(f"{name}: Keras has no argument {argument}")
        elif argument not in OTHER_DEFAULT.get(name, {}):
            default = there[argument].default
            if not _same_default(one.default, default):
                wrong.append(f"{name}: {argument}={one.default!r}, in Keras {default!r}")
    order = positional(here)
    if order != positional(there)[: len(order)] and not _is_catch_all(theirs):
        wrong.append(f"{name}: in order {order}, in Keras {positional(there)}")
    handed_on = {"name", "trainable"} if any_more(ours) else set()
    missing = [argument for argument in there if argument not in {*here, *handed_on}]
    return [argument for argument in missing if argument not in MEANINGLESS], wrong


def _is_catch_all(function):
    return not parameters(function)


def _same_default(ours, theirs):
    return ours == theirs or (callable(ours) and callable(theirs))


def pairs():
    """(name, ours, theirs) of every name that both have; methods of the classes that people use."""
    for where in PACKAGES:
        there, here = package(keras(), where), package(course_lib, where)
        for name in public(there):
            ours = vars(here).get(name) if here else None
            full = f"{where}.{name}".lstrip(".")
            if callable(ours) and name not in INSIDE:
                yield full, ours, getattr(there, name)
    for where in CLASSES:
        theirs, ours = package(keras(), where), package(course_lib, where)
        for name in public(theirs):
            if callable(vars(ours).get(name)) or callable(getattr(ours, name, None)):
                yield f"{where}.{name}", getattr(ours, name), getattr(theirs, name)


def absent(where) -> list:
    """Keras's names of this package that are not here."""
    here = package(course_lib, where)
    has = vars(here) if here else {}
    return sorted(name for name in public(package(keras(), where)) if name not in has)


def table() -> str:
    lines = [HEAD.format(version=keras().__version__)]
    has: dict[str, list] = {}
    for name, ours, theirs in pairs():
        where, _, short = name.rpartition(".")
        without, _ = compared(name, ours, theirs)
        word = f"`{short}`" + (f" without `{'`, `'.join(without)}`" if without else "")
        has.setdefault(where, []).append(word)
    for where in (*PACKAGES, *CLASSES):
        if where in has or where in PACKAGES:
            lines.append(f"\n## {f'`keras.{where}`' if where else '`keras`'}\n")
            lines.append("\n".join(f"- {word}" for word in sorted(has.get(where, []))))
            if where in PACKAGES and (names := absent(where)):
                lines.append(f"\nNot here: {', '.join(f'`{name}`' for name in names)}.")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
    for name, ours, theirs in pairs():
        for sentence in compared(name, ours, theirs)[1]:
            print(sentence)
