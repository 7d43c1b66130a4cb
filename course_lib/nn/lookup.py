"""From a name to the thing it names: "relu", "mse", "sgd"."""


def check_known(kind: str, name: str, known: dict) -> None:
    """Raise an error that lists the names there are, unless this is one of them.

    >>> check_known("colour", "bleu", {"blue": 1, "orange": 2})
    Traceback (most recent call last):
    ValueError: Unknown colour. Received: 'bleu'. Did you mean 'blue'? Known: 'blue', 'orange'.
    """
    if isinstance(name, str) and name in known:
        return
    import difflib  # only a misspelt name pays for it

    near = difflib.get_close_matches(name, known, n=1) if isinstance(name, str) else []
    guess = f"Did you mean {near[0]!r}? " if near else ""
    raise ValueError(f"Unknown {kind}. Received: {name!r}. {guess}Known: {_listed(known)}.")


def find(kind: str, name: str, known: dict):
    """What ``known`` holds under ``name``; see ``check_known`` for the error.

    >>> find("colour", "blue", {"blue": 1, "orange": 2})
    1
    """
    check_known(kind, name, known)
    return known[name]


def instance(kind: str, given, known: dict, good):
    """A new object of the class with this name, or the object that is passed, if it is ``good``."""
    if isinstance(given, str):
        return find(kind, given, known)()
    if not isinstance(given, type) and good(given):
        return given
    raise ValueError(
        f"The {kind} is a name or an object. Received: {given!r}. Known names: {_listed(known)}; "
        "if yours is a class, call it: Name()."
    )


def _listed(known):
    return ", ".join(repr(name) for name in known)
