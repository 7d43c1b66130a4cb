"""The one generator of random numbers, for first weights and for the order of the rows."""

import contextlib
import random
from collections.abc import Iterator

import numpy as np

from course_lib.nn import validation

_generator = None  # made for the first draw: loading numpy.random takes 12 ms, importing us 14


def generator() -> "np.random.Generator":
    """The generator that initializers and ``fit`` draw from."""
    global _generator
    if _generator is None:
        _generator = np.random.default_rng()
    return _generator


def set_random_seed(seed: int) -> None:
    """Make everything drawn from now on repeatable: also by ``np.random`` and by ``random``.

    >>> set_random_seed(7)
    >>> first = generator().normal()
    >>> set_random_seed(7)
    >>> bool(generator().normal() == first)
    True
    """
    global _generator
    seed = validation.whole_number(seed, "seed", "A seed makes what is drawn repeatable", least=0)
    _generator = np.random.default_rng(seed)
    np.random.seed(seed % 2**32)  # it takes no larger ones
    random.seed(seed)


@contextlib.contextmanager
def drawing_from(rng: "np.random.Generator") -> Iterator[None]:
    """Draw from this generator; afterwards go on where the course's own had stopped."""
    global _generator
    kept = _generator
    _generator = rng
    try:
        yield
    finally:
        _generator = kept


def seeded(seed: int) -> contextlib.AbstractContextManager:
    """Draw from a generator of this seed; afterwards go on where the course's own had stopped."""
    return drawing_from(np.random.default_rng(seed))
