"""One memory, three views.

All weights that a model learns lie in one flat vector, ``model.params``. ``layer.kernel`` and
``layer.bias`` are windows on parts of it, and so are the weights of ``layer.neurons[j]``. Change
a number through one window and it has changed in all of them: it is the same number.

Weights that the optimizer leaves alone lie in a second vector, ``model.state``.
"""

import itertools
import math

import numpy as np


class View:
    """An attribute that is a window on memory: assigning to it writes through the window.

    It defines what assigning does and not what reading does, so that Python reads the array
    straight from the object's own dictionary (a getter here would slow the smallest network by
    a tenth).
    """

    def __set_name__(self, owner, name):
        self.name = name

    def __set__(self, owner, values):
        view = vars(owner).get(self.name)
        if view is None:
            raise AttributeError(
                f"There is no {self.name} to write to. Received values before the shapes are "
                "known, or for a bias that use_bias=False left out. To build, give the model an "
                "Input or call it on data once."
            )
        if np.shape(values) != view.shape:
            raise ValueError(
                f"{self.name} has shape {view.shape}. Received values of shape "
                f"{np.shape(values)}. Reshape them; to set all to one number, "
                f"write {self.name}[:] = number."
            )
        view[...] = values


def rebind(owner, **views) -> None:
    """Let attributes that are a ``View`` be other windows from now on; None is none yet.

    Plain assigning would write the numbers into the window that is there.
    """
    vars(owner).update(views)


def sizes(layer) -> tuple[int, int]:
    """How many numbers of a layer gradients move, and how many they don't."""
    learned = sum(math.prod(shape) for shape in layer.weight_shapes.values())
    return learned, sum(math.prod(shape) for shape in layer.state_shapes.values())


def bind(layer, params: np.ndarray, grads: np.ndarray, state: np.ndarray) -> None:
    """Make the layer's weights and their gradients windows on these flat vectors."""
    windows(layer, layer.weight_shapes, params)
    windows(layer, {f"d_{name}": shape for name, shape in layer.weight_shapes.items()}, grads)
    windows(layer, layer.state_shapes, state)


def windows(layer, shapes: dict[str, tuple], vector: np.ndarray) -> None:
    """Cut the vector into arrays of these shapes, one after the other, and name them."""
    start = 0
    for name, shape in shapes.items():
        stop = start + math.prod(shape)
        vars(layer)[name] = vector[start:stop].reshape(shape)
        start = stop


def boundaries(weights: list) -> list[int]:
    """At which places of a vector made of these arrays all but the first of them begin.

    >>> boundaries([np.zeros((2, 3)), np.zeros(3), np.zeros((3, 1))])
    [6, 9]
    """
    return list(itertools.accumulate(weight.size for weight in weights))[:-1]


def flatten(layers, dtype) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Move the weights of all layers into two vectors, keep them as views, return both and grads.

    ``params`` has what the optimizer moves, and ``grads`` the gradients in the same order.
    ``state`` has all other weights: those that a layer writes down by itself, and all of a layer
    that is not trainable. (Such a layer still has gradients to look at, in a vector of its own.)
    """
    params = _flat([weight for layer in layers for weight in layer.trainable_weights], dtype)
    state = _flat([weight for layer in layers for weight in layer.non_trainable_weights], dtype)
    grads = np.zeros_like(params)
    i = j = 0  # the first places in params and in state that no layer has yet
    for layer in layers:
        learned, rest = sizes(layer)
        if layer.trainable:
            layer.bind(params[i : i + learned], grads[i : i + learned], state[j : j + rest])
            i, j = i + learned, j + rest
        else:
            own = np.zeros(learned, dtype)
            layer.bind(state[j : j + learned], own, state[j + learned : j + learned + rest])
            j += learned + rest
    return params, grads, state


def _flat(weights, dtype):
    return np.concatenate([weight.ravel() for weight in weights] or [[]]).astype(dtype)
