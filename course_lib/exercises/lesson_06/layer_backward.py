"""Lesson 06, Send the error back: the exercise ``layer_backward``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=6, minutes=7, difficulty=3)
def layer_backward(x, kernel, dz):
    """d_kernel (n_in, units), d_bias (units,) and dx (n, n_in), from dz (n, units)."""
    d_kernel = x.T @ dz
    d_bias = dz.sum(axis=0)
    dx = dz @ kernel.T
    return d_kernel, d_bias, dx


@layer_backward.cases
def _(rng):
    yield np.array([[-2.0, -1.0]]), np.ones((2, 2)), np.array([[-0.0107, -0.0107]])
    for n, n_in, units in ((4, 2, 3), (3, 3, 3), (5, 4, 2)):
        yield (
            rng.normal(size=(n, n_in)),
            rng.normal(size=(n_in, units)),
            rng.normal(size=(n, units)),
        )


@layer_backward.mistake(
    "d_kernel lies on its side: it has one row for each input and one column for each neuron, as "
    "the kernel has. Swap the two: x.T @ dz."
)
def _(x, kernel, dz):
    return dz.T @ x, dz.sum(axis=0), dz @ kernel.T


@layer_backward.mistake(
    "You took the mean over the rows. The loss has divided already, once; here the rows' shares "
    "are added up."
)
def _(x, kernel, dz):
    return x.T @ dz / len(x), dz.mean(axis=0), dz @ kernel.T


@layer_backward.mistake(
    "d_bias is the mean over the rows, d_kernel the sum. Add up in both: the loss has divided "
    "already."
)
def _(x, kernel, dz):
    return x.T @ dz, dz.mean(axis=0), dz @ kernel.T


@layer_backward.mistake(
    "d_bias still has a row for each sample. All rows use the same bias, so their shares add up: "
    "dz.sum(axis=0)."
)
def _(x, kernel, dz):
    return x.T @ dz, dz, dz @ kernel.T


@layer_backward.mistake(
    "d_bias is summed along the wrong axis. There is one bias a neuron, and neurons are columns: "
    "axis=0 adds down the rows."
)
def _(x, kernel, dz):
    return x.T @ dz, dz.sum(axis=1), dz @ kernel.T


@layer_backward.mistake("d_bias is a single number. Each neuron has its own: dz.sum(axis=0).")
def _(x, kernel, dz):
    return x.T @ dz, dz.sum(), dz @ kernel.T


@layer_backward.mistake(
    "dx needs the kernel turned over: going forward, inputs became neurons; going back, neurons "
    "become inputs. dz @ kernel.T. (With as many inputs as neurons, the shapes don't tell you.)"
)
def _(x, kernel, dz):
    return x.T @ dz, dz.sum(axis=0), dz @ kernel


@layer_backward.mistake(
    "dx lies on its side. It has the shape of x, a row for each sample: dz @ kernel.T."
)
def _(x, kernel, dz):
    return x.T @ dz, dz.sum(axis=0), kernel @ dz.T


@layer_backward.mistake(
    "You multiplied the kernel by its own gradient's place: dx is made from dz and the kernel, "
    "d_kernel from x and dz. They are swapped."
)
def _(x, kernel, dz):
    return dz @ kernel.T, dz.sum(axis=0), x.T @ dz


@layer_backward.accepts
def _(x, kernel, dz):
    d_kernel = sum(np.outer(row, slopes) for row, slopes in zip(x, dz, strict=True))
    return d_kernel, np.ones(len(dz)) @ dz, (kernel @ dz.T).T


@layer_backward.accepts
def _(x, kernel, dz):
    return [
        np.einsum("ni,nu->iu", x, dz),
        np.einsum("nu->u", dz),
        np.einsum("nu,iu->ni", dz, kernel),
    ]


layer_backward.hints(
    "Each gradient has the shape of what it belongs to. Write the three shapes down, and look "
    "which product can give them.",
    "x.T @ dz, dz.sum(axis=0) and dz @ kernel.T.",
)
layer_backward.why(
    "These three lines are `Dense.backward_from_z`, and train every Dense layer here."
)
