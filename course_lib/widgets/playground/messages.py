"""What a view of the playground is sent: dictionaries, and beside them arrays as bytes."""

import math
from dataclasses import asdict

import numpy as np

from course_lib.data.toys import TOY_NAMES
from course_lib.widgets.playground import settings, words
from course_lib.widgets.playground.building import Own, dense_layers
from course_lib.widgets.playground.session import Session
from course_lib.widgets.playground.settings import Settings
from course_lib.widgets.playground.views import OUTPUT_SIDE, View, Views

Message = tuple[dict, list[bytes]]


def options(chosen: Settings, own: Own | None) -> dict:
    """What the menus offer."""
    more = [f"x{n + 1}" for n in range(2, own.x.shape[1])] if own else []
    yours = [chosen.data if chosen.on_own_rows else settings.OWN[own.task]] if own else []
    first = [settings.YOURS] if own and own.weights else []
    return {
        "data": [*yours, *TOY_NAMES],
        "features": [*settings.FEATURES, *more],
        "activation": list(settings.ACTIVATIONS),
        "loss": list(settings.LOSSES),
        "first_weights": [*first, *settings.FIRST_WEIGHTS],
        "optimizer": list(settings.OPTIMIZERS),
        "penalty": list(settings.PENALTIES),
        "maxLayers": settings.MAX_LAYERS,
        "maxUnits": settings.MAX_UNITS,
    }


def scene(session: Session, views: Views, chosen: Settings, kept: np.ndarray | None) -> Message:
    """What stands still while it trains: controls, rows, the shape of the network, run A."""
    rows = session.rows
    message = {
        "type": "scene",
        "settings": asdict(chosen),
        "columns": words.names(session),
        "layers": [session.model.layers.index(layer) for layer in dense_layers(session.model)],
        "task": session.settings.task,
        "reach": rows.reach,
        "side": views.side,
        "outputSide": OUTPUT_SIDE,
        "alt": words.network(session),
    }
    buffers = [
        _bytes(np.column_stack([rows.points, rows.y])),
        _bytes(np.column_stack([rows.test_points, rows.test_y])),
        views.features.tobytes(),
        b"" if kept is None else kept.tobytes(),
    ]
    return message, buffers


def picture(session: Session, view: View, readout: str) -> Message:
    """What changes with every step: maps, weights, slopes, losses, and the words."""
    message = {
        "type": "picture",
        "step": session.step,
        "epoch": session.epoch,
        "loss": _finite(view.loss),
        "testLoss": _finite(view.test_loss),
        "rate": session.rate,
        "troubled": view.troubled,
        "layerSlopes": [_finite(slope) for slope in view.layer_slopes],
        "frozen": [[layer, array, list(place)] for layer, array, place in session.frozen],
        "readout": readout,
        "trouble": bool(session.trouble),
    }
    arrays = (view.output, view.neurons, view.weights, view.slopes, view.losses)
    return message, [array.tobytes() for array in arrays]


def _bytes(array: np.ndarray) -> bytes:
    return array.astype(np.float32).tobytes()


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
