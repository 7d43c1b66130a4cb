"""Run a program that nobody has looked at, for its outcome alone: quickly, and it always ends."""

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from io import TextIOBase

import numpy as np

from course_lib.checks.learner_code import Raised
from course_lib.checks.run import Outcome, fresh, unchanged
from course_lib.checks.variation.program import Steps

_FEWEST_STEPS = 1_000
_LONGEST_LIST = 10_000


class _Nowhere(TextIOBase):
    """Takes what is printed, and keeps nothing of it."""

    def write(self, text: str) -> int:
        return len(text)


@contextmanager
def quiet() -> Iterator[None]:
    """Nothing is printed or warned of, for as many trials as are made inside."""
    with redirect_stdout(_Nowhere()), warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        yield


def trial(function: Callable, args: tuple, steps: Steps) -> Outcome:
    """What a call gives, or how it fails; ``run.call`` notes more, and takes longer."""
    outcome = Outcome()
    given = tuple(map(_bounded, fresh(args)))
    steps.start()
    try:
        outcome.value = function(*given)
    except (Exception, SystemExit) as error:
        outcome.raised = Raised(type(error).__name__, str(error)[:500])
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        outcome.raised = Raised(type(error).__name__)
    try:
        outcome.given = tuple(map(_plain, given))
    except RecursionError:  # a list that has come to hold itself
        outcome.raised, outcome.given = Raised("RecursionError"), args
    outcome.changed = tuple(
        i for i, (a, b) in enumerate(zip(args, outcome.given, strict=True)) if not unchanged(a, b)
    )
    return outcome


class _BoundedList(list):
    """A list that can't be repeated until it fills the memory, as in ``numbers *= 784``."""

    __slots__ = ()

    def __mul__(self, times):
        if isinstance(times, int) and len(self) * times > _LONGEST_LIST:
            raise OverflowError("This list would be too long.")
        return _BoundedList(list.__mul__(self, times))

    __rmul__ = __imul__ = __mul__


def _bounded(value):
    return _BoundedList(map(_bounded, value)) if type(value) is list else value


def _plain(value):
    return list(map(_plain, value)) if type(value) is _BoundedList else value


def allow_steps(function: Callable, args: tuple, steps: Steps) -> None:
    """Let programs of this kind take twenty times the steps that this one takes, and no more."""
    steps.limit = 10**6
    trial(function, args, steps)
    steps.limit = _FEWEST_STEPS + 20 * steps.taken
