"""One memory, three views.

All weights of a model lie in one flat vector, ``model.params``. ``layer.kernel`` and
``layer.bias`` are windows on parts of it, and so are the weights of ``layer.neurons[j]``. Change
a number through one window and it has changed in all of them: it is the same number.
"""

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


def bind(layer, params: np.ndarray, grads: np.ndarray) -> None:
    """Make the layer's weights and their gradients windows on these two flat vectors."""
    start = 0
    for name, shape in layer.weight_shapes.items():
        stop = start + math.prod(shape)
        vars(layer)[name] = params[start:stop].reshape(shape)
        vars(layer)[f"d_{name}"] = grads[start:stop].reshape(shape)
        start = stop


def share(layers, dtype) -> tuple[np.ndarray, np.ndarray]:
    """Move the weights of all layers into one vector, keep them as views, return it.

    The second vector is for the gradients, in the same order.
    """
    params = np.concatenate(
        [weight.ravel() for layer in layers for weight in layer.weights] or [[]]
    )
    params = params.astype(dtype)
    grads = np.zeros_like(params)
    start = 0
    for layer in layers:
        stop = start + layer.count_params()
        layer.bind(params[start:stop], grads[start:stop])
        start = stop
    return params, grads
