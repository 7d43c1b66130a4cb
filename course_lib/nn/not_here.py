"""Names of Keras that are not here: a sentence in place of Python's bare AttributeError.

A package whose module has ``__getattr__ = not_here.explain(...)`` asks it for every name that it
lacks.
"""

import types
from collections.abc import Callable

REASONS = {
    "Lambda": "Pass the function as an activation, or derive a class from Layer that has forward "
    "and backward: nobody works out slopes for you here.",
    "TensorBoard": "Plot what fit() returns: history.history['loss'].",
    "TerminateOnNaN": "Training stops by itself at the first NaN, and says where it comes from.",
    "BackupAndRestore": "ModelCheckpoint saves the model after each epoch.",
    "applications": "Networks that others have trained are in Keras.",
    "datasets": "The course's own data is in course_lib.data, and needs no network.",
    "model_from_json": "model.save() writes the model with its weights, and load_model reads it.",
    "ops": "Here, arrays are NumPy's own: use np.",
    "random": "Here, random numbers are NumPy's: np.random.default_rng(seed).",
}


def explain(package: str, here: dict) -> Callable:
    """A module's ``__getattr__``; ``here`` is all that it has, by name.

    >>> explain("layers", {"Dense": 1, "Dropout": 2})("Dens")
    Traceback (most recent call last):
    AttributeError: course_lib.layers has no 'Dens'. Did you mean 'Dense'? What the course does \
without is in Keras: import keras.
    >>> explain("callbacks", {})("TensorBoard")
    Traceback (most recent call last):
    AttributeError: course_lib.callbacks has no 'TensorBoard'. Plot what fit() returns: \
history.history['loss'].
    """
    where = f"course_lib.{package}".rstrip(".")

    def __getattr__(name):
        if name.startswith("__"):  # Python asks for these, and not a person
            raise AttributeError(name)
        raise AttributeError(f"{where} has no {name!r}. {_advice(name, here)}")

    return __getattr__


def _advice(name, here):
    if name in REASONS:
        return REASONS[name]
    import difflib  # only a missing name pays for it

    names = [one for one, thing in here.items() if not isinstance(thing, types.ModuleType)]
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.7)
    guess = f"Did you mean {near[0]!r}? " if near else ""
    return f"{guess}What the course does without is in Keras: import keras."
