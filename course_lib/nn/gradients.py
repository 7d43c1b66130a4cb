"""Gradients without calculus: nudge a number, see what the result does.

A wrong gradient still trains, slowly and to the wrong place; only this tells.
"""

import numpy as np

from course_lib.nn.randomness import generator

STEP = 1e-5  # smaller, and rounding spoils the difference; larger, and the curve does


def central_difference(f, x, h: float = STEP):
    """The slope of f at x, a number; or at every number of x, where f takes them one by one.

    (f(x + h) - f(x - h)) / 2h: looking both ways leaves an error of the size of h^2, not of h.

    >>> central_difference(lambda x: x**2, np.array([3.0, -1.0])).round(6)
    array([ 6., -2.])
    """
    return (f(x + h) - f(x - h)) / (2 * h)


def numerical_gradient(f, x: np.ndarray, h: float = STEP) -> np.ndarray:
    """The slope of ``f(x)``, one number, along every number of ``x``, by central differences.

    ``x`` is nudged in place and put back.

    >>> x = np.array([3.0, -1.0])
    >>> numerical_gradient(lambda x: (x**2).sum(), x).round(6)
    array([ 6., -2.])
    """
    x = _float64(x)
    slopes = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        kept = x[i]
        try:
            x[i] = kept + h
            above = _one_number(f(x))
            x[i] = kept - h
            below = _one_number(f(x))
        finally:
            x[i] = kept
        slopes[i] = (above - below) / (2 * h)
    return slopes


def gradient_check(model, x, y, h: float = STEP, training: bool = False) -> dict[str, float]:
    """How far each of a compiled model's gradients is from the measured slope, by name.

    0 is perfect, 1e-7 good, and 1e-2 a bug. The error is relative: the distance of the two
    gradients divided by their lengths. Only where a ReLU sits right at its corner may a larger
    one mean nothing.

    ``training=True`` checks the model as it is while it learns: dropout drops, the same numbers
    in every pass, and batch normalization reads the batch.
    """
    samples = model.prepare_training(x, y)
    x, y = samples.x, samples.y
    params, state = _float64(model.params), model.state.copy()
    passes = _repeatable(model, x, y, training)
    next(passes)
    model.backward()
    computed = model.grads.copy()
    measured = numerical_gradient(lambda _: next(passes), params, h)
    next(passes)  # the layers show the pass of the true weights again
    model.state = state  # as many passes as this are no training
    errors, start = {}, 0
    for layer in model.layers:
        for name, weight in zip(layer.weight_shapes, layer.trainable_weights, strict=False):
            part = slice(start, start + weight.size)
            errors[f"{layer.name}.{name}"] = _relative_error(computed[part], measured[part])
            start += weight.size
    return errors


def _repeatable(model, x, y, training):
    """The loss of one pass after the other, each with the same random numbers."""
    own = [getattr(layer, "own_generator", None) for layer in model.layers]
    generators = [one for one in own if one is not None] + [generator()]
    states = [one.bit_generator.state for one in generators]
    while True:
        for one, state in zip(generators, states, strict=True):
            one.bit_generator.state = state
        yield model.loss_of(x, y, training)


def _relative_error(computed, measured):
    lengths = np.linalg.norm(computed) + np.linalg.norm(measured)
    return float(np.linalg.norm(computed - measured) / lengths) if lengths else 0.0


def _one_number(value):
    """What a slope is measured of; an array of one number is one."""
    if np.size(value) != 1 or np.asarray(value).dtype.kind not in "biuf":
        what = f"an array of shape {value.shape}" if isinstance(value, np.ndarray) else repr(value)
        raise ValueError(
            f"A slope is measured of one number. Received a function that gives {what}. Let it "
            "return one, such as the sum of its values: lambda x: f(x).sum()."
        )
    return np.asarray(value).item()


def _float64(x):
    x = np.asarray(x)
    if x.dtype.kind in "biu":
        return x.astype(np.float64)
    if x.dtype != np.float64:
        raise ValueError(
            "Slopes are measured in float64. "
            f"Received {x.dtype}, which keeps 7 digits: the difference of two neighbours would "
            'lose most of them. Call set_floatx("float64") before you build the model.'
        )
    return x
