"""Lesson 13, Convolutional networks: the exercise ``feature_maps``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=13, minutes=6, difficulty=3)
def feature_maps(x, kernel, bias):
    """x (rows, columns, channels), kernel (2, 2, channels, filters), bias (filters,)."""
    rows, columns = x.shape[0] - 1, x.shape[1] - 1
    maps = np.zeros((rows, columns, kernel.shape[-1]))
    for i in range(rows):
        for j in range(columns):
            window = x[i : i + 2, j : j + 2]
            for f in range(kernel.shape[-1]):
                maps[i, j, f] = np.sum(window * kernel[..., f]) + bias[f]
    return maps


@feature_maps.cases
def _(rng):
    x = np.array([[[1.0, 0], [2, 1]], [[0, 3], [1, 1]], [[4, 0], [0, 2]]])
    kernel = np.array(
        [[[[1.0, 0], [2, -1]], [[0, 1], [0, 0]]], [[[3, 0], [0, 2]], [[0, 0], [1, 1]]]]
    )
    yield x, kernel, np.array([10.0, -20.0])
    for shape, filters in (((4, 3, 3), 2), ((3, 5, 1), 4), ((5, 4, 4), 4), ((2, 4, 2), 1)):
        kernel = rng.normal(size=(2, 2, shape[-1], filters))
        yield rng.normal(size=shape), kernel, rng.normal(size=filters)


def _windows(x):
    """(rows, columns, 2, 2, channels)."""
    windows = np.lib.stride_tricks.sliding_window_view(x, (2, 2), axis=(0, 1))
    return np.moveaxis(windows, 2, -1)


def _maps(x, kernel):
    return np.tensordot(_windows(x), kernel, axes=3)


@feature_maps.mistake("The biases are missing: each filter adds its own to every place of its map.")
def _(x, kernel, bias):
    return _maps(x, kernel)


@feature_maps.mistake(
    "This comes out when the bias is added once for every channel. A filter adds up all channels "
    "first, and then adds its bias once."
)
def _(x, kernel, bias):
    return _maps(x, kernel) + x.shape[-1] * bias


@feature_maps.mistake(
    "This comes out when the bias is added in every one of the 2 · 2 · channels products. It is "
    "added once, to the sum."
)
def _(x, kernel, bias):
    return _maps(x, kernel) + 4 * x.shape[-1] * bias


@feature_maps.mistake(
    "These maps know the first channel alone. A filter reads all channels, each with weights of "
    "its own, and adds them up."
)
def _(x, kernel, bias):
    return _maps(x[..., :1], kernel[:, :, :1]) + bias


@feature_maps.mistake(
    "This takes the mean over the channels. They are added up, as the pixels of the window are."
)
def _(x, kernel, bias):
    return _maps(x, kernel) / x.shape[-1] + bias


@feature_maps.mistake(
    "There is one map here, the sum of all filters. Each filter has a map of its own: the last "
    "axis counts filters."
)
def _(x, kernel, bias):
    return (_maps(x, kernel) + bias).sum(axis=-1)


@feature_maps.mistake(
    "There is one map here, that of the first filter. Each filter has its own: the last axis "
    "counts filters."
)
def _(x, kernel, bias):
    return _maps(x, kernel)[..., 0] + bias[0]


@feature_maps.mistake(
    "Every filter adds the first bias here. Filter f has a bias of its own: bias[f]."
)
def _(x, kernel, bias):
    return _maps(x, kernel) + bias[0]


@feature_maps.mistake(
    "Every filter adds all biases here. Filter f adds its own, bias[f], and no other."
)
def _(x, kernel, bias):
    return _maps(x, kernel) + bias.sum()


@feature_maps.mistake(
    "The maps are right, and they come first: (filters, rows, columns). In Keras and here the "
    "channels come last, and these maps are the next layer's channels."
)
def _(x, kernel, bias):
    return np.moveaxis(_maps(x, kernel) + bias, -1, 0)


@feature_maps.mistake(
    "The biases are subtracted here. They are added, as in every neuron since lesson 01."
)
def _(x, kernel, bias):
    return _maps(x, kernel) - bias


@feature_maps.mistake(
    "These maps have been through a ReLU. Asked for are the sums; an activation comes after them."
)
def _(x, kernel, bias):
    return np.maximum(_maps(x, kernel) + bias, 0)


@feature_maps.mistake(
    "This is the function as you were given it: one filter, on the first channel. Let the window "
    "keep all channels, and give each filter a map."
)
def _(x, kernel, bias):
    return _maps(x[..., :1], kernel[:, :, :1])[..., 0] + bias[0]


@feature_maps.accepts
def _(x, kernel, bias):
    rows, columns = x.shape[0] - 1, x.shape[1] - 1
    maps = np.zeros((rows, columns, kernel.shape[-1])) + bias
    for i in range(2):
        for j in range(2):
            maps += x[i : i + rows, j : j + columns] @ kernel[i, j]
    return maps


@feature_maps.accepts
def _(x, kernel, bias):
    rows, columns = x.shape[0] - 1, x.shape[1] - 1
    maps = [
        [np.tensordot(x[i : i + 2, j : j + 2], kernel, axes=3) + bias for j in range(columns)]
        for i in range(rows)
    ]
    return np.array(maps)


feature_maps.hints(
    "kernel[..., f] is one filter: (2, 2, channels), the shape of the window. What becomes of the "
    "map when every place holds a number for each filter?",
    "maps has a third axis of length kernel.shape[-1]. In the inner loop, for each f: "
    "np.sum(window * kernel[..., f]) + bias[f].",
)
feature_maps.why(
    "That is a `Conv2D`. What it puts out has channels again, so another one can read it."
)
