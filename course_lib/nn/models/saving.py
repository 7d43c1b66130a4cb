"""A model as a file, under the names that Keras has for it.

The names are Keras's, what is inside is NumPy's: an .npz, which ``np.load`` opens, with one array
for each weight ("layers/0/kernel"), for each thing the optimizer remembers ("optimizer/m"), and
the blueprint of the model as text. Nothing in it is ever run. Keras's own files hold HDF5, which
takes another library to read: between the two, carry ``get_weights()`` to ``set_weights()``.
"""

import json
import os

import numpy as np

from course_lib.nn import floatx
from course_lib.nn.models import serialization
from course_lib.nn.models.functional import Functional
from course_lib.nn.models.model import Model
from course_lib.nn.models.sequential import Sequential
from course_lib.nn.symbols import Symbol

_FORMAT = "course_lib model 1"


def save_model(model: Model, filepath) -> None:
    """Write layers, weights, and what ``compile`` chose, with all that the optimizer remembers."""
    described = {"format": _FORMAT, "dtype": model.dtype.name, "model": _describe(model)}
    described["compile"] = _describe_choices(model) if model.loss else None
    arrays = _weights(model) | _memories(model.optimizer if model.loss else None)
    _write(filepath, ".keras", blueprint=np.array(json.dumps(described)), **arrays)


def load_model(filepath, compile: bool = True) -> Model:
    """The model that ``model.save`` wrote: it predicts the same, and goes on learning from there.

    With ``compile=False`` it only predicts.
    """
    arrays = _read(filepath)
    try:
        described = json.loads(str(arrays["blueprint"]))
        _check_format(described)
        model = _build(described["model"], described["dtype"])
        if model.built:
            _fill(model, arrays, filepath)
        if compile and described["compile"]:
            _compile(model, described["compile"], arrays)
    except Exception as trouble:  # a file that was tampered with may fail in any way
        raise ValueError(
            f"A saved model says how it is built. Received {str(filepath)!r}, from which none "
            f"can be built: {trouble!r}. Save the model again with model.save()."
        ) from trouble
    return model


def save_weights(model: Model, filepath) -> None:
    """Write the weights alone."""
    if not model.built:
        raise ValueError(
            f"There are no weights to save yet. Received the model {model.name!r}, which is not "
            "built. Give it an Input, or call it on data once."
        )
    _write(filepath, ".weights.h5", **_weights(model))


def load_weights(model: Model, filepath) -> None:
    """Read weights into a model of the same shape; nothing is written unless all of them fit."""
    if not model.built:
        raise ValueError(
            f"Weights need somewhere to go. Received the model {model.name!r}, which is not built. "
            "Give it an Input, or call it on data once."
        )
    _fill(model, _read(filepath), filepath)


# The model, as plain data and back


def _describe(model):
    described = {
        "class": type(model).__name__,
        "name": model.name,
        "layers": [serialization.describe(layer) for layer in model.layers],
        "input": model.sample_shape,
    }
    return described | ({"sources": model.sources} if isinstance(model, Functional) else {})


def _build(described, dtype):
    with floatx.precision(dtype):
        layers = [serialization.build(layer) for layer in described["layers"]]
        if described["class"] == "Functional":
            return _build_graph(layers, described["sources"], described["name"])
        model = Sequential(layers, name=described["name"])
        if described["input"]:
            model.build((None, *described["input"]))
        return model


def _build_graph(layers, sources, name):
    symbols = [Symbol(layers[0], layers[0].output_shape)]
    for layer, read in zip(layers[1:], sources[1:], strict=True):
        given = [symbols[i] for i in read]
        symbols.append(layer(given if len(given) > 1 else given[0]))
    return Functional(symbols[0], symbols[-1], name=name)


def _describe_choices(model):
    return {
        "optimizer": serialization.describe(model.optimizer),
        "iterations": model.optimizer.iterations,
        "loss": serialization.describe(model.loss),
        "metrics": [_describe_metric(name, one) for name, one in model._metrics.items()],
    }


def _describe_metric(name, metric):
    """The word that ``compile`` was given, where it was one: it heads the history's column."""
    return name if metric == name or metric.name != name else serialization.describe(metric)


def _compile(model, chosen, arrays):
    optimizer = serialization.build(chosen["optimizer"])
    loss, watched = serialization.build(chosen["loss"]), serialization.build(chosen["metrics"])
    model.compile(optimizer, loss, metrics=watched)
    remembered = {
        name.removeprefix("optimizer/"): array
        for name, array in arrays.items()
        if name.startswith("optimizer/")
    }
    optimizer.set_state({"iterations": chosen["iterations"]} | remembered)


def _memories(optimizer):
    """What the optimizer remembers of its steps, by the names that the file has for it."""
    state = optimizer.get_state() if optimizer else {}
    return {f"optimizer/{name}": one for name, one in state.items() if name != "iterations"}


# Weights and files


def _weights(model):
    """Every weight by its place; names differ from one building of a model to the next."""
    return {
        f"layers/{i}/{name}": weight
        for i, layer in enumerate(model.layers)
        for name, weight in zip(
            (*layer.weight_shapes, *layer.state_shapes), layer.weights, strict=True
        )
    }


def _fill(model, arrays, filepath):
    there = {name: array.shape for name, array in arrays.items() if name.startswith("layers/")}
    needed = {name: weight.shape for name, weight in _weights(model).items()}
    if there != needed:
        raise ValueError(
            f"The model {model.name!r} has weights of shapes {list(needed.values())}. Received "
            f"{filepath!s} with shapes {list(there.values())}. Build the model as it was when it "
            "was saved."
        )
    for name, weight in _weights(model).items():
        weight[...] = arrays[name]


def _write(filepath, ending, **arrays):
    """All or nothing: the file appears under its name when it is complete."""
    from pathlib import Path  # whoever saves nothing need not wait for it

    path = Path(filepath)
    if not path.name.endswith(ending):
        raise ValueError(
            f"The name of this file ends in {ending}, as in Keras. Received: {str(path)!r}. "
            f'Try "model{ending}".'
        )
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("wb") as file:
            np.savez(file, **arrays)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _read(filepath):
    """The arrays of a saved file, by name."""
    from pathlib import Path

    path = Path(filepath)
    if not path.is_file():
        raise FileNotFoundError(
            f"A saved model is a file. Received: {str(path)!r}, and there is none in "
            f"{path.absolute().parent}. Look for its name there, or save the model first."
        )
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as saved:
            arrays = {name: np.asarray(saved[name]) for name in saved}
    except Exception as trouble:  # a damaged file may fail in any way
        raise ValueError(_not_ours(path)) from trouble
    if not any(name == "blueprint" or name.startswith("layers/") for name in arrays):
        raise ValueError(_not_ours(path))
    return arrays


def _not_ours(path):
    start = path.read_bytes()[:4]
    if start == b"\x89HDF" or _by_keras(path):
        return (
            f"This reads what course_lib has saved. Received {str(path)!r}, which Keras has saved. "
            "Load it there, and carry the weights over: model.set_weights(theirs.get_weights())."
        )
    return (
        f"A saved model is a file that model.save() wrote. Received {str(path)!r}, which is "
        "something else, or damaged. Save the model again."
    )


def _by_keras(path):
    import zipfile

    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        return "model.weights.h5" in archive.namelist()


def _check_format(described):
    if described["format"] != _FORMAT:
        raise ValueError(f"its format is {described['format']!r}, and not {_FORMAT!r}")
