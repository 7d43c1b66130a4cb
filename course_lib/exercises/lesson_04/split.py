"""Lesson 04, Layers and batches: the exercise ``split``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=4, minutes=5, difficulty=3)
def split(params, n_in, units):
    """A layer's kernel (n_in, units) and bias (units,), out of one flat vector."""
    kernel = params[: n_in * units].reshape(n_in, units)
    bias = params[n_in * units :]
    return kernel, bias


@split.cases
def _(rng):
    yield np.array([1.0, 2.0, -1.0, 0.5, 0.5, -1.0]), 2, 2  # the lesson's own layer
    yield np.arange(1.0, 9.0), 3, 2  # 8 numbers: 3-2
    for n_in, units in ((4, 3), (1, 5), (5, 1), (2, 7)):
        yield rng.normal(size=n_in * units + units), n_in, units


@split.mistake(
    "The kernel's numbers stand neuron by neuron, column after column. In memory they lie row by "
    "row: reshape(n_in, units)."
)
def _(params, n_in, units):
    kernel = params[: n_in * units].reshape(units, n_in).T
    return kernel, params[n_in * units :]


@split.mistake(
    "The kernel lies on its side: it should have a row for each input, reshape(n_in, units)."
)
def _(params, n_in, units):
    kernel = params[: n_in * units].reshape(units, n_in)
    return kernel, params[n_in * units :]


@split.mistake(
    "Here the bias is the front of the vector. The kernel comes first, and the bias behind it."
)
def _(params, n_in, units):
    return params[units:].reshape(n_in, units), params[:units]


@split.mistake("Kernel and bias are right, and stand in the other order: return kernel, bias.")
def _(params, n_in, units):
    return params[n_in * units :], params[: n_in * units].reshape(n_in, units)


@split.mistake("The kernel is still flat: reshape it to (n_in, units).")
def _(params, n_in, units):
    return params[: n_in * units], params[n_in * units :]


@split.mistake("The bias is a table of one row, (1, units). It is flat, (units,): leave it so.")
def _(params, n_in, units):
    kernel = params[: n_in * units].reshape(n_in, units)
    return kernel, params[n_in * units :].reshape(1, units)


@split.mistake("The bias is a column, (units, 1). It is flat, (units,): leave it as it is cut out.")
def _(params, n_in, units):
    kernel = params[: n_in * units].reshape(n_in, units)
    return kernel, params[n_in * units :].reshape(units, 1)


@split.mistake("The kernel came back alone, and it is right. Return both: return kernel, bias.")
def _(params, n_in, units):
    return params[: n_in * units].reshape(n_in, units)


@split.mistake(
    "The bias begins one number too late: the kernel ends before place n_in * units, and the bias "
    "begins there."
)
def _(params, n_in, units):
    return params[: n_in * units].reshape(n_in, units), params[n_in * units + 1 :]


@split.accepts
def _(params, n_in, units):
    return params[:-units].reshape(n_in, -1), params[-units:]


@split.accepts
def _(params, n_in, units):
    rows = params.reshape(n_in + 1, units)
    return rows[:-1], rows[-1]


split.hints(
    "The kernel takes the first n_in * units numbers. How many are left?",
    "params[: n_in * units].reshape(n_in, units) is the kernel; params[n_in * units :] is the "
    "bias.",
)
split.why(
    "Slicing and reshaping copy nothing: what you cut out is a window. That is how one vector can "
    "be a whole network."
)
