"""Arguments that Keras has and this library has not.

Code that writes out Keras's default runs here too; any other value is refused with a sentence, so
that nothing is left out in silence.
"""

from course_lib.nn.floatx import floatx


def check(owner, given: dict, defaults: dict) -> None:
    """Refuse what ``owner`` was given and does not take; ``defaults`` are of what Keras has more.

    >>> check(dict, {"noise_shape": None}, {"noise_shape": None})
    >>> check(dict, {"noise_shape": (3, 1)}, {"noise_shape": None})
    Traceback (most recent call last):
    ValueError: dict is here with Keras's default noise_shape=None alone. Received: \
noise_shape=(3, 1). Leave it out, or go to Keras for it.
    """
    for name, value in given.items():
        if name not in defaults:
            raise ValueError(
                f"{owner.__name__} has no argument {name!r}. Received: {name}={value!r}. "
                f"It takes {', '.join(_names(owner))}: look for a slip in the name, or leave it "
                "out."
            )
        if name == "dtype" and value == floatx():
            continue
        if not _same(value, defaults[name]):
            raise ValueError(
                f"{owner.__name__} is here with Keras's default {name}={defaults[name]!r} alone. "
                f"Received: {name}={value!r}. Leave it out, or go to Keras for it."
            )


def _same(value, default):
    numbers = {type(value), type(default)} <= {int, float}
    return value is default or ((numbers or type(value) is type(default)) and value == default)


def _names(owner):
    """What a function takes by name, or a constructor and those above it."""
    import inspect  # only what is refused pays for it

    makers = [one.__init__ for one in owner.__mro__[:-1]] if isinstance(owner, type) else [owner]
    kinds = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
    names = [
        parameter.name
        for make in makers
        for parameter in inspect.signature(make).parameters.values()
        if parameter.kind in kinds and parameter.name != "self"
    ]
    return dict.fromkeys(names)
