"""Names of Keras that are not here: a sentence in place of Python's bare AttributeError.

A package whose module has ``__getattr__ = not_here.explain(...)`` asks it for every name that it
lacks.
"""

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


def explain(package: str, names) -> Callable:
    """A module's ``__getattr__``: ``names`` are those that it has.

    >>> explain("layers", ["Dense", "Dropout"])("Dens")
    Traceback (most recent call last):
    AttributeError: course_lib.layers has no 'Dens'. Did you mean 'Dense'?
    >>> explain("callbacks", ["History"])("TensorBoard")
    Traceback (most recent call last):
    AttributeError: course_lib.callbacks has no 'TensorBoard'. Plot what fit() returns: \
history.history['loss'].
    """
    where = f"course_lib.{package}".rstrip(".")

    def __getattr__(name):
        if name.startswith("__"):  # Python asks for these, and not a person
            raise AttributeError(name)
        raise AttributeError(f"{where} has no {name!r}. {_advice(name, list(names))}")

    return __getattr__


def _advice(name, names):
    if name in REASONS:
        return REASONS[name]
    import difflib  # only a missing name pays for it

    near = difflib.get_close_matches(name, names, n=1, cutoff=0.8)
    if near:
        return f"Did you mean {near[0]!r}?"
    return "What the course does without is in Keras: import keras."
