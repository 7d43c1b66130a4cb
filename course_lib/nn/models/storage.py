"""A model into a file, and weights into a model.

One array for each weight ("layers/0/kernel"), one for each thing that the optimizer remembers
("optimizer/m"), and "config", which describes the model as text. No kind of model is named here:
each describes itself, in ``get_config``.
"""

import json

import numpy as np

from course_lib.nn.models import archive, compilation

FORMAT = "course_lib model 2"


def save_model(model, filepath) -> None:
    """Write layers, weights, and what ``compile`` chose, with all that the optimizer remembers."""
    config = {
        "format": FORMAT,
        "dtype": model.dtype.name,
        "model": model.get_config(),
        "compile": compilation.get_config(model),
    }
    arrays = named_weights(model) | compilation.optimizer_arrays(model)
    archive.write(filepath, ".keras", config=np.array(json.dumps(config)), **arrays)


def save_weights(model, filepath) -> None:
    """Write the weights alone."""
    if not model.built:
        raise ValueError(
            f"There are no weights to save yet. Received the model {model.name!r}, which is not "
            "built. Give it an Input, or call it on data once."
        )
    archive.write(filepath, ".weights.h5", **named_weights(model))


def load_weights(model, filepath) -> None:
    """Read weights into a model of the same shape; nothing is written unless all of them fit."""
    if not model.built:
        raise ValueError(
            f"Weights need somewhere to go. Received the model {model.name!r}, which is not built. "
            "Give it an Input, or call it on data once."
        )
    fill(model, archive.read(filepath), filepath)


def named_weights(model) -> dict:
    """Every weight by its place; names differ from one building of a model to the next."""
    return {
        f"layers/{i}/{name}": weight
        for i, layer in enumerate(model.layers)
        for name, weight in zip(
            (*layer.weight_shapes, *layer.state_shapes), layer.weights, strict=True
        )
    }


def fill(model, arrays: dict, filepath) -> None:
    """Write the arrays of a file into the model's weights, if all of them fit."""
    there = {name: array.shape for name, array in arrays.items() if name.startswith("layers/")}
    needed = {name: weight.shape for name, weight in named_weights(model).items()}
    if there != needed:
        raise ValueError(
            f"The model {model.name!r} has weights of shapes {list(needed.values())}. Received "
            f"{filepath!s} with shapes {list(there.values())}. Build the model as it was when it "
            "was saved."
        )
    for name, weight in named_weights(model).items():
        weight[...] = arrays[name]
