"""A learner's own model, or own rows, as settings of the playground; or a sentence on why not."""

import numpy as np

from course_lib.nn.layers import BatchNormalization, Dense, Dropout
from course_lib.nn.models import Sequential
from course_lib.widgets.playground.building import Own
from course_lib.widgets.playground.settings import (
    ACTIVATIONS,
    MAX_MORE,
    OPTIMIZERS,
    OWN,
    YOURS,
    Settings,
)

MOST_ROWS = 5000


def opened(model, x, y, chosen: dict) -> tuple[Settings, Own]:
    """Settings and rows for a model of the learner's (or None), and rows of theirs."""
    x, y = _rows(x, y)
    own = Own(x, y, None if model is None else _weights(model))
    columns = [f"x{n + 1}" for n in range(x.shape[1])]
    found = {"data": OWN[own.task]}
    if model is None:
        found["features"] = tuple(columns)
    else:
        found |= _read(model, columns)
        sigmoid = model.layers[-1].activation.name == "sigmoid"
        found["data"] = OWN["class" if sigmoid else "number"]
    return Settings(**found | chosen), own


def _rows(x, y) -> tuple[np.ndarray, np.ndarray]:
    try:
        x, y = np.array(x, dtype=float), np.array(y, dtype=float)
    except (TypeError, ValueError):
        raise ValueError(
            f"Expected x and y as numbers. Received {type(x).__name__} and {type(y).__name__}."
        ) from None
    y = y.reshape(len(y), -1) if y.ndim else y.reshape(1, 1)
    good = x.ndim == 2 and 2 <= x.shape[1] <= MAX_MORE and 2 <= len(x) <= MOST_ROWS
    if not good or y.shape != (len(x), 1) or not (np.isfinite(x).all() and np.isfinite(y).all()):
        raise ValueError(
            f"The playground takes 2 to {MOST_ROWS:,} rows x of 2 to {MAX_MORE} finite numbers, "
            f"and one finite number y for each. Received x of shape {x.shape}, y of {y.shape}. "
            "The first two columns are drawn; choose them with x[:, [0, 1]]."
        )
    return x, y


def _weights(model) -> list[np.ndarray]:
    if not isinstance(model, Sequential) or not model.built:
        raise ValueError(
            "The playground opens a Sequential that knows its inputs: "
            f"put Input((2,)) before its first layer. Received {model!r}."
        )
    return model.get_weights()


def _read(model: Sequential, columns: list[str]) -> dict:
    """The settings that describe this model: all hidden layers alike but for their width."""
    dense = [layer for layer in model.layers if isinstance(layer, Dense)]
    found = {
        "features": tuple(columns),
        "hidden": tuple(layer.units for layer in dense[:-1]),
        "first_weights": YOURS,
        "batch_norm": any(isinstance(layer, BatchNormalization) for layer in model.layers),
        "dropout": max((one.rate for one in model.layers if isinstance(one, Dropout)), default=0.0),
    }
    activations = {layer.activation.name for layer in dense[:-1]}
    if len(activations) == 1 and activations <= set(ACTIVATIONS):
        found["activation"] = activations.pop()
    if model.loss is not None:
        found["loss"] = (
            "squared error" if model.loss.name == "mean_squared_error" else "cross-entropy"
        )
    if model.optimizer is not None:
        found |= _optimizer(model.optimizer)
    _require_alike(model, found)
    return found


def _optimizer(optimizer) -> dict:
    """Its name and rate here, where the playground has one with the same options."""
    kind, rate = type(optimizer).__name__, optimizer.learning_rate
    momentum = getattr(optimizer, "momentum", 0.0)
    if kind == "SGD" and momentum:
        kind = f"SGD, {'Nesterov' if optimizer.nesterov else 'momentum'} {momentum:g}"
    if kind not in OPTIMIZERS or not isinstance(rate, float):
        return {}
    return {"optimizer": kind, "learning_rate": rate}


def _require_alike(model: Sequential, found: dict) -> None:
    """The model must be what these settings build, layer by layer."""
    last = getattr(getattr(model.layers[-1], "activation", None), "name", "")
    expected = []
    for _ in found["hidden"]:
        expected.append(Dense)
        expected += [BatchNormalization] if found["batch_norm"] else []
        expected += [Dropout] if found["dropout"] else []
    dense = [layer for layer in model.layers if isinstance(layer, Dense)]
    alike = [type(layer) for layer in model.layers] == [*expected, Dense]
    alike = alike and all(layer.use_bias for layer in dense) and dense[-1].units == 1
    alike = alike and all(layer.activation.name == found.get("activation") for layer in dense[:-1])
    if not alike or last not in ("sigmoid", "linear"):
        raise ValueError(
            "The playground opens a Sequential of Dense layers with one activation of "
            f"{', '.join(ACTIVATIONS)}, each with a bias, all with BatchNormalization and Dropout "
            "behind them or none, and at the end Dense(1), or with sigmoid. "
            f"Received {[repr(layer) for layer in model.layers]}."
        )
    if model.sample_shape != (len(found["features"]),):
        raise ValueError(
            f"This model reads {model.sample_shape[0]} numbers a row. "
            f"Received rows of {len(found['features'])}."
        )
