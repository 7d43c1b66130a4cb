"""Names for layers and models that were given none: dense, dense_1, dense_2, ..., as in Keras."""

import re
from collections import Counter

_given = Counter()


def snake_case(name: str) -> str:
    """A class's name as Keras writes it in text.

    >>> snake_case("MeanSquaredError")
    'mean_squared_error'
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=.)(?=[A-Z][a-z])", "_", name).lower()


def auto_name(thing: object) -> str:
    """The next free name for an object of this class."""
    name = snake_case(type(thing).__name__)
    count = _given[name]
    _given[name] += 1
    return f"{name}_{count}" if count else name


def clear_session() -> None:
    """Start counting names from the beginning again, so that the next layer is ``dense``."""
    _given.clear()
