"""A model out of a file, and the names that Keras has for saving and loading."""

import json

from course_lib.nn import floatx, unsupported
from course_lib.nn.lookup import find
from course_lib.nn.models import archive, compilation, storage
from course_lib.nn.models.functional import Functional
from course_lib.nn.models.model import Model
from course_lib.nn.models.sequential import Sequential
from course_lib.nn.models.storage import load_weights, save_model, save_weights

__all__ = ["load_model", "load_weights", "save_model", "save_weights"]

_KINDS = {kind.__name__: kind for kind in (Sequential, Functional)}
_FIRST_FORMAT = "course_lib model 1"


def load_model(filepath, custom_objects=None, compile: bool = True, **others) -> Model:
    """The model that ``model.save`` wrote: it predicts the same, and goes on learning from there.

    With ``compile=False`` it only predicts.
    """
    absent = {"custom_objects": None, "safe_mode": True}
    unsupported.check(load_model, others | {"custom_objects": custom_objects}, absent)
    arrays = archive.read(filepath)
    try:
        config = _config(arrays)
        with floatx.precision(config["dtype"]):
            kind = find("kind of model", config["model"]["class"], _KINDS)
            model = kind.from_config(config["model"])
        if model.built:
            storage.fill(model, arrays, filepath)
        if compile and config["compile"]:
            compilation.restore(model, config["compile"], arrays)
    except Exception as trouble:  # a file that was tampered with may fail in any way
        raise ValueError(
            f"A saved model says how it is built. Received {str(filepath)!r}, from which none "
            f"can be built: {trouble!r}. Save the model again with model.save()."
        ) from trouble
    return model


def _config(arrays):
    """What the file says of its model; a file of the first format, in the words of this one."""
    if "blueprint" in arrays:
        return _from_first_format(str(arrays["blueprint"]))
    config = json.loads(str(arrays["config"]))
    if config["format"] != storage.FORMAT:
        raise ValueError(f"its format is {config['format']!r}, and not {storage.FORMAT!r}")
    return config


def _from_first_format(text):
    config = json.loads(text, object_hook=_rename_arguments)
    if config["format"] != _FIRST_FORMAT:
        raise ValueError(f"its format is {config['format']!r}, and not {_FIRST_FORMAT!r}")
    if config["model"]["class"] not in _KINDS:  # a learner's own subclass of Sequential
        config["model"]["class"] = "Sequential"
    return config


def _rename_arguments(described):
    return {"arguments" if key == "made with" else key: one for key, one in described.items()}
