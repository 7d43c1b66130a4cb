"""Call a function as a check does: on copies, with everything that it does on the side noted.

Nothing that a learner's function does gets past ``call``: not an exception, not
``sys.exit()``, not a printed line, not a warning, not a changed input. It all comes back as an
``Outcome``, which is data, so that the grader can make the same from a sandbox's answer.
"""

import contextlib
import copy
import functools
import io
import random
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from course_lib.checks.learner_code import Raised, describe_error

_PRINT_LIMIT = 2_000
_MOST_KEPT = 100_000  # items and numbers of a returned value
_IMMUTABLE = (int, float, complex, bool, str, bytes, type(None), type(...))


@dataclass(slots=True)
class Outcome:
    """What one call did.

    ``value`` is what it returned, ``given`` its arguments as the call left them, ``changed``
    the positions of those that are no longer what they were.
    """

    value: object = None
    raised: Raised | None = None
    printed: str = ""
    warned: tuple[str, ...] = ()
    given: tuple = ()
    changed: tuple[int, ...] = ()


def call(function: Callable, args: tuple, author: object = None) -> Outcome:
    """Call ``function`` on fresh copies of ``args``, whatever it may do.

    ``author`` is whose code an error's line is looked for in, where it is not ``function`` itself:
    then ``function`` is a partial of the check's own use of it.

    >>> call(lambda x: x / 0, (1,)).raised.kind
    'ZeroDivisionError'
    >>> call(lambda x: x.sort(), ([3, 1],)).changed
    (0,)
    """
    outcome = Outcome(given=fresh(args))
    printed = _Printed()
    with (
        contextlib.redirect_stdout(printed),
        warnings.catch_warnings(record=True) as caught,
        np.errstate(divide="warn", over="warn", invalid="warn", under="ignore"),
    ):
        warnings.simplefilter("always")
        try:
            value = function(*outcome.given)
            _close(value)
            outcome.value = as_it_is_now(value)
        except BaseException as exception:  # SystemExit and KeyboardInterrupt too: an answer
            through = function.func if author and isinstance(function, functools.partial) else None
            outcome.raised = describe_error(exception, author or function, through)
    outcome.printed = printed.getvalue()
    outcome.warned = tuple(str(w.message) for w in caught if issubclass(w.category, RuntimeWarning))
    outcome.changed = tuple(
        i for i, (a, b) in enumerate(zip(args, outcome.given, strict=True)) if not unchanged(a, b)
    )
    return outcome


def was_interrupted(outcome: Outcome) -> bool:
    """Whether somebody stopped this call by hand."""
    return outcome.raised is not None and outcome.raised.kind == "KeyboardInterrupt"


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """Give the global random generators back as they were, whatever is drawn or seeded inside."""
    of_numpy, of_python = np.random.get_state(), random.getstate()
    try:
        yield
    finally:
        np.random.set_state(of_numpy)
        random.setstate(of_python)


def fresh(value):
    """Copy a value so that no array, list or dictionary in it is shared with the original."""
    kind = type(value)
    if kind in _IMMUTABLE or issubclass(kind, np.generic):
        return value
    if kind is np.ndarray:
        return value.copy(order="K")
    if kind is list or kind is tuple:
        return kind([fresh(item) for item in value])
    if kind is dict:
        return {key: fresh(item) for key, item in value.items()}
    return copy.deepcopy(value)


def as_it_is_now(value):
    """Copy what a call returned, so that a later call can't change it under our hands.

    Only lists, tuples, dictionaries and arrays of a usual size are copied.

    >>> kept = []
    >>> first = as_it_is_now(kept)
    >>> kept.append(1)
    >>> first
    []
    """
    room = _MOST_KEPT

    def copied(value, depth):
        nonlocal room
        kind = type(value)
        if kind is np.ndarray and value.dtype.kind != "O":
            room -= value.size
            return value.copy(order="K") if room >= 0 else value
        if kind not in (list, tuple, dict) or depth > 20:
            return value
        room -= len(value)
        if room < 0:
            return value
        if kind is dict:
            return {key: copied(item, depth + 1) for key, item in value.items()}
        return kind([copied(item, depth + 1) for item in value])

    return copied(value, 0)


def unchanged(before, after) -> bool:
    """Whether an argument still is what it was. Objects of classes of their own are trusted."""
    kind = type(before)
    if type(after) is not kind:
        return False
    if kind is np.ndarray:
        same_form = before.shape == after.shape and before.dtype == after.dtype
        return same_form and before.tobytes() == after.tobytes()
    if kind is list or kind is tuple:
        return len(before) == len(after) and all(map(unchanged, before, after))
    if kind is dict:
        return list(before) == list(after) and all(unchanged(before[k], after[k]) for k in before)
    if kind is float or issubclass(kind, np.generic):
        return bool(before == after or (before != before and after != after))
    return before == after if kind in _IMMUTABLE else True


def _close(value) -> None:
    """Close a coroutine, which would otherwise complain later that nobody awaited it."""
    if type(value).__name__ == "coroutine":
        value.close()


class _Printed(io.StringIO):
    """Keeps the first characters printed: an endless loop may print for a long time."""

    def write(self, text: str) -> int:
        room = _PRINT_LIMIT - self.tell()
        if room > 0:
            super().write(text[:room])
        return len(text)
