"""Refuse what was handed to a check and can be no answer, with a sentence that says why."""

import inspect

from course_lib.checks.learner_code import underlying
from course_lib.checks.show import show
from course_lib.checks.values import name_of, read


def refusal(exercise, answers: tuple, named: dict) -> str | None:
    """Say in one sentence why this cannot be checked and what to write instead; None if it can."""
    noun = "class" if exercise.is_class else "function"
    line = f"`check.{exercise.name}({exercise.name})`"
    if not answers and not named:
        return f"Hand over your {noun}, by its name: {line}."
    if len(answers) != 1 or named:
        return f"Hand over your {noun} and nothing else: {line}. The check chooses the inputs."
    (answer,) = answers
    if answer is ...:
        return f"Put the name of your {noun} in place of the `...`: {line}."
    if isinstance(answer, str):
        return f"Hand over the {noun} itself, without quotes: {line}."
    if type(answer) is type(exercise):
        return f"That is the check itself. Hand over your own {noun}: {line}."
    return (
        _refuse_class(exercise, answer, line)
        if exercise.is_class
        else _refuse_function(exercise, answer, line)
    )


def _refuse_class(exercise, answer, line) -> str | None:
    if isinstance(answer, type):
        return _not_yours(answer, line)
    if inspect.isroutine(answer):
        return f"A class is asked for, and this is a function: begin with `class {exercise.name}:`."
    if type(answer).__module__ == "__main__":
        return f"Hand over the class, not an object made from it, so without parentheses: {line}."
    return f"A class is asked for, and you handed over {_received(answer)}. Write {line}."


def _refuse_function(exercise, answer, line) -> str | None:
    if isinstance(answer, type):
        return f"A function is asked for, and this is a class: begin with `def {exercise.name}(`…"
    written = underlying(answer)  # behind a partial, a cache, or an object that is called
    if _is_ready_made(written):
        name = getattr(written, "__name__", "This")
        return f"`{name}` is a function from a library. Write your own, then {line}."
    if not callable(answer) or not _is_function(written):
        return (
            f"Hand over the function itself, not what it gives back: you handed over "
            f"{_received(answer)}. Without parentheses and inputs: {line}."
        )
    return _not_yours(written, line) or _wrong_inputs(exercise, answer)


def _is_ready_made(written) -> bool:
    """Whether it is a library's own function; ``operator.mul`` and its like are Python's signs."""
    if getattr(written, "__module__", None) == "_operator":
        return False
    return inspect.isbuiltin(written) or type(written).__name__ in (
        "ufunc",
        "_ArrayFunctionDispatcher",
    )


def _is_function(written) -> bool:
    return inspect.isroutine(written)


_LIBRARIES = ("course_lib", "numpy", "scipy", "math", "keras", "tensorflow")


def _not_yours(answer, line) -> str | None:
    """An answer that was imported, ready-made. (The exercises' references are for their tests.)"""
    module = answer.__module__ or ""
    library = module.split(".")[0]
    if library not in _LIBRARIES or module.startswith(
        ("course_lib.checks", "course_lib.exercises")
    ):
        return None
    return f"`{answer.__name__}` comes ready-made from {library}. Write your own, then {line}."


def _wrong_inputs(exercise, answer) -> str | None:
    names = list(inspect.signature(exercise.reference).parameters)  # a case's may be others
    try:
        signature = inspect.signature(answer)
        signature.bind(*names)
    except TypeError:
        mine = ", ".join(signature.parameters)
        return (
            f"`{exercise.name}` is called with {_count(len(names))}: ({', '.join(names)}). "
            f"Yours takes {_count(len(signature.parameters))}: ({mine})."
        )
    except ValueError:
        return None
    return None


def _count(n: int) -> str:
    return "1 input" if n == 1 else f"{n} inputs"


def _received(answer) -> str:
    plain = read(answer)
    if isinstance(plain, (int, float, bool)):
        return f"the number {show(plain)}" if not isinstance(plain, bool) else show(plain)
    return name_of(plain)
