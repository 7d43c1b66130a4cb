"""What a run looks like by now: maps, weights, slopes, losses, and the same in words.

Numbers leave as arrays of bytes, ready to be drawn: the browser computes nothing of the network.
"""

from dataclasses import dataclass

import numpy as np

from course_lib.figures import palette
from course_lib.widgets.playground.building import dense_layers, everywhere
from course_lib.widgets.playground.session import Session

OUTPUT_SIDE = 64  # points along a side of the map of the output
_FEW = 40  # up to so many neurons, their maps have
_SIDE, _SMALL_SIDE = 24, 12  # so many points along a side; beyond that, so many

_SATURATED = (
    0.05  # of the activation's steepest slope: a unit with less on nearly all rows is stuck
)
_NEARLY_ALL = 0.95


@dataclass(frozen=True)
class View:
    """A picture of a run. Maps hold rows of ``palette.SHADES``, the lowest x2 first.

    ``output``: (OUTPUT_SIDE, OUTPUT_SIDE); ``neurons``: (number of neurons, side, side), layer by
    layer, without the output; ``weights`` and ``slopes``: every kernel and then its bias, layer by
    layer, flat; ``losses``: (points, 3) of step, learned rows, test rows; ``troubled``: for each
    neuron "" or "dead" or "stuck"; ``layer_slopes``: the mean size of the slopes in each kernel.
    """

    output: np.ndarray
    neurons: np.ndarray
    weights: np.ndarray
    slopes: np.ndarray
    losses: np.ndarray
    troubled: list[str]
    layer_slopes: list[float]
    loss: float
    test_loss: float


class Views:
    """Draws views of one session: the grid that is asked everywhere is made once."""

    def __init__(self, session: Session):
        self.session = session
        few = sum(session.settings.hidden) <= _FEW
        self.side = _SIDE if few else _SMALL_SIDE
        self._fine = everywhere(session.settings, session.rows, OUTPUT_SIDE)
        self._coarse = everywhere(session.settings, session.rows, self.side)
        # Columns beyond the two are the same on the whole plane: small beside those of the rows.
        shown = np.concatenate([self._coarse, session.rows.x])
        far = np.maximum(np.abs(shown).max(axis=0), 1e-6)
        features = palette.shade_index(self._coarse, -far, far).astype(np.uint8)
        self.features = features.T.reshape(-1, self.side, self.side)  # their maps, as the neurons'

    def view(self) -> View:
        """The run as it is now. The layers then hold the pass of the rows to learn from."""
        session, model = self.session, self.session.model
        with np.errstate(all="ignore"):
            output = _shades(model(self._fine), model.layers[-1]).reshape(OUTPUT_SIDE, OUTPUT_SIDE)
            neurons = self._neuron_maps()
            loss, test_loss = session.loss()
            slopes = self._slopes()
        layers = dense_layers(model)
        return View(
            output,
            neurons,
            _flat([(layer.kernel, layer.bias) for layer in layers]),
            _flat([(layer.d_kernel, layer.d_bias) for layer in layers]),
            np.array(session.losses, dtype=np.float32),
            [_trouble_of(layer, unit) for layer in layers[:-1] for unit in range(layer.units)],
            slopes,
            loss,
            test_loss,
        )

    def _neuron_maps(self) -> np.ndarray:
        self.session.model(self._coarse)
        maps = [_shades(layer.a, layer).T for layer in dense_layers(self.session.model)[:-1]]
        maps = np.concatenate(maps) if maps else np.empty((0, self.side**2), dtype=np.uint8)
        return maps.reshape(-1, self.side, self.side)

    def _slopes(self) -> list[float]:
        """Send the loss of all rows to learn from back; how large its slopes are in each kernel."""
        rows, model = self.session.rows, self.session.model
        model.loss_of(*model.validated(rows.x, rows.y))
        model.backward()
        return [float(np.abs(layer.d_kernel).mean()) for layer in dense_layers(model)]


def _shades(a: np.ndarray, layer) -> np.ndarray:
    """Rows of ``palette.SHADES`` for outputs ``a``, on the scale of the layer's activation."""
    a = np.nan_to_num(a, nan=0.0, posinf=1e30, neginf=-1e30)
    if layer.activation.name == "sigmoid":
        low, high = 0.0, 1.0
    elif layer.activation.name == "tanh" or layer.units == 1:
        low, high = -1.0, 1.0
    else:
        far = np.maximum(np.abs(a).max(axis=0), 1e-6)
        low, high = -far, far
    return palette.shade_index(a, low, high).astype(np.uint8)


def _flat(pairs) -> np.ndarray:
    return np.concatenate([array.ravel() for pair in pairs for array in pair]).astype(np.float32)


def _trouble_of(layer, unit: int) -> str:
    """ "dead": 0 on all rows; "stuck": so far out on nearly all rows that its slope is nearly 0."""
    a = layer.a[:, unit]
    if layer.activation.name == "relu":
        return "dead" if not a.any() else ""
    if layer.activation.name in ("tanh", "sigmoid"):
        slope = 1 - a**2 if layer.activation.name == "tanh" else 4 * a * (1 - a)
        return "stuck" if np.mean(slope < _SATURATED) >= _NEARLY_ALL else ""
    return ""
